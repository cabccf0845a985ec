"""Tells every process when what all pages of a portal show has changed."""

from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from wagtail.models import Site

from portal.hosts.index import index
from portal.media.models import PortalImage
from sites.profile.models import SiteProfile, SocialLink


def profile_changed(sender, instance: SiteProfile, **kwargs) -> None:
    """A portal's identity changed: it is shown on its own pages and named on those around it.

    Pages name the portals of up to two units above, and say whether there are portals below.
    """
    below = Q(profile__unit__periods__parent=instance.unit_id)
    below |= Q(profile__unit__periods__parent__periods__parent=instance.unit_id)
    above = Q(profile__unit__child_periods__unit=instance.unit_id)
    _tell(Q(pk=instance.site_id) | below | above)


def link_changed(sender, instance: SocialLink, **kwargs) -> None:
    """A link in a portal's footer changed."""
    _tell(Q(profile=instance.profile_id))


def picture_changed(sender, instance: PortalImage, **kwargs) -> None:
    """A picture that is some portal's emblem changed."""
    _tell(Q(profile__emblem=instance.pk))


def _tell(which: Q) -> None:
    sites = list(Site.objects.filter(which).order_by().distinct().values_list("pk", flat=True))
    if sites:
        index.changed(*sites)


def connect() -> None:
    """Connects all handlers."""
    handlers: list[tuple] = [
        (profile_changed, SiteProfile),
        (link_changed, SocialLink),
        (picture_changed, PortalImage),
    ]
    for handler, model in handlers:
        post_save.connect(handler, model)
    post_delete.connect(link_changed, SocialLink)
