"""Pairs parts, chapters, sections and annexes: by what they hold, their headings and numbers."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from consultation.versions.comparison import Comparison
from consultation.versions.outline import DETAILS, Outline
from consultation.versions.pairing import Proposal, choose

# The share of their units that two frames have in common, from 0 to 1.
LEAST_SHARE = 0.5
SAME_HEADING, SAME_NUMBER, SAME_PARENT = 0.5, 0.1, 0.2
MARGIN = 0.02


def pair_frames(comparison: Comparison) -> None:
    """Pairs the frames, from the outermost in, once the units are paired.

    Frames of one kind belong together when they have half of their units in common, or the same
    heading together with a common unit, number or parent. A heading that occurs twice
    ("QUY ĐỊNH CHUNG" in two chapters) decides nothing alone.
    """
    shared, sizes = _shared_units(comparison)
    news = [new for new in _frames(comparison.new) if new not in comparison.of_new]
    by_heading: dict[tuple[str, str], set[int]] = defaultdict(set)
    for new in news:
        by_heading[_titled(comparison.new, new)].add(new)
    depths: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    for old in comparison.free_olds(_frames(comparison.old)):
        holding = {new for new in shared[old] if new not in comparison.of_new}
        for new in sorted(holding | by_heading[_titled(comparison.old, old)]):
            share = 2 * shared[old][new] / max(1, sizes[0][old] + sizes[1][new])
            depths[len(list(_above(comparison.old, old)))].append((share, old, new))
    for depth in sorted(depths):
        choose(comparison, [_proposal(comparison, *candidate) for candidate in depths[depth]])


def _frames(outline: Outline) -> list[int]:
    return [
        place for place, provision in enumerate(outline.provisions) if provision.kind not in DETAILS
    ]


def _titled(outline: Outline, place: int) -> tuple[str, str]:
    return outline.provisions[place].kind, outline.headings[place]


def _above(outline: Outline, place: int) -> Iterator[int]:
    parent = outline.parents[place]
    while parent is not None:
        yield parent
        parent = outline.parents[parent]


def _shared_units(comparison: Comparison) -> tuple[dict[int, Counter], tuple[Counter, Counter]]:
    """How many units each two frames of one kind have in common, and how many each holds."""
    shared: dict[int, Counter] = defaultdict(Counter)
    sizes = (Counter(), Counter())
    for outline, size in zip((comparison.old, comparison.new), sizes, strict=True):
        for unit in outline.units:
            size.update(_above(outline, unit))
    for old in comparison.old.units:
        link = comparison.of_old.get(old)
        for new in link.news[:1] if link else ():
            kinds = defaultdict(list)
            for frame in _above(comparison.new, new):
                kinds[comparison.new.provisions[frame].kind].append(frame)
            for frame in _above(comparison.old, old):
                shared[frame].update(kinds[comparison.old.provisions[frame].kind])
    return shared, sizes


def _proposal(comparison: Comparison, share: float, old: int, new: int) -> Proposal:
    heading = comparison.old.headings[old]
    same_heading = bool(heading) and heading == comparison.new.headings[new]
    same_number = comparison.old.numbers[old] == comparison.new.numbers[new]
    parents = comparison.old.parents[old], comparison.new.parents[new]
    same_parent = comparison.are_linked(*parents)
    bonus = SAME_HEADING * same_heading + SAME_NUMBER * same_number + SAME_PARENT * same_parent
    supported = same_heading and (share > 0 or same_number or same_parent)
    least = 0.0 if supported else LEAST_SHARE
    return Proposal(share + bonus, old, new, least, share, MARGIN)
