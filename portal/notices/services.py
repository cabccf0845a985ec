"""What the service worker of a portal is told."""

import copy
import hashlib
import json

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import translation
from wagtail.models import Site

from portal.common.addresses import RESERVED, route
from portal.hosts.index import index
from portal.hosts.kept import kept
from sites.profile.services import portal_of

SOURCE = settings.BASE_DIR / "static" / "js" / "service-worker.js"
# Names of the browser's stores: pages that were read, and files that they need.
PAGES, FILES = "pages-1", "files-1"
NEEDED = ("css/portal.css", "js/portal.js", "images/emblem.svg")
# What is meant for one reader or changes with each question: never kept by a browser.
NEVER_ADDRESSES = ("search", "receipts")
NEVER_RESERVED = ("search_everywhere", "forms", "send", "confirm", "rating", "drafts")
NEVER_PREFIXES = ("/admin/", "/tai-khoan/", "/documents/", "/-/", "/api/")


def worker_script(request: HttpRequest, site: Site) -> str:
    """The service worker of a portal: its settings, then the program that all portals share.

    Browsers take a worker anew, and with it the page shown without a connection, as soon as one
    byte of it differs: so it carries a version of that page.

    Args:
        request: the request for it, on a host of the portal.
        site: the portal; an English page for readers without connection only where it has English.
    """
    languages = _languages_of(site)
    told = {
        "version": _version(request, site, languages),
        "pages": PAGES,
        "files": FILES,
        "offline": {code: _prefix(code) + route("offline", code) for code in languages},
        "needed": [static(path) for path in NEEDED],
        "never": [*NEVER_PREFIXES, *_never(languages)],
    }
    return f"const SETTINGS = {json.dumps(told)};\n{SOURCE.read_text('utf-8')}"


def offline_page(request: HttpRequest) -> str:
    """The page shown without a connection, in the language that is active."""
    return render_to_string("notices/offline.html", {"kept_pages": PAGES}, request)


def _version(request: HttpRequest, site: Site, languages: list[str]) -> str:
    """A short word that changes with what a reader without connection sees of the portal.

    It is computed once after each change of the portal. The emblem's file is made later than the
    portal is told of it, so its address is looked at each time.
    """
    emblem = portal_of(request).emblem
    name = ("offline version", tuple(languages), emblem.url if emblem else "")
    return kept(site.pk, name, lambda: _digest(request, languages))


def _digest(request: HttpRequest, languages: list[str]) -> str:
    pages = "".join(_offline_page_in(request, language) for language in languages)
    return hashlib.sha256(pages.encode()).hexdigest()[:16]


def _offline_page_in(request: HttpRequest, language: str) -> str:
    """The page as a reader of this language gets it, with nothing left of the request's own."""
    other = copy.copy(request)
    other.LANGUAGE_CODE = language
    vars(other).pop("_portal", None)
    with translation.override(language):
        return offline_page(other)


def _languages_of(site: Site) -> list[str]:
    snapshot = index.current()
    roots = [snapshot.roots[path] for path in snapshot.home_paths.get(site.pk, [])]
    return sorted({root.language_code for root in roots} | {settings.LANGUAGE_CODE})


def _never(languages: list[str]) -> list[str]:
    words = [(code, route(name, code)) for code in languages for name in NEVER_ADDRESSES]
    words += [(code, RESERVED[name][code]) for code in languages for name in NEVER_RESERVED]
    return [_prefix(code) + word for code, word in words]


def _prefix(language: str) -> str:
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"
