"""Pairs articles that became a clause of another article, and clauses that became an article.

Units are sought among units and details below their parents, so that what changes its level is
left over on both sides. It is proposed on the strength of its words alone: with all that stands
below it, and nothing else in either version may be nearly as much like it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from consultation.reading.tree import Kind
from consultation.versions.comparison import Comparison, Link
from consultation.versions.elsewhere import (
    ALIKE,
    FORMULAS,
    LEAST_WORDS_EQUAL,
    LEAST_WORDS_SIMILAR,
    MARGIN,
    MARGIN_EQUAL,
)
from consultation.versions.outline import Outline
from consultation.versions.pairing import MOST_COMPARISONS

#: Words and pairs of what is sought, times those of what it is compared with; a few seconds.
MOST_WORK = 10**11

Follow = Callable[[list[int], list[int]], None]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """How much two provisions are alike; equal: they have the same words in the same order."""

    likeness: float
    equal: bool
    place: int


def pair_promoted(comparison: Comparison, follow: Follow) -> None:
    """Pairs what changed from article to clause or point, or the reverse.

    Args:
        comparison: with the units linked, and nothing below them yet.
        follow: pairs the children of a pair.
    """
    for is_old in (True, False):
        for article, detail in list(_found(comparison, is_old=is_old)):
            old, new = (article, detail) if is_old else (detail, article)
            taken = comparison.of_new if is_old else comparison.of_old
            if detail not in taken:
                _release(comparison, article, is_old=is_old)
                comparison.pair([old], [new])
                follow([old], [new])


def _found(comparison: Comparison, *, is_old: bool) -> Iterator[tuple[int, int]]:
    """Articles of one version with the details of the other that they became, or were."""
    mine, other = comparison.old, comparison.new
    if not is_old:
        mine, other = other, mine
    hosts = _hosts(comparison, is_old=is_old)
    articles = [one for one in hosts if _is_long_article(mine, one)]
    details = [one for one in range(len(other.provisions)) if one not in other.unit_set]
    if _is_too_much(mine, other, articles):
        return
    for article in articles:
        host = hosts[article]
        inside = details if host is None else sorted(set(_below(other, host)) & set(details))
        detail = _counterpart(mine, article, other, inside)
        if detail is not None:
            yield article, detail


def _is_too_much(mine: Outline, other: Outline, articles: list[int]) -> bool:
    """Whether comparing would take long: by the number of provisions, or by their words."""
    if len(articles) * (len(mine.provisions) + len(other.provisions)) > MOST_COMPARISONS:
        return True
    sought = sum(len(mine.bags[article]) for article in articles)
    return sought * sum(map(len, [*mine.bags, *other.bags])) > MOST_WORK


def _hosts(comparison: Comparison, *, is_old: bool) -> dict[int, int | None]:
    """Articles that have no counterpart; and those taken for a part of another article, with it.

    "Merged" says that an article went into another one. If that one kept its own words, and has a
    clause with the words of the first, it is the clause that comments have to follow.
    """
    mine, links = comparison.old, comparison.of_old
    if not is_old:
        mine, links = comparison.new, comparison.of_new
    hosts: dict[int, int | None] = {}
    for unit in mine.units:
        link = links.get(unit)
        if link is None:
            hosts[unit] = None
            continue
        parts, wholes = (link.olds, link.news) if is_old else (link.news, link.olds)
        if len(parts) > 1 and len(wholes) == 1 and _is_joined(comparison, unit, link):
            hosts[unit] = wholes[0]
    return hosts


def _is_joined(comparison: Comparison, unit: int, link: Link) -> bool:
    """Whether a part was added to another part, which goes on unchanged."""
    old, new = comparison.old.own, comparison.new.own
    kept = [(one, other) for one in link.olds for other in link.news if old[one] == new[other]]
    return len(kept) == 1 and unit != kept[0][0 if len(link.olds) > 1 else 1]


def _release(comparison: Comparison, article: int, *, is_old: bool) -> None:
    """Takes an article out of the link in which it was taken for a part."""
    link = (comparison.of_old if is_old else comparison.of_new).get(article)
    if link is not None and is_old:
        comparison.pair([one for one in link.olds if one != article], link.news)
    elif link is not None:
        comparison.pair(link.olds, [one for one in link.news if one != article])


def _is_long_article(outline: Outline, place: int) -> bool:
    """Whether an article has words enough; what every decision says of itself is none.

    Where all its words stand in its one clause, that clause is what has a counterpart.
    """
    provision = outline.provisions[place]
    is_article = provision.kind is Kind.ARTICLE
    if not provision.text and len(outline.children[place]) == 1:
        return False
    if not is_article or len(outline.bodies[place]) < LEAST_WORDS_EQUAL:
        return False
    words = outline.whole[place].casefold()
    return not any(formula in words for formula in FORMULAS)


def _counterpart(mine: Outline, article: int, other: Outline, details: list[int]) -> int | None:
    """The one detail of the other version that has an article's words; none if in doubt."""
    found = [
        _compared(mine, article, other, detail)
        for detail in details
        if bool(mine.children[article]) == bool(other.children[detail])
    ]
    if not found:
        return None
    best = max(found, key=lambda one: (one.likeness, -one.place))
    enough = LEAST_WORDS_EQUAL if best.equal else LEAST_WORDS_SIMILAR
    if best.likeness < ALIKE or len(other.words[best.place]) < enough:
        return None
    limit = best.likeness - (MARGIN_EQUAL if best.equal else MARGIN)
    if _has_rival(mine, article, other, best.place, limit):
        return None
    return None if _has_rival(other, best.place, mine, article, limit) else best.place


def _compared(mine: Outline, article: int, other: Outline, detail: int) -> _Candidate:
    """An article's heading is often left out, or becomes the beginning of the clause."""
    equal = other.words[detail] in (mine.bodies[article], mine.words[article])
    likeness = max(_likenesses(mine, article, other.bags[detail]))
    return _Candidate(1.0 if equal else likeness, equal, detail)


def _likenesses(article: Outline, place: int, bag: str) -> Iterator[float]:
    for own in {article.bags[place], article.body_bags[place]}:
        yield Indel.normalized_similarity(own, bag, score_cutoff=ALIKE - MARGIN)


def _has_rival(mine: Outline, place: int, other: Outline, counterpart: int, limit: float) -> bool:
    """Whether anything but the counterpart, what holds it and what it holds, is as much alike."""
    kin = {*_above(other, counterpart), *_below(other, counterpart), counterpart}
    bags = {mine.bags[place], mine.body_bags[place]}
    return any(
        Indel.normalized_similarity(bag, other.bags[rival], score_cutoff=limit) > limit
        for rival in range(len(other.provisions))
        if rival not in kin
        for bag in bags
    )


def _above(outline: Outline, place: int) -> Iterator[int]:
    parent = outline.parents[place]
    while parent is not None:
        yield parent
        parent = outline.parents[parent]


def _below(outline: Outline, place: int) -> Iterable[int]:
    waiting = list(outline.children[place])
    while waiting:
        one = waiting.pop()
        yield one
        waiting += outline.children[one]
