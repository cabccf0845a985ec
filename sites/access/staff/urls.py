"""Addresses of the screens of people, below ``admin/access/``."""

from django.urls import path

from sites.access.staff import views
from sites.access.staff.switching import PortalsView

app_name = "staff"

urlpatterns = [
    path("people/", views.PeopleView.as_view(), name="list"),
    path("people/invite/", views.InviteView.as_view(), name="invite"),
    path("people/offers/<uuid:uid>/again/", views.OfferAgainView.as_view(), name="offer_again"),
    path("people/offers/<uuid:uid>/revoke/", views.OfferRevokeView.as_view(), name="offer_revoke"),
    path("people/<int:pk>/", views.PersonView.as_view(), name="person"),
    path("people/<int:pk>/link/", views.FirstLinkView.as_view(), name="first_link"),
    path("people/<int:pk>/<slug:act>/", views.ActView.as_view(), name="act"),
    path("portals/", PortalsView.as_view(), name="portals"),
]
