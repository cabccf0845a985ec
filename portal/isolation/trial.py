"""A ground in a database of its own, for those who try without the suite."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from unittest import mock

from django.db import transaction
from django.test.runner import DiscoverRunner
from wagtail.models import Site

from editorial.vocabularies.services import load_vocabularies
from portal.common import clock
from portal.isolation.ground import Ground, lay, other_district
from sites.blueprint.services import load_law
from sites.provisioning.services import provision_site
from sites.provisioning.spec import SiteSpec
from sites.units import services as units
from sites.units.models import UnitPeriod

DATA = Path(units.__file__).parent / "data"
# Two communes of one district, on the day on which the rules are first applied.
COMMUNES = ("09334", "09340")
DAY = date(2021, 4, 19)


@contextmanager
def trial() -> Iterator[Ground]:
    """Makes a database, furnishes it, and takes it away afterwards."""
    runner = DiscoverRunner(interactive=False, verbosity=0)
    runner.setup_test_environment()
    databases = runner.setup_databases()
    moment = datetime.combine(DAY, time(10), clock.PROVINCE_TIME)
    try:
        with mock.patch.object(clock, "_real_now", return_value=moment), transaction.atomic():
            yield _laid()
            transaction.set_rollback(True)
    finally:
        runner.teardown_databases(databases)
        runner.teardown_test_environment()


def _laid() -> Ground:
    for name in ("units_2021.csv", "departments.csv"):
        units.load_units(DATA / name)
    load_law()
    load_vocabularies()
    made = [_portal(code) for code in COMMUNES]
    sites = [Site.objects.select_related("profile").get(pk=pk) for pk in other_district()]
    return lay(*made, *sites)


def _portal(code: str) -> Site:
    unit = UnitPeriod.objects.on(DAY).get(code=code).unit
    return Site.objects.select_related("profile").get(
        pk=provision_site(SiteSpec(unit=unit, day=DAY)).site.pk
    )
