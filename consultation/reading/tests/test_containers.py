"""Files are what their bytes say, and unpacking them is counted."""

import io
import random
import zipfile

import pytest

from consultation.reading import archives
from consultation.reading.archives import Archive
from consultation.reading.containers import open_package
from consultation.reading.services import read_docx
from consultation.reading.tests.corpus import containers
from consultation.reading.tests.corpus.builder import (
    PACKAGE,
    RELATION,
    Package,
    archive,
    document_xml,
    lines,
    style,
    styles,
    word_file,
)
from consultation.reading.tree import DraftUnreadable

MAIN = document_xml(lines("Điều 1. Phạm vi"))


def refused(data: bytes) -> str:
    with pytest.raises(DraftUnreadable) as found:
        open_package(io.BytesIO(data))
    return found.value.code


def unpacked(data: bytes, name: str) -> bytes:
    part = Archive(io.BytesIO(data)).open(name)
    return b"".join(iter(lambda: part.read(), b""))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf  {\\rtf1", "rtf"),
        (b"junk\n%PDF-1.4", "pdf"),
        (b"\xff\xd8\xff\xe0JFIF", "scan"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "scan"),
        (b"II*\0" + bytes(40), "scan"),
        (b"<?xml version='1.0'?><w:document/>", "not-word"),
        (b"PK\x03\x04 and nothing more", "truncated"),
        (containers.compound_file({"Workbook": b""}), "not-word"),
        (containers.compound_file({"EncryptedPackage": b""}), "encrypted"),
        (archive({"mimetype": "application/vnd.oasis", "content.xml": "<a/>"}), "open-document"),
    ],
)
def test_other_kinds_are_named(data, code):
    assert refused(data) == code


def test_parts_are_found_by_their_relations_not_by_their_names():
    package = Package(MAIN, {"word/styles.xml": "<w:styles/>"}, main_name="text/main.xml").entries()
    package["text/_rels/main.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{RELATION}/styles" Target="../word/styles.xml"/></Relationships>'
    )
    opened = open_package(io.BytesIO(archive(package)))
    assert opened.main == "text/main.xml"
    assert opened.part("styles").read() == b"<w:styles/>"
    assert opened.part("numbering") is None


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, 1_000_000])
def test_a_part_is_given_whole(method, size):
    content = bytes(index % 251 for index in range(size))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as packed:
        packed.writestr("a.xml", content)
    assert unpacked(stream.getvalue(), "A.xml") == content


def test_a_changed_byte_is_noticed_at_the_end():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("a.xml", b"Muc thu la 5 dong")
    with pytest.raises(DraftUnreadable) as found:
        unpacked(stream.getvalue().replace(b"5 dong", b"9 dong"), "a.xml")
    assert found.value.code == "truncated"


def test_the_budget_is_that_of_all_parts_together(monkeypatch):
    monkeypatch.setattr(archives, "MOST_UNPACKED", 1000)
    opened = Archive(io.BytesIO(archive({"a": "x" * 600, "b": "x" * 400, "c": "x"})))
    assert len(opened.open("a").read()) == 600
    assert len(opened.open("b").read()) == 400
    with pytest.raises(DraftUnreadable) as found:
        opened.open("c").read()
    assert found.value.code == "too-large"


def test_headers_that_announce_less_are_not_believed(monkeypatch):
    monkeypatch.setattr(archives, "MOST_UNPACKED", 5_000_000)
    packed = containers.repeated_deflate(b"x" * 1_000_000, 10)
    entry = containers.claimed_entry("a", packed, size=10, checksum=0)
    with pytest.raises(DraftUnreadable) as found:
        unpacked(containers.claimed_archive(entry), "a")
    assert found.value.code == "too-large"


def test_a_directory_of_too_many_entries_is_not_read(monkeypatch):
    monkeypatch.setattr(archives, "MOST_ENTRIES", 3)
    data = archive({str(index): "" for index in range(4)})
    with pytest.raises(DraftUnreadable) as found:
        Archive(io.BytesIO(data))
    assert found.value.code == "too-large"


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_changed_in_a_file_it_is_read_or_refused(seed):
    chance = random.Random(seed)
    whole = word_file(lines("Điều 1. Phạm vi\n1. Chợ."), styles=styles(style("Dieu")))
    results = set()
    for _attempt in range(100):
        data = bytearray(whole)
        for _change in range(chance.choice((1, 2, 6))):
            data[chance.randrange(len(data) - 900, len(data))] = chance.randrange(256)
        results.add(_code_of(bytes(data)))
    assert results <= {"", "truncated", "not-word", "encrypted", "too-large", "macro"}


def _code_of(data: bytes) -> str:
    try:
        read_docx(io.BytesIO(data))
    except DraftUnreadable as refusal:
        return refusal.code
    return ""
