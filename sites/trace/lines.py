"""The lines of the log as people read them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page, PageLogEntry, Site
from wagtail.models.audit_log import BaseLogEntry

from sites.trace.actions import Kind, kind_of
from sites.trace.finding import LOGS
from sites.trace.models import TracedEntry

Key = tuple[str, int]


@dataclass(frozen=True)
class Line:
    """One act.

    Attributes:
        when: the moment; of the last save where a line stands for several.
        who: the person's name, or that of the system.
        what: the act in words.
        comment: what the person wrote with it, such as the reason of a refusal.
        label: what it was done with, as it was called then.
        kind: the kind of act.
        thing: what sort of thing it was done with.
        url: where that is edited; empty if it is gone or not the reader's to edit.
        portals: the names of those portals whose log is read to which the act belongs.
    """

    when: datetime
    who: str
    what: str
    comment: str
    label: str
    kind: str
    thing: str
    url: str
    portals: list[str]


def lines_of(rows: Iterable[TracedEntry], readable: set[int] | None, user=None) -> list[Line]:
    """The lines of some rows, in their order; an act on several portals is one line.

    An act that belongs to portals whose log the reader may not read is told without its details,
    which may name what is theirs.

    Args:
        rows: of the reader's portals.
        readable: the portals whose log they may read; None for all.
        user: for whom links are made to what they may edit; without one there are none.
    """
    keys = list(dict.fromkeys((row.log, row.entry) for row in rows))
    entries = _entries(keys)
    urls = _urls(entries, user) if user else {}
    sites = _sites(keys)
    names = _names({site for held in sites.values() for site in held}, readable)
    return [
        _line(entries[key], sites[key], readable, names, urls.get(key, ""))
        for key in keys
        if key in entries
    ]


def _line(
    entry: BaseLogEntry,
    sites: set[int | None],
    readable: set[int] | None,
    names: dict[int, str],
    url: str,
) -> Line:
    is_own = readable is None or sites <= readable
    return Line(
        when=entry.timestamp,
        who=str(entry.user_display_name),
        what=str(entry.message if is_own else log_registry.get_action_label(entry.action)),
        comment=str(entry.comment or "") if is_own else "",
        label=entry.label,
        kind=str(Kind(kind_of(entry.action)).label),
        thing=_name_of_type(entry),
        url=url,
        portals=sorted(names[site] for site in sites if site in names),
    )


def _name_of_type(entry: BaseLogEntry) -> str:
    model = entry.content_type.model_class() if entry.content_type else None
    return str(model._meta.verbose_name) if model else ""


def _entries(keys: list[Key]) -> dict[Key, BaseLogEntry]:
    found = {}
    for model, log in LOGS.items():
        if numbers := [number for of_log, number in keys if of_log == log]:
            entries = model.objects.filter(pk__in=numbers).select_related("user", "content_type")
            found |= {(log, entry.pk): entry for entry in entries}
    return found


def _urls(entries: dict[Key, BaseLogEntry], user) -> dict[Key, str]:
    """Where things are edited, for those that are still there and that the person may edit."""
    finder = AdminURLFinder(user)
    things = _things(entries.values())
    urls = {
        key: finder.get_edit_url(things[_thing(entry)])
        for key, entry in entries.items()
        if _thing(entry) in things
    }
    return {key: url for key, url in urls.items() if url}


def _thing(entry: BaseLogEntry) -> tuple[type[Model] | None, str]:
    if isinstance(entry, PageLogEntry):
        return Page, str(entry.page_id)
    return entry.content_type and entry.content_type.model_class(), entry.object_id


def _things(entries: Iterable[BaseLogEntry]) -> dict[tuple[type[Model] | None, str], Model]:
    """The things themselves, one statement for each kind; of pages not what stands on them."""
    numbers = defaultdict(set)
    for model, number in map(_thing, entries):
        numbers[model].add(number)
    return {
        (model, str(thing.pk)): thing
        for model, wanted in numbers.items()
        if model
        for thing in model._base_manager.filter(pk__in=wanted)
    }


def _sites(keys: list[Key]) -> dict[Key, set[int | None]]:
    found: dict[Key, set[int | None]] = defaultdict(set)
    for log in LOGS.values():
        if numbers := [number for of_log, number in keys if of_log == log]:
            for row in TracedEntry.objects.filter(log=log, entry__in=numbers).order_by():
                found[row.log, row.entry].add(row.site_id)
    return found


def _names(sites: set[int | None], readable: set[int] | None) -> dict[int, str]:
    wanted = sites - {None} if readable is None else sites & readable
    found = Site.objects.filter(pk__in=wanted).order_by()
    return {site.pk: site.site_name or site.hostname for site in found}
