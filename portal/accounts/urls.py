"""The addresses of sign-in: those of allauth that officers need, and no other."""

from allauth.account import views
from django.urls import path

urlpatterns = [
    path("vao/", views.login, name="account_login"),
    path("ra/", views.logout, name="account_logout"),
]
