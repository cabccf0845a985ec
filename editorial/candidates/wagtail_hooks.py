"""Registers the screens of candidates in the administration."""

from django.urls import include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def addresses() -> list:
    """All under the body of an election."""
    route = "elections/<int:election>/bodies/<int:body>/candidates/"
    return [path(route, include("editorial.candidates.urls"))]
