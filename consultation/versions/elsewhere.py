"""Pairs what left the provision that it stood in: clauses and points under another article.

Their parents say that they do not belong together, so their words must say so all the louder:
long enough, and either the same and nowhere else in either version, or nearly the same and
nothing like them anywhere else. What every decision says of itself is never looked for elsewhere.
"""

from collections.abc import Callable

from rapidfuzz import process
from rapidfuzz.distance import Indel

from consultation.versions.comparison import Comparison
from consultation.versions.outline import Outline
from consultation.versions.pairing import MOST_COMPARISONS
from consultation.versions.wording import exact_key

LEAST_WORDS_EQUAL = 10
LEAST_WORDS_SIMILAR = 15
ALIKE = 0.7
# How much less like it everything else must be; beside equal words the least difference tells.
MARGIN, MARGIN_EQUAL = 0.15, 0.001
FORMULAS = tuple(
    exact_key(words).casefold()
    for words in (
        "này có hiệu lực",
        "chịu trách nhiệm thi hành",
        "tổ chức thực hiện Quyết định này",
    )
)


def pair_elsewhere(comparison: Comparison, follow: Callable[[list[int], list[int]], None]) -> None:
    """Pairs details that moved to another parent.

    Args:
        comparison: with everything linked that stayed with its parent.
        follow: pairs the children of a pair; called before lower levels are looked at.
    """
    old_size, new_size = len(comparison.old.provisions), len(comparison.new.provisions)
    olds = [
        old for old in comparison.free_olds(range(old_size)) if old not in comparison.old.unit_set
    ]
    if len(olds) * (old_size + new_size) > MOST_COMPARISONS:
        return
    for old in olds:
        words = len(comparison.old.own_words[old])
        if words < LEAST_WORDS_EQUAL or old in comparison.of_old:
            continue
        if any(formula in comparison.old.own[old].casefold() for formula in FORMULAS):
            continue
        new = _counterpart(comparison, old)
        if new is not None and new not in comparison.new.unit_set and new not in comparison.of_new:
            comparison.pair([old], [new])
            follow([old], [new])


def _counterpart(comparison: Comparison, old: int) -> int | None:
    """The one provision of the new version that has these words; none if there is a doubt."""
    found = _most_alike(comparison.old.own_bags[old], comparison.new)
    if not found:
        return None
    likeness, new = found[0]
    equal = comparison.old.own[old] == comparison.new.own[new]
    words = len(comparison.old.own_words[old])
    if not equal and (likeness < ALIKE or words < LEAST_WORDS_SIMILAR):
        return None
    same_kind = comparison.old.provisions[old].kind == comparison.new.provisions[new].kind
    if not equal and not same_kind:
        return None
    back = _most_alike(comparison.new.own_bags[new], comparison.old)
    rivals = [rival for rival, _place in found[1:]]
    rivals += [rival for rival, place in back if place != old]
    margin = MARGIN_EQUAL if equal else MARGIN
    return None if any(likeness - rival < margin for rival in rivals) else new


def _most_alike(bag: str, outline: Outline) -> list[tuple[float, int]]:
    """The two provisions with most of the words in common, the best first."""
    found = process.extract(
        bag,
        outline.own_bags,
        scorer=Indel.normalized_similarity,
        score_cutoff=ALIKE - MARGIN,
        limit=2,
    )
    return [(likeness, place) for _bag, likeness, place in found]
