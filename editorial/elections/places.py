"""Where somebody votes, and whom they elect there, found by their commune."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from editorial.elections.models import Constituency, ElectedBody, Election, PollingArea
from sites.profile.lines import line_of
from sites.units.models import Kind, Unit, UnitPeriod

MOST_COMMUNES = 1_000
# What a commune's own list shows at once; no commune has more polling areas.
MOST_AREAS = 300


@dataclass(frozen=True)
class CommuneGroup:
    """The communes of a district, to choose from; of the province where there are no districts."""

    name: str
    communes: Sequence[UnitPeriod]


@dataclass(frozen=True)
class Found:
    """What voters of a commune elect, and where they vote.

    Attributes:
        constituencies: that include the commune, a district or the province above it, in the
            order of the bodies.
        areas: the polling areas of the commune.
    """

    commune: UnitPeriod
    constituencies: Sequence[Constituency]
    areas: Sequence[PollingArea]


def communes_of(election: Election) -> list[CommuneGroup]:
    """The communes that existed on election day, by district; two statements."""
    periods = UnitPeriod.objects.on(election.day)
    communes = list(periods.filter(kind=Kind.COMMUNE).in_order()[:MOST_COMMUNES])
    parents = {period.parent_id for period in communes}
    above = {period.unit_id: period for period in periods.filter(unit__in=parents)}
    groups: dict[int | None, list[UnitPeriod]] = {}
    for period in communes:
        groups.setdefault(period.parent_id, []).append(period)
    named = [
        CommuneGroup(above[key].name if key in above else "", rows) for key, rows in groups.items()
    ]
    order = {period.name: period.sort_key for period in above.values()}
    return sorted(named, key=lambda group: order.get(group.name, ""))


def found_for(election: Election, unit_key: str) -> Found | None:
    """What voters of a commune need to know; None if there is no such commune on that day.

    Args:
        election: the election.
        unit_key: primary key of the commune's unit, as the address says it.
    """
    if not (unit_key.isascii() and unit_key.isdigit() and len(unit_key) < 10):
        return None
    unit = Unit.objects.filter(pk=int(unit_key)).first()
    line = line_of(unit, election.day) if unit else []
    if not line or line[0].kind != Kind.COMMUNE:
        return None
    units = [period.unit_id for period in line]
    rows = Constituency.objects.filter(body__election=election, units__in=units)
    own = rows.select_related("body").distinct().order_by("body__order", "body", "number")
    areas = PollingArea.objects.filter(election=election, unit=unit).order_by("number")
    return Found(line[0], list(own), list(areas[:MOST_AREAS]))


def bodies_of(election: Election) -> list[ElectedBody]:
    """The bodies, in their order."""
    return list(election.bodies.all())


def constituencies_of(body: ElectedBody) -> list[Constituency]:
    """The constituencies of a body, each with what its units were called on election day."""
    rows = body.constituencies.prefetch_related(Prefetch("units", queryset=Unit.objects.order_by()))
    found = list(rows.order_by("number"))
    keys = {unit.pk for row in found for unit in row.units.all()}
    periods = UnitPeriod.objects.on(body.election.day).filter(unit__in=keys).in_order()
    names = {period.unit_id: period for period in periods}
    for row in found:
        own = [names[unit.pk] for unit in row.units.all() if unit.pk in names]
        row.unit_names = [period.name for period in sorted(own, key=lambda one: one.sort_key)]
    return found
