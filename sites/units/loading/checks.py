"""What only shows when rows are seen together, and beside the register."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from portal.common.tables import Fault
from sites.units.loading.timeline import ONE_DAY, Body, Days, Segment, Timeline

# Province, district, commune and what stands under them: the state has never had more.
MOST_LEVELS = 10


def check(timeline: Timeline, faulty_codes: set[str]) -> list[Fault]:
    """All faults between rows; links each period to its parent on the way.

    Args:
        timeline: the rows beside the register.
        faulty_codes: codes of rows that are not in the timeline because they have faults of
            their own; whoever refers to them is not blamed.
    """
    faults = [*_twice(timeline), *_clashes(timeline), *_bodies(timeline)]
    faults += _parents(timeline, faulty_codes)
    faults += _cycles(timeline)
    faults += _successors(timeline)
    return faults


def _twice(timeline: Timeline) -> Iterator[Fault]:
    for segment, row in timeline.twice:
        message = _("The code %(code)s stands on line %(line)d already, for the same days.")
        yield Fault(row.line, "code", message % {"code": row.code, "line": segment.row.line})


def _clashes(timeline: Timeline) -> Iterator[Fault]:
    for before, after in timeline.clashes:
        if before.row and after.row:
            message = _("The code %(code)s is used on line %(line)d for some of the same days.")
            first, second = sorted((before.row.line, after.row.line))
            yield Fault(second, "code", message % {"code": after.code, "line": first})
        elif after.row:
            message = _(
                "On %(day)s the code %(code)s belongs to “%(name)s”. Say first when that ends: "
                "its row with a last day."
            )
            yield Fault(after.row.line, "code", message % _about(before, after.valid_from))
        elif before.row:
            message = _("From %(day)s on the code %(code)s belongs to “%(name)s”.")
            yield Fault(before.row.line, "valid_to", message % _about(after, after.valid_from))


def _about(holder: Segment, day: date) -> dict[str, str]:
    return {"day": day.isoformat(), "code": holder.code, "name": holder.texts["name"]}


def _bodies(timeline: Timeline) -> Iterator[Fault]:
    """Periods of one unit under different codes must not overlap either."""
    for segment in timeline.from_file():
        for other in segment.body.segments:
            shared = _shared_days(segment.days, other.days)
            if shared and other.code != segment.code:
                message = _("From %(day)s on this unit has the code %(code)s.")
                yield Fault(segment.row.line, "valid_to", message % _about(other, shared[0]))


def _parents(timeline: Timeline, faulty_codes: set[str]) -> Iterator[Fault]:
    for segment in timeline.from_file():
        row = segment.row
        if not row.parent_code:
            continue
        parent = timeline.on(row.parent_code, row.valid_from)
        if parent and parent.body is segment.body:
            message = _("A unit cannot stand under itself.")
            yield Fault(row.line, "parent_code", message)
        elif parent:
            segment.parent = parent.body
        elif row.parent_code not in faulty_codes:
            message = _("No unit has the code %(code)s on %(day)s.")
            about = {"code": row.parent_code, "day": row.valid_from.isoformat()}
            yield Fault(row.line, "parent_code", message % about)


def _cycles(timeline: Timeline) -> Iterator[Fault]:
    for segment in timeline.from_file():
        message = _climb(segment.body, segment, segment.days, ())
        if message:
            yield Fault(segment.row.line, "parent_code", message)


def _climb(start: Body, segment: Segment, days: Days, path: tuple[Body, ...]) -> str:
    """Follows the parents through the days that all of them share; tells what is wrong."""
    parent = segment.parent
    if parent is None or parent in path:
        return ""
    if parent is start:
        message = _("From %(day)s on this unit would stand under itself, through its parents.")
        return message % {"day": days[0].isoformat()}
    if len(path) == MOST_LEVELS:
        message = _("More than %(count)d units stand above this one.")
        return message % {"count": MOST_LEVELS}
    for above in parent.segments:
        shared = _shared_days(days, above.days)
        message = _climb(start, above, shared, (*path, parent)) if shared else ""
        if message:
            return message
    return ""


def _shared_days(one: Days, other: Days) -> Days | None:
    first = max(one[0], other[0])
    last = min(one[1] or date.max, other[1] or date.max)
    if first > last:
        return None
    return first, None if last == date.max else last


def _successors(timeline: Timeline) -> Iterator[Fault]:
    for segment in timeline.from_file():
        row = segment.row
        if not row.successor_codes:
            continue
        if segment is not segment.body.last:
            message = _("The unit goes on after this day, so that it has no successors.")
            yield Fault(row.line, "successor_codes", message)
        for code in row.successor_codes:
            follower = timeline.on(code, segment.valid_to + ONE_DAY)
            if follower and follower.body is segment.body:
                message = _("A unit cannot be its own successor.")
                yield Fault(row.line, "successor_codes", message)
