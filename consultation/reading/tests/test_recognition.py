"""What a line looks like by itself."""

import pytest

from consultation.reading import recognition
from consultation.reading.normal import Line, Role, clean, is_entry_of_contents
from consultation.reading.recognition import Level, sign_of


def sign(text: str, **marks) -> tuple | None:
    found = sign_of(Line(text, **marks))
    return found and (found.level, found.number, found.rest)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điều 5. Phạm vi", (Level.ARTICLE, "5", "Phạm vi")),
        ("Điều 5a.- Phạm vi", (Level.ARTICLE, "5a", "Phạm vi")),
        ("ĐIỀU 12: Phạm vi", (Level.ARTICLE, "12", "Phạm vi")),
        ("Điều 12 - Phạm vi", (Level.ARTICLE, "12", "Phạm vi")),
        ("Điều1.Phạm vi", (Level.ARTICLE, "1", "Phạm vi")),
        ("Điều 5[1]. Phạm vi", (Level.ARTICLE, "5", "[1] Phạm vi")),
        ("Điều 5", (Level.ARTICLE, "5", "")),
        ("Khoản 2. Nội dung", (Level.CLAUSE, "2", "Nội dung")),
        ("2a. Nội dung", (Level.CLAUSE, "2a", "Nội dung")),
        ("2/ Nội dung", (Level.CLAUSE, "2", "Nội dung")),
        ("2.- Nội dung", (Level.CLAUSE, "2", "Nội dung")),
        ("1. 5.000.000 đồng", (Level.CLAUSE, "1", "5.000.000 đồng")),
        ("đ) Nội dung", (Level.POINT, "đ", "Nội dung")),
        ("Điểm a) Nội dung", (Level.POINT, "a", "Nội dung")),
        ("2.1. Nội dung", (Level.SUBCLAUSE, "2.1", "Nội dung")),
        ("2.1 Nội dung", (Level.SUBCLAUSE, "2.1", "Nội dung")),
        ("2.1.3. Nội dung", (Level.SUBSUBCLAUSE, "2.1.3", "Nội dung")),
        ("Chương IIa QUY ĐỊNH", (Level.CHAPTER, "IIa", "QUY ĐỊNH")),
        ("CHƯƠNG 3", (Level.CHAPTER, "3", "")),
        ("Mục 2. Phí", (Level.SECTION, "2", "Phí")),
        ("Tiểu mục 1", (Level.SUBSECTION, "1", "")),
        ("Phần thứ hai", (Level.PART, "thứ hai", "")),
        ("PHẦN I: CHUNG", (Level.PART, "I", "CHUNG")),
        ("Phụ lục số 02", (Level.ANNEX, "02", "")),
        ("PHỤ LỤC", (Level.ANNEX, "", "")),
        ("Mẫu số 01a/ĐK", (Level.FORM, "01a/ĐK", "")),
        ("Biểu mẫu 3: Báo cáo", (Level.FORM, "3", "Báo cáo")),
    ],
)
def test_signs(text, expected):
    assert sign(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Điều 5 Luật Đất đai quy định", "Điều 5, Điều 6", "Điều 5 - Điều 9 của Quy chế",
        "Điều kiện", "điều 5. của Luật", "Điều 50000. x", "Chương IV Luật Quy hoạch",
        "Chương trình 135", "Mục tiêu 2030", "MỤC TIÊU", "MỤC LỤC", "Mục 3 Phụ lục II kèm theo",
        "Phần thứ hai của Đề án", "Phần thứ hạng", "Phụ lục II, Phụ lục III",
        "Phụ lục I: Danh mục;", "Mẫu số liệu", "Khoản 2 Điều 5", "Điểm a khoản 1",
        "5.000.000 đồng", "1.7.2021 là ngày", "01/7/2021 là ngày", "1. 7. 2021 là ngày",
        "3.5 tỷ", "1,5 lần", "20 ngày", "a, b và c", "(1) là", "- gạch", "“Điều 5. Mới", "",
    ],
)  # fmt: skip
def test_lookalikes(text):
    assert sign(text) is None


def test_a_title_that_stands_out_needs_no_mark():
    assert sign("Chương II Những quy định riêng") is None
    assert sign("Chương II Những quy định riêng", centred=True) is not None
    assert sign("Điều 5 Phạm vi điều chỉnh") is None
    assert sign("Điều 5 Phạm vi điều chỉnh", bold=True) is not None


@pytest.mark.parametrize("role", [Role.BOXED, Role.TABLE, Role.CONTENTS])
def test_only_words_are_signs(role):
    assert sign("Điều 5. Phạm vi", role=role) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phạm vi", False),
        ("Nộp phí.", True),
        ("gồm:", True),
        ("./.", True),
        ("Phí”.", True),
        ("Phí.[2]", True),
    ],
)
def test_sentences(text, expected):
    assert recognition.is_sentence(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điều 1. Phạm vi........ 3", True),
        ("Chương I QUY ĐỊNH\t12", True),
        ("Điều 1. Phạm vi . . . . 3", True),
        ("Điều 1.\t20", False),
        ("1.\tMức thu là 20", False),
        ("1. Tên:........", False),
        ("Điều 1. Mức thu năm 2026", False),
    ],
)
def test_entries_of_typed_contents(text, expected):
    assert is_entry_of_contents(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ðiều", "Điều"), ("ðiểm", "điểm"), ("Đie\u0302\u0300u", "Điều"), ("Đi\u200bề\ufeffu", "Điều"),
        ("Điều\u00a01", "Điều 1"), ("a \t b", "a b"), ("ê\u0323", "ệ"), ("gạ\u00adch", "gạch"),
    ],
)  # fmt: skip
def test_clean(text, expected):
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("QUY CHẾ", "QUY CHẾ"), ("QUY ĐỊNH Về quản lý", "QUY ĐỊNH"), ("QUY ĐỊNHX", ""),
        ("Quy chế này không áp dụng", ""), ("QUY CHẾ NÀY:", ""),
    ],
)  # fmt: skip
def test_titles_of_attached_texts(text, expected):
    assert recognition.attached_kind(Line(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nơi nhận:", True), ("TM. ỦY BAN NHÂN DÂN", True), ("KT. CHỦ TỊCH", True),
        ("CHỦ TỊCH", True), ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", False),
        ("Nơi nhận hồ sơ", False), ("TM. Ủy ban nhân dân quyết định", False),
    ],
)  # fmt: skip
def test_signatures(text, expected):
    assert recognition.is_signature(Line(text)) is expected


@pytest.mark.parametrize(
    "text",
    ["Điều 1. Phạm vi" + "." * 200_000, "[1]" * 100_000, "a" * 300_000, "Mẫu 01" + "-a" * 100_000],
)
def test_long_lines_take_linear_time(text):
    line = Line(text)
    recognition.is_sentence(text)
    is_entry_of_contents(text)
    sign_of(line)
    assert recognition.is_motto(line) is False
