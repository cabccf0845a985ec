"""The one name that a portal goes by where only Wagtail's site is at hand."""

from wagtail.models import Site

from portal.common import clock
from sites.profile import lines
from sites.profile.models import SiteProfile


def name_of(profile: SiteProfile) -> str:
    """A portal's own name, or else the name that its unit has today or had last."""
    return profile.name or inherited_name(profile, "vi")


def inherited_name(profile: SiteProfile, language: str) -> str:
    """What readers see as a portal's name while it has none of its own.

    Args:
        profile: the portal's profile.
        language: code of the language of the page.
    """
    unit = profile.unit
    period = unit.at(clock.today()) or unit.periods.order_by("-valid_from").first()
    return lines.name_of(period, language) if period else profile.site.site_name


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
