"""Files that are no honest Word files: old compound files, archives that lie, broken archives."""

import struct
import zlib
from collections.abc import Mapping

SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """A compound file (OLE), as Word up to 2003 and encrypted files of newer ones use.

    Args:
        streams: contents by name; they are filled up to 4096 bytes, below which streams would
            need the small table.

    Returns:
        The file, with one sector of the allocation table.
    """
    padded = {name: _filled(content) for name, content in streams.items()}
    directory = _directory(padded)
    chains, sectors = [_TABLE], [directory, *padded.values()]
    for content in sectors:
        count = len(content) // SECTOR
        first = len(chains)
        chains += [*range(first + 1, first + count), _END]
    chains += [_FREE] * (SECTOR // 4 - len(chains))
    allocation = struct.pack(f"<{len(chains)}I", *chains)
    return _compound_header() + allocation + b"".join(sectors)


def _filled(content: bytes) -> bytes:
    size = max(4096, -(-len(content) // SECTOR) * SECTOR)
    return content.ljust(size, b"\0")


def _compound_header() -> bytes:
    fields = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        _MAGIC,
        bytes(16),
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        1,
        0,
        4096,
        _END,
        0,
        _END,
        0,
        0,
    )
    return fields.ljust(SECTOR, b"\xff")


def _directory(streams: Mapping[str, bytes]) -> bytes:
    count = len(streams)
    entries = [_entry("Root Entry", 5, child=1 if count else _FREE, start=_END, size=0)]
    length = -(-(count + 1) * 128 // SECTOR) * SECTOR
    start = 1 + length // SECTOR
    for index, (name, content) in enumerate(streams.items(), start=1):
        following = index + 1 if index < count else _FREE
        entries.append(_entry(name, 2, right=following, start=start, size=len(content)))
        start += len(content) // SECTOR
    return b"".join(entries).ljust(length, b"\0")


def _entry(
    name: str, kind: int, *, right: int = _FREE, child: int = _FREE, start: int, size: int
) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ",
        encoded,
        len(encoded),
        kind,
        1,
        _FREE,
        right,
        child,
        0,
        start,
        size,
    )


def repeated_deflate(block: bytes, times: int) -> bytes:
    """A raw deflate stream of `block` written `times` over, made without writing it all."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    return packed * times + packer.flush(zlib.Z_FINISH)


def claimed_entry(
    name: str, packed: bytes, *, size: int, checksum: int, method: int = 8, flags: int = 0
) -> tuple[bytes, bytes]:
    """The local header with its data, and the central header, of an entry that claims anything.

    Args:
        name: of the entry.
        packed: its compressed bytes.
        size: what both headers say of the unpacked length.
        checksum: what both headers say of it.
        method: of compression; 8 is deflate.
        flags: bit 0 says encrypted.

    Returns:
        Both pieces; `claimed_archive` joins them.
    """
    encoded = name.encode()
    shared = struct.pack(
        "<HHHHHIIIHH", 20, flags, method, 0, 0x5C62, checksum, len(packed), size, len(encoded), 0
    )
    local = b"PK\x03\x04" + shared + encoded + packed
    central = b"PK\x01\x02" + struct.pack("<H", 20) + shared
    return local, central + struct.pack("<HHHI", 0, 0, 0, 0) + b"%s" + encoded


def claimed_archive(*entries: tuple[bytes, bytes]) -> bytes:
    """A zip file of entries from `claimed_entry`."""
    written, directory = b"", b""
    for local, central in entries:
        directory += central.replace(b"%s", struct.pack("<I", len(written)), 1)
        written += local
    end = struct.pack(
        "<4sHHHHIIH",
        b"PK\x05\x06",
        0,
        0,
        len(entries),
        len(entries),
        len(directory),
        len(written),
        0,
    )
    return written + directory + end


def honest_entry(name: str, content: str | bytes) -> tuple[bytes, bytes]:
    """An entry whose headers tell the truth."""
    plain = content.encode() if isinstance(content, str) else content
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(plain) + packer.flush()
    return claimed_entry(name, packed, size=len(plain), checksum=zlib.crc32(plain))
