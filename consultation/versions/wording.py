"""Words of a text, and texts as strings of words."""

import re
from collections.abc import Iterable
from functools import lru_cache

from portal.common.text import spelling_key

# A number with its separators is one word ("5.000.000", "12/2026/QĐ-UBND"), a sign is one as well;
# marks belong to the letter before them when a text is decomposed.
_LETTERS = r"[\w\u0300-\u036f]"
WORD = re.compile(rf"\d{_LETTERS}*(?:[.,]\d+)*(?:[/-]{_LETTERS}+)*|{_LETTERS}+|[^\w\s]", re.UNICODE)
_SPOKEN = re.compile(r"\w")
# A text has few different words, which are looked at letter by letter.
_REMEMBERED_WORDS, _REMEMBERED_LENGTH = 20_000, 24
# Characters below and above the halves of pairs, which no string of words may hold.
_FIRST, _LAST_LOW, _FIRST_HIGH, _LAST = 0x21, 0xD7FF, 0xE000, 0x10FFFF
_LOW = _LAST_LOW - _FIRST + 1
_ALL = _LOW + _LAST - _FIRST_HIGH + 1


def exact_key(text: str) -> str:
    """Equal for texts that differ in blanks, composing or the place of a tone only."""
    return " ".join([exact_word(word) for word in text.split()])


def exact_word(word: str) -> str:
    """The exact key of one word, which has no blanks."""
    return _spelled_before(word) if len(word) <= _REMEMBERED_LENGTH else spelling_key(word)


@lru_cache(maxsize=_REMEMBERED_WORDS)
def _spelled_before(word: str) -> str:
    return spelling_key(word)


def is_spoken(word: str) -> bool:
    """Whether it is a word or number, not a sign."""
    return _SPOKEN.match(word) is not None


def spoken_words(key: str) -> list[str]:
    """The words of an exact key without signs, in lower case."""
    return [word for word in WORD.findall(key.casefold()) if is_spoken(word)]


class Alphabet:
    """Gives every different word a character of its own.

    A text becomes a string whose characters are words, so that fast comparisons of strings
    compare words. Beyond a million different words two of them share a character.
    """

    def __init__(self) -> None:
        self._characters: dict[str, str] = {}

    def spell(self, words: Iterable[str]) -> str:
        """The words as a string of one character each."""
        return "".join([self._character(word) for word in words])

    def _character(self, word: str) -> str:
        known = self._characters.get(word)
        if known is None:
            place = len(self._characters) % _ALL
            known = chr(_FIRST + place if place < _LOW else _FIRST_HIGH + place - _LOW)
            self._characters[word] = known
        return known
