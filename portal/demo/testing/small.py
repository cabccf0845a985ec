"""``python -m portal.demo.testing.small``: builds the small demonstration and lists its pages."""

import json
import sys
from collections.abc import Sequence

import django
from django.core.management import call_command

# The province, a department, a district, a commune, and a neighbour whose portal is closed.
CODES = ("27", "BN-SYT", "260", "09355", "09358")
PROVINCE, COMMUNE, RETIRED = "27", "09355", "09358"


def build() -> dict[str, str]:
    """Fills the empty database of the environment; returns an address of each kind of page."""
    from portal.demo import services
    from portal.demo.testing.addresses import addresses_of
    from sites.provisioning.services import retire_site

    call_command("migrate", verbosity=0)
    services.load_registers()
    profiles = dict(zip(CODES, build_sites(CODES), strict=True))
    services.translate()
    services.enter_editorial_boards()
    services.hold_major_events()
    services.ask_about_drafts()
    retire_site(profiles[RETIRED].site)
    return addresses_of(profiles[PROVINCE], profiles[COMMUNE], profiles[RETIRED])


def build_sites(codes: Sequence[str], *, is_filled: bool = True) -> list:
    """Makes the portals of some units, parents first.

    Args:
        codes: of units that exist today.
        is_filled: whether they get the demonstration's contents.

    Returns:
        Their profiles, in the same order.
    """
    from portal.common import clock
    from portal.demo import services
    from sites.profile.models import SiteProfile
    from sites.provisioning.batch import plan_units
    from sites.units.models import UnitPeriod

    on = clock.today()
    periods = UnitPeriod.objects.on(on).select_related("unit", "parent")
    chosen = [periods.get(code=code) for code in codes]
    for _result in services.provision(plan_units(chosen, on)):
        pass
    profiles = SiteProfile.objects.select_related("site__root_page", "collection")
    made = [profiles.get(unit=period.unit) for period in chosen]
    if is_filled:
        for _count in services.fill(list(zip(made, chosen, strict=True))):
            pass
    return made


if __name__ == "__main__":
    django.setup()
    json.dump(build(), sys.stdout, ensure_ascii=False, indent=1)
