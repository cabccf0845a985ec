"""The one name that a portal goes by where only Wagtail's site is at hand."""

from wagtail.models import Site

from portal.common import clock
from sites.profile.models import SiteProfile


def name_of(profile: SiteProfile) -> str:
    """A portal's own name, or else the name that its unit has today or had last."""
    if profile.name:
        return profile.name
    unit = profile.unit
    period = unit.at(clock.today()) or unit.periods.order_by("-valid_from").first()
    return period.name if period else profile.site.site_name


def keep_site_name(profile: SiteProfile) -> None:
    """Writes the name into Wagtail's site, and tells every process that the portal changed.

    Args:
        profile: a portal's profile, as saved.
    """
    site: Site = profile.site
    longest = Site._meta.get_field("site_name").max_length
    site.site_name = name_of(profile)[:longest]
    # The signal of the save renews what is kept of the site in memory and in caches.
    site.save(update_fields=["site_name"])
