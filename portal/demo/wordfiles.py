"""Word files of the demonstration: a letterhead, a title, paragraphs and simple tables."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
CONTENT_TYPES = (
    f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="{RELATIONS_TYPE}"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}"/></Types>'
)
RELATIONS = (
    f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
# Lines of a draft that stand out: titles of chapters are centred, those of articles are not.
CENTRED = re.compile(r"Chương [IVX]+$|[^a-zà-ỹ]{8,}$")
BOLD = re.compile(r"Điều \d+\. ")
# Sizes in half points: 14 for the text, as official papers have it.
FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
SIZE = '<w:sz w:val="28"/>'
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def word_file(title: str, lines: Iterable[str], remark: str) -> bytes:
    """A Word file; the same words always give the same bytes.

    Args:
        title: shown in the middle.
        lines: a paragraph each; lines such as ``| a | b |`` that follow each other are a table.
        remark: stands above everything, so that nobody takes the file for a real one.
    """
    head = [_paragraph(remark, centred=True), *(_head(line) for line in (*MOTTO, title))]
    body = "".join([*head, *_blocks(lines)])
    document = (
        f'{DECLARATION}<w:document xmlns:w="{WORD}"><w:body>{body}'
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
    )
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": document,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            # An entry of its own has a fixed date.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _head(line: str) -> str:
    return _paragraph(line, bold=True, centred=True)


def _blocks(lines: Iterable[str]) -> Iterator[str]:
    for is_table, group in groupby(lines, lambda line: line.startswith("|")):
        if is_table:
            yield _table([[cell.strip() for cell in row.strip("| ").split("|")] for row in group])
        else:
            yield from (_line(line) for line in group)


def _line(text: str) -> str:
    centred = bool(CENTRED.match(text))
    return _paragraph(text, bold=centred or bool(BOLD.match(text)), centred=centred)


def _paragraph(text: str, *, bold: bool = False, centred: bool = False) -> str:
    place = "center" if centred else "both"
    weight = "<w:b/>" if bold else ""
    return (
        f'<w:p><w:pPr><w:spacing w:after="120"/><w:jc w:val="{place}"/></w:pPr>'
        f"<w:r><w:rPr>{FONT}{weight}{SIZE}</w:rPr>"
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
    )


def _table(rows: list[list[str]]) -> str:
    grid = '<w:gridCol w:w="3000"/>' * len(rows[0])
    written = "".join(_row(cells, is_first=row == 0) for row, cells in enumerate(rows))
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"
    )


def _row(cells: list[str], *, is_first: bool) -> str:
    kind = "<w:trPr><w:tblHeader/></w:trPr>" if is_first else ""
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>'
        f"{_paragraph(cell, bold=is_first)}</w:tc>"
        for cell in cells
    )
    return f"<w:tr>{kind}{written}</w:tr>"
