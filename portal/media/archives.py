"""Office files are archives: counted and measured before anything unpacks them."""

import zipfile
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST_ENTRIES = 5_000
MOST_BYTES = 300 * 1024 * 1024
# Text of office files packs to a fiftieth at most; a bomb packs to a thousandth.
HIGHEST_RATIO = 100
# Small archives of repeated text pack better and harm nobody.
HARMLESS_BYTES = 10 * 1024 * 1024
LOCAL_HEADER = b"PK\x03\x04"
ENCRYPTED = 0x1


def read_entries(file: BinaryIO) -> list[zipfile.ZipInfo]:
    """The entries of an archive that is safe to unpack.

    Raises:
        ValidationError: no archive, something before or behind it, encrypted, too many entries,
            too large when unpacked, entries that overlap, or paths that lead outside.
    """
    file.seek(0)
    if file.read(len(LOCAL_HEADER)) != LOCAL_HEADER:
        raise unfit_archive()
    try:
        with zipfile.ZipFile(file) as archive:
            entries, comment = archive.infolist(), archive.comment
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise unfit_archive() from fault
    size = file.seek(0, 2)
    if comment or not _is_harmless(entries, size):
        raise unfit_archive()
    return entries


def _is_harmless(entries: list[zipfile.ZipInfo], size: int) -> bool:
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    names = [entry.filename for entry in entries]
    return (
        0 < len(entries) <= MOST_ENTRIES
        and packed <= size
        and unpacked <= MOST_BYTES
        and (unpacked <= HARMLESS_BYTES or unpacked <= HIGHEST_RATIO * max(packed, 1))
        and len(set(names)) == len(names)
        and entries[0].header_offset == 0
        and not any(entry.flag_bits & ENCRYPTED for entry in entries)
        and not any(_leads_outside(name) for name in names)
    )


def _leads_outside(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith("/") or ":" in parts[0]


def unfit_archive() -> ValidationError:
    """What is said of an archive that cannot be taken."""
    return ValidationError(
        _("This office file is damaged, protected by a password, or unpacks to far more than it "
          "should. Open it, save it again without a password, and upload that file."),
        code="archive",
    )  # fmt: skip
