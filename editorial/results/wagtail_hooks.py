"""Registers the screens of results in the administration."""

from django.urls import include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def addresses() -> list:
    """All under an election."""
    return [path("elections/<int:election>/", include("editorial.results.urls"))]
