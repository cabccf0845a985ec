"""Entries of a zip file, unpacked piece by piece, with every byte counted.

The standard library unpacks as many bytes as an entry's header announces. A header may lie, and
so may the directory; therefore only names and places are taken from them, and what really comes
out is counted against one budget for the whole file.
"""

import struct
import zipfile
import zlib
from typing import BinaryIO

from consultation.reading.refusals import refusal

#: Unpacked bytes of all parts together that a draft may have.
MOST_UNPACKED = 96 * 1024 * 1024
MOST_ENTRIES = 20_000
MOST_DIRECTORY_BYTES = 8 * 1024 * 1024

_PIECE = 64 * 1024
_END = b"PK\x05\x06"
_END_LENGTH = 22
_LONGEST_COMMENT = 65_535
_WIDE_LOCATOR_LENGTH = 20
_LOCAL_LENGTH = 30
_ENCRYPTED = 0x1


class Archive:
    """A zip file whose parts are read within a budget of unpacked bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        """Reads the directory.

        Raises:
            DraftUnreadable: the directory is missing, damaged or too long.
        """
        _refuse_long_directory(stream)
        try:
            with zipfile.ZipFile(stream) as opened:
                entries = opened.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError):
            raise refusal("truncated") from None
        self._stream = stream
        self._entries = {entry.filename.lower().lstrip("/"): entry for entry in entries}
        self._left = MOST_UNPACKED

    def names(self) -> set[str]:
        """The names of the parts, in lower case: names differ by more than case in a package."""
        return set(self._entries)

    def is_locked(self) -> bool:
        """Whether a part needs a password."""
        return any(entry.flag_bits & _ENCRYPTED for entry in self._entries.values())

    def open(self, name: str) -> "Part":
        """A part, to be read once.

        Raises:
            KeyError: there is none of this name.
            DraftUnreadable: its packing is unknown, or its place is wrong.
        """
        entry = self._entries[name.lower().lstrip("/")]
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refusal("not-word")
        header = self.read_packed(entry.header_offset, _LOCAL_LENGTH)
        if len(header) < _LOCAL_LENGTH or not header.startswith(b"PK\x03\x04"):
            raise refusal("truncated")
        name_length, extra_length = struct.unpack("<HH", header[26:])
        start = entry.header_offset + _LOCAL_LENGTH + name_length + extra_length
        return Part(self, entry, start)

    def read_packed(self, position: int, length: int) -> bytes:
        """Bytes of the file as they stand in it.

        Raises:
            DraftUnreadable: the place is none, as damaged directories give.
        """
        try:
            self._stream.seek(position)
        except (OSError, ValueError, OverflowError):
            raise refusal("truncated") from None
        return self._stream.read(min(length, _PIECE))

    def spend(self, amount: int) -> None:
        """Counts unpacked bytes.

        Raises:
            DraftUnreadable: the budget is spent.
        """
        self._left -= amount
        if self._left < 0:
            raise refusal("too-large")


class Part:
    """A part of an archive as a stream; reading to its end also proves that it is whole."""

    def __init__(self, archive: Archive, entry: zipfile.ZipInfo, start: int) -> None:
        self._archive = archive
        self._entry = entry
        self._position = start
        self._packed_left = entry.compress_size
        self._unpacker = None
        if entry.compress_type == zipfile.ZIP_DEFLATED:
            self._unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        self._checksum = 0
        self._finished = False

    def read(self, size: int = _PIECE) -> bytes:
        """The next bytes, at most `size` and never more than a piece; empty at the end.

        Raises:
            DraftUnreadable: the part is damaged, or the archive's budget is spent.
        """
        wanted = _PIECE if size < 0 else min(size, _PIECE)
        piece = b""
        while not piece and not self._finished:
            piece = self._unpack(wanted)
        self._archive.spend(len(piece))
        self._checksum = zlib.crc32(piece, self._checksum)
        if self._finished and not piece and self._checksum != self._entry.CRC:
            raise refusal("truncated")
        return piece

    def _unpack(self, wanted: int) -> bytes:
        if self._unpacker is None:
            piece = self._packed(wanted)
            self._finished = not piece
            return piece
        packed = self._unpacker.unconsumed_tail or self._packed(_PIECE)
        try:
            piece = self._unpacker.decompress(packed, wanted)
        except zlib.error:
            raise refusal("truncated") from None
        if self._unpacker.eof:
            self._finished = True
        elif not packed and not piece:
            raise refusal("truncated")
        return piece

    def _packed(self, wanted: int) -> bytes:
        if not self._packed_left:
            return b""
        packed = self._archive.read_packed(self._position, min(wanted, self._packed_left))
        if not packed:
            raise refusal("truncated")
        self._position += len(packed)
        self._packed_left -= len(packed)
        return packed


def _refuse_long_directory(stream: BinaryIO) -> None:
    """The library takes the whole directory into memory, so its length is looked at first."""
    length = stream.seek(0, 2)
    start = max(0, length - _END_LENGTH - _LONGEST_COMMENT - _WIDE_LOCATOR_LENGTH)
    stream.seek(start)
    tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_LENGTH:
        raise refusal("truncated")
    count, size = struct.unpack("<HI", tail[at + 10 : at + 16])
    locator = tail[max(0, at - _WIDE_LOCATOR_LENGTH) : at]
    if locator.startswith(b"PK\x06\x07"):
        count, size = _wide_directory(stream, struct.unpack("<Q", locator[8:16])[0])
    if count > MOST_ENTRIES or size > MOST_DIRECTORY_BYTES:
        raise refusal("too-large")


def _wide_directory(stream: BinaryIO, position: int) -> tuple[int, int]:
    """Number of entries and length of the directory of a file in the 64-bit form."""
    try:
        stream.seek(position)
        record = stream.read(56)
        return struct.unpack("<QQ", record[32:48])
    except (OSError, OverflowError, ValueError, struct.error):
        raise refusal("truncated") from None
