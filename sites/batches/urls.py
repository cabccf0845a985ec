"""Addresses of the screens, below ``admin/portals-from-file/``."""

from django.urls import path

from sites.batches import views

app_name = "portal_batches"

urlpatterns = [
    path("", views.RunListView.as_view(), name="index"),
    path("new/", views.UploadView.as_view(), name="upload"),
    path("template/", views.TemplateView.as_view(), name="template"),
    path("<uuid:uid>/", views.RunView.as_view(), name="run"),
    path("<uuid:uid>/start/", views.StartView.as_view(), name="start"),
    path("<uuid:uid>/go-on/", views.GoOnView.as_view(), name="go_on"),
    path("<uuid:uid>/progress/", views.ProgressView.as_view(), name="progress"),
    path("<uuid:uid>/download/", views.DownloadView.as_view(), name="download"),
]
