"""Where signs are believed, and what staff are told."""

import io

import pytest

from consultation.reading.services import read_docx, read_text
from consultation.reading.tests.corpus.builder import (
    bold,
    centred,
    lines,
    paragraph,
    row,
    table,
    word_file,
)
from consultation.reading.tests.corpus.furniture import letterhead, signature
from consultation.reading.tree import Reading


def addresses(text: str) -> list[str]:
    return [one.address for one in read_text(text).provisions]


def read(*body) -> Reading:
    return read_docx(io.BytesIO(word_file(body)))


def test_small_roman_numerals_under_a_point_are_text():
    text = "Điều 1. A\na) Một:\ni) x;\nii) y;\nb) Hai;\nh) Tám;\ni) Chín."
    assert addresses(text) == ["dieu-1", *(f"dieu-1.diem-{letter}" for letter in "abhi")]


def test_figures_with_brackets_are_clauses_only_where_no_others_are():
    assert addresses("Điều 1. A\n1) x\n2) y") == ["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2"]
    assert addresses("Điều 1. A\n1. x\n1) y\n2) z") == ["dieu-1", "dieu-1.khoan-1"]


def test_levels_of_a_plan():
    text = "A. CHUNG\nI. MỘT\n1. x\n1.1. y\na) z\n1.2. y\nII. HAI\nB. RIÊNG\nI. BA\nC. CUỐI"
    assert addresses(text) == [
        "phan-a", "phan-a.muc-i", "phan-a.muc-i.khoan-1", "phan-a.muc-i.khoan-1.diem-1-1",
        "phan-a.muc-i.khoan-1.diem-1-1.diem-a", "phan-a.muc-i.khoan-1.diem-1-2", "phan-a.muc-ii",
        "phan-b", "phan-b.muc-i", "phan-c",
    ]  # fmt: skip


def test_clauses_before_the_first_article_are_preamble():
    assert addresses("1. Căn cứ\nChương I\nCHUNG\n1. x\nĐiều 1. A\n1. y") == [
        "chuong-i", "dieu-1", "dieu-1.khoan-1",
    ]  # fmt: skip


def test_a_plan_attached_to_a_decision_has_its_own_levels():
    text = "Điều 1. A\nĐiều 2. B\nNơi nhận:\n- Như trên\nKẾ HOẠCH\nNăm 2026\nI. MỘT\n1. x"
    assert addresses(text) == [
        "dieu-1", "dieu-2", "ke-hoach", "ke-hoach.muc-i", "ke-hoach.muc-i.khoan-1",
    ]  # fmt: skip


def test_articles_that_begin_anew_after_a_signature_are_attached_without_a_known_title():
    found = read_text("Điều 1. A\nNơi nhận:\n- Như trên\nNHỮNG ĐIỀU CẦN BIẾT\nĐiều 1. B").provisions
    assert [one.address for one in found] == ["dieu-1", "kem-theo", "kem-theo.dieu-1"]
    assert "NHỮNG ĐIỀU CẦN BIẾT" in found[1].heading


def test_articles_that_go_on_after_a_signature_go_on():
    assert addresses("Điều 1. A\nNơi nhận:\n- x\nĐiều 2. B") == ["dieu-1", "dieu-2"]


def test_a_letterhead_inside_a_form_ends_nothing():
    found = read(
        *lines("Điều 1. A\nB."), signature(), centred("Mẫu số 01"), letterhead(),
        centred("ĐƠN ĐỀ NGHỊ"), "Kính gửi: Sở.", table(row("Nơi nhận: Sở", "Người đơn")),
    ).provisions  # fmt: skip
    assert [(one.address, one.heading) for one in found[1:]] == [("mau-01", "ĐƠN ĐỀ NGHỊ")]
    assert found[1].text == "Kính gửi: Sở.\nNơi nhận: Sở | Người đơn"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Điều 1. A\nĐiều 2. B\nĐiều 3. C", []),
        ("Điều 7. A\nĐiều 7a. B\nĐiều 8. C", []),
        ("Điều 1. A\nĐiều 3. B", ["2"]),
        ("Điều 1. A\nĐiều 9. B", ["2–8"]),
        ("Điều 1. A\nĐiều 3. B\nĐiều 2. C", ["2", "2"]),
        ("Điều 1. A\n1. x\n1. y", ["dieu-1.khoan-1-2"]),
        ("Điều 1. A\n1. “x\n2. y", ["dieu-1.khoan-1"]),
        ("Không có gì", [""]),
    ],
)
def test_warnings(text, pieces):
    warnings = read_text(text).warnings
    assert len(warnings) == len(pieces)
    assert all(piece in warning for piece, warning in zip(pieces, warnings, strict=True))


def test_warnings_do_not_grow_without_end():
    warnings = read_text("Điều 1. A\n" * 500).warnings
    assert len(warnings) == 101
    assert "399" in warnings[-1]


def test_after_a_quotation_left_open_the_text_goes_on():
    text = "Điều 1. A\n1. Sửa:\n“2. Mới\n2. Bãi bỏ\nĐiều 2. B"
    assert addresses(text) == ["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2", "dieu-2"]


def test_sentence_after_a_soft_break_is_no_heading():
    found = read_text("Điều 1. Phạm vi\x0bNghị định này quy định về chợ.").provisions[0]
    assert (found.heading, found.text) == ("Phạm vi", "Nghị định này quy định về chợ.")


def test_a_bold_heading_may_end_with_a_full_stop_above_plain_text():
    heading = paragraph(bold("Điều 1. Phạm vi."))
    assert read(heading, "Quy định về chợ.").provisions[0].heading == "Phạm vi."
    assert read(heading, paragraph(bold("Điều 2. Phí."))).provisions[0].text == "Phạm vi."


def test_the_signing_office_ends_the_text():
    found = read_text("Điều 1. A\n1. Một./.\nCHỦ TỊCH\nNguyễn Văn An").provisions
    assert found[-1].text == "Một./."


def test_a_footnote_on_the_number_of_a_chapter_is_no_heading():
    assert read_text("Chương II[4]\nQUY ĐỊNH\nĐiều 1. A").provisions[0].heading == "[4] QUY ĐỊNH"
