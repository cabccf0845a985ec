"""In which order a summary has the comments: as the current text has its provisions.

What is at hand here grows with the text of the draft, never with the number of comments.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from consultation.comments.places import goes_on_as, name_of, ways_of
from consultation.drafts.models import DraftPage
from consultation.versions.models import DraftVersion, Lineage, Provision
from consultation.versions.naming import cited, marked, path_of

WHOLE = 0
SMALL = {Provision.Kind.CLAUSE, Provision.Kind.POINT}


@dataclass(frozen=True)
class Group:
    """A provision that was commented on, or the whole draft.

    Attributes:
        key: the number of the provision's lineage; 0 for the whole draft.
        lineages: that one and those that were joined to it.
        name: as it is cited; with its version if the current text no longer has it.
        address: where it stands in the current text; empty for the whole draft and what is gone.
        count: how many comments it has.
        former: the words of what is gone, as readers last had them.
    """

    key: int
    lineages: tuple[int, ...]
    name: str
    address: str
    count: int
    former: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether the current text no longer has it."""
        return self.key != WHOLE and not self.address

    def holds(self) -> Q:
        """The condition of its comments."""
        return Q(lineage__in=self.lineages) if self.lineages else Q(lineage=None)


def current_version(draft: DraftPage) -> DraftVersion | None:
    """The version that readers see."""
    version = draft.text_version
    if version is not None and version.published_at is not None:
        return version
    return DraftVersion.objects.filter(page=draft.text_page_id).published().first()


def groups_of(draft: DraftPage, counts: Mapping[int | None, int]) -> list[Group]:
    """What was commented on: the current text in its order, the whole draft, then what is gone.

    Args:
        draft: the draft itself.
        counts: how many comments each lineage has; under None the whole draft.
    """
    joined = Lineage.objects.filter(page=draft.text_page_id, continued_by__isnull=False)
    ends = goes_on_as(joined)
    members: dict[int, list[int]] = {}
    for lineage, count in counts.items():
        if lineage is not None and count:
            members.setdefault(ends.get(lineage, lineage), []).append(lineage)
    found = _current(current_version(draft), members, counts)
    if counts.get(None):
        found.append(Group(WHOLE, (), name_of(None), "", counts[None]))
    return found + _gone(draft, members, counts)


def outlined(version: DraftVersion | None) -> list[tuple[Provision, list[Provision]]]:
    """The provisions of a version in their order, without their words, each with the way up."""
    rows = list(version.provisions.order_by("order").defer("text")) if version else []
    by_key = {row.pk: row for row in rows}
    found = []
    for row in rows:
        way = [row]
        while way[-1].parent_id in by_key:
            way.append(by_key[way[-1].parent_id])
        found.append((row, way))
    return found


def called(row: Provision, way: Iterable[Provision]) -> str:
    """“Clause 1 article 2”, or “Article 2. Level of support” for what has a heading."""
    name = path_of(way) if row.kind in SMALL else str(row)
    return name or str(row)


def _current(version: DraftVersion | None, members: dict, counts: Mapping) -> list[Group]:
    """Takes those of the current text out of ``members``."""
    return [
        _group(row.lineage_id, members.pop(row.lineage_id), counts, called(row, way), row.address)
        for row, way in outlined(version)
        if row.lineage_id in members
    ]


def _gone(draft: DraftPage, members: dict, counts: Mapping) -> list[Group]:
    rows = Provision.objects.filter(lineage__in=members, version__published_at__isnull=False)
    ordered = rows.select_related("version").defer("text").order_by("version__number", "order")
    latest = {row.lineage_id: row for row in ordered} if members else {}
    ways, words = ways_of(latest.values()), _words_of(latest.values())
    places = {row.lineage_id: (row.version.number, row.order) for row in latest.values()}
    groups = []
    for lineage in sorted(members, key=lambda key: places.get(key, (0, 0))):
        row = latest.get(lineage)
        name = _("A provision that is gone")
        if row is not None:
            name = f"{called(row, ways.get(row.pk, [row]))} ({row.version.label})"
        former = words.get(row.pk, "") if row else ""
        groups.append(_group(lineage, members[lineage], counts, name, "", former))
    return groups


def _group(key: int, members: list, counts: Mapping, name: str, address: str, former="") -> Group:
    total = sum(counts[lineage] for lineage in members)
    return Group(key, tuple(sorted({key, *members})), name, address, total, former)


def _words_of(provisions: Iterable[Provision]) -> dict[int, str]:
    """The words of provisions and of all below them, in one statement."""
    keys = [row.pk for row in provisions]
    if not keys:
        return {}
    # A provision lies at most four levels below another: chapter, section, article, clause, point.
    ups = ["pk", "parent", "parent__parent", "parent__parent__parent"]
    ups.append("parent__parent__parent__parent")
    below = Q()
    for up in ups:
        below |= Q(**{f"{up}__in": keys})
    rows = list(Provision.objects.filter(below).order_by("version", "order"))
    parents = {row.pk: row.parent_id for row in rows}
    found: dict[int, list[str]] = {key: [] for key in keys}
    for row in rows:
        place = row.pk
        while place in parents:
            if place in found:
                found[place].append(_line(row, is_own=place == row.pk))
            place = parents[place]
    return {key: "\n".join(line for line in lines if line) for key, lines in found.items()}


def _line(row: Provision, *, is_own: bool) -> str:
    if row.kind in SMALL:
        mark = "" if is_own else marked(row.kind, row.number)
        return " ".join(part for part in (mark, row.heading, row.text) if part)
    heading = "" if is_own else cited(row.kind, row.number, row.heading)
    return "\n".join(part for part in (heading, row.text) if part)
