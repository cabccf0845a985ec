"""Marking the words that were found, without writing markup into text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from portal.common.text import fold

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Part:
    """A part of a text: a word that was looked for, or what stands between such words."""

    text: str
    is_found: bool


def parts_of(text: str, words: Iterable[str]) -> list[Part]:
    """A text as parts, in their order; together they are the whole text.

    Args:
        text: a title or an excerpt, of bounded length.
        words: what was looked for; case and diacritics do not matter.
    """
    wanted = {fold(word) for word in words}
    parts: list[Part] = []
    end = 0
    for match in _WORD.finditer(text):
        if fold(match[0]) in wanted:
            if match.start() > end:
                parts.append(Part(text[end : match.start()], False))
            parts.append(Part(match[0], True))
            end = match.end()
    return [*parts, Part(text[end:], False)] if end < len(text) else parts
