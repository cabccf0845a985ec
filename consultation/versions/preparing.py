"""The text of a version while officers correct what was read.

It is a list of rows: kind, number, heading, text, the place of the parent in the list (-1 for
none) and the last piece of the address, from which all addresses follow.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext as _

from consultation.reading.addresses import Addresses, segment
from consultation.reading.recognition import Level
from consultation.reading.tree import Kind, Provision
from consultation.versions.naming import cited, number_of

OUTERMOST = -1
_LEVELS = {
    Kind.PART: Level.PART,
    Kind.CHAPTER: Level.CHAPTER,
    Kind.SECTION: Level.SECTION,
    Kind.SUBSECTION: Level.SUBSECTION,
    Kind.ARTICLE: Level.ARTICLE,
    Kind.CLAUSE: Level.CLAUSE,
    Kind.POINT: Level.POINT,
    Kind.ANNEX: Level.ANNEX,
}


class Way(StrEnum):
    """What an officer does with a row."""

    INSERT = "insert"
    JOIN = "join"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Row:
    """One provision of a text in preparation."""

    kind: str
    number: str
    heading: str
    text: str
    parent: int
    segment: str

    @property
    def citation(self) -> str:
        """Number and heading, or the beginning of the text."""
        return cited(self.kind, self.number, self.heading) or self.text[:60]


def rows_of(provisions: Sequence[Provision]) -> list[Row]:
    """What was read, as rows."""
    places = {provision.address: place for place, provision in enumerate(provisions)}
    rows: list[Row] = []
    addresses: list[str] = []
    for provision in provisions:
        parent = places.get(provision.parent, OUTERMOST)
        base = _base(rows, addresses, provision.kind, parent)
        own = provision.address.removeprefix(f"{base}.") if base else provision.address
        rows.append(
            Row(
                str(provision.kind),
                provision.number,
                provision.heading,
                provision.text,
                parent,
                own,
            )
        )
        addresses.append(provision.address)
    return rows


def provisions_of(rows: Sequence[Row]) -> list[Provision]:
    """The rows as provisions with their addresses."""
    taken, addresses, found = Addresses(), [], []
    for row in rows:
        base = _base(rows, addresses, row.kind, row.parent)
        address = taken.take(f"{base}.{row.segment}" if base else row.segment)
        addresses.append(address)
        parent = addresses[row.parent] if row.parent != OUTERMOST else ""
        found.append(Provision(Kind(row.kind), row.number, row.heading, row.text, parent, address))
    return found


def _base(rows: Sequence[Row], addresses: Sequence[str], kind: str, parent: int) -> str:
    """Articles are numbered through, so chapters are no part of their addresses."""
    if kind != Kind.ARTICLE:
        return addresses[parent] if parent != OUTERMOST else ""
    while parent != OUTERMOST:
        row = rows[parent]
        if row.kind == Kind.ANNEX or (row.kind == Kind.PART and not row.number):
            return addresses[parent]
        parent = row.parent
    return ""


def possible_parents(rows: Sequence[Row], place: int) -> list[int]:
    """Where a row may stand: under the row before it or one of those above that one."""
    found, above = [], place - 1
    while above >= 0:
        found.append(above)
        above = rows[above].parent
    return [*found, OUTERMOST]


def corrected(rows: list[Row], place: int, row: Row) -> list[Row]:
    """One row with other words; its address follows where kind or number changed.

    Args:
        rows: all rows.
        place: of the row.
        row: as it is to be; its ``segment`` does not count.
    """
    former = rows[place]
    own = former.segment
    if (row.kind, row.number) != (former.kind, former.number):
        own = segment(_LEVELS[Kind(row.kind)], row.number) or "phan"
    changed = list(rows)
    changed[place] = replace(row, segment=own)
    return changed


def without(rows: list[Row], place: int, way: Way) -> list[Row]:
    """A row less; what stood under it stands where it stood itself.

    Args:
        rows: all rows.
        place: of the row.
        way: ``JOIN`` adds its words to the row before it; ``REMOVE`` drops them.
    """
    gone = rows[place]
    kept = list(rows)
    if way is Way.JOIN and place:
        before = kept[place - 1]
        kept[place - 1] = replace(before, text="\n".join(filter(None, [before.text, _line(gone)])))
    del kept[place]
    return [_reparented(row, place, gone.parent) for row in kept]


def inserted(rows: list[Row], place: int) -> list[Row]:
    """An empty row right after another one, of the same kind and under the same parent."""
    model = rows[place]
    kind = Kind(model.kind)
    new = Row(model.kind, "", "", "", model.parent, segment(_LEVELS[kind], "") or "phan")
    moved = [
        replace(row, parent=row.parent + 1) if row.parent > place else row
        for row in rows[place + 1 :]
    ]
    return [*rows[: place + 1], new, *moved]


def _reparented(row: Row, gone: int, heir: int) -> Row:
    if row.parent == gone:
        return replace(row, parent=heir)
    return replace(row, parent=row.parent - 1) if row.parent > gone else row


def _line(row: Row) -> str:
    """A row as a line of text."""
    first = cited(row.kind, row.number, row.heading) if row.heading else ""
    first = first or number_of(row.kind, row.number)
    return "\n".join(filter(None, [first, row.text]))


def faults_of(rows: Sequence[Row]) -> list[str]:
    """What keeps the rows from being taken, in sentences."""
    faults = []
    if not rows:
        faults.append(_("The text has no provisions. Read another file or paste the text."))
    for row in rows:
        if not (row.number or row.heading or row.text):
            faults.append(_("A provision is empty. Write its words, or remove it."))
            break
    return faults
