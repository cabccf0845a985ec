"""Cleaning, folding and ordering of Vietnamese text."""

import contextlib
import time
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.common.text import (
    MOST_MARKS,
    SORT_KEY_LENGTH,
    UnfitTextError,
    clean_text,
    fold,
    same_text,
    slugify,
    sort_key,
    spelling_key,
)

VIETNAMESE = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
)
MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
letters = st.sampled_from(VIETNAMESE + VIETNAMESE.upper() + MARKS + " \t\n\u00a0\u200b\u202e19-")
texts = st.text(letters, max_size=200) | st.text(max_size=100)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


class TestCleanText:
    def test_blanks_become_single_and_plain(self):
        assert clean_text("  Xã\u00a0 Đại\u3000\tĐồng\r\n ", 50) == "Xã Đại Đồng"

    def test_signs_that_hide_or_reverse_are_removed(self):
        hostile = "a\u202eb\u200bc\x00d\ufeffe\u2066f\x1bg\u00adh\ud800i\uffffj"
        assert clean_text(hostile, 50) == "abcdefghij"

    def test_decomposed_text_is_composed_and_fits(self):
        name = "Nguyễn Thị Diệu Huyền"
        assert clean_text(decomposed(name), len(name)) == name

    def test_longer_text_is_cut_to_the_length(self):
        assert clean_text("ab cd", 3) == "ab"
        assert clean_text("abcd", 3) == "abc"

    def test_lines_are_kept_when_asked_for(self):
        typed = "Điều 1 \r\n\r\n\r\n\r\n  Khoản 1\u2028Khoản 2\n"
        assert clean_text(typed, 100, multiline=True) == "Điều 1\n\nKhoản 1\nKhoản 2"
        assert clean_text(typed, 100) == "Điều 1 Khoản 1 Khoản 2"

    def test_eight_marks_are_taken_and_nine_are_refused(self):
        assert clean_text("q" + "\u0301" * MOST_MARKS, 50)
        with pytest.raises(UnfitTextError):
            clean_text("q" + "\u0301" * (MOST_MARKS + 1), 50)

    def test_marks_parted_by_a_hidden_sign_count_as_one_run(self):
        with pytest.raises(UnfitTextError):
            clean_text("q" + "\u0301" * 5 + "\u200b" + "\u0301" * 5, 50)

    def test_marks_that_composing_doubles_are_counted_after_it(self):
        with pytest.raises(UnfitTextError):
            clean_text("q" + "\u0344" * MOST_MARKS, 50)

    def test_refusal_is_an_error_of_forms_and_of_values(self):
        with pytest.raises(ValidationError):
            clean_text("\u0301" * 20, 50)
        assert issubclass(UnfitTextError, ValueError)

    @given(texts, st.integers(1, 60), st.booleans())
    @settings(max_examples=300, deadline=200)
    def test_clean_text_stays_as_it_is(self, text, length, multiline):
        try:
            once = clean_text(text, length, multiline=multiline)
        except UnfitTextError:
            return
        assert len(once) <= length
        assert unicodedata.is_normalized("NFC", once)
        assert clean_text(once, length, multiline=multiline) == once


MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    "hostile",
    ["\u0301" * (MEGABYTE // 2), "\u0301\u0323" * (MEGABYTE // 4), "\U0001e8d0" * (MEGABYTE // 4)],
    ids=["one mark", "two marks in the wrong order", "marks beyond the basic plane"],
)
@pytest.mark.parametrize(
    "function",
    [
        fold,
        slugify,
        sort_key,
        lambda text: same_text(text, text + "a"),
        lambda text: clean_text(text, 200),
        lambda text: clean_text(text, MEGABYTE, multiline=True),
    ],
    ids=["fold", "slugify", "sort_key", "same_text", "clean_text", "clean_long_text"],
)
def test_a_megabyte_of_marks_is_quick(function, hostile):
    assert min(_seconds(function, hostile) for _ in range(3)) < 0.1


def _seconds(function, text: str) -> float:
    start = time.thread_time()
    with contextlib.suppress(UnfitTextError):
        function(text)
    return time.thread_time() - start


class TestFold:
    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("Bầu cử", "bau cu"),
            ("ĐẠI ĐỒNG", "dai dong"),
            ("Uỷ ban", "uy ban"),
            ("Ủy ban", "uy ban"),
            ("hoà", "hoa"),
            ("hòa", "hoa"),
            ("Ｂắc", "ｂac"),
            ("", ""),
        ],
    )
    def test_case_and_diacritics_go(self, text, folded):
        assert fold(text) == folded
        assert fold(decomposed(text)) == folded

    @given(texts)
    @settings(max_examples=300, deadline=200)
    def test_folding_twice_changes_nothing(self, text):
        assert fold(fold(text)) == fold(text)


class TestSlugify:
    @pytest.mark.parametrize(
        ("text", "slug"),
        [
            ("Thông báo số 12/TB-UBND về bầu cử", "thong-bao-so-12tb-ubnd-ve-bau-cu"),
            ("Đại Đồng – Tiên Du", "dai-dong-tien-du"),
            ("__a_b__", "a-b"),
            ("!!!", ""),
        ],
    )
    def test_ascii_words_joined_by_hyphens(self, text, slug):
        assert slugify(text) == slug

    def test_no_hyphen_at_the_cut(self):
        assert slugify("xã đại đồng", max_length=3) == "xa"

    @given(texts)
    @settings(max_examples=300, deadline=200)
    def test_only_ascii_within_the_length(self, text):
        slug = slugify(text, 40)
        assert slug.isascii()
        assert len(slug) <= 40
        assert slugify(slug, 40) == slug


class TestSameText:
    @pytest.mark.parametrize(
        ("a", "b"),
        [
            ("Uỷ ban nhân dân", "Ủy  ban nhân dân"),
            ("hoà", "hòa"),
            ("thuỷ lợi", "THỦY LỢI"),
            ("quý", "qúy"),
            ("Xã Đại\u00a0Đồng", "xã đại đồng"),
            ("Tiên Du", decomposed("Tiên Du")),
        ],
    )
    def test_same_for_a_reader(self, a, b):
        assert same_text(a, b)

    @pytest.mark.parametrize(
        ("a", "b"), [("hoà", "hóa"), ("đa", "da"), ("ban", "bạn"), ("hoá a", "hoa á"), ("cô", "cơ")]
    )
    def test_different_words(self, a, b):
        assert not same_text(a, b)


class TestSortKey:
    def test_alphabet_decides_first_then_tone(self):
        ordered = list("aàảãáạăằâấbcdđeêgioôơuưvxy")
        backwards = ordered[::-1]
        assert sorted(backwards, key=sort_key) == ordered

    def test_communes_in_dictionary_order(self):
        ordered = ["An Bình", "An Thịnh", "Ân Thi", "Bắc Lý", "Bằng An", "Dũng Liệt", "Đại Bái",
                   "Đại Đồng", "Đại Đồng Thành", "Đào Viên", "Hán Quảng", "Hạp Lĩnh"]  # fmt: skip
        backwards = ordered[::-1]
        assert sorted(backwards, key=sort_key) == ordered

    def test_shorter_word_comes_first(self):
        assert sort_key("Hoa Bình") < sort_key("Hoan An")

    def test_digits_come_before_letters(self):
        assert sort_key("9") < sort_key("an")

    def test_place_of_the_tone_and_signs_do_not_matter(self):
        assert sort_key("Uỷ ban – xã") == sort_key("Ủy ban xã") == sort_key(decomposed("uỷ ban xã"))

    def test_tone_of_the_first_syllable_decides(self):
        assert sort_key("ma má") < sort_key("mà ma")

    @given(texts)
    @settings(max_examples=300, deadline=200)
    def test_digits_within_the_column(self, text):
        key = sort_key(text * 20)
        assert len(key) <= SORT_KEY_LENGTH
        assert key.isdigit()
        assert key.isascii()


class TestSpellingKey:
    @pytest.mark.parametrize(
        ("one", "other"),
        [("Uỷ ban", "Ủy ban"), ("hoà", "hòa"), ("THUÝ", "THÚY"), ("e\u0302\u0301", "ế")],
    )
    def test_is_equal_for_spellings_of_one_word(self, one, other):
        assert spelling_key(one) == spelling_key(other)

    @pytest.mark.parametrize(("one", "other"), [("Hoà", "hoà"), ("hoà", "hoả"), ("a b", "a  b")])
    def test_keeps_apart_what_readers_tell_apart(self, one, other):
        assert spelling_key(one) != spelling_key(other)
