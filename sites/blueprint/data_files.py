"""The data files of the law: tables with one row per requirement set or section."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from portal.common.tables import Fault, Row, Table, read_table

SET_COLUMNS = (
    "key",
    "title_vi",
    "title_en",
    "document_number",
    "in_force_from",
    "in_force_to",
    "is_editable",
    "note",
)
SECTION_COLUMNS = (
    "key",
    "parent",
    "order",
    "name_vi",
    "name_en",
    "slug",
    "slug_en",
    "page_type",
    "is_function",
    "kinds",
    "update_interval_days",
    "update_rule",
    "update_certainty",
    "legal_basis",
    "certainty",
    "source",
    "in_force_from",
    "in_force_to",
    "note",
)


@dataclass(frozen=True)
class LawFault:
    """Something wrong in a data file, where it stands and what to do."""

    file: str
    fault: Fault

    def __str__(self) -> str:
        return f"{self.file}: {self.fault}"


@dataclass(frozen=True)
class LawRow:
    """One row and the file it stands in."""

    file: str
    row: Row

    def __getitem__(self, column: str) -> str:
        return self.row[column]

    def fault(self, column: str, message: str) -> LawFault:
        """A fault of one cell of this row."""
        return LawFault(self.file, Fault(self.row.line, column, message))


def read_rows(path: Path, columns: tuple[str, ...], faults: list[LawFault]) -> list[LawRow]:
    """The rows of a file; what cannot be read is added to ``faults``."""
    try:
        table = read_table(path)
    except OSError:
        missing = _("There is no such file in %(folder)s.") % {"folder": path.parent}
        faults.append(LawFault(path.name, Fault(0, "", missing)))
        return []
    wrong = [*table.faults, *table.missing(columns), *_unknown_columns(table, columns)]
    faults += [LawFault(path.name, fault) for fault in wrong]
    return [] if wrong else [LawRow(path.name, row) for row in table.rows]


def _unknown_columns(table: Table, columns: tuple[str, ...]) -> list[Fault]:
    return [
        Fault(table.header_line, name, _("This column is not known. Remove it."))
        for name in table.columns
        if name and name not in columns
    ]


def set_values(row: LawRow, faults: list[LawFault]) -> dict[str, object]:
    """The values of a requirement set."""
    cell = _Cells(row, faults)
    return {
        **{name: row[name] for name in ("key", "title_vi", "title_en", "document_number", "note")},
        "in_force_from": cell.day("in_force_from"),
        "in_force_to": cell.day("in_force_to"),
        "is_editable": cell.yes_or_no("is_editable"),
    }


def section_values(row: LawRow, faults: list[LawFault]) -> dict[str, object]:
    """The values of a required section, but its set and its place."""
    cell = _Cells(row, faults)
    apart = {"parent", "order", "is_function", "kinds", "update_interval_days"}
    apart |= {"in_force_from", "in_force_to"}
    return {
        **{name: row[name] for name in SECTION_COLUMNS if name not in apart},
        "order": cell.number("order") or 0,
        "is_function": cell.yes_or_no("is_function"),
        "kinds": row["kinds"].split(),
        "update_interval_days": cell.number("update_interval_days"),
        "in_force_from": cell.day("in_force_from"),
        "in_force_to": cell.day("in_force_to"),
    }


class _Cells:
    """Cells of one row as values; an empty cell is None."""

    def __init__(self, row: LawRow, faults: list[LawFault]) -> None:
        self.row = row
        self.faults = faults

    def day(self, column: str) -> date | None:
        return self._read(column, date.fromisoformat, _("Write a day as 2022-08-15."))

    def number(self, column: str) -> int | None:
        return self._read(column, int, _("Write a whole number."))

    def yes_or_no(self, column: str) -> bool:
        words = {"yes": True, "no": False}
        return bool(self._read(column, lambda word: words[word], _("Write “yes” or “no”.")))

    def _read(self, column: str, convert: Callable[[str], object], advice: str):
        text = self.row[column]
        try:
            return convert(text) if text else None
        except (ValueError, KeyError):
            self.faults.append(self.row.fault(column, f"“{text}”? {advice}"))
            return None
