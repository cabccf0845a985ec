"""Addresses of the screens of portals, below ``admin/portals/``."""

from django.urls import path

from sites.administration.identity import OwnPortalView, ProfileEditView, ProfileHistoryView
from sites.administration.listing import PortalListView
from sites.administration.views import ActView, InviteAgainView, PortalView
from sites.administration.wizard import views as wizard

app_name = "portals"

urlpatterns = [
    path("", PortalListView.as_view(), name="list"),
    path("results/", PortalListView.as_view(results_only=True), name="list_results"),
    path("new/", wizard.BeginView.as_view(), name="new"),
    path("new/<uuid:key>/unit/", wizard.UnitStep.as_view(), name="new_unit"),
    path("new/<uuid:key>/address/", wizard.AddressStep.as_view(), name="new_address"),
    path("new/<uuid:key>/account/", wizard.AccountStep.as_view(), name="new_account"),
    path("new/<uuid:key>/review/", wizard.ReviewStep.as_view(), name="new_review"),
    path("new/preview/<int:unit>/", wizard.PreviewView.as_view(), name="preview"),
    path("<int:pk>/made/", wizard.MadeView.as_view(), name="made"),
    path("<int:pk>/", PortalView.as_view(), name="show"),
    path("<int:pk>/invitations/<uuid:uid>/", InviteAgainView.as_view(), name="invite_again"),
    path("own/", OwnPortalView.as_view(), name="own"),
    path("<int:pk>/profile/", ProfileEditView.as_view(), name="profile"),
    path("<int:pk>/profile/history/", ProfileHistoryView.as_view(), name="profile_history"),
    path(
        "<int:pk>/profile/history/results/",
        ProfileHistoryView.as_view(results_only=True),
        name="profile_history_results",
    ),
    path("<int:pk>/<slug:act>/", ActView.as_view(), name="act"),
]
