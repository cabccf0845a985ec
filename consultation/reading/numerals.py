"""Numerals: Roman, letters, ordinal words; written as Word does, and read as offices type them."""

import re

_ROMAN = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50),
    ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip
_VALID_ROMAN = re.compile(r"(?=[mdclxvi])m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_LETTERS = 26
_MOST_ROMAN = 3999
_MOST_REPEATED = 780
_UNITS = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_ORDINALS = {
    "nhất": 1, "hai": 2, "nhì": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7,
    "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_SPOKEN_ORDINALS = {1: "nhất", 4: "tư"}
_TENS = 10
# Five and one are spoken differently after tens: mười lăm, hai mươi lăm, hai mươi mốt.
_AFTER_TEN = {(1, 5): "lăm", (2, 5): "lăm", (2, 1): "mốt"}
_MOST_WORDED = 99
#: Letters of points in their order. Word counts the English alphabet, and people type đ into it.
POINT_LETTERS = "abcdđefghijklmnopqrstuvwxyz"


def roman(number: int) -> str:
    """A number from 1 to 3999 in small Roman numerals; others stay Arabic."""
    if not 0 < number <= _MOST_ROMAN:
        return str(number)
    pieces = []
    for numeral, worth in _ROMAN:
        count, number = divmod(number, worth)
        pieces.append(numeral * count)
    return "".join(pieces)


def roman_value(text: str) -> int | None:
    """The value of a Roman numeral in either case; None where it is none."""
    small = text.lower()
    if not _VALID_ROMAN.fullmatch(small):
        return None
    total, rest = 0, small
    for numeral, worth in _ROMAN:
        while rest.startswith(numeral):
            total, rest = total + worth, rest[len(numeral) :]
    return total


def letters(number: int) -> str:
    """A counter as Word writes it in letters: a to z, then aa, bb …"""
    if not 0 < number <= _MOST_REPEATED:
        return str(number)
    return chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)


def words(number: int) -> str:
    """A number from 1 to 99 in Vietnamese words; others stay figures."""
    if not 0 < number <= _MOST_WORDED:
        return str(number)
    tens, units = divmod(number, _TENS)
    if tens == 0:
        return _UNITS[units]
    first = "mười" if tens == 1 else f"{_UNITS[tens]} mươi"
    last = _AFTER_TEN.get((min(tens, 2), units), _UNITS[units])
    return f"{first} {last}".strip()


def written(number: int, style: str) -> str:
    """A counter in one of Word's formats; formats of other languages are written in figures."""
    writers = {
        "upperRoman": lambda: roman(number).upper(),
        "lowerRoman": lambda: roman(number),
        "upperLetter": lambda: letters(number).upper(),
        "lowerLetter": lambda: letters(number),
        "decimalZero": lambda: f"{number:02}",
        "none": lambda: "",
        "cardinalText": lambda: words(number),
        "vietnameseCounting": lambda: words(number),
        "ordinalText": lambda: f"thứ {_SPOKEN_ORDINALS.get(number) or words(number)}",
    }
    return writers.get(style, lambda: str(number))()


def ordinal_value(text: str) -> int | None:
    """The value of "thứ nhất" to "thứ chín mươi chín", whatever its case; None where it is none."""
    spoken = text.lower().removeprefix("thứ").strip()
    if spoken in _ORDINALS:
        return _ORDINALS[spoken]
    return next((n for n in range(1, _MOST_WORDED + 1) if words(n) == spoken), None)
