"""Every public address that is not a page, with its word in each language.

The base page refuses these words as slugs directly under a home page, so that no page can ever
hide behind them. Words of features that are still to come stand here too: a page that took one
would have to be renamed later, with everything that links to it.
"""

from collections.abc import Callable

from django.conf import settings
from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter
from django.utils.functional import lazy
from django.utils.translation import get_language

# Name of the address -> language -> route without the language's prefix.
ADDRESSES: dict[str, dict[str, str]] = {
    "search": {"vi": "tim-kiem/", "en": "search/"},
    "site_map": {"vi": "so-do-trang/", "en": "sitemap/"},
    "directory": {"vi": "cac-cong/", "en": "portals/"},
    "campaign": {"vi": "chuyen-trang/", "en": "special/"},
    "rss": {"vi": "rss/", "en": "rss/"},
    "atom": {"vi": "atom/", "en": "atom/"},
    "editorial_board": {"vi": "ban-bien-tap/", "en": "editorial-board/"},
    "accessibility": {"vi": "tuyen-bo-tiep-can/", "en": "accessibility/"},
    "privacy": {"vi": "quyen-rieng-tu/", "en": "privacy/"},
    "offline": {"vi": "ngoai-tuyen/", "en": "offline/"},
    "components": {"vi": "thanh-phan-giao-dien/", "en": "components/"},
    "receipts": {"vi": "tra-cuu/", "en": "lookup/"},
    "comment_form": {"vi": "bieu-mau/gop-y/", "en": "forms/comment/"},
    "comment_file": {"vi": "tep-gop-y/", "en": "comment-file/"},
    "objection_form": {"vi": "bieu-mau/xem-lai/", "en": "forms/objection/"},
    "confirm_comment": {"vi": "xac-nhan/gop-y/", "en": "confirm/comment/"},
}

# Features that are still to come: the words are kept free for them.
RESERVED: dict[str, dict[str, str]] = {
    "search_everywhere": {"vi": "tim-toan-tinh/", "en": "search-everywhere/"},
    "forms": {"vi": "bieu-mau/", "en": "forms/"},
    "send": {"vi": "gui/", "en": "send/"},
    "confirm": {"vi": "xac-nhan/", "en": "confirm/"},
    "rating": {"vi": "danh-gia/", "en": "rating/"},
    "drafts": {"vi": "xem-truoc/", "en": "preview/"},
    "print": {"vi": "ban-in/", "en": "print/"},
    "api": {"vi": "api/", "en": "api/"},
}

# First words of addresses that are the same in every language.
FIXED_WORDS = frozenset(
    {
        "-",
        "_util",
        "admin",
        "documents",
        "favicon",
        "manifest",
        "media",
        "robots",
        "security",
        "service-worker",
        "sitemap",
        "static",
        "tai-khoan",
        "well-known",
    }
)

HOME_DEPTH = 2
FIRST_WORD_DEPTH = HOME_DEPTH + 1


class SectionPathConverter(StringConverter):
    """The path of a page below its home page: words, joined by single slashes."""

    regex = r"[a-z0-9_-]+(?:/[a-z0-9_-]+)*"


register_converter(SectionPathConverter, "section")


def route(name: str, language: str | None = None) -> str:
    """The route of an address in a language, by default the active one.

    Raises:
        KeyError: no address has this name.
    """
    words = ADDRESSES[name]
    code = (language or get_language() or settings.LANGUAGE_CODE)[:2]
    return words.get(code, words["vi"])


def _route_with(name: str, rest: str) -> str:
    return route(name) + rest


_lazy_route = lazy(_route_with, str)


def address(
    name: str, view: Callable, rest: str = "", *, url_name: str = "", **kwargs
) -> URLPattern:
    """An URL pattern whose words follow the active language.

    Args:
        name: key of :data:`ADDRESSES`.
        view: what answers.
        rest: what follows the word, in the syntax of ``django.urls.path``.
        url_name: name for ``reverse``, if not the key itself.
        kwargs: passed on to the view.
    """
    return path(_lazy_route(name, rest), view, kwargs, name=url_name or name)


def reserved_words() -> frozenset[str]:
    """First words of all addresses that are no pages, in every language."""
    words = {
        written.strip("/").split("/")[0]
        for table in (ADDRESSES, RESERVED)
        for by_language in table.values()
        for written in by_language.values()
    }
    return frozenset(words | {code for code, _ in settings.LANGUAGES} | FIXED_WORDS)


def is_reserved(slug: str, depth: int | None) -> bool:
    """Whether a page at this depth of the tree would hide behind an address of the portal.

    Args:
        slug: the page's last word.
        depth: the page's place in the tree: 2 for home pages, 3 for those right below one.
    """
    return depth == FIRST_WORD_DEPTH and slug in reserved_words()
