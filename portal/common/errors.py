"""The answers when something is wrong: complete pages that say what to do.

None of them tells more than the status. The page for our own faults needs neither the database
nor the request, because either may be what is broken.
"""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from wagtail.models import Site

from portal.common.addresses import route

PUBLIC = "public"
RETRY_AFTER_SECONDS = 10


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or what was sent cannot be read."""
    return _error_page("400.html", request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not allowed."""
    return _error_page("403.html", request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, the same whether it never was or is not public."""
    return _error_page("404.html", request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 with a time to try again while the database does not answer."""
    is_outage = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    status = 503 if is_outage else 500
    response = HttpResponse(render_to_string(f"{status}.html", _addresses()), status=status)
    response.headers["Cache-Control"] = "no-store"
    if is_outage:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _error_page(template: str, request: HttpRequest, status: int) -> HttpResponse:
    context = {"site": None, **_addresses()}
    if getattr(request, "side", None) == PUBLIC:
        context["site"] = Site.find_for_request(request)
    return HttpResponse(render_to_string(template, context), status=status)


def _addresses() -> dict[str, str]:
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    prefix = "/" if language == settings.LANGUAGE_CODE else f"/{language}/"
    return {"language": language, "home": prefix, "search": prefix + route("search", language)}
