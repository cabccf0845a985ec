"""Writes Word documents with one long table, row by row, so that memory stays small.

The document is a zip file of XML, and its body is written as it comes: a library that holds a
document as a tree would need gigabytes for a hundred thousand comments. All that people wrote
goes through :func:`_escaped`.
"""

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BufferedIOBase
from typing import BinaryIO
from xml.sax.saxutils import escape

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
# What XML 1.0 cannot hold, escaped or not.
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A4 on its side in twentieths of a point; the columns fill what the margins leave.
_PAGE = (16838, 11906)
_MARGIN = 1134
_WIDTH = _PAGE[0] - 2 * _MARGIN


@dataclass(frozen=True)
class Column:
    """A column of the table.

    Attributes:
        share: of the width, in hundredths.
    """

    heading: str
    share: int
    centred: bool = False


@dataclass(frozen=True)
class Head:
    """What stands above the table.

    Attributes:
        issuer: the office that made it, at the left.
        nation: the lines at the right, that of the country first.
        title: what the document is.
        subject: of what.
        facts: sentences.
    """

    issuer: str
    nation: Sequence[str]
    title: str
    subject: str
    facts: Sequence[str]


def write_docx(
    stream: BinaryIO, head: Head, columns: Sequence[Column], rows: Iterable[Sequence[str]]
) -> None:
    """Writes a document on A4 across: the head, then the table, its headings on each page.

    Args:
        stream: takes bytes.
        head: what stands above.
        columns: of the table.
        rows: one text for each column; line ends stay.
    """
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in _parts().items():
            package.writestr(name, _XML + text)
        with package.open("word/document.xml", "w", force_zip64=True) as body:
            _write_body(body, head, columns, rows)


def _write_body(
    body: BufferedIOBase, head: Head, columns: Sequence[Column], rows: Iterable[Sequence[str]]
) -> None:
    widths = [_WIDTH * column.share // 100 for column in columns]
    centred = [column.centred for column in columns]
    _put(body, f'{_XML}<w:document xmlns:w="{_MAIN}" xmlns:r="{_RELATIONS}"><w:body>')
    _put(body, _above(head))
    _put(body, _table_begins(widths, bordered=True))
    headings = [
        _cell(one.heading, width, "Head") for one, width in zip(columns, widths, strict=True)
    ]
    header = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    _put(body, f"<w:tr>{header}{''.join(headings)}</w:tr>")
    for row in rows:
        cells = [
            _cell(text, width, "Number" if is_centred else "Cell")
            for text, width, is_centred in zip(row, widths, centred, strict=True)
        ]
        _put(body, f"<w:tr>{''.join(cells)}</w:tr>")
    width, height = _PAGE
    edges = " ".join(f'w:{edge}="{_MARGIN}"' for edge in ("top", "right", "bottom", "left"))
    _put(
        body,
        '</w:tbl><w:p/><w:sectPr><w:footerReference w:type="default" r:id="rId2"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}" w:orient="landscape"/>'
        f'<w:pgMar {edges} w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
        "</w:body></w:document>",
    )


def _put(body: BufferedIOBase, xml: str) -> None:
    body.write(xml.encode())


def _above(head: Head) -> str:
    left, right = _WIDTH * 40 // 100, _WIDTH * 60 // 100
    nation = "".join(_paragraph(line, "Nation") for line in head.nation)
    sides = (
        _table_begins([left, right], bordered=False)
        + f"<w:tr>{_cell(head.issuer, left, 'Nation')}{_box(nation, right)}</w:tr></w:tbl>"
    )
    title = _paragraph(head.title, "Title") + _paragraph(head.subject, "Subtitle")
    return sides + "<w:p/>" + title + "".join(_paragraph(fact, "Fact") for fact in head.facts)


def _table_begins(widths: Sequence[int], *, bordered: bool) -> str:
    kind = "single" if bordered else "none"
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="{kind}" w:sz="4" w:color="auto"/>' for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def _cell(text: str, width: int, style: str) -> str:
    return _box(_paragraph(text, style), width)


def _box(inner: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'


def _paragraph(text: str, style: str) -> str:
    runs = "<w:br/>".join(
        f'<w:t xml:space="preserve">{line}</w:t>' for line in _escaped(text).split("\n")
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{runs}</w:r></w:p>'


def _escaped(text: str) -> str:
    plain = UNFIT.sub("", text.replace("\r\n", "\n")).replace("\r", "\n").replace("\t", " ")
    return escape(plain)


def _parts() -> dict[str, str]:
    """All but the body: what the package holds, the styles and the numbers of the pages."""
    document = f"{_RELATIONS}/officeDocument"
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
            f'<Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/></Types>'
        ),
        "_rels/.rels": _relations({"rId1": (document, "word/document.xml")}),
        "word/_rels/document.xml.rels": _relations(
            {
                "rId1": (f"{_RELATIONS}/styles", "styles.xml"),
                "rId2": (f"{_RELATIONS}/footer", "footer1.xml"),
            }
        ),
        "word/styles.xml": _styles(),
        "word/footer1.xml": (
            f'<w:ftr xmlns:w="{_MAIN}"><w:p><w:pPr><w:pStyle w:val="Number"/></w:pPr>'
            '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
        ),
    }


def _relations(entries: dict[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, (kind, target) in entries.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _styles() -> str:
    """As Decree 30/2020/NĐ-CP wants official papers: Times New Roman, 13 points and around."""
    styles = [
        _style("Nation", 26, bold=True, centred=True),
        _style("Title", 28, bold=True, centred=True, before=120),
        _style("Subtitle", 28, bold=True, centred=True, after=160),
        _style("Fact", 26, after=60),
        _style("Head", 24, bold=True, centred=True),
        _style("Cell", 24),
        _style("Number", 24, centred=True),
    ]
    font = "Times New Roman"
    return (
        f'<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
        '<w:sz w:val="26"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + "".join(styles)
        + "</w:styles>"
    )


def _style(
    name: str, size: int, *, bold: bool = False, centred: bool = False, before=0, after=0
) -> str:
    """Sizes are in half points, spaces in twentieths."""
    place = '<w:jc w:val="center"/>' if centred else ""
    weight = "<w:b/>" if bold else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:pPr><w:spacing w:before="{before}" w:after="{after}"/>{place}</w:pPr>'
        f'<w:rPr>{weight}<w:sz w:val="{size}"/></w:rPr></w:style>'
    )
