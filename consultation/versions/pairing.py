"""Pairs provisions of one level: first by the same words, then by similar ones.

Statutes are full of sentences that look alike. A pair is therefore proposed only when nothing
else is nearly as good; what stands at the same place needs less likeness than what has moved.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Indel

from consultation.versions.comparison import Backbone, Comparison
from consultation.versions.outline import Outline

# Shares of words and of pairs of words in common (Dice), from 0 to 1.
ALIKE_NEAR = 0.4
ALIKE_NEAR_SAME_NUMBER = 0.36
# Of two words one is another, and their pair: a third is the same.
ALIKE_NEAR_SHORT, SHORT = 0.3, 5
ALIKE_NEAR_SAME_HEADING = 0.2
ALIKE_AFAR = 0.55
# How much better than the next best a proposal must be.
MARGIN_NEAR = 0.04
MARGIN_AFAR = 0.1
# What context adds to the likeness when proposals are ranked.
SAME_PLACE, SAME_HEADING, SAME_NUMBER = 0.1, 0.15, 0.06
# Provisions between two paired ones that still count as the same place.
REACH = 3
# Words without which a provision is too short to be known again elsewhere.
LEAST_WORDS_MOVED = 4
LEAST_WORDS_CHANGED_AFAR = 8
LEAST_WORDS_OTHER_BRANCH = 15
# More than any likeness.
NEVER = 2.0
# Beyond so many comparisons of one level only equal provisions are paired, to stay quick.
MOST_COMPARISONS = 1_000_000
# The most alike provisions that are looked at for one; among more lookalikes nothing is certain.
MOST_CANDIDATES = 20


@dataclass(frozen=True, slots=True)
class Level:
    """Provisions among which pairs are sought.

    Attributes:
        olds: places in the old version.
        news: places in the new version.
        wide: units of the whole document, not the children of provisions that are a pair.
    """

    olds: list[int]
    news: list[int]
    wide: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A possible pair, its likeness with what context adds, and how sure it must be."""

    total: float
    old: int
    new: int
    least: float
    likeness: float
    margin: float


def pair_equal(comparison: Comparison, level: Level) -> None:
    """Pairs provisions that have the same words with all that is below them.

    What occurs once in each version is a pair. What occurs several times is paired at its
    place: the same number first, then in order.
    """
    groups = _groups(comparison, level)
    for olds, news in groups:
        if len(olds) == len(news) == 1 and _may_travel(comparison, level, olds[0], news[0]):
            comparison.pair(olds, news)
    backbone = Backbone(comparison, level.olds, level.news)
    for olds, news in groups:
        _pair_at_place(comparison, backbone, olds, news)


def _groups(comparison: Comparison, level: Level) -> list[tuple[list[int], list[int]]]:
    """Equal provisions of both versions."""
    groups: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for old in comparison.free_olds(level.olds):
        groups[comparison.old.whole[old]][0].append(old)
    for new in comparison.free_news(level.news):
        groups[comparison.new.whole[new]][1].append(new)
    return [(olds, news) for olds, news in groups.values() if olds and news]


def _may_travel(comparison: Comparison, level: Level, old: int, new: int) -> bool:
    """Whether equal provisions are long enough to be the same wherever they stand."""
    if not level.wide:
        return True
    same_branch = comparison.old.branches[old] == comparison.new.branches[new]
    least = LEAST_WORDS_MOVED if same_branch else LEAST_WORDS_OTHER_BRANCH
    return len(comparison.old.words[old]) >= least


def _pair_at_place(
    comparison: Comparison, backbone: Backbone, olds: list[int], news: list[int]
) -> None:
    gaps: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for old in comparison.free_olds(olds):
        gaps[backbone.old_gap(old)][0].append(old)
    for new in comparison.free_news(news):
        gaps[backbone.new_gap(new)][1].append(new)
    for gap_olds, gap_news in gaps.values():
        numbers = {comparison.new.numbers[new]: new for new in reversed(gap_news)}
        for old in gap_olds:
            new = numbers.pop(comparison.old.numbers[old], None)
            if new is not None:
                comparison.pair([old], [new])
        rest = comparison.free_olds(gap_olds), comparison.free_news(gap_news)
        for old, new in zip(*rest, strict=False):
            comparison.pair([old], [new])


def pair_similar(comparison: Comparison, level: Level) -> None:
    """Pairs what has mostly the same words, the best first, and leaves what is ambiguous."""
    olds, news = comparison.free_olds(level.olds), comparison.free_news(level.news)
    if not olds or not news or len(olds) * len(news) > MOST_COMPARISONS:
        return
    choose(comparison, _proposals(comparison, level, olds, news))


def choose(comparison: Comparison, proposals: Iterable[Proposal]) -> None:
    """Pairs by the best proposals, and by none that another is nearly as good as."""
    by_old, by_new = defaultdict(list), defaultdict(list)
    for proposal in proposals:
        by_old[proposal.old].append(proposal)
        by_new[proposal.new].append(proposal)
    for competing in (*by_old.values(), *by_new.values()):
        competing.sort(key=_rank)
    ranked = sorted((each for found in by_old.values() for each in found), key=_rank)
    for proposal in ranked:
        if proposal.old in comparison.of_old or proposal.new in comparison.of_new:
            continue
        rivals = _rivals(comparison, by_old[proposal.old], by_new[proposal.new], proposal)
        sure = all(proposal.total - rival >= proposal.margin for rival in rivals)
        if sure and proposal.likeness >= proposal.least:
            comparison.pair([proposal.old], [proposal.new])


def _rank(proposal: Proposal) -> tuple[float, int, int]:
    return (-proposal.total, proposal.old, proposal.new)


def _rivals(
    comparison: Comparison, of_old: list[Proposal], of_new: list[Proposal], proposal: Proposal
) -> list[float]:
    """The next best total that each of the two could have instead."""
    rivals = []
    for proposals in (of_old, of_new):
        for other in proposals:
            if other is proposal or other.old in comparison.of_old:
                continue
            if other.new not in comparison.of_new:
                rivals.append(other.total)
                break
    return rivals


def _proposals(
    comparison: Comparison, level: Level, olds: list[int], news: list[int]
) -> Iterator[Proposal]:
    backbone = Backbone(comparison, level.olds, level.news)
    bags = [comparison.new.bags[new] for new in news]
    akin: dict[tuple[str, str], list[int]] = defaultdict(list)
    for new in news:
        for feature in _features(comparison.new, new):
            akin[feature].append(new)
    for old in olds:
        bag = comparison.old.bags[old]
        likenesses = {
            new: Indel.normalized_similarity(bag, comparison.new.bags[new])
            for feature in _features(comparison.old, old)
            for new in akin[feature][:MOST_CANDIDATES]
        }
        found = process.extract(
            bag,
            bags,
            scorer=Indel.normalized_similarity,
            score_cutoff=ALIKE_NEAR,
            limit=MOST_CANDIDATES,
        )
        likenesses.update((news[index], likeness) for _bag, likeness, index in found)
        for new, likeness in likenesses.items():
            if comparison.old.provisions[old].kind == comparison.new.provisions[new].kind:
                yield _proposal(comparison, backbone, (old, new), likeness)


def _features(outline: Outline, place: int) -> Iterator[tuple[str, str]]:
    """What makes a pair worth looking at although its words are little alike."""
    yield "number", outline.numbers[place]
    if outline.headings[place]:
        yield "heading", outline.headings[place]


def _proposal(
    comparison: Comparison, backbone: Backbone, pair: tuple[int, int], likeness: float
) -> Proposal:
    """Ranks a possible pair by its likeness and its context."""
    old, new = pair
    heading = comparison.old.headings[old]
    same_heading = bool(heading) and heading == comparison.new.headings[new]
    same_number = comparison.old.numbers[old] == comparison.new.numbers[new]
    near = backbone.is_near(old, new, REACH)
    bonus = SAME_HEADING * same_heading + SAME_NUMBER * same_number + SAME_PLACE * near
    if near:
        short = len(comparison.old.words[old]) <= SHORT
        least, margin = _least_near(same_heading, same_number, short), MARGIN_NEAR
    else:
        least, margin = _least_afar(comparison, old, new), MARGIN_AFAR
    return Proposal(likeness + bonus, old, new, least, likeness, margin)


def _least_near(same_heading: bool, same_number: bool, short: bool) -> float:
    if same_heading:
        return ALIKE_NEAR_SAME_HEADING
    if same_number:
        return ALIKE_NEAR_SHORT if short else ALIKE_NEAR_SAME_NUMBER
    return ALIKE_NEAR


def _least_afar(comparison: Comparison, old: int, new: int) -> float:
    shorter = min(len(comparison.old.words[old]), len(comparison.new.words[new]))
    same_branch = comparison.old.branches[old] == comparison.new.branches[new]
    enough = LEAST_WORDS_CHANGED_AFAR if same_branch else LEAST_WORDS_OTHER_BRANCH
    return ALIKE_AFAR if shorter >= enough else NEVER
