"""Leads readers from a page's former address to its present one."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware

PUBLIC = "public"


class PublicRedirectMiddleware(RedirectMiddleware):
    """Wagtail's redirects, on public hosts only: the admin host has no site to ask for."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if getattr(request, "side", None) != PUBLIC or request.method not in ("GET", "HEAD"):
            return response
        return super().process_response(request, response)
