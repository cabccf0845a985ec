"""What the register must become, and what that changes."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sites.units.loading.report import Action, Change
from sites.units.loading.timeline import ONE_DAY, Body, Segment, Timeline
from sites.units.models import Unit, UnitPeriod

AWAITED_SEPARATOR = ";"


@dataclass
class UnitPlan:
    """A unit as it must become."""

    body: Body
    values: dict[str, object] = field(default_factory=dict)
    successors: list[Body] | None = None
    awaited: list[str] = field(default_factory=list)

    def changed_fields(self) -> list[str]:
        """The fields of the unit that differ from the register; ``successors`` among them."""
        unit = self.body.unit or Unit()
        changed = [name for name, value in self.values.items() if getattr(unit, name) != value]
        if self.successors is not None and self._successors_differ(unit):
            changed.append("successors")
        return changed

    def _successors_differ(self, unit: Unit) -> bool:
        if unit.pk is None:
            return bool(self.successors)
        wanted = {body.unit.pk if body.unit else None for body in self.successors}
        return wanted != {successor.pk for successor in unit.successors.all()}


def plan_units(timeline: Timeline) -> list[UnitPlan]:
    """The units that rows speak of, and those whose awaited successors have come."""
    bodies = {id(segment.body): segment.body for segment in timeline.from_file()}
    plans = [_plan_from_rows(body, timeline) for body in bodies.values()]
    for body in timeline.bodies.values():
        if id(body) not in bodies and body.unit.awaited_successors:
            plans.append(_plan_awaited(body, timeline))
    return plans


def _plan_from_rows(body: Body, timeline: Timeline) -> UnitPlan:
    plan = UnitPlan(body, values={"ended_on": body.last.valid_to})
    for segment in sorted(body.segments, key=lambda segment: segment.valid_from):
        if segment.row:
            filled = {name: text for name, text in segment.row.contacts.items() if text}
            plan.values.update(filled)
    last_row = body.last.row
    if last_row and last_row.successor_codes:
        _find_successors(plan, last_row.successor_codes, timeline)
    elif body.unit and body.unit.awaited_successors:
        _find_awaited(plan, timeline)
    return plan


def _plan_awaited(body: Body, timeline: Timeline) -> UnitPlan:
    plan = UnitPlan(body)
    _find_awaited(plan, timeline)
    return plan


def _find_awaited(plan: UnitPlan, timeline: Timeline) -> None:
    unit = plan.body.unit
    _find_successors(plan, unit.awaited_successors.split(AWAITED_SEPARATOR), timeline)
    known = [timeline.bodies[successor.pk] for successor in unit.successors.all()]
    plan.successors += [body for body in known if body not in plan.successors]


def _find_successors(plan: UnitPlan, codes: Iterable[str], timeline: Timeline) -> None:
    """Successors by their codes on the day after the end; codes not there yet are awaited."""
    day = plan.body.last.valid_to + ONE_DAY
    plan.successors = []
    for code in codes:
        segment = timeline.on(code, day)
        if segment is None:
            plan.awaited.append(code)
        elif segment.body not in plan.successors:
            plan.successors.append(segment.body)
    plan.values["awaited_successors"] = AWAITED_SEPARATOR.join(plan.awaited)


def period_changes(segment: Segment) -> list[str]:
    """The fields of a period that differ from the register."""
    period = segment.period or UnitPeriod()
    wanted = {"valid_to": segment.valid_to, "kind": segment.kind, **segment.texts}
    changed = [name for name in wanted if getattr(period, name) != wanted[name]]
    unit = segment.parent.unit if segment.parent else None
    if segment.parent and (unit is None or unit.pk != period.parent_id):
        changed.append("parent")
    return changed


def describe(timeline: Timeline, plans: list[UnitPlan]) -> list[Change]:
    """What each row does, by line."""
    unit_changes = {id(plan.body): plan.changed_fields() for plan in plans}
    changes = []
    for segment in timeline.from_file():
        fields = period_changes(segment)
        if segment is _spokesman(segment.body):
            fields = [*fields, *unit_changes.get(id(segment.body), [])]
        if segment.period is None:
            action, fields = Action.NEW, []
        else:
            action = Action.CHANGED if fields else Action.UNCHANGED
        row = segment.row
        changes.append(Change(action, row.line, row.code, segment.texts["name"], tuple(fields)))
    return changes


def _spokesman(body: Body) -> Segment:
    """The row under which changes of the unit itself are told: its last one."""
    rows = [segment for segment in body.segments if segment.row]
    return max(rows, key=lambda segment: segment.valid_from)
