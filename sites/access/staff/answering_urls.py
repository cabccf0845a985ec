"""The address in the mail of an invitation, below ``tai-khoan/``."""

from django.urls import path

from sites.access.staff.answering import OfferView

urlpatterns = [path("vai-tro/<str:token>/", OfferView.as_view(), name="staff_offer")]
