"""Tags about the portal's addresses: other languages and feeds."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils import translation
from django.utils.translation import get_language_info
from wagtail.models import AbstractPage, Page

from portal.common.addresses import ADDRESSES
from portal.hosts.addresses import language_of, public_url, site_id_of
from portal.hosts.index import HOME_PATH_LENGTH, index

register = template.Library()


@dataclass(frozen=True)
class Version:
    """What a reader sees of this address in one language."""

    language: str
    name: str
    url: str
    is_current: bool


@register.simple_tag(takes_context=True)
def language_versions(context: template.Context) -> list[Version]:
    """This page, or this address that is no page, in all languages in which it can be read.

    Empty when there is only one: nothing is asked of the database for a portal of one language.
    """
    request = context.get("request")
    page = context.get("page")
    if isinstance(page, AbstractPage) and page.path:
        found = _of_page(page)
    elif request is not None:
        found = _of_address(request)
    else:
        found = {}
    current = _current(page) or translation.get_language()
    versions = [
        Version(code, _own_name(code), found[code], code == current)
        for code, _name in settings.LANGUAGES
        if code in found
    ]
    return versions if len(versions) > 1 else []


def _own_name(code: str) -> str:
    """A language's name in itself; Django's catalogue has it partly decomposed."""
    return unicodedata.normalize("NFC", get_language_info(code)["name_local"])


def _current(page: AbstractPage | None) -> str | None:
    return language_of(page) if isinstance(page, AbstractPage) and page.path else None


def _of_page(page: AbstractPage) -> dict[str, str]:
    """Live translations; an alias repeats the text of another language, so it is none."""
    snapshot = index.current()
    site_id = site_id_of(page)
    homes = snapshot.home_paths.get(site_id, [])
    if len(homes) < 2:
        return {}
    rows = Page.objects.filter(
        translation_key=page.translation_key, live=True, alias_of__isnull=True
    ).values_list("path", "url_path")
    found = {}
    for path, url_path in rows:
        root = snapshot.roots.get(path[:HOME_PATH_LENGTH])
        if root and path[:HOME_PATH_LENGTH] in homes:
            found[root.language_code] = public_url(root, url_path)
    return found


def _of_address(request: HttpRequest) -> dict[str, str]:
    match = getattr(request, "resolver_match", None)
    host = getattr(request, "portal_host", None)
    if match is None or host is None or match.url_name not in ADDRESSES:
        return {}
    snapshot = index.current()
    found = {}
    for path in snapshot.home_paths.get(host.site_id, []):
        root = snapshot.roots[path]
        with translation.override(root.language_code):
            found[root.language_code] = root.root_url + reverse(
                match.url_name, kwargs=match.captured_kwargs
            )
    return found


@register.simple_tag
def section_feed(page: AbstractPage, kind: str) -> str:
    """The address of a section's feed.

    Args:
        page: the section, in the language of the request.
        kind: ``rss`` or ``atom``.
    """
    root = index.current().roots.get(page.path[:HOME_PATH_LENGTH])
    if root is None:
        return ""
    section = page.url_path[len(root.root_path) :].strip("/")
    return reverse(f"section_{kind}", args=[section]) if section else reverse(kind)


@register.simple_tag
def address(name: str) -> str:
    """An address of the portal that is no page, in the reader's language; empty if there is none.

    Header and footer of every page write the same dozen, so each is put together once.

    Args:
        name: name of the address, as in ``portal.common.addresses``.
    """
    return _address(name, get_urlconf(), translation.get_language())


@lru_cache(maxsize=1024)
def _address(name: str, table: str | None, language: str) -> str:
    try:
        return reverse(name, urlconf=table)
    except NoReverseMatch:
        return ""
