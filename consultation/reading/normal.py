"""From paragraphs and tables to lines of clean text, one per printed line of a paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from consultation.reading.documents import Paragraph, Table, cell_text
from consultation.reading.encodings import Encoding, converted, find_encodings
from consultation.reading.refusals import refusal
from portal.common.text import UnfitTextError, clean_text

#: Eth, and the African letter that looks the same, stand for Đ in texts of Windows-1258.
_LETTERS = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ"})
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


class Role(StrEnum):
    """What a line is before anybody looks at its words."""

    WORDS = "words"
    BOXED = "boxed"
    TABLE = "table"
    CONTENTS = "contents"


@dataclass(slots=True)
class Line:
    """A printed line that was ended by hand: a paragraph, or what a soft break parts of it.

    Attributes:
        text: clean; a table has a line for every row.
        role: whether it may be a provision.
        begins: it begins a paragraph; False: it follows a soft line break.
        centred: it stands in the middle.
        bold: it is all bold.
        notes: texts of its footnotes.
    """

    text: str
    role: Role = Role.WORDS
    begins: bool = True
    centred: bool = False
    bold: bool = False
    notes: tuple[str, ...] = ()


_CONTENTS_BEGINNING = re.compile(
    r"\s*(?:(?:phần|chương|mục|tiểu\s+mục|điều|phụ\s+lục)\s*\S{1,10}|[ivxl]+\.|\d+\.)"
    r"\s.{0,40}?[^\W\d_]{2}",
    re.IGNORECASE,
)
# A tab or leaders, and the page; a label's tab has a number before it, not a title.
_CONTENTS_END = re.compile(r"\w.*?(?:\.{4}|(?:\. ){3}\.|…|\t)[.… \t]*\d{1,3}$")
_TAIL = 60


def is_entry_of_contents(text: str) -> bool:
    """Whether a line belongs to a table of contents that was typed: it ends with leaders, a page."""
    if not text[-1:].isdigit() or not _CONTENTS_BEGINNING.match(text):
        return False
    return bool(_CONTENTS_END.search(text[-_TAIL:]))


def clean(text: str) -> str:
    """A text as it is stored and compared: composed, without invisible signs, Ð read as Đ.

    Raises:
        DraftUnreadable: a letter carries too many accents.
    """
    try:
        return clean_text(text.translate(_LETTERS), 2 * len(text) + 8)
    except UnfitTextError:
        raise refusal("unfit-text") from None


def lines_of(blocks: list[Paragraph | Table]) -> tuple[list[Line], set[Encoding]]:
    """All lines of a document that hold something, and the old encodings that were converted.

    Args:
        blocks: of the document; the list is emptied on the way, which saves memory.

    Raises:
        DraftUnreadable: the text is in an encoding that cannot be converted, or unfit.
    """
    found = find_encodings(one.text for one in _paragraphs(blocks))
    for paragraph, encoding in zip(_paragraphs(blocks), found, strict=True):
        paragraph.text = converted(paragraph.text, encoding)
    _convert_notes([one for one in _paragraphs(blocks) if one.notes])
    lines: list[Line] = []
    blocks.reverse()
    while blocks:
        lines.extend(line for line in _lines(blocks.pop()) if line.text)
    return lines, set(found) - {Encoding.UNICODE}


def _paragraphs(blocks: list[Paragraph | Table]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from (one for row in block.rows for cell in row for one in cell)


def _convert_notes(noted: list[Paragraph]) -> None:
    texts = [note for one in noted for note in one.notes or ()]
    encodings = iter(find_encodings(texts))
    for paragraph in noted:
        paragraph.notes = [converted(note, next(encodings)) for note in paragraph.notes or ()]


def _lines(block: Paragraph | Table) -> list[Line]:
    return _lines_of_table(block) if isinstance(block, Table) else _lines_of(block)


def _lines_of(paragraph: Paragraph) -> list[Line]:
    role = Role.BOXED if paragraph.boxed else Role.WORDS
    lines = []
    for piece in _LINE_ENDS.split(paragraph.text):
        text = clean(_PRIVATE.sub("", piece))
        if text:
            kind = Role.CONTENTS if is_entry_of_contents(piece.rstrip()) else role
            line = Line(text, kind, not lines, paragraph.centred, paragraph.bold)
            lines.append(line)
    for note in paragraph.notes or () if lines else ():
        mark = note.partition(" ")[0]
        line = next((one for one in lines if mark in one.text), lines[-1])
        line.notes += (clean(note),)
    return lines


def _lines_of_table(table: Table) -> list[Line]:
    """A table is one line; a table that only lays out the page is the lines of its cells."""
    if _lays_out(table):
        return [
            line
            for row in table.rows
            for cell in row
            for paragraph in cell
            for line in _lines_of(paragraph)
        ]
    rows = [[clean(cell_text(cell)) for cell in row] for row in table.rows]
    text = "\n".join(" | ".join(row) for row in rows if any(row))
    notes = [
        clean(note)
        for row in table.rows
        for cell in row
        for paragraph in cell
        for note in paragraph.notes or ()
    ]
    return [Line(text, Role.TABLE, notes=tuple(notes))]


_HEADING_OF_TEXT = re.compile(r"\s*(?:điều\s*\d+\s*[.:]|chương\s+[ivxl]+\b)", re.IGNORECASE)


def _lays_out(table: Table) -> bool:
    """One cell in every row, and articles in them: the text itself is laid out so."""
    if any(sum(bool(cell_text(cell)) for cell in row) > 1 for row in table.rows):
        return False
    return any(
        _HEADING_OF_TEXT.match(clean(paragraph.text))
        for row in table.rows
        for cell in row
        for paragraph in cell
    )
