"""Finds one provision whose words were spread over several, and several that became one.

Words count as taken over where three of them follow each other in both texts: single words
are in common everywhere.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from consultation.versions.comparison import Comparison, Link
from consultation.versions.pairing import Level

RUN = 3
LEAST_WORDS = 10
# The share of a part's words that come from the whole, and of the whole's that are in the parts.
LEAST_OF_PART = 0.6
LEAST_OF_WHOLE = 0.7
# What each part must add to the others: words, and share of the whole.
LEAST_GAIN, LEAST_GAIN_SHARE = 4, 0.1
# What stands in more places than this is a formula and tells nothing.
MOST_HOLDERS = 20
# Other provisions that may stand between two parts.
MOST_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class Side:
    """One version in the role of the wholes, or of the parts."""

    places: list[int]
    words: list[str]
    free: list[int]
    links: dict[int, Link]


def find_splits(comparison: Comparison, level: Level) -> None:
    """Links one old provision of the level with all new ones that its words went to."""
    old, new = _sides(comparison, level)
    for whole, parts in _spread(old, new, lambda link: link.news):
        comparison.pair([whole], parts)


def find_merges(comparison: Comparison, level: Level) -> None:
    """Links several old provisions of the level with the new one that took their words."""
    old, new = _sides(comparison, level)
    for whole, parts in _spread(new, old, lambda link: link.olds):
        comparison.pair(parts, [whole])


def find_unfolded(comparison: Comparison) -> None:
    """Links a provision with its counterpart and the points below it that took its words.

    "Hồ sơ gồm: đơn; bản vẽ" is often written anew with a) đơn and b) bản vẽ, or the other way
    round.
    """
    old, new = comparison.old, comparison.new
    links = [(link.olds[0], link.news) for link in comparison.of_old.values()]
    for one, other in [(first, news[0]) for first, news in links if len(news) == 1]:
        if len(comparison.of_new[other].olds) > 1 or old.own[one] == new.own[other]:
            continue
        if not old.children[one]:
            below = comparison.free_news(new.children[other])
            parts = _unfolded(old.own_words[one], other, below, new.own_words)
            if parts:
                comparison.pair([one], parts)
        elif not new.children[other]:
            below = comparison.free_olds(old.children[one])
            parts = _unfolded(new.own_words[other], one, below, old.own_words)
            if parts:
                comparison.pair(parts, [other])


def _unfolded(whole: str, head: int, below: list[int], words: list[str]) -> list[int]:
    """The head with those below it that hold the words of the whole; none if they do not."""
    places = [head, *below]
    if len(whole) < LEAST_WORDS or not below:
        return []
    found = _parts_of(whole, places, words, {place: rank for rank, place in enumerate(places)})
    return sorted({head, *found}) if found else []


def _sides(comparison: Comparison, level: Level) -> tuple[Side, Side]:
    free_olds, free_news = comparison.free_olds(level.olds), comparison.free_news(level.news)
    return (
        Side(level.olds, comparison.old.words, free_olds, comparison.of_old),
        Side(level.news, comparison.new.words, free_news, comparison.of_new),
    )


def _spread(
    wholes: Side, parts: Side, partners_of: Callable[[Link], list[int]]
) -> Iterator[tuple[int, list[int]]]:
    """Each whole with its parts, as soon as it is found, so that no part is taken twice."""
    if not parts.free:
        return
    holders = _holders(parts)
    ranks = {place: rank for rank, place in enumerate(parts.places)}
    for whole in wholes.places:
        words = wholes.words[whole]
        link = wholes.links.get(whole, Link([], []))
        if len(words) < LEAST_WORDS or len(link.olds) > 1 or len(link.news) > 1:
            continue
        partners = partners_of(link)
        if partners and parts.words[partners[0]] == words:
            continue
        candidates = [*_touched(words, holders, parts), *partners]
        found = _parts_of(words, candidates, parts.words, ranks) if len(candidates) > 1 else []
        if len(found) > 1 and set(partners) <= set(found):
            yield whole, found


def _holders(parts: Side) -> dict[str, list[int]]:
    """The free places that hold each run of words."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place in parts.free:
        for run in set(_runs(parts.words[place])):
            holders[run].append(place)
    return {run: places for run, places in holders.items() if len(places) <= MOST_HOLDERS}


def _touched(words: str, holders: dict[str, list[int]], parts: Side) -> list[int]:
    """Free places with about as many of the whole's runs as a part must have."""
    hits = Counter(place for run in set(_runs(words)) for place in holders.get(run, ()))
    return [
        place
        for place, count in hits.items()
        if place not in parts.links and count * RUN >= LEAST_OF_PART * len(parts.words[place])
    ]


def _runs(words: str) -> list[str]:
    return [words[start : start + RUN] for start in range(len(words) - RUN + 1)]


def _covered(words: str, runs: set[str]) -> set[int]:
    """The positions of words that belong to a run which is also elsewhere."""
    covered: set[int] = set()
    for start, run in enumerate(_runs(words)):
        if run in runs:
            covered.update(range(start, start + RUN))
    return covered


def _parts_of(
    whole: str, candidates: list[int], words: list[str], ranks: dict[int, int]
) -> list[int]:
    """The neighbouring candidates that together hold most of the whole; none if they do not."""
    runs = set(_runs(whole))
    shares = {
        place: _covered(whole, set(_runs(words[place])))
        for place in candidates
        if len(_covered(words[place], runs)) >= LEAST_OF_PART * len(words[place])
    }
    best: list[int] = []
    best_size = LEAST_OF_WHOLE * len(whole)
    for cluster in _clusters(sorted(shares), ranks):
        needed = _without_idle(cluster, shares, len(whole))
        size = len(set().union(*(shares[place] for place in needed)))
        if len(needed) > 1 and size >= best_size:
            best, best_size = needed, size
    return best


def _clusters(places: list[int], ranks: dict[int, int]) -> list[list[int]]:
    """Places in groups that stand together in the document."""
    clusters: list[list[int]] = []
    for place in places:
        if clusters and ranks[place] - ranks[clusters[-1][-1]] <= MOST_BETWEEN + 1:
            clusters[-1].append(place)
        else:
            clusters.append([place])
    return clusters


def _without_idle(cluster: list[int], shares: dict[int, set[int]], size: int) -> list[int]:
    """The places that each bring words of their own, those that bring most first."""
    needed: list[int] = []
    covered: set[int] = set()
    least = max(LEAST_GAIN, LEAST_GAIN_SHARE * size)
    for place in sorted(cluster, key=lambda place: -len(shares[place])):
        if len(shares[place] - covered) >= least:
            needed.append(place)
            covered |= shares[place]
    return sorted(needed)
