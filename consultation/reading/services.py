"""Reading a draft: from a Word file or pasted text to its provisions."""

from typing import BinaryIO

from consultation.reading.assembly import assemble
from consultation.reading.containers import open_package
from consultation.reading.documents import Document, Paragraph, Table
from consultation.reading.normal import Line, lines_of
from consultation.reading.paragraphs import CAPITALS_BEGIN, CAPITALS_END
from consultation.reading.refusals import refusal
from consultation.reading.remarks import Warnings
from consultation.reading.tree import Reading

#: A long law has about half a million.
MOST_PASTED_CHARACTERS = 5_000_000
#: A page that is a scan has a stamp or a page number as text, hardly more.
_FEWEST_LETTERS_BESIDE_PICTURES = 40


def read_docx(stream: BinaryIO, *, accept_changes: bool | None = None) -> Reading:
    """Reads a Word document.

    Args:
        stream: the file, readable at any place; it is not closed.
        accept_changes: what becomes of tracked changes: True accepts and False rejects all of
            them; None refuses a file that has any.

    Returns:
        Its provisions in order, and warnings for staff.

    Raises:
        DraftUnreadable: the file is none that can be read; the message says what it is and what
            to do.
    """
    document = Document(open_package(stream), accept_changes)
    blocks = list(document.blocks())
    return _read(blocks, document.pictures, document.embedded)


def read_text(text: str) -> Reading:
    """Reads pasted text, a paragraph per line.

    Args:
        text: as it was pasted.

    Returns:
        Its provisions in order, and warnings for staff.

    Raises:
        DraftUnreadable: there is no text, too much of it, or its encoding is not known.
    """
    if len(text) > MOST_PASTED_CHARACTERS:
        raise refusal("too-large")
    plain = text.replace(CAPITALS_BEGIN, "").replace(CAPITALS_END, "")
    paragraphs = plain.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _read([Paragraph(one) for one in paragraphs])


def _read(blocks: list[Paragraph | Table], pictures: int = 0, embedded: int = 0) -> Reading:
    lines, encodings = lines_of(blocks)
    few = _FEWEST_LETTERS_BESIDE_PICTURES * pictures
    letters = _count_letters(lines, max(few, 1))
    if not letters and not pictures and not embedded:
        raise refusal("empty")
    reading = assemble(lines)
    if letters < few and not reading.provisions and not embedded:
        raise refusal("scan")
    warnings = Warnings()
    if embedded:
        warnings.embedded(embedded)
    for encoding in sorted(encodings):
        warnings.converted(encoding)
    reading.warnings[:0] = warnings.sentences()
    return reading


def _count_letters(lines: list[Line], enough: int) -> int:
    """Letters and figures of a text, counted until there are enough."""
    count = 0
    for line in lines:
        count += sum(map(str.isalnum, line.text))
        if count >= enough:
            break
    return count
