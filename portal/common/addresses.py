"""Every public address that is not a page, with its word in each language.

The base page refuses these words as slugs, so that no page can ever hide behind them.
"""

from django.conf import settings
from django.urls import path
from django.utils.functional import lazy
from django.utils.translation import get_language

# name of the address -> language -> route without the language's prefix
ADDRESSES: dict[str, dict[str, str]] = {
    "search": {"vi": "tim-kiem/", "en": "search/"},
}


def route(name: str) -> str:
    """The route of an address in the active language."""
    words = ADDRESSES[name]
    return words.get((get_language() or settings.LANGUAGE_CODE)[:2], words["vi"])


_lazy_route = lazy(route, str)


def address(name: str, view, **kwargs):
    """An URL pattern whose words follow the active language."""
    return path(_lazy_route(name), view, kwargs, name=name)


def reserved_words() -> frozenset[str]:
    """First words of all addresses that are no pages, in every language."""
    words = {
        route.strip("/").split("/")[0]
        for by_language in ADDRESSES.values()
        for route in by_language.values()
    }
    return frozenset(words | {code for code, _ in settings.LANGUAGES} | FIXED_WORDS)


# First words of addresses that are the same in every language.
FIXED_WORDS = frozenset(
    {"admin", "static", "media", "documents", "tai-khoan", "sitemap", "robots", "-", "_util"}
)
