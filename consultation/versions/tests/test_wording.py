"""What counts as a word, and as the same word."""

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from consultation.versions import wording
from consultation.versions.wording import WORD, Alphabet, exact_key, is_spoken, spoken_words


class TestExactKey:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Uỷ ban", "Ủy ban"),
            ("  hai \n\n dòng ", "hai dòng"),
            ("khoảng\u00a0trắng", "khoảng trắng"),
            (unicodedata.normalize("NFD", "Điều khoản"), "Điều khoản"),
            ("THUỶ LỢI", "THỦY LỢI"),
        ],
    )
    def test_is_equal_for_what_reads_the_same(self, one, other):
        assert exact_key(one) == exact_key(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Nhà nước", "nhà nước"),
            ("đơn, bản vẽ", "đơn bản vẽ"),
            ("hoà", "hoả"),
            ("5.000", "5000"),
        ],
    )
    def test_differs_for_what_reads_otherwise(self, one, other):
        assert exact_key(one) != exact_key(other)

    def test_long_words_are_compared_like_short_ones(self):
        long = "hoà" * wording._REMEMBERED_LENGTH
        assert exact_key(long) == exact_key(long.replace("hoà", "hòa"))

    @given(st.text(max_size=60))
    @example("ÌỊ")
    def test_making_it_of_a_key_changes_nothing(self, text):
        assert exact_key(exact_key(text)) == exact_key(text)


class TestWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("nộp đơn, bản vẽ.", ["nộp", "đơn", ",", "bản", "vẽ", "."]),
            ("5.000.000 đồng", ["5.000.000", "đồng"]),
            ("Quyết định số 12/2026/QĐ-UBND.", ["Quyết", "định", "số", "12/2026/QĐ-UBND", "."]),
            ("ngày 01/7/2026;", ["ngày", "01/7/2026", ";"]),
            ("Điều 5a.", ["Điều", "5a", "."]),
            ("và/hoặc", ["và", "/", "hoặc"]),
            ("(1,5 %)", ["(", "1,5", "%", ")"]),
            (unicodedata.normalize("NFD", "khoản"), [unicodedata.normalize("NFD", "khoản")]),
            ("", []),
        ],
    )
    def test_numbers_keep_their_separators_and_signs_stand_alone(self, text, words):
        assert WORD.findall(text) == words

    @given(st.text(max_size=60))
    def test_nothing_but_blanks_is_left_out(self, text):
        assert "".join(WORD.findall(text)) == "".join(text.split())

    def test_likeness_looks_at_words_without_signs_and_case(self):
        assert spoken_words("Điều 1. Phạm vi – “chung”") == ["điều", "1", "phạm", "vi", "chung"]

    @pytest.mark.parametrize(
        ("word", "spoken"), [("và", True), ("5", True), (",", False), ("", False)]
    )
    def test_signs_are_not_spoken(self, word, spoken):
        assert is_spoken(word) is spoken


class TestAlphabet:
    def test_equal_words_have_one_character(self):
        spelled = Alphabet().spell(["phí", "và", "lệ", "phí"])
        assert spelled[0] == spelled[3]
        assert len(set(spelled)) == 3

    def test_it_goes_on_from_text_to_text(self):
        alphabet = Alphabet()
        assert alphabet.spell(["phí", "và"]) == alphabet.spell(["phí", "và"])

    def test_no_half_of_a_pair_is_used_and_it_never_ends(self):
        alphabet = Alphabet()
        spelled = alphabet.spell(map(str, range(wording._LOW + 2)))
        assert spelled[wording._LOW - 1 : wording._LOW + 1] == "\ud7ff\ue000"
        spelled.encode("utf-8")
        alphabet._characters = dict.fromkeys(range(wording._ALL - 1), "")
        assert alphabet.spell(["last", "again"]) == chr(sys.maxunicode) + "!"
