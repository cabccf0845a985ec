"""Numerals as Word writes them and as offices type them."""

import pytest

from consultation.reading import numerals


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "i"),
        (4, "iv"),
        (9, "ix"),
        (14, "xiv"),
        (40, "xl"),
        (90, "xc"),
        (400, "cd"),
        (3999, "mmmcmxcix"),
    ],
)
def test_roman_numerals_go_both_ways(number, written):
    assert numerals.roman(number) == written
    assert numerals.roman_value(written.upper()) == number


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_what_roman_numerals_cannot_say_stays_arabic(number):
    assert numerals.roman(number) == str(number)


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "LUẬT", "IIa", "5"])
def test_what_is_no_roman_numeral_has_no_value(text):
    assert numerals.roman_value(text) is None


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "a"), (26, "z"), (27, "aa"), (28, "bb"), (53, "aaa"), (0, "0"), (781, "781")],
)
def test_letters_are_repeated_as_word_does(number, written):
    assert numerals.letters(number) == written


@pytest.mark.parametrize(
    ("number", "spoken"),
    [
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (11, "mười một"),
        (21, "hai mươi mốt"),
        (20, "hai mươi"),
        (100, "100"),
    ],
)
def test_numbers_in_words(number, spoken):
    assert numerals.words(number) == spoken


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("thứ nhất", 1), ("THỨ HAI", 2), ("Thứ tư", 4), ("thứ bẩy", 7), ("thứ mười", 10),
        ("thứ mười một", 11), ("thứ hai mươi", 20), ("thứ hạng", None), ("", None),
    ],
)  # fmt: skip
def test_ordinal_words(text, value):
    assert numerals.ordinal_value(text) == value


@pytest.mark.parametrize(
    ("style", "written"),
    [
        ("decimal", "4"), ("upperRoman", "IV"), ("lowerLetter", "d"), ("upperLetter", "D"),
        ("decimalZero", "04"), ("none", ""), ("ordinalText", "thứ tư"), ("cardinalText", "bốn"),
        ("aiueo", "4"),
    ],
)  # fmt: skip
def test_formats_of_word(style, written):
    assert numerals.written(4, style) == written
