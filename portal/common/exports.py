"""Tables that people download, in which no cell is ever a formula.

A name such as ``=HYPERLINK(...)`` typed by a citizen must not run in the spreadsheet of the
officer who opens the export.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import BinaryIO, TextIO

from django.http import HttpResponse
from django.utils.encoding import force_str
from django.utils.translation import gettext as _
from wagtail.admin.views.mixins import Echo, SpreadsheetExportMixin
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from portal.common.clock import PROVINCE_TIME

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BYTE_ORDER_MARK = "\ufeff"

# A spreadsheet that expects another separator starts a cell at a semicolon, tab or line end,
# also inside quotation marks. Small and full-width signs are read as the plain ones.
_BLANKS = (
    "[ \"'\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x85\u00a0\u1680"
    "\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]*"
)
_SIGN = "(?=[=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b])"
_AT_START = re.compile(f"(?:{_BLANKS}{_SIGN}|(?=[\t\r\n]))")
_BEHIND_SEPARATOR = re.compile(f"([;\t\r\n]{_BLANKS}){_SIGN}")
LONGEST_XLSX_CELL = 32_767
# Above this a spreadsheet loses digits of a whole number.
LARGEST_XLSX_INTEGER = 10**15


def safe_cell(value: object) -> object:
    """The value for a cell of a CSV file; a text that could be a formula begins with ``'``."""
    if value is None or isinstance(value, bool | int | float | Decimal):
        return value
    text = _BEHIND_SEPARATOR.sub(r"\1'", force_str(value))
    return "'" + text if _AT_START.match(text) else text


class SafeWriter:
    """Writes rows as CSV. Has the methods of ``csv.DictWriter`` that Wagtail's exports use."""

    def __init__(self, stream: TextIO, fieldnames: Sequence[str]) -> None:
        self.fieldnames = fieldnames
        self._writer = csv.writer(stream, quoting=csv.QUOTE_ALL)

    def writerow(self, row: Mapping[str, object]) -> object:
        """Writes one row and returns what the stream returns."""
        return self._writer.writerow([safe_cell(row.get(name)) for name in self.fieldnames])


def write_csv(
    rows: Iterable[Mapping[str, object]], columns: Sequence[tuple[str, str]], stream: TextIO
) -> None:
    """Writes a table as CSV: commas, every cell quoted, UTF-8 with a byte order mark.

    Args:
        rows: one mapping per row, by the columns' keys; a missing key is an empty cell.
        columns: key and heading of each column.
        stream: takes text, for instance an ``HttpResponse``.
    """
    stream.write(BYTE_ORDER_MARK)
    writer = SafeWriter(stream, [key for key, _heading in columns])
    writer.writerow({key: force_str(heading) for key, heading in columns})
    for row in rows:
        writer.writerow(row)


def write_xlsx(
    rows: Iterable[Mapping[str, object]],
    columns: Sequence[tuple[str, str]],
    stream: BinaryIO,
    *,
    sheet_name: str = "",
    above: Sequence[str] = (),
    widths: Mapping[str, int] | None = None,
) -> None:
    """Writes a table as XLSX, row by row, so that memory stays small.

    Args:
        rows: one mapping per row, by the columns' keys. Numbers, days and moments keep their
            type (moments in the province's time); everything else is text.
        columns: key and heading of each column.
        stream: takes bytes, for instance an ``HttpResponse``.
        sheet_name: name of the sheet.
        above: lines over the table.
        widths: of columns, in characters, by their keys; the texts in them are wrapped.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with Workbook(stream, options) as workbook:
        sheet = workbook.add_worksheet(sheet_name or _("Table"))
        formats = {
            date: workbook.add_format({"num_format": "dd/mm/yyyy"}),
            datetime: workbook.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"}),
        }
        if widths:
            formats[str] = workbook.add_format({"text_wrap": True, "valign": "top"})
            for number, (key, _heading) in enumerate(columns):
                sheet.set_column(number, number, widths.get(key))
        top = _write_lines(sheet, above)
        for number, (_key, heading) in enumerate(columns):
            sheet.write_string(top, number, force_str(heading))
        for line, row in enumerate(rows, start=top + 1):
            for number, (key, _heading) in enumerate(columns):
                _write_cell(sheet, line, number, row.get(key), formats)


def _write_lines(sheet: Worksheet, lines: Sequence[str]) -> int:
    """Writes lines over a table and gives the row of its headings, after an empty one."""
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, force_str(line)[:LONGEST_XLSX_CELL])
    return len(lines) + 1 if lines else 0


def _write_cell(sheet: Worksheet, line: int, number: int, value: object, formats: dict) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, number, value)
    elif isinstance(value, int | float | Decimal) and abs(value) < LARGEST_XLSX_INTEGER:
        sheet.write_number(line, number, value)
    elif isinstance(value, datetime):
        moment = value.astimezone(PROVINCE_TIME).replace(tzinfo=None) if value.tzinfo else value
        sheet.write_datetime(line, number, moment, formats[datetime])
    elif isinstance(value, date):
        sheet.write_datetime(line, number, value, formats[date])
    else:
        text = force_str(value)[:LONGEST_XLSX_CELL]
        sheet.write_string(line, number, text, formats.get(str))


def csv_response(
    rows: Iterable[Mapping[str, object]], columns: Sequence[tuple[str, str]], name: str
) -> HttpResponse:
    """A CSV file to download, named ``name`` without its ending."""
    response = _attachment("text/csv; charset=utf-8", f"{name}.csv")
    write_csv(rows, columns, response)
    return response


def xlsx_response(
    rows: Iterable[Mapping[str, object]], columns: Sequence[tuple[str, str]], name: str
) -> HttpResponse:
    """An XLSX file to download, named ``name`` without its ending."""
    response = _attachment(XLSX_TYPE, f"{name}.xlsx")
    write_xlsx(rows, columns, response)
    return response


def _attachment(content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )


def _stream_csv(self: SpreadsheetExportMixin, queryset: Iterable) -> Iterator[bytes]:
    """As Wagtail's own, through the writer that lets no formula pass."""
    writer = SafeWriter(Echo(), self.list_export)
    yield BYTE_ORDER_MARK.encode()
    yield writer.writerow({key: self.get_heading(queryset, key) for key in self.list_export})
    for item in queryset:
        yield self.write_csv_row(writer, self.to_row_dict(item))


def install() -> None:
    """Makes every listing of the administration export through :class:`SafeWriter`.

    Wagtail writes its XLSX cells as text already. Called once, when the application is ready.
    """
    SpreadsheetExportMixin.stream_csv = _stream_csv
