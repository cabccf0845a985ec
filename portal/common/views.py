"""Serves the pages of all portals."""

from django.http import HttpRequest, HttpResponse
from wagtail import views as wagtail_views

from portal.common.routing import find_route


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The page of this address, served as Wagtail serves it; only found in fewer statements."""
    request._wagtail_route_for_request = find_route(request, path)
    return wagtail_views.serve(request, path)
