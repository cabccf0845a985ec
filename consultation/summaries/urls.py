"""Addresses of the screens under ``admin/summaries/``."""

from django.urls import path

from consultation.summaries.views import officers

app_name = "summaries"

urlpatterns = [
    path("<int:draft_id>/", officers.SummaryView.as_view(), name="summary"),
    path("<int:draft_id>/preview/", officers.PreviewView.as_view(), name="preview"),
    path("files/<uuid:uid>/", officers.send_export, name="file"),
]
