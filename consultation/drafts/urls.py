"""Addresses of the screens under ``admin/drafts/``."""

from django.urls import path

from consultation.drafts.views import text

app_name = "drafts"

urlpatterns = [
    path("<int:page_id>/text/", text.TextView.as_view(), name="text"),
    path("versions/<uuid:uid>/", text.PrepareView.as_view(), name="prepare"),
    path(
        "versions/<uuid:uid>/provisions/<int:place>/",
        text.ProvisionView.as_view(),
        name="provision",
    ),
    path("versions/<uuid:uid>/mapping/", text.MappingView.as_view(), name="mapping"),
    path("versions/<uuid:uid>/take/", text.TakeView.as_view(), name="take"),
    path("versions/<uuid:uid>/discard/", text.DiscardView.as_view(), name="discard"),
]
