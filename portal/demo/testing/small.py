"""``python -m portal.demo.testing.small``: builds the small demonstration and lists its pages."""

import json
import sys

import django
from django.core.management import call_command

# The province, a department, a district, a commune, and a neighbour whose portal is closed.
CODES = ("27", "BN-SYT", "260", "09355", "09358")
PROVINCE, COMMUNE, RETIRED = "27", "09355", "09358"


def build() -> dict[str, str]:
    """Fills the empty database of the environment; returns an address of each kind of page."""
    from portal.common import clock
    from portal.demo import services
    from portal.demo.testing.addresses import addresses_of
    from sites.provisioning.batch import plan_units
    from sites.provisioning.services import retire_site

    call_command("migrate", verbosity=0)
    services.load_registers()
    for _result in services.provision(plan_units(_periods(), clock.today())):
        pass
    for _count in services.fill(services.sites_to_fill()):
        pass
    profiles = {code: _profile(code) for code in CODES}
    retire_site(profiles[RETIRED].site)
    return addresses_of(profiles[PROVINCE], profiles[COMMUNE], profiles[RETIRED])


def _periods() -> list:
    from portal.common import clock
    from sites.units.models import UnitPeriod

    periods = UnitPeriod.objects.on(clock.today()).select_related("unit", "parent")
    return [periods.get(code=code) for code in CODES]


def _profile(code: str):
    from portal.common import clock
    from sites.profile.models import SiteProfile
    from sites.units.models import UnitPeriod

    unit = UnitPeriod.objects.on(clock.today()).get(code=code).unit
    return SiteProfile.objects.select_related("site__root_page").get(unit=unit)


if __name__ == "__main__":
    django.setup()
    json.dump(build(), sys.stdout, ensure_ascii=False, indent=1)
