"""What the directory shows, in a bounded number of statements for any number of portals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.common import clock
from portal.common.listings import Listing, page_number, refuse_beyond_end, slice_of
from portal.common.text import UnfitTextError, clean_text, fold
from sites.directory.querysets import AGENCIES, COMMUNES, DISTRICTS, archived, listed
from sites.profile.lines import home_url
from sites.profile.services import Portal
from sites.units.models import Kind

KIND_PARAMETER, WORDS_PARAMETER = "loai", "tu-khoa"
ARCHIVE = "luu-tru"
# What the address says -> group of :mod:`sites.directory.querysets`, and its heading.
GROUPS: dict[str, tuple[int, Promise]] = {
    "so-nganh": (AGENCIES, _("Departments and agencies")),
    "huyen": (DISTRICTS, _("Districts, towns and cities")),
    "xa": (COMMUNES, _("Communes, wards and townships")),
}
_HEADINGS = dict(GROUPS.values())
_KEYS = {group: key for key, (group, _heading) in GROUPS.items()}
ROWS = 200
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Entry:
    """One portal: its name in the reader's language and its address."""

    name: str
    url: str


@dataclass(frozen=True)
class Branch:
    """Portals that stand together, such as those of one district's communes.

    Attributes:
        heading: the unit above them; empty where it says nothing.
    """

    heading: str
    entries: list[Entry]


@dataclass(frozen=True)
class Group:
    """All portals of one kind.

    Attributes:
        key: what the address says for this kind alone.
        total: how many portals of the kind there are in all.
    """

    key: str
    heading: str | Promise
    total: int
    branches: list[Branch] = field(default_factory=list)


def portals_below(portal: Portal, day: date) -> QuerySet[Any]:
    """The portals that a portal's directory lists: all on the province's, else the children's."""
    if portal.period is None:
        return listed(day).none()
    if portal.period.kind == Kind.PROVINCE:
        return listed(day)
    return listed(day).filter(parent=portal.period.unit_id)


def totals_of(rows: QuerySet[Any]) -> dict[int, int]:
    """How many portals of each group there are, in one statement."""
    counted = rows.order_by().values("group").annotate(total=Count("pk"))
    return dict(counted.values_list("group", "total"))


def grouped(rows: Iterable[Any], language: str, totals: dict[int, int]) -> list[Group]:
    """Rows of :func:`listed`, in their order, as groups of branches of entries."""
    groups = []
    for number, members in groupby(rows, key=lambda row: row.group):
        branches = [
            Branch(above, [_entry(row, language) for row in together])
            for above, together in groupby(members, key=lambda row: _above(row, language))
        ]
        heading, key = _HEADINGS[number], _KEYS[number]
        groups.append(Group(key, heading, totals.get(number, 0), branches))
    return groups


def _above(row: Any, language: str) -> str:
    """Communes stand under the name of what is above them; of the others everybody knows it."""
    if row.group != COMMUNES:
        return ""
    return _in(language, row.above_name, row.above_name_en)


def _entry(row: Any, language: str) -> Entry:
    name = _in(language, row.own_name or row.name, row.own_name_en or row.name_en)
    return Entry(name, home_url(row.site, language))


def _in(language: str, vietnamese: str | None, english: str | None) -> str:
    return (english if language == "en" else "") or vietnamese or ""


def read_words(typed: str) -> str:
    """What a reader looks for, cut and cleaned; a text that cannot be read finds everything."""
    try:
        return clean_text(typed, LONGEST_SEARCH)
    except UnfitTextError:
        return ""


def directory(portal: Portal, query: QueryDict) -> Listing:
    """One page of the portals under a portal, narrowed by the kind and words of the address.

    Three statements: the totals, how many archives there are, the rows.

    Raises:
        Http404: the page number is none, or the list ends before it.
    """
    day, number = clock.today(), page_number(query)
    words, kind = read_words(query.get(WORDS_PARAMETER, "")), query.get(KIND_PARAMETER, "")
    found = portals_below(portal, day).with_words(words)
    totals, kept = totals_of(found), _archives(portal, day, words)
    chosen = {KIND_PARAMETER: kind, WORDS_PARAMETER: words}
    number_kept = kept.count() if kept is not None else 0
    if kind == ARCHIVE and kept is not None:
        total, rows = number_kept, _kept_groups(kept[slice_of(number, ROWS)], portal.language)
    else:
        if kind in GROUPS:
            found = found.filter(group=GROUPS[kind][0])
            total = totals.get(GROUPS[kind][0], 0)
        else:
            chosen[KIND_PARAMETER], total = "", sum(totals.values())
        rows = grouped(found[slice_of(number, ROWS)], portal.language, totals)
    refuse_beyond_end(number, total, ROWS)
    return Listing(
        rows=rows,
        number=number,
        total=total,
        size=ROWS,
        chosen={name: value for name, value in chosen.items() if value},
        extra={
            "words": words,
            "kind": chosen[KIND_PARAMETER],
            "tabs": _tabs(totals, number_kept),
            "all": sum(totals.values()),
        },
    )


def _archives(portal: Portal, day: date, words: str) -> QuerySet[Any] | None:
    """The archives, which the province's directory alone lists."""
    if portal.period is None or portal.period.kind != Kind.PROVINCE:
        return None
    found = archived(day)
    for word in fold(words).split():
        found = found.filter(folded__contains=word)
    return found


def _kept_groups(profiles: Sequence[Any], language: str) -> list[Group]:
    entries = [
        Entry(
            _in(language, row.name or row.unit_name, row.name_en or row.unit_name_en),
            home_url(row.site_id, language),
        )
        for row in profiles
    ]
    return [Group(ARCHIVE, _("Archive"), len(entries), [Branch("", entries)])] if entries else []


def kinds(totals: dict[int, int]) -> list[Group]:
    """The kinds of which there are portals, with their totals and without their portals."""
    return [
        Group(key, heading, totals[group])
        for key, (group, heading) in GROUPS.items()
        if totals.get(group)
    ]


def _tabs(totals: dict[int, int], kept: int) -> list[Group]:
    return [*kinds(totals), *([Group(ARCHIVE, _("Archive"), kept)] if kept else [])]
