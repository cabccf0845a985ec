"""What kind of file it really is, whatever its name says, and where its parts are."""

import posixpath
from typing import BinaryIO
from urllib.parse import unquote

from consultation.reading.archives import Archive
from consultation.reading.markup import elements
from consultation.reading.refusals import refusal

_HEAD = 1024
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
#: A compound file's directory names its streams in UTF-16; it may stand anywhere in the file.
_MOST_COMPOUND = 64 * 1024 * 1024
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_PACKAGE_RELATIONS = "_rels/.rels"
_TYPES = "[Content_Types].xml"
_WORD_TYPES = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
#: Content types and relations are short; a longer one is no honest file.
_MOST_ENTRIES = 50_000


class Package:
    """A Word file: its main part and what belongs to it.

    Attributes:
        archive: the file.
        main: name of the part that holds the text.
        related: names of the other parts by the last word of their relation ("styles",
            "numbering", "footnotes", "endnotes" …).
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.main = _main_part(archive)
        self.related = dict(_relations(archive, _relations_of(self.main), self.main))

    def part(self, relation: str):
        """The stream of a related part, None where the file has none."""
        name = self.related.get(relation, "")
        return self.archive.open(name) if name.lower() in self.archive.names() else None


def open_package(stream: BinaryIO) -> Package:
    """Opens a Word file.

    Args:
        stream: a file that can be read at any place; it is not closed.

    Raises:
        DraftUnreadable: it is something else; the message names what it is.
    """
    stream.seek(0)
    head = stream.read(_HEAD)
    if not head:
        raise refusal("empty")
    if not head.startswith(b"PK"):
        raise refusal(_other_kind(head, stream))
    archive = Archive(stream)
    _refuse_other_archives(archive)
    return Package(archive)


def _other_kind(head: bytes, stream: BinaryIO) -> str:
    if head.startswith(_COMPOUND):
        return _compound_kind(stream)
    if b"%PDF-" in head:
        return "pdf"
    if head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"{\\rt"):
        return "rtf"
    is_webp = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    return "scan" if head.startswith(_PICTURES) or is_webp else "not-word"


def _compound_kind(stream: BinaryIO) -> str:
    """Old Word files and encrypted new ones share the container; its streams tell them apart."""
    names = {
        "EncryptedPackage".encode("utf-16-le"): "encrypted",
        "WordDocument".encode("utf-16-le"): "old-word",
    }
    stream.seek(0)
    kept = b""
    for _step in range(_MOST_COMPOUND // (1024 * 1024)):
        piece = stream.read(1024 * 1024)
        if not piece:
            break
        window = kept + piece
        found = next((kind for name, kind in names.items() if name in window), None)
        if found:
            return found
        kept = window[-64:]
    return "not-word"


def _refuse_other_archives(archive: Archive) -> None:
    names = archive.names()
    if archive.is_locked():
        raise refusal("encrypted")
    if "mimetype" in names and "content.xml" in names:
        raise refusal("open-document")
    if _TYPES.lower() not in names or _PACKAGE_RELATIONS not in names:
        raise refusal("not-word")
    if any(posixpath.basename(name) == "vbaproject.bin" for name in names):
        raise refusal("macro")


def _main_part(archive: Archive) -> str:
    relations = dict(_relations(archive, _PACKAGE_RELATIONS, ""))
    main = relations.get("officedocument", "")
    if main.lower() not in archive.names():
        raise refusal("not-word")
    content_type = _type_of(archive, main).lower()
    if "macroenabled" in content_type:
        raise refusal("macro")
    if not content_type.endswith(_WORD_TYPES):
        raise refusal("not-word")
    return main


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _relations(archive: Archive, name: str, source: str):
    """The last word of each relation's type, in lower case, with the name of its part."""
    if name.lower() not in archive.names():
        return
    for local, attributes in elements(archive.open(name), _MOST_ENTRIES):
        if local != "Relationship" or attributes.get("TargetMode") == "External":
            continue
        kind = attributes.get("Type", "").rpartition("/")[2].lower()
        yield kind, _target(attributes.get("Target", ""), source)


def _target(target: str, source: str) -> str:
    """The name of a part inside the archive; what leads out of it names none."""
    joined = posixpath.join("/", posixpath.dirname(source), unquote(target))
    return posixpath.normpath(joined).lstrip("/")


def _type_of(archive: Archive, part: str) -> str:
    """The content type of a part: its own, or that of its ending."""
    ending = part.rpartition(".")[2].lower()
    found = ""
    for local, attributes in elements(archive.open(_TYPES), _MOST_ENTRIES):
        if local == "Override" and attributes.get("PartName", "").lower() == f"/{part.lower()}":
            return attributes.get("ContentType", "")
        if local == "Default" and attributes.get("Extension", "").lower() == ending:
            found = attributes.get("ContentType", "")
    return found
