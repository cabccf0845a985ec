"""Decides by host name what a request may reach, before anything else runs."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from portal.hosts.index import HostEntry, index, root_url
from portal.hosts.models import Host

PUBLIC, ADMIN, PREVIEW, LIST = "public", "admin", "preview", "list"

URL_TABLES = {
    PUBLIC: "portal.urls.public",
    PREVIEW: "portal.urls.public",
    ADMIN: "portal.urls.admin",
    LIST: "portal.urls.development",
}
HOST_PATTERN = re.compile(r"(?P<name>[a-z0-9.-]{1,253}|\[::1\])(:(?P<port>[0-9]{1,5}))?")
LOCAL_NAMES = {"localhost", "127.0.0.1", "[::1]"}
PERMANENT_REDIRECT_KEEPING_METHOD = 308
# Seconds for which a browser may remember that a name is a former one.
FORMER_NAME_REMEMBERED = 300


class HostMiddleware:
    """Answers 421 on names that are not ours and puts each known host on its side.

    Sets ``request.portal_host`` (the entry of the table), ``request.side`` (public, admin,
    preview or list) and ``request.urlconf``. Wagtail previews a page by a dummy request under
    the page's public host; it gets the page's site and, unlike a reader, the officer.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with index.pinned() as snapshot:
            name = self._name(request)
            if name in LOCAL_NAMES and getattr(settings, "HOST_LIST_ON_LOCALHOST", False):
                entry: HostEntry | None = HostEntry(name, LIST, Host.State.CURRENT, None)
            else:
                entry = snapshot.hosts.get(name)
            if entry is None:
                return misdirected()
            if entry.state == Host.State.FORMER:
                return self._to_current(request, snapshot.current_names.get(entry.site_id))
            request.portal_host = entry
            request.side = PREVIEW if getattr(request, "is_dummy", False) else entry.kind
            request.urlconf = URL_TABLES[request.side]
            return self.get_response(request)

    def _name(self, request: HttpRequest) -> str:
        match = HOST_PATTERN.fullmatch(request._get_raw_host())
        if not match:
            return ""
        port = match["port"]
        if port and int(port) != settings.PUBLIC_PORT and match["name"] not in LOCAL_NAMES:
            return ""
        return match["name"]

    def _to_current(self, request: HttpRequest, current: str | None) -> HttpResponse:
        if not current:
            return misdirected()
        response = redirect(root_url(current) + request.get_full_path(), permanent=True)
        # A name may come back: a browser that remembered this for good would go in a circle.
        response["Cache-Control"] = f"max-age={FORMER_NAME_REMEMBERED}"
        if request.method not in ("GET", "HEAD"):
            response.status_code = PERMANENT_REDIRECT_KEEPING_METHOD
        return response


def misdirected() -> HttpResponse:
    """The answer on a name that is not ours: short, the same for all, with no site's dress."""
    return HttpResponse(
        "421 Misdirected Request\nKhông có cổng thông tin nào ở địa chỉ này.\n",
        status=421,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )


class LanguageMiddleware:
    """The language of a public page is in its address, so that one address has one content."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = settings.LANGUAGE_CODE
        if request.side != ADMIN:
            language = translation.get_language_from_path(request.path_info) or language
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
