"""Pages that somebody writes, without asking which feature they are of."""

from wagtail.models import Page, Site

from portal.common.registry import page_types
from sites.profile.models import SiteSection


def article_model() -> type[Page]:
    """The page type of news items."""
    return page_types.get("article").model


def section_of(site: Site) -> Page:
    """The section of news of a portal."""
    return SiteSection.objects.get(site=site, key="news").page.specific
