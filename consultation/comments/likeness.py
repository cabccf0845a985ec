"""Which texts are the same but for the way in which they are typed."""

import hashlib
import re

from portal.common.text import fold

_NOT_WORDS = re.compile(r"[\W_]+")


def likeness_of(text: str) -> str:
    """A digest that is equal for texts that differ in case, marks, blanks and signs alone."""
    words = _NOT_WORDS.sub(" ", fold(text)).strip()
    return hashlib.sha256(words.encode()).hexdigest()
