"""Tells every process when what all pages of a portal show has changed."""

from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from wagtail.models import Site

from portal.hosts.index import index
from portal.media.models import PortalImage
from sites.profile.models import SiteProfile, SocialLink
from sites.units.models import UnitPeriod


def profile_changed(sender, instance: SiteProfile, **kwargs) -> None:
    """A portal opened, closed or changed its identity.

    It is shown on its own pages, named on those of the two ranks below it, and a portal above
    says whether there are any below.
    """
    unit = instance.unit_id
    below = UnitPeriod.objects.filter(parent=unit).values("unit")
    _tell(
        Q(pk=instance.site_id)
        | Q(profile__unit__in=UnitPeriod.objects.filter(unit=unit).values("parent"))
        | Q(profile__unit__in=below)
        | Q(profile__unit__in=UnitPeriod.objects.filter(parent__in=below).values("unit"))
    )


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
