"""Lays the rows of a file beside the register and finds out which belong to the same unit.

A row **is** a period of the register when both have the same code and the same first day, or
when it says what the period that holds on its first day says already. Any other row opens a
period. It continues the unit that had the code until the day before when that unit names no
successors, is of the same kind, and keeps its short name or its parent. Otherwise it is another
unit that was given a code used before.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from portal.common.text import slugify
from sites.units.loading.rows import TEXTS, UnitRow
from sites.units.models import Unit, UnitPeriod

ONE_DAY = timedelta(days=1)

# The first day and the last one; none while it lasts.
Days = tuple[date, date | None]


@dataclass(eq=False)
class Body:
    """A unit as it will be: one of the register, or a new one."""

    unit: Unit | None = None
    segments: list["Segment"] = field(default_factory=list)

    @property
    def in_file(self) -> bool:
        """Whether a row speaks of it."""
        return any(segment.row for segment in self.segments)

    @property
    def last(self) -> "Segment":
        """Its last period."""
        return max(self.segments, key=lambda segment: segment.valid_from)


@dataclass(eq=False)
class Segment:
    """A period as it will be: from the register, from a row, or from both."""

    code: str
    kind: str
    valid_from: date
    valid_to: date | None
    parent_code: str
    texts: dict[str, str]
    period: UnitPeriod | None = None
    row: UnitRow | None = None
    body: Body | None = None
    parent: Body | None = None

    @property
    def days(self) -> Days:
        """Its first day and its last one."""
        return self.valid_from, self.valid_to

    def covers(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def names_successors(self) -> bool:
        """Whether a unit is said to follow this one."""
        if self.row and self.row.successor_codes:
            return True
        unit = self.period.unit if self.period else None
        return bool(unit and (unit.awaited_successors or unit.successors.all()))

    def resembles(self, other: "Segment") -> bool:
        """Whether both may be one unit before and after a rename, an upgrade, a new parent."""
        same_name = self.texts["short_name"] == other.texts["short_name"]
        return self.kind == other.kind and (same_name or self.parent_code == other.parent_code)


class Timeline:
    """Every period of the register and of a file, by code and by unit."""

    def __init__(self, rows: Iterable[UnitRow]):
        self.bodies: dict[int, Body] = {}
        self.by_code: dict[str, list[Segment]] = defaultdict(list)
        self._read_register()
        self.twice: list[tuple[Segment, UnitRow]] = []
        for row in sorted(rows, key=lambda row: (row.valid_from, row.line)):
            self._place(row)
        self.clashes: list[tuple[Segment, Segment]] = []
        for segments in self.by_code.values():
            self._close_continued(segments)
            self._give_bodies(segments)

    def on(self, code: str, day: date) -> Segment | None:
        """The period that has a code on a day."""
        return next((segment for segment in self.by_code[code] if segment.covers(day)), None)

    def from_file(self) -> Iterator[Segment]:
        """The periods that rows speak of, by line."""
        rows = [s for segments in self.by_code.values() for s in segments if s.row]
        return iter(sorted(rows, key=lambda segment: segment.row.line))

    def _read_register(self) -> None:
        periods = list(
            UnitPeriod.objects.select_related("unit").prefetch_related("unit__successors")
        )
        by_unit: dict[int, list[UnitPeriod]] = defaultdict(list)
        for period in periods:
            by_unit[period.unit_id].append(period)
        for period in periods:
            body = self.bodies.setdefault(period.unit_id, Body(period.unit))
            segment = Segment(
                code=period.code,
                kind=period.kind,
                valid_from=period.valid_from,
                valid_to=period.valid_to,
                parent_code=_code_on(by_unit[period.parent_id], period.valid_from),
                texts={name: getattr(period, name) for name in TEXTS},
                period=period,
                body=body,
            )
            body.segments.append(segment)
            self.by_code[period.code].append(segment)
        for segments in self.by_code.values():
            for segment in segments:
                segment.parent = self.bodies.get(segment.period.parent_id)
            segments.sort(key=lambda segment: segment.valid_from)

    def _place(self, row: UnitRow) -> None:
        segments = self.by_code[row.code]
        same = next((s for s in segments if s.valid_from == row.valid_from), None)
        if same is None:
            covering = self.on(row.code, row.valid_from)
            if covering and covering.period and _says_the_same(row, covering):
                same = covering
        if same is None:
            segments.append(_new_segment(row))
            segments.sort(key=lambda segment: segment.valid_from)
        elif same.row:
            self.twice.append((same, row))
        else:
            _merge(same, row)

    def _close_continued(self, segments: list[Segment]) -> None:
        """Ends the open periods of the register that a row of the file continues."""
        for before, after in zip(segments, segments[1:], strict=False):
            if before.valid_to and before.valid_to < after.valid_from:
                continue
            if before.row is None and before.valid_to is None and before.resembles(after):
                before.valid_to = after.valid_from - ONE_DAY
            else:
                self.clashes.append((before, after))

    def _give_bodies(self, segments: list[Segment]) -> None:
        previous = None
        for segment in segments:
            follows = previous is not None and _continues(previous, segment)
            if segment.body is None:
                _join(previous.body if follows else Body(), segment)
            elif follows and previous.body.unit is None:
                # Rows that tell what an entered unit was before.
                for earlier in previous.body.segments:
                    _join(segment.body, earlier)
            previous = segment


def _join(body: Body, segment: Segment) -> None:
    segment.body = body
    body.segments.append(segment)


def _continues(before: Segment, after: Segment) -> bool:
    adjacent = before.valid_to is not None and before.valid_to + ONE_DAY == after.valid_from
    return adjacent and not before.names_successors and before.resembles(after)


def _code_on(periods: list[UnitPeriod], day: date) -> str:
    for period in periods:
        if period.valid_from <= day and (period.valid_to is None or day <= period.valid_to):
            return period.code
    return ""


def _says_the_same(row: UnitRow, segment: Segment) -> bool:
    texts = all(not text or segment.texts[name] == text for name, text in row.texts.items())
    parent = not row.parent_code or row.parent_code == segment.parent_code
    return (
        texts and parent and row.kind == segment.kind and row.valid_to in (None, segment.valid_to)
    )


def _new_segment(row: UnitRow) -> Segment:
    texts = dict(row.texts)
    texts["slug"] = texts["slug"] or slugify(texts["name"], 100)
    texts["short_name"] = texts["short_name"] or short_name_of(texts["name"], texts["subtype"])
    return Segment(
        code=row.code,
        kind=row.kind,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        parent_code=row.parent_code,
        texts=texts,
        row=row,
    )


def short_name_of(name: str, subtype: str) -> str:
    """The name without its kind: “Tiên Du” of “Huyện Tiên Du”."""
    starts = subtype and name.casefold().startswith(subtype.casefold() + " ")
    return name[len(subtype) + 1 :] if starts else name


def _merge(segment: Segment, row: UnitRow) -> None:
    """Puts a row over a period of the register; an empty cell leaves what is there."""
    segment.row = row
    segment.kind = row.kind
    segment.valid_to = row.valid_to or segment.valid_to
    segment.parent_code = row.parent_code or segment.parent_code
    segment.texts.update({name: text for name, text in row.texts.items() if text})
