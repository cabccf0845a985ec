"""Keeps tags within their portal when pages move."""

from wagtail.models import Page
from wagtail.signals import post_page_move

from editorial.articles.tags import drop_foreign_tags_below
from portal.hosts.addresses import site_id_of


def page_moved(
    sender, instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs
) -> None:
    """Drops the former portal's tags from items that now belong to another portal."""
    if site_id_of(parent_page_before) != site_id_of(parent_page_after):
        drop_foreign_tags_below(instance)


def connect() -> None:
    """Connects the handler."""
    post_page_move.connect(page_moved, dispatch_uid="editorial.articles.page_moved")
