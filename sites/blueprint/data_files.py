"""The data files of the law: comma-separated, UTF-8, one row per set or section."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

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
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        place = _("%(file)s, row %(line)d") % {"file": self.file, "line": self.line}
        return (
            f"{place}, {self.column}: {self.message}" if self.column else f"{place}: {self.message}"
        )


@dataclass(frozen=True)
class Row:
    """One row with the line of the file on which it begins."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, column: str, message: str) -> LawFault:
        """A fault of one cell of this row."""
        return LawFault(self.file, self.line, column, message)


def read_rows(path: Path, columns: tuple[str, ...], faults: list[LawFault]) -> list[Row]:
    """The rows of a file; what cannot be read is added to ``faults``."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return _rows(path.name, csv.reader(stream, strict=True), columns, faults)
    except FileNotFoundError:
        faults.append(LawFault(path.name, 1, "", _("There is no such file in %s.") % path.parent))
    except UnicodeDecodeError:
        faults.append(LawFault(path.name, 1, "", _("The file is not UTF-8. Save it as UTF-8.")))
    return []


def _rows(file: str, reader, columns: tuple[str, ...], faults: list[LawFault]) -> list[Row]:
    header = next(reader, [])
    if set(header) != set(columns) or len(header) != len(columns):
        expected = ", ".join(columns)
        faults.append(LawFault(file, 1, "", _("The columns must be: %s.") % expected))
        return []
    rows, line = [], reader.line_num + 1
    try:
        for cells in reader:
            if len(cells) == len(header):
                values = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
                rows.append(Row(file, line, values))
            elif cells:
                faults.append(LawFault(file, line, "", _wrong_width(cells, header)))
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(LawFault(file, line, "", _("The row cannot be read: %s.") % error))
    return rows


def _wrong_width(cells: list[str], header: list[str]) -> str:
    return _("The row has %(present)d cells and needs %(needed)d. Quote cells with commas.") % {
        "present": len(cells),
        "needed": len(header),
    }


def set_values(row: Row, faults: list[LawFault]) -> dict[str, object]:
    """The values of a requirement set."""
    cell = _Cells(row, faults)
    return {
        **{name: row[name] for name in ("key", "title_vi", "title_en", "document_number", "note")},
        "in_force_from": cell.day("in_force_from"),
        "in_force_to": cell.day("in_force_to"),
        "is_editable": cell.yes_or_no("is_editable"),
    }


def section_values(row: Row, faults: list[LawFault]) -> dict[str, object]:
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

    def __init__(self, row: Row, faults: list[LawFault]) -> None:
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
