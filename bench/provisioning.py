"""What it costs to make a site, and whether that grows with their number."""

import time
from datetime import date
from functools import partial
from pathlib import Path

from bench.clones import SiteCloner
from bench.speed import Times
from sites.access.services import PermissionIds
from sites.blueprint.services import load_law
from sites.profile.models import SiteProfile
from sites.provisioning.batch import carry_out, plan_units
from sites.provisioning.services import provision_site
from sites.provisioning.spec import SiteSpec
from sites.units.models import Unit, UnitPeriod
from sites.units.services import load_units

UNIT_DATA = Path(__file__).parent.parent / "sites" / "units" / "data"
DAY = date(2021, 4, 19)
MANY = 5_000
TIMED = 40


def run() -> dict[str, float]:
    """Makes the real communes of 2021, then sites among 100 and among 5,000 others."""
    load_units(UNIT_DATA / "units_2021.csv")
    load_law()
    communes = UnitPeriod.objects.on(DAY).filter(kind="commune").select_related("unit", "parent")
    started, cpu = time.perf_counter(), time.process_time()
    results = list(carry_out(plan_units(communes, DAY)))
    wall, cpu = time.perf_counter() - started, time.process_time() - cpu
    made = sum(result.state == "made" for result in results)
    if made != communes.count():
        raise SystemExit(f"{made} of {communes.count()} communes were made")
    few = _time_sites("a")
    cloner = SiteCloner(SiteProfile.objects.order_by("pk").first().site)
    cloner.copy(1, MANY - SiteProfile.objects.count())
    many = _time_sites("b")
    return {
        "126 communes, seconds": wall,
        "126 communes, CPU seconds": cpu,
        "CPU ms per site among about 130": few.milliseconds,
        "CPU ms per site among 5,000": many.milliseconds,
        "CPU per site, 5,000 sites / 100 sites": many.ratio(few),
    }


def _time_sites(mark: str) -> Times:
    """Times making sites of units that are there for this purpose."""
    permissions = PermissionIds()
    times = Times()
    for number in range(TIMED):
        unit = Unit.objects.create()
        UnitPeriod.objects.create(
            unit=unit,
            valid_from=DAY,
            code=f"{mark}{number}",
            name=f"Xã {mark} {number}",
            short_name=f"{mark} {number}",
            slug=f"xa-{mark}-{number}",
            kind="commune",
        )
        times.add(partial(provision_site, SiteSpec(unit=unit, day=DAY), permissions))
    return times
