"""Addresses of the screens under ``admin/boards/``."""

from django.urls import path

from editorial.boards.views import own, progress, receiving

app_name = "boards"

urlpatterns = [
    path("", own.OwnView.as_view(), name="own"),
    path("portals/<int:site>/", own.SiteView.as_view(), name="site"),
    path("portals/<int:site>/new/", own.NewView.as_view(), name="new"),
    path("received/", receiving.ReceivedView.as_view(), name="received"),
    path(
        "received/results/",
        receiving.ReceivedView.as_view(results_only=True),
        name="received_results",
    ),
    path("received/<uuid:uid>/", receiving.DecideView.as_view(), name="decide"),
    path("progress/", progress.ProgressView.as_view(), name="progress"),
    path("progress/<int:pk>/", progress.TargetView.as_view(), name="target"),
    path(
        "progress/<int:pk>/results/",
        progress.TargetView.as_view(results_only=True),
        name="target_results",
    ),
    path("progress/<int:pk>/remind/", progress.RemindView.as_view(), name="remind"),
    path("<uuid:uid>/", own.ShowView.as_view(), name="show"),
    path("<uuid:uid>/edit/", own.EditView.as_view(), name="edit"),
    path("<uuid:uid>/send/", own.SendView.as_view(), name="send"),
]
