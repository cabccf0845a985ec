"""A unit and the units above it on a day, with the portal of each, in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, FilteredRelation, Q
from wagtail.models.sites import SiteRootPath

from portal.hosts.addresses import home_of, public_url
from portal.hosts.index import index
from sites.profile.models import SiteProfile
from sites.units.models import Unit, UnitPeriod
from sites.units.querysets import UnitPeriodQuerySet


@dataclass(frozen=True)
class Supervisor:
    """A unit above the portal's own.

    Attributes:
        name: the unit's name in the language of the page.
        url: the home page of its portal; empty where it has none.
    """

    name: str
    url: str


def line_of(unit: Unit, day: date) -> list[UnitPeriod]:
    """What holds on a day for a unit and for up to two units above it, the nearest first.

    For a unit that does not exist on that day, what held last. The periods carry
    ``portal_site`` (key of the unit's live portal) and ``has_portals_below``.

    Args:
        unit: the unit at the lower end.
        day: the day asked about.
    """
    line = _line_on(unit, day)
    if line:
        return line
    last = unit.periods.order_by("-valid_from").first()
    return _line_on(unit, last.valid_to or last.valid_from) if last else []


def supervisors_in(line: Sequence[UnitPeriod], language: str) -> list[Supervisor]:
    """The units above the first one of a line, the highest first.

    Args:
        line: what :func:`line_of` gives.
        language: code of the language in which they are named and shown.
    """
    return [
        Supervisor(name_of(period, language), home_url(period.portal_site, language))
        for period in reversed(line[1:])
    ]


def name_of(period: UnitPeriod, language: str) -> str:
    """The name of a unit in a language; the Vietnamese one where there is no other."""
    return (period.name_en if language == "en" else "") or period.name


def home_url(site_id: int | None, language: str) -> str:
    """The full address of a site's home page in a language, or in the one that it has.

    Args:
        site_id: primary key of the site; None gives an empty address.
        language: code such as ``vi``.
    """
    if site_id is None or site_id not in index.current().current_names:
        return ""
    home: tuple[str, SiteRootPath] | None = home_of(site_id, language) or home_of(site_id, "vi")
    return public_url(home[1], home[1].root_path) if home else ""


def _line_on(unit: Unit, day: date) -> list[UnitPeriod]:
    here = UnitPeriod.objects.on(day).filter(unit=unit).order_by()
    above = UnitPeriod.objects.on(day).filter(unit__in=here.values("parent")).order_by()
    periods = UnitPeriod.objects.on(day).filter(
        Q(unit=unit) | Q(unit__in=here.values("parent")) | Q(unit__in=above.values("parent"))
    )
    by_unit = {period.unit_id: period for period in _with_portals(periods, unit, day)}
    line: list[UnitPeriod] = []
    following: int | None = unit.pk
    while following in by_unit:
        line.append(by_unit.pop(following))
        following = line[-1].parent_id
    return line


def _with_portals(periods: UnitPeriodQuerySet, unit: Unit, day: date) -> UnitPeriodQuerySet:
    live = SiteProfile.State.LIVE
    profiles_below = SiteProfile.objects.filter(
        state=live, unit__in=UnitPeriod.objects.on(day).filter(parent=unit).values("unit")
    )
    return periods.order_by().annotate(
        live_profile=FilteredRelation(
            "unit__site_profiles", condition=Q(unit__site_profiles__state=live)
        ),
        portal_site=F("live_profile__site"),
        has_portals_below=Exists(profiles_below),
    )
