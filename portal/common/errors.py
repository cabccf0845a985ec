"""The answers when something is wrong: complete pages that say what to do.

None of them tells more than the status. On a public host they wear the portal's own dress; when
that cannot be made, because the database is gone or the portal itself is what is broken, a plain
page says the same. The page for our own faults needs neither the database nor the request.
"""

import logging
import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import get_language, override

from portal.common.addresses import route
from portal.hosts.addresses import home_of

logger = logging.getLogger(__name__)

PUBLIC = "public"
RETRY_AFTER_SECONDS = 10
DRESSED = "portal/error_dressed.html"
STYLE_SHEET = "css/portal.css"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or what was sent cannot be read."""
    return _error_page("400.html", request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not allowed."""
    return _error_page("403.html", request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, the same whether it never was or is not public."""
    return _error_page("404.html", request, 404)


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """429: this reader asks too often.

    Args:
        request: what was asked.
        seconds: after how many seconds to try again.
    """
    response = _error_page("portal/too_many.html", request, 429)
    response.headers["Retry-After"] = str(seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 with a time to try again while the database does not answer."""
    is_outage = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    status = 503 if is_outage else 500
    response = HttpResponse(_plain(f"{status}.html"), status=status)
    response.headers["Cache-Control"] = "no-store"
    if is_outage:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _error_page(template: str, request: HttpRequest, status: int) -> HttpResponse:
    if _is_public(request):
        return _dressed(template, request, status)
    return HttpResponse(_plain(template), status=status)


def _is_public(request: HttpRequest) -> bool:
    return getattr(request, "side", None) == PUBLIC


def _spoken(request: HttpRequest) -> str:
    """The language of the address; the usual one where the portal has no home page in it.

    Without this the links of the page would lead to addresses that the portal does not have.
    """
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    host = getattr(request, "portal_host", None)
    site_id = getattr(host, "site_id", None)
    if site_id is None or home_of(site_id, language):
        return language
    return settings.LANGUAGE_CODE


def _dressed(template: str, request: HttpRequest, status: int) -> HttpResponse:
    try:
        language = _spoken(request)
        with override(language):
            text = render_to_string(template, {"dress": DRESSED, "status": status}, request)
    except Exception:  # noqa: BLE001 whatever is broken, the reader gets an answer
        logger.exception("The portal's own page for status %s could not be made", status)
        return HttpResponse(_plain(template), status=status)
    return HttpResponse(text, status=status, headers={"Content-Language": language})


def _plain(template: str) -> str:
    return render_to_string(template, {**_addresses(), "style_sheet": _style_sheet()})


def _addresses() -> dict[str, str]:
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    prefix = "/" if language == settings.LANGUAGE_CODE else f"/{language}/"
    return {"language": language, "home": prefix, "search": prefix + route("search", language)}


def _style_sheet() -> str:
    """The address of the style sheet; empty where static files have not been collected."""
    try:
        return static(STYLE_SHEET)
    except ValueError:
        return ""
