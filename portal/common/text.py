"""Vietnamese text: cleaned on the way in, folded for searching, ordered by its alphabet.

Every function here takes time in proportion to the length of the text. Normalising alone does
not: a run of combining marks is sorted mark by mark, so that a megabyte of them holds a process
for minutes. Therefore runs are refused or shortened before anything is normalised.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.text import slugify as django_slugify
from django.utils.translation import gettext_lazy as _

MOST_MARKS = 8
# A Vietnamese letter is at most three characters when decomposed: the letter and two marks.
DECOMPOSED_LENGTH = 4

_BASIC_PLANE_END = 0x10000
_LAST_SCRIPT = 0x20000
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _is_mark(code: int) -> bool:
    """Beyond the basic plane only what normalising has to sort, so that the class stays short."""
    if code < _BASIC_PLANE_END:
        return unicodedata.category(chr(code)).startswith("M")
    return unicodedata.combining(chr(code)) != 0


def _mark_class() -> str:
    """A class of a regular expression, as ranges: a list of single characters is slow."""
    ranges: list[list[int]] = []
    for code in filter(_is_mark, range(0x300, _LAST_SCRIPT)):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges) + "]"


_MARK = _mark_class()
_MARKS = re.compile(f"{_MARK}+")
_TOO_MANY_MARKS = re.compile(f"{_MARK}{{{MOST_MARKS + 1}}}")
_LONG_RUN = re.compile(f"({_MARK}{{{MOST_MARKS}}}){_MARK}+")

# Invisible signs that reverse, hide or split text; halves of characters; what is no character.
_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
    "\u00ad\u061c\u070f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]+"
)
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# No-break, wide and narrow spaces, and letters of other scripts that show as a blank.
_BLANKS = re.compile(
    "[ \t\x1f\u00a0\u115f\u1160\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164\uffa0]+"
)
_BLANKS_AND_LINE_ENDS = re.compile(r"\s+")
_EMPTY_LINES = re.compile("\n{3,}")


class UnfitTextError(ValidationError, ValueError):
    """A text that cannot be taken. Its message says what to do."""


def clean_text(value: str, max_length: int, *, multiline: bool = False) -> str:
    """Makes a text fit to be stored, compared and shown.

    Cut first, then composed (NFC), without control characters and signs of direction, with
    plain single blanks. Cleaning twice changes nothing.

    Args:
        value: what was typed, imported or received.
        max_length: most characters of the result.
        multiline: keep line ends; at most one empty line stays between two others.

    Raises:
        UnfitTextError: more than eight combining marks in a row.
    """
    text = value[: max_length * DECOMPOSED_LENGTH]
    text = _LINE_END.sub("\n", _REMOVED.sub("", text))
    _refuse_many_marks(text)
    text = unicodedata.normalize("NFC", text)
    _refuse_many_marks(text)
    text = _BLANKS.sub(" ", text)
    text = _join_lines(text) if multiline else _BLANKS_AND_LINE_ENDS.sub(" ", text)
    return text.strip()[:max_length].rstrip()


def _refuse_many_marks(text: str) -> None:
    if _TOO_MANY_MARKS.search(text):
        raise UnfitTextError(
            _("One letter carries more than %(number)d accents. Type this text again."),
            code="marks",
            params={"number": MOST_MARKS},
        )


def _join_lines(text: str) -> str:
    return _EMPTY_LINES.sub("\n\n", "\n".join(line.strip(" ") for line in text.split("\n")))


def _decompose(text: str) -> str:
    """Lower case and decomposed, runs of marks shortened so that this takes linear time."""
    return unicodedata.normalize("NFD", _LONG_RUN.sub(r"\1", text).casefold())


def fold(text: str) -> str:
    """Lower case without diacritics: “Bầu cử” and “bau cu” become the same, đ becomes d."""
    plain = _MARKS.sub("", _decompose(text)).replace("đ", "d")
    return unicodedata.normalize("NFC", plain)


def writable(text: str) -> str:
    """The text without what XML 1.0 cannot carry (section 2.2), for feeds and calendars."""
    return _UNWRITABLE.sub("", text)


def dialled(telephone: str) -> str:
    """A telephone number as a telephone takes it; of several, the first."""
    first = re.split(r"[,;/]| - ", telephone)[0]
    return re.sub(r"[^0-9+]", "", first)


def slugify(text: str, max_length: int = 255) -> str:
    """A part of an address: ASCII letters, digits and hyphens; đ becomes d.

    Args:
        text: a title or name.
        max_length: most characters of the result.
    """
    cut = text[: max_length * DECOMPOSED_LENGTH]
    return django_slugify(fold(cut).replace("_", "-"))[:max_length].strip("-")


# The marks of the five tones in the order of Vietnamese dictionaries; no mark comes first.
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_VOWELS_WITH_MARKS = re.compile(f"[aeiouy{_MARK[1:]}+", re.IGNORECASE)


def _tone_last(match: re.Match) -> str:
    run = match[0]
    # Composing anew may exchange two of them, which no word of the language has.
    tones = sorted(character for character in run if character in TONES)
    return "".join([character for character in run if character not in TONES] + tones)


def spelling_key(text: str) -> str:
    """Equal for two spellings of the same words; case and blanks count.

    The way of composing does not matter, nor the vowel of a group that carries the tone: “Uỷ”
    is “Ủy”, “hoà” is “hòa”, but “Hoà” is another word than “hoà”.
    """
    decomposed = unicodedata.normalize("NFD", _LONG_RUN.sub(r"\1", text))
    return _VOWELS_WITH_MARKS.sub(_tone_last, decomposed)


def same_text(a: str, b: str) -> bool:
    """Whether a reader takes two texts for the same.

    Case, blanks and the way of composing do not matter, nor does the vowel of a group that
    carries the tone: “Uỷ ban” is “Ủy ban”, “hoà” is “hòa”.
    """
    return _comparable(a) == _comparable(b)


def _comparable(text: str) -> str:
    shown = _REMOVED.sub("", _LONG_RUN.sub(r"\1", text))
    words = " ".join(_BLANKS.sub(" ", shown).split())
    return _VOWELS_WITH_MARKS.sub(_tone_last, _decompose(words))


SORT_KEY_LENGTH = 255
_SORTED_CHARACTERS = 100
_END, _BLANK, _FOREIGN = "00", "01", "99"
_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_WEIGHTS = {
    unicodedata.normalize("NFD", letter): f"{weight:02}"
    for weight, letter in enumerate(_ALPHABET, start=2)
}
_QUALITY_MARKS = {"\u0302", "\u0306", "\u031b"}


def sort_key(text: str) -> str:
    """A string of digits whose order is that of the Vietnamese alphabet.

    a, ă, â, b, c, d, đ, e, ê … come first by letter, then by tone, syllable by syllable. Only
    digits are used, so that every database and every collation gives the same order. Signs
    count as blanks; the first hundred letters decide.

    Returns:
        At most 255 characters, for a stored column.
    """
    decomposed = _decompose(text[: _SORTED_CHARACTERS * DECOMPOSED_LENGTH])
    letters: list[str] = []
    tones: list[str] = []
    for word in _words(decomposed):
        weights = _weights(word)
        if weights:
            letters += [_BLANK, *weights] if letters else weights
            tones.append(next((TONES[sign] for sign in word if sign in TONES), "0"))
    primary = "".join(letters[:_SORTED_CHARACTERS])
    return (primary + _END + "".join(tones).rstrip("0"))[:SORT_KEY_LENGTH]


def _words(text: str) -> list[str]:
    return "".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in text).split()


def _weights(word: str) -> list[str]:
    """The weight of each letter; a quality mark belongs to the letter before it."""
    weights: list[str] = []
    base = ""
    for sign in word:
        if sign in _QUALITY_MARKS and base + sign in _WEIGHTS:
            weights[-1] = _WEIGHTS[base + sign]
        elif unicodedata.category(sign)[0] != "M":
            base = sign
            weights.append(_WEIGHTS.get(sign, _FOREIGN))
    return weights
