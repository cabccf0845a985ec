"""What the service worker of a portal is told."""

import json

from django.conf import settings
from django.templatetags.static import static
from wagtail.models import Site

from portal.common.addresses import RESERVED, route
from portal.hosts.index import index

SOURCE = settings.BASE_DIR / "static" / "js" / "service-worker.js"
# Names of the browser's stores: pages that were read, and files that they need.
PAGES, FILES = "pages-1", "files-1"
NEEDED = ("css/portal.css", "js/portal.js", "images/emblem.svg")
# What is meant for one reader or changes with each question: never kept by a browser.
NEVER_ADDRESSES = ("search",)
NEVER_RESERVED = ("search_everywhere", "receipts", "forms", "send", "confirm", "rating", "drafts")
NEVER_PREFIXES = ("/admin/", "/tai-khoan/", "/documents/", "/-/", "/api/")


def worker_script(site: Site) -> str:
    """The service worker of a portal: its settings, then the program that all portals share.

    Args:
        site: the portal; an English page for readers without connection only where it has English.
    """
    languages = _languages_of(site)
    told = {
        "pages": PAGES,
        "files": FILES,
        "offline": {code: _prefix(code) + route("offline", code) for code in languages},
        "needed": [static(path) for path in NEEDED],
        "never": [*NEVER_PREFIXES, *_never(languages)],
    }
    return f"const SETTINGS = {json.dumps(told)};\n{SOURCE.read_text('utf-8')}"


def _languages_of(site: Site) -> list[str]:
    snapshot = index.current()
    roots = [snapshot.roots[path] for path in snapshot.home_paths.get(site.pk, [])]
    return sorted({root.language_code for root in roots} | {settings.LANGUAGE_CODE})


def _never(languages: list[str]) -> list[str]:
    words = [(code, route(name, code)) for code in languages for name in NEVER_ADDRESSES]
    words += [
        (code, RESERVED[name][code])
        for code in languages
        for name in NEVER_RESERVED
        if name in RESERVED
    ]
    return [_prefix(code) + word for code, word in words]


def _prefix(language: str) -> str:
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"
