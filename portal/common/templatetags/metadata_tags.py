"""The part of a page's head that search engines and networks read."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from wagtail.models import AbstractPage

from portal.common.metadata import (
    LOCALES,
    StructuredData,
    address_of,
    host_of,
    share_picture,
    summary_of,
    trail_data,
)

register = template.Library()


@register.inclusion_tag("portal/metadata.html", takes_context=True)
def metadata(context: template.Context) -> dict[str, Any]:
    """Description, canonical address, share metadata and structured data of the page shown.

    A part of a page that has an address of its own gives it as ``canonical``, and its title as
    ``part_title``. For what is no page, nothing but the name of the portal.
    """
    page, portal = context.get("page"), context.get("portal")
    shared = {"portal_name": getattr(portal, "name", ""), "locale": LOCALES.get(_language())}
    if not isinstance(page, AbstractPage) or not page.path:
        return {**shared, "page": None}
    picture = share_picture(page)
    return {
        **shared,
        "page": page,
        "title": context.get("part_title") or page.seo_title or _title_of(page, portal),
        "description": summary_of(page) or _usual_summary(portal),
        "url": context.get("canonical") or _canonical(page, context.get("listing")),
        "kind": getattr(page, "share_type", "website"),
        "picture": picture,
        "picture_url": host_of(page) + picture.url if picture else "",
        "data": _data(page, portal),
    }


def _usual_summary(portal: Any) -> str:
    """What any home page is about; search engines show it where the page itself says nothing."""
    if not portal or not portal.is_home:
        return ""
    return gettext("News, legal documents, contacts and services: %(portal)s.") % {
        "portal": portal.name
    }


def _title_of(page: AbstractPage, portal: Any) -> str:
    """A home page is called as its portal is."""
    return portal.name if portal and portal.is_home else page.title


def _language() -> str:
    return (get_language() or "vi")[:2]


def _canonical(page: AbstractPage, listing: Any) -> str:
    """Further pages of a list are pages of their own; its filtered views are not."""
    url = address_of(page)
    is_further = url and listing is not None and listing.number > 1 and not listing.chosen
    return url + listing.address(listing.number) if is_further else url


def _data(page: AbstractPage, portal: Any) -> SafeString | str:
    if portal is None or not address_of(page):
        return ""
    describe = getattr(page, "structured_data", None)
    own = describe(portal) if describe else []
    trail = trail_data(portal.trail, portal.name)
    values = [*own, trail] if trail else own
    return format_html("{}", StructuredData(values)) if values else ""
