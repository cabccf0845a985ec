"""Fixtures that every test may use."""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.cache import caches

from portal.common import clock
from portal.common.testing.remembered import remembered
from portal.hosts.index import index

UNIT_DATA = Path(__file__).parent / "sites" / "units" / "data"

pytest_plugins = ["portal.common.testing.browser", "portal.common.testing.ground"]

if TYPE_CHECKING:
    from wagtail.models import Site

    from portal.accounts.models import User


@pytest.fixture(autouse=True)
def fresh_address_index():
    """The database is rolled back between tests, so what is kept of it is dropped as well."""
    index.forget()
    yield
    index.forget()
    # Pictures of another test have the same keys and other files.
    caches["renditions"].clear()


@pytest.fixture
def freeze_clock(monkeypatch):
    """``freeze_clock(day)`` or ``freeze_clock(moment)`` stops the one clock that rules ask."""

    def freeze(moment: date | datetime) -> None:
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment, time(10), clock.PROVINCE_TIME)
        monkeypatch.setattr(clock, "_real_now", lambda: moment)
        # PostgreSQL's own clock cannot be stopped.
        monkeypatch.setattr(clock, "deciding_moment", clock.now)

    return freeze


@pytest.fixture
def meanwhile(monkeypatch):
    """``meanwhile(act)``: somebody else acts just before the lock is given the next time."""

    def arrange(act) -> None:
        real, waiting = index.lock, [act]

        def lock() -> None:
            if waiting:
                waiting.pop()()
            real()

        monkeypatch.setattr(index, "lock", lock)

    return arrange


@pytest.fixture
def law_and_units(db, freeze_clock):
    """The real units of 2021, the departments and the law, on 19/04/2021."""
    freeze_clock(date(2021, 4, 19))
    remembered("law_and_units", _load_law_and_units)
    index.forget()


def _load_law_and_units() -> None:
    from editorial.vocabularies.services import load_vocabularies
    from sites.blueprint.services import load_law
    from sites.units.services import load_units

    load_units(UNIT_DATA / "units_2021.csv")
    load_units(UNIT_DATA / "departments.csv")
    load_law()
    load_vocabularies()


@dataclass
class TwoSites:
    """Two communes of one district, each with its site: what one has, the other must not show."""

    here: "Site"
    there: "Site"

    def person(self, site: "Site", role: str) -> "User":
        """A person who holds a role on a site."""
        from portal.accounts.models import User
        from sites.access.people import give_role

        number = User.objects.count()
        user = User.objects.create_user(f"{role}{number}@example.org", "mat-khau-dai-12")
        give_role(user, site, role)
        return user


@pytest.fixture
def two_sites(law_and_units) -> TwoSites:
    """Two whole communes' sites, made by provisioning as on 19/04/2021."""
    from wagtail.models import Site

    keys = remembered("two_sites", _make_two_sites)
    index.forget()
    index.current()
    return TwoSites(*(Site.objects.select_related("profile").get(pk=key) for key in keys))


def _make_two_sites() -> list[int]:
    from sites.provisioning.services import provision_site
    from sites.provisioning.spec import SiteSpec
    from sites.units.models import UnitPeriod

    day = date(2021, 4, 19)
    units = [UnitPeriod.objects.on(day).get(code=code).unit for code in ("09334", "09340")]
    return [provision_site(SiteSpec(unit=unit, day=day)).site.pk for unit in units]
