"""How near two texts are: by the runs of three words that they share.

Texts that share most of their runs are found without comparing all with all, by MinHash: of many
fixed orders of all possible runs, each text keeps its first run in each order, and a few of these
together make a band. The usual library needs NumPy and SciPy for what are thirty lines here.
"""

import hashlib
import re
from collections.abc import Iterable

from portal.common.text import fold

RUN = 3
# Of fewer words only the same words are the same text.
FEWEST_RUNS = 8
# Which part of the runs of both has to be in both. One name exchanged in forty words leaves
# 0.85, a sentence of ten words added to fifty 0.79.
ALIKE = 0.7
# Texts that are alike share a band with a probability of 0.999.
BANDS, ROWS = 20, 3
_PRIME = (1 << 61) - 1
_NOT_WORDS = re.compile(r"[\W_]+")


def _digest(written: str, size: int = 8) -> int:
    """A number that is the same on every machine and for ever: bands are stored."""
    return int.from_bytes(hashlib.blake2b(written.encode(), digest_size=size).digest(), "big")


_ORDERS = [
    (_digest(f"a{number}") % _PRIME, _digest(f"b{number}") % _PRIME)
    for number in range(BANDS * ROWS)
]


def runs_of(text: str, quoted: str = "") -> frozenset[int]:
    """The runs of three words of a text, as numbers.

    Args:
        text: what somebody wrote.
        quoted: what everybody may quote who writes on the same provision; it does not count.
    """
    return frozenset(_runs(text)) - frozenset(_runs(quoted))


def _runs(text: str) -> Iterable[int]:
    words = _NOT_WORDS.sub(" ", fold(text)).split()
    for start in range(len(words) - RUN + 1):
        yield _digest(" ".join(words[start : start + RUN]), 7)


def is_comparable(runs: frozenset[int]) -> bool:
    """Whether a text is long enough to be nearly the same as another one."""
    return len(runs) >= FEWEST_RUNS


def nearness(one: frozenset[int], other: frozenset[int]) -> float:
    """Between 0 and 1: the part of the runs of both that are in both."""
    together = len(one | other)
    return len(one & other) / together if together else 0.0


def bands_of(runs: frozenset[int]) -> list[int]:
    """The traits of a text, as numbers of 63 bits."""
    firsts = [min((a * run + b) % _PRIME for run in runs) for a, b in _ORDERS]
    return [
        _digest(f"{number}:{firsts[number * ROWS : (number + 1) * ROWS]}") >> 1
        for number in range(BANDS)
    ]
