"""Addresses of the screens under ``admin/elections/…/bodies/…/candidates/``."""

from django.urls import path

from editorial.candidates.views import admin

app_name = "candidates"

urlpatterns = [
    path("", admin.CandidatesView.as_view(), name="list"),
    path("new/", admin.EnterView.as_view(), name="new"),
    path("table/", admin.SheetView.as_view(), name="table"),
    path("publish/", admin.PublishView.as_view(), name="publish"),
    path("<int:pk>/", admin.EnterView.as_view(), name="edit"),
    path("<int:pk>/remove/", admin.RemoveView.as_view(), name="remove"),
    path("<int:pk>/correct/", admin.CorrectView.as_view(), name="correct"),
    path("<int:pk>/withdraw/", admin.WithdrawView.as_view(), name="withdraw"),
]
