"""The addresses of sign-in: those of allauth that officers need, and no other."""

from allauth.account import views
from django.urls import path

from portal.accounts.views import InvitationView

urlpatterns = [
    path("vao/", views.login, name="account_login"),
    path("ra/", views.logout, name="account_logout"),
    path("loi-moi/<str:token>/", InvitationView.as_view(), name="accounts_invitation"),
]
