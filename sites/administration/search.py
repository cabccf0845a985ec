"""Finding units and portals by what a person types, with or without diacritics."""

import re
from collections.abc import Iterable

from portal.common.text import clean_text, fold

LONGEST_SEARCH = 200
_WORD = re.compile(r"[^\W_]+")


def folded_words(text: str) -> list[str]:
    """The words that somebody looks for, in lower case and without diacritics.

    Args:
        text: what was typed, of any length and kind; what cannot be read finds everything.
    """
    try:
        return _WORD.findall(fold(clean_text(text, LONGEST_SEARCH)))
    except ValueError:
        return []


def holds(words: Iterable[str], *texts: str | None) -> bool:
    """Whether each word begins a word of these texts, whatever its case and diacritics.

    So “an binh” is An Bình and not Nhân Thắng of Gia Bình.
    """
    held = _WORD.findall(fold(" ".join(text for text in texts if text)))
    return all(any(one.startswith(word) for one in held) for word in words)
