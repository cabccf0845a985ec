"""Files that must be refused with the real problem named, and tricks that must do no harm."""

import zlib
from collections.abc import Iterator

from consultation.reading.tests.corpus.builder import (
    MACRO_TYPE,
    RELATION,
    STRICT_WORD,
    WORD,
    Package,
    Xml,
    archive,
    document_xml,
    lines,
    paragraph,
    styles,
    word_file,
)
from consultation.reading.tests.corpus.containers import (
    claimed_archive,
    claimed_entry,
    compound_file,
    honest_entry,
    repeated_deflate,
)
from consultation.reading.tests.corpus.expectations import Document, titled

TEXT = """
    Điều 1. Phạm vi
    Quy định về chợ.
"""
READ = (titled("dieu-1", "Phạm vi", "Quy định về chợ."),)
MAIN = document_xml(lines(TEXT))
DOCTYPE = (
    '<!DOCTYPE lolz [<!ENTITY a "Điều 1. Phạm vi"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
EXTERNAL = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
MEGABYTE = 1024 * 1024


def _with_doctype(xml: str, doctype: str) -> str:
    declaration, rest = xml.split("?>", 1)
    return f"{declaration}?>{doctype}{rest}"


def encrypted() -> bytes:
    """A Word file with a password to open: the package is encrypted inside a compound file."""
    return compound_file(
        {
            "EncryptionInfo": b"\x04\x00\x04\x00\x40\0\0\0<encryption/>",
            "EncryptedPackage": b"\x17" * 9000,
        }
    )


def old_word() -> bytes:
    return compound_file(
        {"WordDocument": b"\xec\xa5\xc1\x00", "1Table": b"", "\x05SummaryInformation": b""}
    )


def macro_document() -> bytes:
    return Package(
        MAIN, {"word/vbaProject.bin": compound_file({"dir": b""})}, main_type=MACRO_TYPE
    ).data()


def macro_renamed() -> bytes:
    """The program is inside although the type says that it is a plain document."""
    return Package(MAIN, {"word/vbaProject.bin": compound_file({"dir": b""})}).data()


def macro_type_only() -> bytes:
    return Package(MAIN, main_type=MACRO_TYPE).data()


def scan() -> bytes:
    """A page is one picture; what stands beside it is a space."""
    picture = Xml(
        '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/'
        f'2006/main"><a:blip r:embed="rId9" xmlns:r="{RELATION}"/></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
    pages = [paragraph(picture), paragraph(" "), paragraph(picture)]
    return Package(
        document_xml(pages), {"word/media/image1.png": b"\x89PNG\r\n\x1a\n" + bytes(64)}
    ).data()


def old_scan() -> bytes:
    """The same with the older markup of pictures."""
    picture = Xml(
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<v:imagedata r:id="rId9" xmlns:r="{RELATION}"/></v:shape></w:pict></w:r>'
    )
    return Package(
        document_xml([paragraph(picture)]), {"word/media/image1.jpeg": b"\xff\xd8\xff" + bytes(64)}
    ).data()


def _cut(share: float) -> bytes:
    whole = word_file(lines(TEXT * 200))
    return whole[: int(len(whole) * share)]


def damaged() -> bytes:
    """A byte in the middle of the packed text was changed on the way."""
    whole = bytearray(
        word_file([f"Điều {index}. {zlib.crc32(bytes([index]))}" for index in range(200)])
    )
    middle = whole.rindex(b"word/document.xml", 0, whole.rindex(b"PK\x01\x02")) + 400
    whole[middle] ^= 0xFF
    return bytes(whole)


def _with_main(entry: tuple[bytes, bytes]) -> bytes:
    others = [
        honest_entry(name, content)
        for name, content in Package(MAIN).entries().items()
        if name != "word/document.xml"
    ]
    return claimed_archive(*others, entry)


def _bomb(opening: bytes, block: bytes, claimed: tuple[int, int]) -> bytes:
    """The main part is `opening` and 1,000 blocks; its headers claim a size and a checksum."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(opening) + packer.flush(zlib.Z_FULL_FLUSH)
    size, checksum = claimed
    return _with_main(
        claimed_entry(
            "word/document.xml",
            packed + repeated_deflate(block, 1000),
            size=size,
            checksum=checksum,
        )
    )


def bomb_that_tells_its_size() -> bytes:
    """1 GB in a thousand paragraphs, and the headers say so."""
    opening = MAIN.split("<w:sectPr/>")[0].encode()
    block = b"<w:p><w:r><w:t>" + b"Nothing. " * (MEGABYTE // 9) + b"</w:t></w:r></w:p>"
    return _bomb(opening, block, (len(opening) + 1000 * len(block), 0))


def bomb_that_lies() -> bytes:
    """Who believes the headers reads a small, whole document; 1 GB of blanks comes after it."""
    opening = MAIN.encode()
    return _bomb(opening, b" " * MEGABYTE, (len(opening), zlib.crc32(opening)))


def bomb_in_another_part() -> bytes:
    """The text is small; the styles are 1 GB, and their header says 100 bytes."""
    packed = repeated_deflate(b" " * MEGABYTE, 1000)
    entries = {**Package(MAIN, {"word/styles.xml": styles()}).entries()}
    honest = [
        honest_entry(name, text) for name, text in entries.items() if "styles.xml" not in name
    ]
    lying = claimed_entry("word/styles.xml", packed, size=100, checksum=zlib.crc32(b" " * 100))
    return claimed_archive(*honest, lying)


def zip_with_password() -> bytes:
    content = MAIN.encode()
    return _with_main(
        claimed_entry(
            "word/document.xml", content, size=len(content), checksum=1, method=0, flags=1
        )
    )


def unknown_compression() -> bytes:
    content = MAIN.encode()
    return _with_main(
        claimed_entry("word/document.xml", content, size=len(content), checksum=1, method=97)
    )


def without_main_part() -> bytes:
    entries = Package(MAIN).entries()
    del entries["word/document.xml"]
    return archive(entries)


def workbook() -> bytes:
    types = Package(MAIN, main_name="xl/workbook.xml").entries()["[Content_Types].xml"]
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return archive(
        {
            "[Content_Types].xml": types.replace(Package(MAIN).main_type, sheet),
            "xl/workbook.xml": "<workbook/>",
        }
    )


def broken_markup() -> bytes:
    """The archive is whole, but its text stops in the middle of an element."""
    return Package(MAIN[: MAIN.index("Quy định")]).data()


def deep() -> bytes:
    """Controls inside controls, a hundred thousand deep."""
    depth = 100_000
    nested = "<w:sdt><w:sdtContent>" * depth + "</w:sdtContent></w:sdt>" * depth
    return Package(MAIN.replace("<w:sectPr/>", nested)).data()


def strict() -> bytes:
    """Saved as "Strict Open XML": the same elements in other namespaces."""
    return Package(MAIN.replace(WORD, STRICT_WORD)).data()


def _paths() -> Iterator[tuple[str, bytes]]:
    climbing = {
        "../../../../tmp/cong-escaped.xml": MAIN,
        "/etc/cong-escaped": "x",
        "..\\evil.xml": "x",
    }
    yield "climbing-names", archive({**Package(MAIN).entries(), **climbing})
    yield "main-part-elsewhere", Package(MAIN, main_name="word/document2.xml").data()
    absolute = Package(MAIN).entries()
    absolute["_rels/.rels"] = str(absolute["_rels/.rels"]).replace('"word/', '"/word/')
    yield "absolute-target", archive(absolute)


def _targets() -> Iterator[tuple[str, bytes]]:
    outside = {
        "climbing-target": 'Target="../../../../etc/passwd"',
        "file-target": 'Target="file:///etc/passwd" TargetMode="External"',
        "network-target": 'Target="http://127.0.0.1:9/document.xml" TargetMode="External"',
    }
    for name, target in outside.items():
        entries = Package(MAIN).entries()
        relations = str(entries["_rels/.rels"]).replace('Target="word/document.xml"', target)
        entries["_rels/.rels"] = relations
        entries["word/other.xml"] = entries.pop("word/document.xml")
        yield name, archive(entries)


def _refused() -> Iterator[tuple[str, object, tuple[str, ...]]]:
    yield "encrypted", encrypted, ("encrypted",)
    yield "zip-with-password", zip_with_password, ("encrypted",)
    yield "old-word", old_word, ("old-word",)
    yield "macro", macro_document, ("macro",)
    yield "macro-renamed", macro_renamed, ("macro",)
    yield "macro-type-only", macro_type_only, ("macro",)
    yield "rtf", lambda: b"{\\rtf1\\ansi\\deff0 \\u272?i\\u7873?u 1.}", ("rtf",)
    yield "pdf", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF", ("pdf",)
    yield "pdf-after-a-line", lambda: b"\r\n%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF", ("pdf",)
    yield "scan", scan, ("scan",)
    yield "scan-of-old-markup", old_scan, ("scan",)
    yield "cut-in-the-text", lambda: _cut(0.6), ("truncated",)
    yield "cut-in-the-directory", lambda: _cut(0.97), ("truncated",)
    yield "damaged-byte", damaged, ("truncated",)
    yield "broken-markup", broken_markup, ("truncated", "not-word")
    yield "doctype", lambda: Package(_with_doctype(MAIN, DOCTYPE)).data(), ("doctype",)
    yield "doctype-external", lambda: Package(_with_doctype(MAIN, EXTERNAL)).data(), ("doctype",)
    wide = _with_doctype(MAIN, DOCTYPE).replace("UTF-8", "UTF-16").encode("utf-16")
    yield "doctype-in-utf-16", lambda: Package(wide).data(), ("doctype",)
    other = {"word/styles.xml": _with_doctype(styles(), DOCTYPE)}
    yield "doctype-in-the-styles", lambda: Package(MAIN, other).data(), ("doctype",)
    commented = _with_doctype(MAIN, "<!-- " + "x" * 70_000 + " -->" + DOCTYPE)
    yield "doctype-after-a-long-comment", lambda: Package(commented).data(), ("doctype",)
    yield "bomb-that-tells", bomb_that_tells_its_size, ("too-large",)
    yield "bomb-that-lies", bomb_that_lies, ("too-large",)
    yield "bomb-in-the-styles", bomb_in_another_part, ("too-large",)
    yield "unknown-compression", unknown_compression, ("not-word", "truncated")
    yield "without-main-part", without_main_part, ("not-word",)
    yield "workbook", workbook, ("not-word",)
    yield "other-archive", lambda: archive({"readme.txt": "Điều 1. Phạm vi"}), ("not-word",)
    yield "plain-text", lambda: "Điều 1. Phạm vi".encode(), ("not-word",)
    yield "web-page", lambda: b"<html><body>1. A</body></html>", ("not-word",)
    yield "picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(200), ("scan",)
    yield "no-bytes", lambda: b"", ("empty", "not-word")
    yield "no-words", lambda: word_file([paragraph(), paragraph(" \u00a0")]), ("empty",)
    yield "nothing-pasted", lambda: " \n\u200b\n", ("empty",)
    yield "deep", deep, ("too-large", "not-word", "truncated")


DOCUMENTS = (
    *(
        Document(f"hostile-{name}", content, warnings=None, errors=codes)
        for name, content, codes in _refused()
    ),
    *(
        Document(f"hostile-{name}", lambda data=data: data, warnings=None, errors=("not-word",))
        for name, data in _targets()
    ),
    *(Document(f"harmless-{name}", lambda data=data: data, READ) for name, data in _paths()),
    Document("harmless-strict", strict, READ),
)
