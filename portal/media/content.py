"""Files on the way in: what they are is read from their content, not from their name."""

import re
import zipfile
from collections.abc import Callable
from typing import BinaryIO

import puremagic
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.media.archives import read_entries

OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
CONTENT_TYPES = {
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": OPEN_XML + "wordprocessingml.document",
    "ods": OPEN_DOCUMENT + "spreadsheet",
    "odt": OPEN_DOCUMENT + "text",
    "pdf": "application/pdf",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": OPEN_XML + "presentationml.presentation",
    "xls": "application/vnd.ms-excel",
    "xlsx": OPEN_XML + "spreadsheetml.sheet",
}
OFFICE_PARTS = {
    "docx": ("word/", b"wordprocessingml.document.main+xml"),
    "xlsx": ("xl/", b"spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/", b"presentationml.presentation.main+xml"),
}
CONTENT_LIST = "[Content_Types].xml"
MOST_CONTENT_LIST_BYTES = 1_000_000
_MACRO_PART = re.compile(
    r"vbaproject|vbadata|macrosheets/|activex/|^basic/|^scripts/|\.(?:exe|dll|js|vbs|jar|hta)$",
    re.IGNORECASE,
)
_COMPOUND_STREAMS = {
    "doc": ["WordDocument"],
    "xls": ["Workbook", "Book"],
    "ppt": ["PowerPoint Document"],
}
_COMPOUND_MACROS = ["_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros", "\x01Ole10Native"]
_ACTIVE_TEXT = re.compile(r"<(?:script|html|!doctype|svg|iframe|\?php|\?xml)", re.IGNORECASE)
# Formats that are text as well.
_OTHER_TEXTS = (b"%PDF", b"%!PS", b"{\\rtf", b"#!")
_HEAD = 4096


def check_document(file: BinaryIO, extension: str) -> None:
    """Lets a file pass that is what its ending says, of one nature and without macros.

    Args:
        file: what was uploaded.
        extension: its ending in lower case, without the dot.

    Raises:
        ValidationError: with what is wrong and what to do.
    """
    check = _CHECKS.get(extension)
    if check is None:
        raise _wrong_type(extension)
    file.seek(0)
    check(file, extension)
    file.seek(0)


def _wrong_type(extension: str) -> ValidationError:
    return ValidationError(
        _("The content of this file is not of the kind that its name says (.%(extension)s). "
          "Save it again in that format and upload the new file."),
        code="content",
        params={"extension": extension},
    )  # fmt: skip


def _macros() -> ValidationError:
    return ValidationError(
        _("This file carries macros or programs. Save it as PDF or as a file without macros, and "
          "upload that file."),
        code="macros",
    )  # fmt: skip


def _guesses(head: bytes) -> set[str]:
    try:
        return {guess.extension for guess in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        return set()


def _check_pdf(file: BinaryIO, extension: str) -> None:
    head = file.read(_HEAD)
    is_pdf = head.startswith(b"%PDF-") and ".pdf" in _guesses(head)
    if not is_pdf or zipfile.is_zipfile(file):
        raise _wrong_type(extension)


def _check_open_xml(file: BinaryIO, extension: str) -> None:
    entries = read_entries(file)
    folder, main_type = OFFICE_PARTS[extension]
    names = [entry.filename for entry in entries]
    if CONTENT_LIST not in names or not any(name.startswith(folder) for name in names):
        raise _wrong_type(extension)
    content_list = _read_entry(file, CONTENT_LIST)
    if any(_MACRO_PART.search(name) for name in names) or b"macroenabled" in content_list.lower():
        raise _macros()
    if main_type not in content_list:
        raise _wrong_type(extension)


def _check_open_document(file: BinaryIO, extension: str) -> None:
    entries = read_entries(file)
    if entries[0].filename != "mimetype":
        raise _wrong_type(extension)
    if _read_entry(file, "mimetype").decode("ascii", "replace") != CONTENT_TYPES[extension]:
        raise _wrong_type(extension)
    if any(_MACRO_PART.search(entry.filename) for entry in entries):
        raise _macros()


def _read_entry(file: BinaryIO, name: str) -> bytes:
    try:
        with zipfile.ZipFile(file) as archive, archive.open(name) as entry:
            return entry.read(MOST_CONTENT_LIST_BYTES)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as fault:
        raise _wrong_type("zip") from fault


def _check_compound(file: BinaryIO, extension: str) -> None:
    """Names of streams stand in the directory of a compound file in UTF-16."""
    content = file.read()
    guesses = _guesses(content[:_HEAD])
    streams = _COMPOUND_STREAMS[extension]
    if ".doc" not in guesses or zipfile.is_zipfile(file):
        raise _wrong_type(extension)
    if any(_directory_name(name) in content for name in _COMPOUND_MACROS):
        raise _macros()
    if not any(_directory_name(name) in content for name in streams):
        raise _wrong_type(extension)


def _directory_name(name: str) -> bytes:
    return f"{name}\0".encode("utf-16-le")


def _check_csv(file: BinaryIO, extension: str) -> None:
    content = file.read()
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise _wrong_type(extension) from None
    if "\0" in text or content.startswith(_OTHER_TEXTS) or _ACTIVE_TEXT.search(text):
        raise _wrong_type(extension)


_CHECKS: dict[str, Callable[[BinaryIO, str], None]] = {
    "csv": _check_csv,
    "pdf": _check_pdf,
    **dict.fromkeys(OFFICE_PARTS, _check_open_xml),
    **dict.fromkeys(["odt", "ods"], _check_open_document),
    **dict.fromkeys(_COMPOUND_STREAMS, _check_compound),
}
