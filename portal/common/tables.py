"""Tables that people hand in: CSV in the forms that spreadsheets write, and ``.xlsx``.

Everything that reads a list of rows from a file goes through :func:`read_table`, so that limits,
encodings and line numbers are the same everywhere. What is wrong with a file is reported as
:class:`Fault`, never raised: whoever handed it in needs the line and the column, and all faults
at once.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.utils.translation import gettext as _

from portal.common.text import UnfitTextError, clean_text
from portal.common.workbooks import WorkbookError, is_workbook, read_workbook

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_CELL = 2_000
DELIMITERS = ",;\t"
# A first line by which Excel is told the delimiter, and which it does not show.
TOLD_DELIMITER = re.compile(r'"?sep=(?P<delimiter>[^\w\s"]|\t)"?(?=[\r\n])', re.IGNORECASE)

RawRow = tuple[int, list[str]]


@dataclass(frozen=True)
class Fault:
    """Something wrong in a file, where a person can find it.

    ``line`` is the physical line of a CSV file or the row of a sheet, from 1; 0 for the file as
    a whole. ``column`` is the name in the header; empty for the whole line.
    """

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        if not self.line:
            return str(self.message)
        if not self.column:
            return _("line %(line)d: %(message)s") % {"line": self.line, "message": self.message}
        return _("line %(line)d, column %(column)s: %(message)s") % {
            "line": self.line,
            "column": self.column,
            "message": self.message,
        }


@dataclass(frozen=True)
class Row:
    """One row of a table: its physical line and its cells by column name."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell of a column; empty where the table has no such column."""
        return self.cells.get(column, "")


@dataclass
class Table:
    """What was read from a file, with the faults met on the way.

    Attributes:
        is_whole: whether the file was read to its end; the last fault says why not.
        headings: each column as the header writes it, by its name.
    """

    columns: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    header_line: int = 1
    is_whole: bool = True
    headings: dict[str, str] = field(default_factory=dict)

    def heading(self, name: str) -> str:
        """How the header writes a column; the name itself where it has no such column."""
        return self.headings.get(name, name)

    def missing(self, required: Iterable[str]) -> list[Fault]:
        """One fault for each column of ``required`` that the header lacks."""
        if not self.columns and self.faults:
            return []
        return [
            Fault(self.header_line, name, _("This column is missing. Add it to the header."))
            for name in required
            if name not in self.columns
        ]


class _UnreadableError(Exception):
    """The rest of the file cannot be read."""

    def __init__(self, message: str, line: int = 0):
        super().__init__(message)
        self.fault = Fault(line, "", message)


def read_table(
    source: str | Path | bytes,
    name: str | None = None,
    *,
    max_bytes: int = MAX_BYTES,
    max_rows: int = MAX_ROWS,
    max_cell: int = MAX_CELL,
    multiline: bool = False,
) -> Table:
    """Reads a CSV file or a workbook's first sheet.

    CSV may be UTF-8 with or without a byte order mark, or UTF-16, with commas, semicolons or
    tabs, or with the delimiter that a first line ``sep=;`` names. The first line after it that is
    not blank is the header; blank lines are skipped, but counted.
    Header names are lower-cased; cells are NFC, trimmed, without no-break spaces.

    Args:
        source: a path, or the bytes of an uploaded file.
        name: how messages call the file; the path's last part if left out.
        max_bytes: how large the file may be.
        max_rows: how many rows may follow the header.
        max_cell: how many characters a cell may have.
        multiline: keep line ends within a cell.

    Returns:
        The table. ``faults`` tells what could not be read; the rows that could are there.

    Raises:
        OSError: the path cannot be read.
    """
    table = Table()
    clean = partial(_clean, longest=max_cell, multiline=multiline)
    try:
        data, label = _content(source, name, max_bytes)
        rows = _workbook_rows(data, max_rows) if is_workbook(data) else _csv_rows(_decode(data))
        _fill(table, rows, max_rows, clean)
        if not table.columns:
            raise _UnreadableError(
                _("%(file)s is empty: it needs a header line.") % {"file": label}
            )
    except _UnreadableError as problem:
        table.faults.append(problem.fault)
        table.is_whole = False
    return table


def _content(source: str | Path | bytes, name: str | None, max_bytes: int) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        data, label = source, name or _("The file")
    else:
        path = Path(source)
        label = name or path.name
        with path.open("rb") as stream:
            data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise _UnreadableError(
            _("%(file)s is larger than %(size)d kB. Split it.")
            % {"file": label, "size": max_bytes // 1024}
        )
    return data, label


def _decode(data: bytes) -> str:
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError as problem:
        raise _UnreadableError(
            _("The file is neither UTF-8 nor UTF-16. Save it as “CSV UTF-8”."),
            data.count(b"\n", 0, problem.start) + 1,
        ) from problem
    if "\0" in text:
        raise _UnreadableError(
            _("The file is not text."), text.count("\n", 0, text.index("\0")) + 1
        )
    return text


def _encoding(data: bytes) -> str:
    """UTF-16 is told by its mark or, without one, by the zero bytes beside ASCII letters."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    start = data[:200]
    half = len(start) // 2
    if half and start[1::2].count(0) * 2 > half:
        return "utf-16-le"
    if half and start[0::2].count(0) * 2 > half:
        return "utf-16-be"
    return "utf-8-sig"


def _delimiter(text: str) -> str:
    """The delimiter that the header line uses most, outside quotation marks."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=outside.count)


def _csv_rows(text: str) -> Iterator[RawRow]:
    told = TOLD_DELIMITER.match(text)
    delimiter = told["delimiter"] if told else _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    if told:
        next(reader)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise _UnreadableError(_csv_problem(problem), line) from problem
        yield line, cells


def _csv_problem(problem: csv.Error) -> str:
    """What is wrong with a line. Quotation marks that do not close make one cell of many lines."""
    if "field limit" in str(problem):
        return _(
            "A cell that begins in this line is longer than %(count)d characters. Shorten it, or "
            "close its quotation marks."
        ) % {"count": csv.field_size_limit()}
    return _("The quotation marks of this line do not close, or close too early.")


def _workbook_rows(data: bytes, max_rows: int) -> Iterator[RawRow]:
    try:
        yield from read_workbook(data, max_rows=max_rows, max_columns=MAX_COLUMNS)
    except WorkbookError as problem:
        raise _UnreadableError(str(problem)) from problem


def _fill(
    table: Table,
    rows: Iterator[RawRow],
    max_rows: int,
    clean: Callable[[str], str | None],
) -> None:
    for line, values in rows:
        if not any(value.strip() for value in values):
            continue
        cells = [clean(value) for value in values]
        if not table.columns:
            _read_header(table, line, cells)
        elif len(table.rows) == max_rows:
            raise _UnreadableError(
                _("The file has more than %(count)d rows. Split it.") % {"count": max_rows}, line
            )
        else:
            _read_row(table, line, cells)


def _read_header(table: Table, line: int, cells: list[str | None]) -> None:
    while cells and cells[-1] == "":
        cells.pop()
    names = [(cell or "").lower() for cell in cells]
    table.headings = dict(zip(names, [cell or "" for cell in cells], strict=True))
    if len(names) > MAX_COLUMNS:
        raise _UnreadableError(
            _("The header has more than %(count)d columns.") % {"count": MAX_COLUMNS}, line
        )
    table.columns = tuple(names)
    table.header_line = line
    for name in sorted(set(names)):
        if not name:
            table.faults.append(Fault(line, "", _("A column of the header has no name.")))
        elif names.count(name) > 1:
            table.faults.append(Fault(line, name, _("This column stands twice in the header.")))


def _read_row(table: Table, line: int, cells: list[str | None]) -> None:
    width = len(table.columns)
    if any(cells[width:]):
        message = _("The line has more cells than the header has columns.")
        table.faults.append(Fault(line, "", message))
        return
    named = dict.fromkeys(table.columns, "")
    for name, cell in zip(table.columns, cells, strict=False):
        if cell is None:
            message = _("The text is not allowed: too long, or too many marks on one letter.")
            table.faults.append(Fault(line, name, message))
        else:
            named[name] = cell
    table.rows.append(Row(line, named))


def _clean(value: str, *, longest: int, multiline: bool) -> str | None:
    """The cell's text; nothing where it must be refused."""
    if len(value) > longest:
        return None
    try:
        return clean_text(value, longest, multiline=multiline)
    except UnfitTextError:
        return None
