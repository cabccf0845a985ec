"""Proposes which provision of a new version continues which one of the old."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from consultation.reading.tree import Provision
from consultation.versions.comparison import Comparison, Link
from consultation.versions.elsewhere import pair_elsewhere
from consultation.versions.frames import pair_frames
from consultation.versions.outline import Outline
from consultation.versions.pairing import Level, pair_equal, pair_similar
from consultation.versions.promotion import pair_promoted
from consultation.versions.splitting import find_merges, find_splits, find_unfolded
from consultation.versions.wording import Alphabet


class Relation(TextChoices):
    """What became of a provision."""

    SAME = "same", pgettext_lazy("provision", "unchanged")
    CHANGED = "changed", pgettext_lazy("provision", "changed")
    MOVED = "moved", pgettext_lazy("provision", "moved")
    SPLIT = "split", pgettext_lazy("provision", "split")
    MERGED = "merged", pgettext_lazy("provision", "merged")
    NEW = "new", pgettext_lazy("provision", "new")
    REMOVED = "removed", pgettext_lazy("provision", "removed")


@dataclass(frozen=True, slots=True)
class Mapping:
    """Provisions that belong together, by their addresses in document order."""

    old: list[str]
    new: list[str]
    relation: Relation


def map_versions(old: Sequence[Provision], new: Sequence[Provision]) -> list[Mapping]:
    """Proposes a mapping of two versions; a person decides.

    Articles are matched by their content over the whole document, what is below them within
    their pairs, chapters by the articles that they hold. A provision's relation speaks of its
    own heading and text, not of what is below it:

    - `same`: the same words at the same place. The place is the own number within the parent,
      so a clause whose article was renumbered stays `same`; and chapters that were introduced
      around articles, or dissolved, move nothing that keeps its number.
    - `moved`: the same words under another number or parent.
    - `changed`: other words, wherever they stand.
    - `split`, `merged`: the words of one are in several, or of several in one.
    - `new`, `removed`: no counterpart, or none that is beyond doubt.

    Args:
        old: provisions of the version that people commented on, in document order.
        new: provisions of the version that replaces it, in document order.

    Returns:
        Every address of both versions exactly once, in the order of the new version; what was
        removed stands where it stood.

    Raises:
        ValueError: an address occurs twice in a version; the exception names it.
    """
    alphabet = Alphabet()
    comparison = Comparison(Outline(old, alphabet), Outline(new, alphabet))

    def follow(olds: list[int], news: list[int]) -> None:
        _follow(comparison, olds, news)

    _pair_level(comparison, Level(comparison.old.units, comparison.new.units, wide=True))
    pair_frames(comparison)
    pair_promoted(comparison, follow)
    _follow_all(comparison)
    find_unfolded(comparison)
    pair_elsewhere(comparison, follow)
    return [_mapping(comparison, link) for link in _in_order(comparison)]


def as_data(mappings: Sequence[Mapping]) -> dict:
    """Plain values for JSON."""
    return {"mapping": [asdict(each) for each in mappings]}


def _pair_level(comparison: Comparison, level: Level) -> None:
    pair_equal(comparison, level)
    pair_similar(comparison, level)
    find_splits(comparison, level)
    find_merges(comparison, level)


def _follow_all(comparison: Comparison) -> None:
    """Children of every linked unit."""
    for unit in comparison.old.units:
        link = comparison.of_old.get(unit)
        if link is not None and link.olds[0] == unit:
            _follow(comparison, link.olds, link.news)


def _follow(comparison: Comparison, olds: list[int], news: list[int]) -> None:
    """Pairs the children of provisions that belong together, level by level."""
    waiting = [(olds, news)]
    while waiting:
        parents = waiting.pop()
        level = Level(
            comparison.free_olds(comparison.old.children_of(parents[0])),
            comparison.free_news(comparison.new.children_of(parents[1])),
            wide=False,
        )
        if level.olds and level.news:
            _pair_level(comparison, level)
            links = {id(link): link for link in map(comparison.of_old.get, level.olds) if link}
            waiting += [(link.olds, link.news) for link in links.values()]


def _in_order(comparison: Comparison) -> list[Link]:
    """All links, and links with one side only for what has no counterpart."""
    links: list[Link] = []
    done: set[int] = set()
    removed = comparison.free_olds(range(len(comparison.old.provisions)))
    followers = _followers(comparison, removed)
    links += followers.pop(None, [])
    for new in range(len(comparison.new.provisions)):
        link = comparison.of_new.get(new) or Link([], [new])
        if id(link) in done:
            continue
        done.add(id(link))
        links.append(link)
        for old in link.olds:
            links += followers.get(old, [])
    return links


def _followers(comparison: Comparison, removed: list[int]) -> dict[int | None, list[Link]]:
    """What was removed, under the last provision before it that was not."""
    gone = set(removed)
    followers: dict[int | None, list[Link]] = {}
    last: int | None = None
    for old in range(len(comparison.old.provisions)):
        if old in gone:
            followers.setdefault(last, []).append(Link([old], []))
        else:
            last = old
    return followers


def _mapping(comparison: Comparison, link: Link) -> Mapping:
    return Mapping(
        [comparison.old.provisions[old].address for old in link.olds],
        [comparison.new.provisions[new].address for new in link.news],
        _relation(comparison, link),
    )


def _relation(comparison: Comparison, link: Link) -> Relation:
    if not link.olds:
        return Relation.NEW
    if not link.news:
        return Relation.REMOVED
    if len(link.news) > 1:
        return Relation.SPLIT
    if len(link.olds) > 1:
        return Relation.MERGED
    old, new = link.olds[0], link.news[0]
    if comparison.old.own[old] != comparison.new.own[new]:
        return Relation.CHANGED
    return Relation.SAME if _is_in_place(comparison, old, new) else Relation.MOVED


def _is_in_place(comparison: Comparison, old: int, new: int) -> bool:
    old_parent, new_parent = comparison.old.parents[old], comparison.new.parents[new]
    provisions = comparison.old.provisions[old], comparison.new.provisions[new]
    if provisions[0].kind != provisions[1].kind:
        return False
    if comparison.old.numbers[old] != comparison.new.numbers[new]:
        return False
    if comparison.are_linked(old_parent, new_parent):
        return True
    return (old_parent is None or new_parent is None) and old in comparison.old.unit_set
