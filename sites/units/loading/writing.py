"""Writes a plan to the database, in few statements however many rows there are."""

from sites.units.loading.plan import UnitPlan, period_changes
from sites.units.loading.timeline import Segment, Timeline
from sites.units.models import Unit, UnitPeriod

BATCH = 500
_UNIT_FIELDS = ["ended_on", "awaited_successors", "address", "telephone", "email", "website"]


def write(timeline: Timeline, plans: list[UnitPlan]) -> None:
    """Writes units first, because periods and successors point to them."""
    changed = [plan for plan in plans if plan.body.unit is None or plan.changed_fields()]
    relinked = [plan for plan in changed if "successors" in plan.changed_fields()]
    _write_units(changed)
    _write_periods(timeline)
    for plan in relinked:
        plan.body.unit.successors.set([body.unit for body in plan.successors])


def _write_units(plans: list[UnitPlan]) -> None:
    new = [plan for plan in plans if plan.body.unit is None]
    known = [plan for plan in plans if plan.body.unit is not None]
    for plan in new:
        plan.body.unit = Unit(**plan.values)
    Unit.objects.bulk_create([plan.body.unit for plan in new], batch_size=BATCH)
    for plan in known:
        for name, value in plan.values.items():
            setattr(plan.body.unit, name, value)
    Unit.objects.bulk_update([plan.body.unit for plan in known], _UNIT_FIELDS, batch_size=BATCH)


def _write_periods(timeline: Timeline) -> None:
    new, changed = [], []
    for segments in timeline.by_code.values():
        for segment in segments:
            if segment.period is None:
                new.append(_fill(UnitPeriod(code=segment.code, unit=segment.body.unit), segment))
            elif period_changes(segment):
                changed.append(_fill(segment.period, segment))
    names = [
        "valid_to",
        "kind",
        "parent",
        "sort_key",
        "folded",
        "name",
        "name_en",
        "short_name",
        "slug",
        "subtype",
        "note",
    ]
    UnitPeriod.objects.bulk_update(changed, names, batch_size=BATCH)
    UnitPeriod.objects.bulk_create(new, batch_size=BATCH)


def _fill(period: UnitPeriod, segment: Segment) -> UnitPeriod:
    period.valid_from = segment.valid_from
    period.valid_to = segment.valid_to
    period.kind = segment.kind
    for name, text in segment.texts.items():
        setattr(period, name, text)
    period.parent = segment.parent.unit if segment.parent else None
    period.set_keys()
    return period
