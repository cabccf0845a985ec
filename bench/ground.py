"""The register of units, and real portals of it, for benchmarks that go through the service."""

from datetime import date
from pathlib import Path

from wagtail.models import Locale, Site

from sites.blueprint.services import load_law
from sites.provisioning.services import provision_site, sync_site
from sites.provisioning.spec import SiteSpec
from sites.units.models import UnitPeriod
from sites.units.services import load_units

UNIT_DATA = Path(__file__).parent.parent / "sites" / "units" / "data"
DAY = date(2021, 4, 19)


def open_portals(codes: list[str], *, below: bool = False, count: int | None = None) -> list[Site]:
    """The portals of units by code, made where there is none yet.

    Args:
        codes: codes of units on the day.
        below: those of the units directly under them instead.
        count: no more than this many.
    """
    if not UnitPeriod.objects.exists():
        load_units(UNIT_DATA / "units_2021.csv")
        load_law()
    periods = UnitPeriod.objects.on(DAY).order_by("code")
    units = periods.filter(code__in=codes).values_list("unit", flat=True)
    wanted = periods.filter(parent__in=units) if below else periods.filter(unit__in=units)
    return [_portal(period) for period in wanted.select_related("unit")[:count]]


def second_language(site: Site, day: date) -> None:
    """Gives a portal an English home page."""
    english = Locale.objects.get_or_create(language_code="en")[0]
    if not site.root_page.has_translation(english):
        site.root_page.copy_for_translation(english).save_revision().publish()
        sync_site(site, day=day)


def _portal(period: UnitPeriod) -> Site:
    site = Site.objects.filter(profile__unit=period.unit_id).first()
    return site or provision_site(SiteSpec(unit=period.unit, day=DAY)).site
