"""Keeps a site right when something happens to its pages outside of provisioning."""

from wagtail.models import AbstractPage, Site
from wagtail.signals import copy_for_translation_done

from sites.provisioning.services import sync_site

HOME_DEPTH = 2


def home_translated(sender, source_obj, target_obj, **kwargs) -> None:
    """The home page of another language stands beside the first: its people get their rights."""
    if not isinstance(target_obj, AbstractPage) or target_obj.depth != HOME_DEPTH:
        return
    site = Site.objects.filter(
        root_page__translation_key=target_obj.translation_key, profile__isnull=False
    ).first()
    if site is not None:
        sync_site(site)


def connect() -> None:
    """Connects all handlers."""
    copy_for_translation_done.connect(home_translated)
