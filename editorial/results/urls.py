"""Addresses of the screens of results under ``admin/elections/…``."""

from django.urls import path

from editorial.results.views import admin

app_name = "results"

_body = "bodies/<int:body>/results/"
urlpatterns = [
    path("turnout/", admin.TurnoutView.as_view(), name="turnout"),
    path("turnout/table/", admin.TurnoutSheetView.as_view(), name="turnout_table"),
    path("turnout/publish/", admin.TurnoutPublishView.as_view(), name="turnout_publish"),
    path(_body, admin.BodyView.as_view(), name="body"),
    path(f"{_body}table/", admin.ResultSheetView.as_view(), name="table"),
    path(f"{_body}publish/", admin.PublishView.as_view(), name="publish"),
    path(f"{_body}<int:pk>/", admin.EnterView.as_view(), name="enter"),
]
