"""A commune of 2021 that is to get its portal."""

from datetime import date

import pytest

from sites.provisioning.spec import SiteSpec
from sites.units.models import UnitPeriod

DAY = date(2021, 4, 19)
COMMUNE = "09334"


@pytest.fixture
def commune_spec(portal_server, law_and_units) -> SiteSpec:
    """What is asked for; no site is made yet."""
    return SiteSpec(unit=UnitPeriod.objects.on(DAY).get(code=COMMUNE).unit, day=DAY)
