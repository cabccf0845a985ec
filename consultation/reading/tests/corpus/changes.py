"""Tracked changes: refused, or resolved as the officer chooses."""

from collections.abc import Callable

from consultation.reading.tests.corpus.builder import (
    Level,
    Xml,
    abstract,
    lines,
    listed,
    numbering,
    paragraph,
    row,
    run,
    table,
    word_file,
    wrapped,
)
from consultation.reading.tests.corpus.expectations import Document, titled, worded

AUTHOR = 'w:id="1" w:author="Trần Thị Bình" w:date="2026-03-02T08:00:00Z"'
INSERTED_MARK = f"<w:rPr><w:ins {AUTHOR}/></w:rPr>"
DELETED_MARK = f"<w:rPr><w:del {AUTHOR}/></w:rPr>"
MOVED_FROM_MARK = f"<w:rPr><w:moveFrom {AUTHOR}/></w:rPr>"
MOVED_TO_MARK = f"<w:rPr><w:moveTo {AUTHOR}/></w:rPr>"


def inserted(text: str) -> Xml:
    return wrapped("w:ins", text, attributes=AUTHOR)


def deleted(text: str) -> Xml:
    removed = Xml(run(text).replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>"))
    return wrapped("w:del", removed, attributes=AUTHOR)


def words() -> bytes:
    """Words changed inside a heading, a number and a sentence."""
    return word_file(
        [
            paragraph("Điều 1. ", deleted("Phạm vi"), inserted("Đối tượng")),
            paragraph("1. Mức phạt là ", deleted("5"), inserted("10"), ".000.000 đồng."),
            paragraph(deleted("2"), inserted("1a"), ". Phạt bổ sung."),
        ]
    )


WORDS_ACCEPTED = (
    titled("dieu-1", "Đối tượng"),
    worded("dieu-1.khoan-1", "Mức phạt là 10.000.000 đồng."),
    worded("dieu-1.khoan-1a", "Phạt bổ sung."),
)
WORDS_REJECTED = (
    titled("dieu-1", "Phạm vi"),
    worded("dieu-1.khoan-1", "Mức phạt là 5.000.000 đồng."),
    worded("dieu-1.khoan-2", "Phạt bổ sung."),
)


def paragraphs() -> bytes:
    """A whole clause deleted with its mark, a whole clause inserted with its mark."""
    return word_file(
        [
            "Điều 1. Mức thu",
            "1. Hộ gia đình.",
            paragraph(deleted("2. Hộ nghèo."), more=DELETED_MARK),
            paragraph(inserted("2. Tổ chức."), more=INSERTED_MARK),
            "3. Doanh nghiệp.",
        ]
    )


PARAGRAPHS_ACCEPTED = (
    titled("dieu-1", "Mức thu"),
    worded("dieu-1.khoan-1", "Hộ gia đình."),
    worded("dieu-1.khoan-2", "Tổ chức."),
    worded("dieu-1.khoan-3", "Doanh nghiệp."),
)
PARAGRAPHS_REJECTED = (
    titled("dieu-1", "Mức thu"),
    worded("dieu-1.khoan-1", "Hộ gia đình."),
    worded("dieu-1.khoan-2", "Hộ nghèo."),
    worded("dieu-1.khoan-3", "Doanh nghiệp."),
)


def marks() -> bytes:
    """Only ends of paragraphs change: one is deleted (two become one), one is inserted."""
    return word_file(
        [
            "Điều 1. Mức thu",
            paragraph("1. Hộ gia đình nộp ", more=DELETED_MARK),
            "hằng tháng.",
            paragraph("2. Tổ chức ", more=INSERTED_MARK),
            "nộp hằng năm.",
        ]
    )


MARKS_ACCEPTED = (
    titled("dieu-1", "Mức thu"),
    worded("dieu-1.khoan-1", "Hộ gia đình nộp hằng tháng."),
    worded("dieu-1.khoan-2", "Tổ chức\nnộp hằng năm."),
)
MARKS_REJECTED = (
    titled("dieu-1", "Mức thu"),
    worded("dieu-1.khoan-1", "Hộ gia đình nộp\nhằng tháng."),
    worded("dieu-1.khoan-2", "Tổ chức nộp hằng năm."),
)


def moves() -> bytes:
    """A clause is moved behind another, with ranges as Word writes them."""

    def ranged(kind: str, text: str, mark: str) -> Xml:
        begin = Xml(f'<w:{kind}RangeStart w:id="5" w:name="move1" w:author="Trần Thị Bình"/>')
        end = Xml(f'<w:{kind}RangeEnd w:id="5"/>')
        return paragraph(begin, wrapped(f"w:{kind}", text, attributes=AUTHOR), end, more=mark)

    return word_file(
        [
            "Điều 1. Hồ sơ",
            "1. Thành phần:",
            ranged("moveFrom", "a) Đơn đề nghị;", MOVED_FROM_MARK),
            "b) Bản vẽ.",
            "2. Bổ sung:",
            ranged("moveTo", "a) Đơn đề nghị;", MOVED_TO_MARK),
            "3. Số lượng: 01 bộ.",
        ]
    )


MOVES_ACCEPTED = (
    titled("dieu-1", "Hồ sơ"),
    worded("dieu-1.khoan-1", "Thành phần:"),
    worded("dieu-1.khoan-1.diem-b", "Bản vẽ."),
    worded("dieu-1.khoan-2", "Bổ sung:"),
    worded("dieu-1.khoan-2.diem-a", "Đơn đề nghị;"),
    worded("dieu-1.khoan-3", "Số lượng: 01 bộ."),
)
MOVES_REJECTED = (
    titled("dieu-1", "Hồ sơ"),
    worded("dieu-1.khoan-1", "Thành phần:"),
    worded("dieu-1.khoan-1.diem-a", "Đơn đề nghị;"),
    worded("dieu-1.khoan-1.diem-b", "Bản vẽ."),
    worded("dieu-1.khoan-2", "Bổ sung:"),
    worded("dieu-1.khoan-3", "Số lượng: 01 bộ."),
)


def counted() -> bytes:
    """Automatic numbers count only the paragraphs that remain."""
    lists = numbering(abstract(0, Level("Điều %1.")), listed(1, 0))
    return word_file(
        [
            paragraph("Phạm vi", number=(1, 0)),
            "Quy định về chợ.",
            paragraph(deleted("Giải thích"), number=(1, 0), more=DELETED_MARK),
            paragraph(deleted("Chợ là nơi mua bán."), more=DELETED_MARK),
            paragraph("Hiệu lực", number=(1, 0)),
            "Từ ngày ký.",
        ],
        numbering=lists,
    )


COUNTED_ACCEPTED = (
    titled("dieu-1", "Phạm vi", "Quy định về chợ."),
    titled("dieu-2", "Hiệu lực", "Từ ngày ký."),
)
COUNTED_REJECTED = (
    titled("dieu-1", "Phạm vi", "Quy định về chợ."),
    titled("dieu-2", "Giải thích", "Chợ là nơi mua bán."),
    titled("dieu-3", "Hiệu lực", "Từ ngày ký."),
)


def joined() -> bytes:
    """Two counted clauses become one when the end of the first is deleted; the next moves up."""
    lists = numbering(abstract(0, Level("%1.")), listed(1, 0))
    return word_file(
        [
            "Điều 1. Mức thu",
            paragraph("Hộ gia đình ", number=(1, 0), more=DELETED_MARK),
            paragraph("nộp hằng tháng.", number=(1, 0)),
            paragraph("Tổ chức nộp hằng năm.", number=(1, 0)),
        ],
        numbering=lists,
    )


JOINED_ACCEPTED = (
    titled("dieu-1", "Mức thu"),
    worded("dieu-1.khoan-1", "Hộ gia đình nộp hằng tháng."),
    worded("dieu-1.khoan-2", "Tổ chức nộp hằng năm."),
)
JOINED_REJECTED = (
    titled("dieu-1", "Mức thu"),
    worded("dieu-1.khoan-1", "Hộ gia đình"),
    worded("dieu-1.khoan-2", "nộp hằng tháng."),
    worded("dieu-1.khoan-3", "Tổ chức nộp hằng năm."),
)


def rows() -> bytes:
    """Rows of a table are inserted and deleted by a mark of their own."""
    return word_file(
        [
            "Điều 1. Bảng giá",
            "1. Giá như sau:",
            table(
                row("Bậc", "Giá"),
                row(
                    [paragraph(deleted("Một"))],
                    [paragraph(deleted("7.000"))],
                    properties=f"<w:del {AUTHOR}/>",
                ),
                row(
                    [paragraph(inserted("Một"))],
                    [paragraph(inserted("8.000"))],
                    properties=f"<w:ins {AUTHOR}/>",
                ),
            ),
        ]
    )


def _rows_read(price: str) -> tuple:
    return (
        titled("dieu-1", "Bảng giá"),
        worded("dieu-1.khoan-1", f"Giá như sau:\nBậc | Giá\nMột | {price}"),
    )


def nested() -> bytes:
    """One officer deletes what another has inserted: neither choice keeps it."""
    both = wrapped("w:ins", deleted("rất "), attributes=AUTHOR)
    return word_file(["Điều 1. Mức thu", paragraph("Mức thu ", both, "thấp.")])


NESTED_READ = (titled("dieu-1", "Mức thu", "Mức thu thấp."),)
TEXT = """
    Điều 1. Mức thu
    Mức thu thấp.
"""
#: Recording is switched on, but nothing has been changed.
RECORDING = (
    '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:trackRevisions/></w:settings>"
)


def _both(name: str, content: Callable[[], bytes], accepted: tuple, rejected: tuple):
    yield Document(f"changes-{name}-undecided", content, errors=("tracked-changes",))
    yield Document(
        f"changes-{name}-accepted", content, accepted, warnings=None, accept_changes=True
    )
    yield Document(
        f"changes-{name}-rejected", content, rejected, warnings=None, accept_changes=False
    )


DOCUMENTS = (
    *_both("words", words, WORDS_ACCEPTED, WORDS_REJECTED),
    *_both("paragraphs", paragraphs, PARAGRAPHS_ACCEPTED, PARAGRAPHS_REJECTED),
    *_both("marks", marks, MARKS_ACCEPTED, MARKS_REJECTED),
    *_both("moves", moves, MOVES_ACCEPTED, MOVES_REJECTED),
    *_both("counted", counted, COUNTED_ACCEPTED, COUNTED_REJECTED),
    *_both("joined", joined, JOINED_ACCEPTED, JOINED_REJECTED),
    *_both("rows", rows, _rows_read("8.000"), _rows_read("7.000")),
    *_both("nested", nested, NESTED_READ, NESTED_READ),
    Document(
        "changes-recording-without-changes",
        lambda: word_file(lines(TEXT), settings=RECORDING),
        NESTED_READ,
    ),
)
