"""Looks at sections again when something in them appears or disappears."""

from django.db.models.signals import post_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from sites.menus.services import look_again


def page_changed(sender, instance: Page, **kwargs) -> None:
    """Something was published, unpublished or deleted."""
    look_again(instance)


def page_moved(
    sender, instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs
) -> None:
    """Both places may have changed."""
    look_again(parent_page_before)
    look_again(parent_page_after)


def connect() -> None:
    """Connects all handlers."""
    page_published.connect(page_changed, dispatch_uid="sites.menus.published")
    page_unpublished.connect(page_changed, dispatch_uid="sites.menus.unpublished")
    post_delete.connect(page_changed, sender=Page, dispatch_uid="sites.menus.deleted")
    post_page_move.connect(page_moved, dispatch_uid="sites.menus.moved")
