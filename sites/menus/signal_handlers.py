"""Looks at sections again when something in them appears or disappears."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_unpublished,
    post_page_move,
)

from sites.menus.services import look_again


def page_changed(sender, instance: Page, **kwargs) -> None:
    """Something was published, unpublished or deleted."""
    look_again(instance)


def page_made(sender, instance, created: bool, raw: bool, **kwargs) -> None:
    """A page was made live at once: an alias or a copy, of which no publication tells."""
    if created and not raw and isinstance(instance, Page) and instance.live:
        look_again(instance)


def page_copied_for_translation(sender, source_obj, target_obj, **kwargs) -> None:
    """A section in another language holds nothing until something is translated in it."""
    if isinstance(target_obj, Page):
        look_again(target_obj)


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
    post_save.connect(page_made, dispatch_uid="sites.menus.made")
    copy_for_translation_done.connect(
        page_copied_for_translation, dispatch_uid="sites.menus.copied_for_translation"
    )
    post_page_move.connect(page_moved, dispatch_uid="sites.menus.moved")
