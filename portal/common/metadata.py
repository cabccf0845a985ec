"""What search engines and networks are told about a page."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Page

from portal.common.pictures import Shown, pictures_by_id, sources_of
from portal.hosts.addresses import public_url
from portal.hosts.index import HOME_PATH_LENGTH, index

# Where a page says in a sentence what it is about; the first that says something counts.
SUMMARY_FIELDS = ("search_description", "lead", "abstract", "summary", "intro", "welcome")
LONGEST_SUMMARY = 300
CONTEXT = "https://schema.org"
LOCALES = {"vi": "vi_VN", "en": "en_US"}
# No markup can end the element that the data stands in, whatever a title holds.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
_LINE_ENDS = {0x2028: "\\u2028", 0x2029: "\\u2029"}


@dataclass(frozen=True)
class StructuredData:
    """Data about a page for machines, written so that it cannot end its own element."""

    values: list[dict[str, Any]]

    def __html__(self) -> str:
        data = self.values[0] if len(self.values) == 1 else self.values
        text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
        return text.translate(_ESCAPES | _LINE_ENDS)


def summary_of(page: Page) -> str:
    """A sentence or two about a page of any type; empty if it says nothing."""
    texts = (getattr(page, name, "") for name in SUMMARY_FIELDS)
    text = " ".join(next((text for text in texts if text), "").split())
    return text if len(text) <= LONGEST_SUMMARY else text[: LONGEST_SUMMARY - 1].rstrip() + "…"


def share_picture(page: Page) -> Shown | None:
    """The file that is shown where a page is shared: its share picture, or else its own."""
    image = _at_hand(page, "share_image") or _at_hand(page, "picture")
    sources = sources_of(image, "share") if image else None
    return sources.plain[0] if sources else None


def _at_hand(page: Page, name: str) -> Any:
    """A picture of the page with its files, read unless the page has read it already."""
    pk = getattr(page, f"{name}_id", None)
    if not pk:
        return None
    if name in page._state.fields_cache:
        return getattr(page, name)
    return pictures_by_id([pk], ["share"]).get(pk)


def trail_data(trail: Iterable[Page], home_name: str) -> dict[str, Any] | None:
    """The way from the home page to a page, for search engines; none for a home page itself.

    Args:
        trail: the pages from the home page on.
        home_name: what the portal is called.
    """
    pages = list(trail)
    if len(pages) < 2:
        return None
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": address_of(page)}
        for place, (page, name) in enumerate(
            zip(pages, [home_name, *(page.title for page in pages[1:])], strict=True), start=1
        )
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def address_of(page: Page) -> str:
    """The full address of a page; empty outside all sites."""
    root = index.current().roots.get((page.path or "")[:HOME_PATH_LENGTH])
    return public_url(root, page.url_path) if root else ""


def host_of(page: Page) -> str:
    """Scheme and host of a page's portal; empty outside all sites."""
    root = index.current().roots.get((page.path or "")[:HOME_PATH_LENGTH])
    return root.root_url if root else ""


def thing(kind: str, **properties: Any) -> dict[str, Any]:
    """An object of schema.org without its empty properties.

    Args:
        kind: a type of schema.org, such as ``NewsArticle``.
        properties: its properties; moments are written in ISO 8601.
    """
    kept = {name: _plain(value) for name, value in properties.items() if value not in ("", None)}
    return {"@type": kind, **kept}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
