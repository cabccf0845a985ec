"""What small files unpack to takes bounded time and memory, or is refused early."""

import io
import time

import pytest

from consultation.reading import documents
from consultation.reading.markup import NAMES
from consultation.reading.services import read_docx
from consultation.reading.tests.corpus.builder import (
    Xml,
    footnote_mark,
    footnotes,
    paragraph,
    row,
    table,
    word_file,
)
from consultation.reading.tree import DraftUnreadable

ARTICLE = paragraph("Điều 1. Phạm vi")
HIDDEN_END = "<w:rPr><w:vanish/></w:rPr>"


def refused(*body: str, **parts: str) -> bool:
    try:
        read_docx(io.BytesIO(word_file([ARTICLE, *body], **parts)))
    except DraftUnreadable as refusal:
        return refusal.code == "too-large"
    return False


def test_paragraphs_whose_ends_are_hidden_take_linear_time():
    one = paragraph("Quy định về chợ.", more=HIDDEN_END)
    started = time.process_time()
    assert not refused(*[one] * 30_000)
    assert time.process_time() - started < 15
    assert refused(*[one] * 70_000)


def test_a_note_that_is_referred_to_again_and_again_does_not_fill_the_memory():
    part = footnotes({1: "chợ " * 100_000})
    assert not refused(paragraph(footnote_mark(1)), footnotes=part)
    assert refused(paragraph(*[footnote_mark(1)] * 5), footnotes=part)
    assert refused(*[paragraph(footnote_mark(1))] * 200, footnotes=part)


def test_empty_rows_and_cells_are_counted(monkeypatch):
    monkeypatch.setattr(documents, "MOST_CELLS", 10)
    assert not refused(table(*[row("a", "")] * 5))
    assert refused(table(*[row("", "")] * 6))


def test_empty_rows_are_not_kept():
    rows = table(*[row("", "")] * 50, row("STT", "Mức thu"))
    reading = read_docx(io.BytesIO(word_file([ARTICLE, rows])))
    assert reading.provisions[0].text == "STT | Mức thu"


@pytest.mark.parametrize("depth", [9, 12])
def test_boxes_in_boxes(depth):
    inside = "<w:r><w:pict><w:txbxContent><w:p>" * depth
    after = "</w:p></w:txbxContent></w:pict></w:r>" * depth
    words = "<w:r><w:t>chợ</w:t></w:r>"
    assert refused(Xml(f"<w:p>{inside}{words}{after}</w:p>")) is (depth > 10)


def test_very_many_paragraphs_in_one_box():
    content = str(paragraph("chợ")) * 40_000
    box = Xml(f"<w:r><w:pict><w:txbxContent>{content}</w:txbxContent></w:pict></w:r>")
    started = time.process_time()
    assert refused(paragraph(box))
    assert time.process_time() - started < 5


def test_very_long_made_up_names_are_not_remembered():
    long_name = "dieu" * 100
    assert not refused(Xml(f"<w:p><w:{long_name}/></w:p>"))
    assert not any(tag.endswith(long_name) for tag in NAMES if isinstance(tag, str))
