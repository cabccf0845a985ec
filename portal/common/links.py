"""Links in formatted text: one statement for all of a body, no loop over sites."""

from typing import Any

from django.utils.html import escape
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.pages import PageLinkHandler

from portal.common.references import linked_files, linked_pages


def _opening_tag(target: Any) -> str:
    url = target.url if target is not None else None
    return f'<a href="{escape(url)}">' if url else "<a>"


class PortalPageLinkHandler(PageLinkHandler):
    """Links to pages in formatted text."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """The opening tags of links, in their order."""
        ids = [_number(attrs.get("id")) for attrs in attrs_list]
        pages = linked_pages([pk for pk in ids if pk])
        return [_opening_tag(pages.get(pk)) for pk in ids]


class PortalDocumentLinkHandler(DocumentLinkHandler):
    """Links to files in formatted text."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list:
        """The files of links, in their order; None for one that is gone."""
        ids = [_number(attrs.get("id")) for attrs in attrs_list]
        files = linked_files([pk for pk in ids if pk])
        return [files.get(pk) for pk in ids]


def _number(written: Any) -> int | None:
    written = str(written or "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else None
