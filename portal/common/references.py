"""What a page's body refers to, read all at once.

Wagtail reads the pages, files and pictures of each block for itself, and asks once per link for
the active language. Here the references of a whole body are collected from its stored form, read
in one statement for pages, one for files and one for pictures, and kept at hand while the body
is rendered.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.models import Page

from portal.common.pictures import SHOWN_ON_PAGES, pictures_by_id
from portal.hosts.addresses import language_of

_LINK = re.compile(r"<a [^>]{0,200}>")
_PAGE_ID = re.compile(
    r'linktype="page"[^>]*\bid="(\d{1,18})"|\bid="(\d{1,18})"[^>]*linktype="page"'
)
_FILE_ID = re.compile(
    r'linktype="document"[^>]*\bid="(\d{1,18})"|\bid="(\d{1,18})"[^>]*linktype="document"'
)
_DEEPEST = 12


@dataclass
class References:
    """Primary keys of what a stored text refers to."""

    pages: set[int] = field(default_factory=set)
    files: set[int] = field(default_factory=set)
    pictures: set[int] = field(default_factory=set)

    def collect(self, value: Any, depth: int = 0) -> None:
        """Adds the references in a stored value: a text, or blocks as they lie in the database."""
        if isinstance(value, str):
            self._collect_links(value)
        elif depth < _DEEPEST and isinstance(value, dict):
            picture = value.get("image")
            if isinstance(picture, int):
                self.pictures.add(picture)
            for part in value.values():
                self.collect(part, depth + 1)
        elif depth < _DEEPEST and isinstance(value, list | tuple):
            for part in value:
                self.collect(part, depth + 1)

    def _collect_links(self, text: str) -> None:
        if "linktype=" not in text:
            return
        for tag in _LINK.findall(text):
            for pattern, found in ((_PAGE_ID, self.pages), (_FILE_ID, self.files)):
                match = pattern.search(tag)
                if match:
                    found.add(int(match[1] or match[2]))


@dataclass
class Prepared:
    """What was read: objects by primary key; what is not there is known to be missing.

    Attributes:
        anchors: how often each heading's anchor was given while the body is rendered.
    """

    references: References
    pages: dict[int, Page]
    files: dict[int, Any]
    pictures: dict[int, Any]
    anchors: dict[str, int] = field(default_factory=dict)

    @cached_property
    def linked(self) -> dict[int, Page]:
        """The live pages, in the reader's language where there is a translation."""
        return _in_readers_language(self.pages)


_prepared: ContextVar[Prepared | None] = ContextVar("prepared", default=None)


def prepare(
    *values: Any,
    pictures: Iterable[int] = (),
    sizes: Iterable[str] = SHOWN_ON_PAGES,
    read_pages: Callable[[list[int]], Iterable[Page]] | None = None,
) -> Prepared:
    """Reads what these stored values refer to: at most one statement of each kind.

    Args:
        values: bodies, formatted texts.
        pictures: primary keys of further pictures.
        sizes: names of the sizes in which pictures will be shown.
        read_pages: reads the pages of these primary keys together with further ones.
    """
    references = References(pictures={pk for pk in pictures if pk})
    for value in values:
        references.collect(list(value.raw_data) if isinstance(value, StreamValue) else value)
    return Prepared(
        references,
        _pages(references.pages, read_pages),
        get_document_model().objects.in_bulk(references.files) if references.files else {},
        pictures_by_id(references.pictures, sizes),
    )


def _pages(
    ids: set[int], read: Callable[[list[int]], Iterable[Page]] | None = None
) -> dict[int, Page]:
    if read is None and not ids:
        return {}
    found = read(sorted(ids)) if read else Page.objects.filter(pk__in=ids)
    return {page.pk: page for page in found}


@contextmanager
def at_hand(prepared: Prepared) -> Iterator[None]:
    """While this lasts, links and pictures are taken from what was read."""
    token = _prepared.set(prepared)
    try:
        yield
    finally:
        _prepared.reset(token)


def anchors_taken() -> dict[str, int]:
    """The anchors that the body at hand has given so far."""
    prepared = _prepared.get()
    return prepared.anchors if prepared else {}


def prepared_pictures() -> dict[int, Any]:
    """The pictures at hand."""
    prepared = _prepared.get()
    return prepared.pictures if prepared else {}


def linked_pages(ids: list[int]) -> dict[int, Page]:
    """Live pages that links lead to, in the reader's language where there is a translation.

    Args:
        ids: primary keys as the links name them.

    Returns:
        The page to link to by the key of the link; a page that is not live is left out, so
        that nothing tells its address.
    """
    prepared = _prepared.get()
    known = prepared.linked if prepared else {}
    asked = prepared.references.pages if prepared else set()
    unread = {pk for pk in ids if pk not in asked}
    return {**known, **_in_readers_language(_pages(unread))} if unread else known


def _in_readers_language(pages: dict[int, Page]) -> dict[int, Page]:
    live = {pk: page for pk, page in pages.items() if page.live}
    language = get_language()
    foreign = {page.translation_key for page in live.values() if language_of(page) != language}
    if not foreign:
        return live
    translations = Page.objects.live().filter(
        translation_key__in=foreign, locale__language_code=language
    )
    by_key = {page.translation_key: page for page in translations}
    return {pk: by_key.get(page.translation_key, page) for pk, page in live.items()}


def linked_files(ids: list[int]) -> dict[int, Any]:
    """Files that links lead to, by primary key; one that is gone is left out."""
    prepared = _prepared.get()
    known = prepared.files if prepared else {}
    asked = prepared.references.files if prepared else set()
    unread = [pk for pk in ids if pk not in asked]
    return {**known, **get_document_model().objects.in_bulk(unread)} if unread else known
