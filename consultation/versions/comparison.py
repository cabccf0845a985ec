"""Two versions side by side, and what has been paired so far."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consultation.versions.outline import Outline


@dataclass(slots=True)
class Link:
    """Places of the old and of the new version that belong together."""

    olds: list[int]
    news: list[int]


class Comparison:
    """Two outlines and their links; every place is in one link at most."""

    def __init__(self, old: Outline, new: Outline) -> None:
        self.old = old
        self.new = new
        self.of_old: dict[int, Link] = {}
        self.of_new: dict[int, Link] = {}

    def pair(self, olds: Sequence[int], news: Sequence[int]) -> None:
        """Links provisions; links that they had before are replaced."""
        link = Link(sorted(olds), sorted(news))
        self.of_old.update(dict.fromkeys(olds, link))
        self.of_new.update(dict.fromkeys(news, link))

    def free_olds(self, places: Iterable[int]) -> list[int]:
        """Those of some places of the old version that have no link."""
        return [place for place in places if place not in self.of_old]

    def free_news(self, places: Iterable[int]) -> list[int]:
        """Those of some places of the new version that have no link."""
        return [place for place in places if place not in self.of_new]

    def are_linked(self, old: int | None, new: int | None) -> bool:
        """Whether both belong together; the outermost levels do."""
        if old is None or new is None:
            return old is new
        return old in self.of_old and new in self.of_old[old].news


class Backbone:
    """Pairs whose order is the same in both versions, and the gaps between them.

    What stands in the same gap of both versions stands at the same place, however the numbers
    run; what was moved is not part of the backbone.
    """

    def __init__(self, comparison: Comparison, olds: list[int], news: list[int]) -> None:
        among = set(news)
        pairs = [
            (old, comparison.of_old[old].news[0])
            for old in olds
            if old in comparison.of_old and comparison.of_old[old].news[0] in among
        ]
        kept = _longest_rising(pairs)
        self._olds = _positions(olds, [old for old, _new in kept])
        self._news = _positions(news, [new for _old, new in kept])

    def old_gap(self, old: int) -> int:
        """The number of the gap in which a place of the old version lies."""
        return self._olds[old][0]

    def new_gap(self, new: int) -> int:
        """The number of the gap in which a place of the new version lies."""
        return self._news[new][0]

    def is_near(self, old: int, new: int, reach: int) -> bool:
        """Whether both lie in the same gap, about equally far from one of its ends."""
        old_gap, old_after, old_before = self._olds[old]
        new_gap, new_after, new_before = self._news[new]
        if old_gap != new_gap:
            return False
        return abs(old_after - new_after) <= reach or abs(old_before - new_before) <= reach


def _positions(places: list[int], marks: list[int]) -> dict[int, tuple[int, int, int]]:
    """For each place its gap between the marks, and its distances from the gap's two ends."""
    ranks = {place: rank for rank, place in enumerate(places)}
    ends = [-1, *(ranks[mark] for mark in marks), len(places)]
    gaps = ((place, bisect_left(marks, place)) for place in places)
    return {
        place: (gap, ranks[place] - ends[gap], ends[gap + 1] - ranks[place]) for place, gap in gaps
    }


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs, ordered by their first, in which the second rises too."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, (_old, new) in enumerate(pairs):
        length = bisect_left(tails, new)
        tails[length : length + 1] = [new]
        ends[length : length + 1] = [index]
        before.append(ends[length - 1] if length else None)
    chain = []
    step = ends[-1] if ends else None
    while step is not None:
        chain.append(pairs[step])
        step = before[step]
    return chain[::-1]
