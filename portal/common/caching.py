"""What caches and browsers may keep of an answer, and when they need not fetch it again.

Public pages are the same for everybody, so a shared cache may keep them for some seconds and go
on serving them while the application is away. What is meant for one person is never kept.
"""

import hashlib
import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import cc_delim_re, patch_vary_headers
from django.utils.http import http_date, parse_etags
from wagtail.models import AbstractPage

logger = logging.getLogger(__name__)

PUBLIC, PREVIEW = "public", "preview"
READING = frozenset({"GET", "HEAD"})
NEVER = "no-store"
PERSONAL = "private, no-store"
# Headers that a 304 repeats (RFC 9110, section 15.4.5).
REPEATED = ("Cache-Control", "Content-Location", "Date", "ETag", "Expires", "Last-Modified", "Vary")
COMPRESSIBLE = ("text/", "application/json", "application/xml", "image/svg+xml")
COMPRESSIBLE_ENDINGS = ("+xml", "+json")
MOVED_OR_GONE = frozenset({301, 302, 307, 308, 404, 410})


class PublicCacheMiddleware:
    """Gives every answer its cache headers and answers 304 to who has the page already.

    A page is known by the hash of its content. ``If-Modified-Since`` alone is not believed,
    because a page shows more than its own text: menus, lists, related items.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        side = getattr(request, "side", None)
        if side == PREVIEW:
            response.headers["Cache-Control"] = PERSONAL
        elif side != PUBLIC:
            response.headers.setdefault("Cache-Control", PERSONAL)
        else:
            response = _for_everybody(request, response)
        return response


class PublicGZipMiddleware(GZipMiddleware):
    """Compresses what everybody may read.

    An answer to one person may hold a secret beside text that an attacker chooses, and its
    compressed length would then tell the secret (BREACH); so those stay as they are.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if getattr(request, "side", None) != PUBLIC or not _is_compressible(response):
            return response
        return super().process_response(request, response)


def _is_compressible(response: HttpResponse) -> bool:
    if response.streaming or not _is_for_everybody(response):
        return False
    content_type = response.get("Content-Type", "").partition(";")[0].strip().lower()
    return content_type.startswith(COMPRESSIBLE) or content_type.endswith(COMPRESSIBLE_ENDINGS)


def _is_for_everybody(response: HttpResponse) -> bool:
    control = response.get("Cache-Control", "")
    return "no-store" not in control and "private" not in control


def _for_everybody(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if request.method not in READING:
        response.headers["Cache-Control"] = NEVER
        return response
    if _depends_on_reader(response):
        logger.error("A public answer depends on its reader: %s", request.path)
        response.headers["Cache-Control"] = PERSONAL
        return response
    _allow_keeping(response)
    if response.status_code != 200 or response.streaming or not _is_for_everybody(response):
        return response
    patch_vary_headers(response, ["Accept-Encoding"])
    _name_version(response)
    return _not_modified(response) if _is_known(request, response) else response


def _allow_keeping(response: HttpResponse) -> None:
    if response.status_code in {200, 304}:
        response.headers.setdefault("Cache-Control", settings.PAGE_CACHE_CONTROL)
    elif response.status_code in MOVED_OR_GONE:
        response.headers.setdefault("Cache-Control", settings.ERROR_CACHE_CONTROL)
    else:
        response.headers["Cache-Control"] = NEVER


def _depends_on_reader(response: HttpResponse) -> bool:
    if response.cookies:
        return True
    named = cc_delim_re.split(response.get("Vary", "").strip().lower())
    return any(name not in {"", "accept-encoding"} for name in named)


def _name_version(response: HttpResponse) -> None:
    if not response.has_header("ETag"):
        digest = hashlib.sha256(response.content).hexdigest()[:32]
        response.headers["ETag"] = f'"{digest}"'
    page = (getattr(response, "context_data", None) or {}).get("page")
    changed_at = page.last_published_at if isinstance(page, AbstractPage) else None
    if changed_at and not response.has_header("Last-Modified"):
        response.headers["Last-Modified"] = http_date(changed_at.timestamp())


def _is_known(request: HttpRequest, response: HttpResponse) -> bool:
    known = {
        tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))
    }
    return "*" in known or response.headers["ETag"].removeprefix("W/") in known


def _not_modified(response: HttpResponse) -> HttpResponse:
    short = HttpResponseNotModified()
    for name in REPEATED:
        if response.has_header(name):
            short.headers[name] = response.headers[name]
    return short
