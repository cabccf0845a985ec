"""What readers see of a change."""

import unicodedata

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from consultation.versions import alignment
from consultation.versions.mapping import map_versions
from consultation.versions.redline import Piece, PieceKind, redline, redline_versions
from consultation.versions.tests.documents import version
from portal.common.text import spelling_key


def marked(old: str, new: str) -> str:
    """The redline in one line: [-removed-] and {+added+}."""
    frames = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(frames[piece.kind].format(piece.text) for piece in redline(old, new))


def side(pieces: list[Piece], kind: PieceKind) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in {PieceKind.SAME, kind})


class TestWords:
    @pytest.mark.parametrize(
        ("old", "new", "shown"),
        [
            ("", "", ""),
            ("", "mới", "{+mới+}"),
            ("cũ", "", "[-cũ-]"),
            ("trong 05 ngày", "trong 07 ngày", "trong [-05-]{+07+} ngày"),
            ("nộp đơn", "nộp một đơn", "nộp{+ một+} đơn"),
            ("nộp một đơn", "nộp đơn", "nộp[- một-] đơn"),
            ("đơn, bản vẽ", "đơn và bản vẽ", "đơn[-,-]{+ và+} bản vẽ"),
            ("thu 5.000.000 đồng", "thu 6.000.000 đồng", "thu [-5.000.000-]{+6.000.000+} đồng"),
            (
                "số 12/2020/QĐ-UBND",
                "số 12/2021/QĐ-UBND",
                "số [-12/2020/QĐ-UBND-]{+12/2021/QĐ-UBND+}",
            ),
            ("hai dòng", "hai\ndòng", "hai[- -]{+\n+}dòng"),
            ("Nhà nước", "nhà nước", "[-Nhà-]{+nhà+} nước"),
        ],
    )
    def test_changes_are_whole_words(self, old, new, shown):
        assert marked(old, new) == shown

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("Uỷ ban hoà giải", "Ủy ban hòa giải"),
            ("tuỳ ý thoả thuận", "tùy ý thỏa thuận"),
            (unicodedata.normalize("NFD", "điều khoản"), "điều khoản"),
        ],
    )
    def test_spelling_is_no_change_and_the_new_one_is_shown(self, old, new):
        assert redline(old, new) == [Piece(PieceKind.SAME, new)]

    def test_short_equal_words_between_changes_are_shown_with_them(self):
        shown = marked("từ ngày 01 tháng 7 năm nay", "từ ngày 15 tháng 8 năm nay")
        assert shown == "từ ngày [-01 tháng 7-]{+15 tháng 8+} năm nay"

    def test_a_sentence_written_anew_is_no_confetti(self):
        old = "Chủ hộ có trách nhiệm dọn rác, quét sân và tưới cây vào mỗi buổi sáng sớm."
        new = "Người dân phải phân loại rác tại nguồn và giao cho đơn vị thu gom mỗi tuần."
        assert len(redline(old, new)) <= 3

    def test_equal_words_longer_than_the_changes_stay_unmarked(self):
        shown = marked("một hai ba bốn năm", "1 hai ba bốn 5")
        assert shown == "[-một-]{+1+} hai ba bốn [-năm-]{+5+}"

    def test_a_paragraph_put_in_is_one_piece(self):
        first, second = "Tổ chức nộp hồ sơ tại bộ phận một cửa.", "Kết quả trả sau bảy ngày."
        added = "Hồ sơ nộp qua mạng có giá trị như bản giấy."
        shown = marked(f"{first}\n{second}", f"{first}\n{added}\n{second}")
        assert shown.count("{+") == 1
        assert "[-" not in shown

    @pytest.mark.parametrize(
        ("old", "new", "shown"),
        [
            ("một; ba.", "một; hai; ba.", "một;{+ hai;+} ba."),
            ("một; hai; ba.", "một; ba.", "một;[- hai;-] ba."),
            ("Tổ một.\nTổ ba.", "Tổ một.\nTổ hai.\nTổ ba.", "Tổ một.{+\nTổ hai.+}\nTổ ba."),
            ("Hết.", "Hết. Hết.", "Hết.{+ Hết.+}"),
        ],
    )
    def test_what_could_stand_at_several_places_begins_where_sentences_do(self, old, new, shown):
        assert marked(old, new) == shown

    def test_very_long_texts_are_compared_by_paragraphs(self, monkeypatch):
        monkeypatch.setattr(alignment, "MOST_CELLS", 100)
        lines = [f"Hàng số {number} giá {number}00 đồng." for number in range(30)]
        changed = ["Bảng giá.", *lines]
        changed[5] = changed[5].replace("đồng", "nghìn đồng")
        assert marked("\n".join(lines), "\n".join(changed[1:])).count("{+ nghìn+}") == 1
        pieces = redline("\n".join(lines), "\n".join([*changed, "Hết."]))
        assert side(pieces, PieceKind.ADDED) == "\n".join([*changed, "Hết."])
        assert sum(len(piece.text) for piece in pieces if piece.kind == PieceKind.REMOVED) == 0


ALPHABET = st.sampled_from(
    [
        "Uỷ ",
        "Ủy ",
        "hoà",
        "hòa",
        " và ",
        "các",
        "  ",
        "\n",
        ",",
        "5.000",
        "khoa\u0309n",
        "khoản",
        "\u00a0",
        "a",
    ]
)
TEXTS = st.one_of(st.lists(ALPHABET, max_size=40).map("".join), st.text(max_size=40))


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_pieces(old, new):
    pieces = redline(old, new)
    assert side(pieces, PieceKind.ADDED) == new
    assert spelling_key(side(pieces, PieceKind.REMOVED)) == spelling_key(old)
    assert all(piece.text for piece in pieces)


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text):
    assert redline(text, text) == ([Piece(PieceKind.SAME, text)] if text else [])


@given(TEXTS, TEXTS)
def test_no_two_neighbours_are_of_one_kind(old, new):
    kinds = [piece.kind for piece in redline(old, new)]
    assert all(one != other for one, other in zip(kinds, kinds[1:], strict=False))


class TestVersions:
    OLD = "Điều 1. Phạm vi\n1. Thu phí trông giữ xe đạp trên vỉa hè đường phố.\n2. Như khoản 1."
    NEW = "Điều 1. Phạm vi thu\n1. Thu phí trông giữ xe máy trên vỉa hè đường phố."

    def redlines(self):
        old, new = version(self.OLD), version(self.NEW)
        return redline_versions(old, new, map_versions(old, new))

    def test_heading_and_text_of_each_provision(self):
        article, first, second = self.redlines()
        assert article.heading == [
            Piece(PieceKind.SAME, "Phạm vi"),
            Piece(PieceKind.ADDED, " thu"),
        ]
        assert article.text == []
        assert [piece.text for piece in first.text if piece.kind != "same"] == ["đạp", "máy"]
        assert second.text == [Piece(PieceKind.REMOVED, "Như khoản 1.")]
        assert second.mapping.relation == "removed"

    def test_what_stayed_shows_no_change_of_blanks(self):
        old, new = version("Điều 1. Phạm  vi"), version("Điều 1. Phạm vi")
        [article] = redline_versions(old, new, map_versions(old, new))
        assert article.heading == [Piece(PieceKind.SAME, "Phạm vi")]
        assert not article.is_changed

    def test_what_was_split_is_compared_with_all_its_parts(self):
        start, end = "Chủ hộ giữ vệ sinh trước cửa hàng", "thu gom rác vào giờ quy định chung."
        old = version(f"Điều 1. A\n1. {start}; {end}")
        new = version(f"Điều 1. A\n1. {start}.\n2. {end.capitalize()}")
        redlines = redline_versions(old, new, map_versions(old, new))
        assert redlines[1].mapping.relation == "split"
        assert side(redlines[1].text, PieceKind.ADDED) == f"{start}.\n{end.capitalize()}"
        assert redlines[1].is_changed


class TestTemplate:
    def rendered(self, old: str, new: str) -> str:
        with translation.override("en"):
            return render_to_string(
                "consultation/versions/redline.html", {"pieces": redline(old, new)}
            )

    def test_words_say_what_colours_say(self):
        html = self.rendered("trong 05 ngày", "trong 07 ngày")
        assert '<del><span class="visually-hidden">removed: </span>05</del>' in html
        assert '<ins><span class="visually-hidden">added: </span>07</ins>' in html

    def test_text_is_escaped(self):
        html = self.rendered("", "<script>alert(1)</script>")
        assert "<script>" not in html
        assert "&lt;script&gt;" in html

    def test_no_blank_stands_between_text_and_marks(self):
        html = self.rendered("(cũ)", "(mới)")
        assert "(<del>" in html
        assert "</ins>)" in html
