"""Reads the first sheet of an ``.xlsx`` file, bounded before it is opened.

A workbook is a zip file from a stranger: how many entries it has, how large they become and how
much they were squeezed is checked first. Its XML is read by openpyxl through defusedxml, which
refuses entities.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MAX_ENTRIES = 500
MAX_UNPACKED = 60 * 1024 * 1024
MAX_RATIO = 200

_UNREADABLE = (
    zipfile.BadZipFile,
    InvalidFileException,
    DefusedXmlException,
    ParseError,
    KeyError,
    ValueError,
    IndexError,
    TypeError,
    AttributeError,
    EOFError,
    OSError,
    NotImplementedError,
)


class WorkbookError(Exception):
    """The workbook cannot be read; the message says why."""


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are a zip file, whatever the file's name says."""
    return data[:4] == b"PK\x03\x04"


def read_workbook(
    data: bytes, *, max_rows: int, max_columns: int
) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet, with their numbers in the sheet.

    Args:
        data: the file's bytes.
        max_rows: rows wanted after the header; a sheet may have twice as many, with blank ones.
        max_columns: columns wanted; one more is read, so that an excess shows.

    Raises:
        WorkbookError: it is no workbook, or it would grow too large.
    """
    _check_bounds(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # What the file claims about its extent is not trusted.
        sheet.reset_dimensions()
        last = max_rows * 2 + 100
        rows = sheet.iter_rows(min_row=1, max_row=last, max_col=max_columns + 1, values_only=True)
        for number, values in enumerate(rows, 1):
            if number == last:
                raise WorkbookError(
                    _("The sheet has too many rows. Split it, or remove blank rows.")
                )
            yield number, [_as_text(value) for value in values]
    except _UNREADABLE as problem:
        raise WorkbookError(
            _("The workbook cannot be read. Save it again as .xlsx, or as “CSV UTF-8”.")
        ) from problem


def _check_bounds(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as problem:
        raise WorkbookError(_("The file looks like a workbook, but is damaged.")) from problem
    unpacked = sum(entry.file_size for entry in entries)
    if (
        len(entries) > MAX_ENTRIES
        or unpacked > MAX_UNPACKED
        or unpacked > MAX_RATIO * max(len(data), 1)
    ):
        raise WorkbookError(_("The workbook would become too large. Split it."))


def _as_text(value: object) -> str:
    """A cell as people see it: dates as ``2021-02-03``, whole numbers without ``.0``."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
