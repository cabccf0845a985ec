"""Writing what was done, and on which portal."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, Model, OuterRef
from wagtail.log_actions import log
from wagtail.models import Site
from wagtail.models.audit_log import BaseLogEntry

from portal.accounts.models import User
from sites.trace.finding import LOGS, SITE, instance_of, sites_of
from sites.trace.models import TracedEntry

BATCH = 500


def note(
    action: str,
    *,
    actor: User | None,
    instance: Model | None = None,
    site: Site | None = None,
    data: dict[str, Any] | None = None,
) -> BaseLogEntry:
    """Writes an act that Wagtail does not log by itself.

    Args:
        action: a registered name, such as ``workflow.refuse``.
        actor: who did it; None for the program itself, outside a request.
        instance: what it was done with; without one it is the portal, or the actor's account.
        site: the portal to whose log it belongs; without one that of the instance, and of the
            province if there is no instance either.
        data: more that the wording of the act needs. Nothing about citizens.

    Returns:
        The entry.

    Raises:
        ValueError: neither an instance nor a site nor an actor is given.
        django.core.exceptions.ValidationError: the action is not registered.
    """
    target = instance or (site.profile if site else actor)
    if target is None:
        raise ValueError("An act needs something that it was done with.")
    told = dict(data or {})
    if site is not None:
        told[SITE] = site.pk
    elif instance is None:
        told.setdefault(SITE, None)
    return log(target, action, user=actor, data=told)


def trace(entry: BaseLogEntry) -> list[TracedEntry]:
    """Writes on which portals an entry belongs.

    Args:
        entry: just written to one of Wagtail's logs.
    """
    rows = _rows(entry, instance_of(entry))
    return TracedEntry.objects.bulk_create(rows)


def replace(before: BaseLogEntry, entry: BaseLogEntry) -> bool:
    """Lets an entry stand where another stood, which goes.

    Returns:
        Whether the other had been traced.
    """
    rows = TracedEntry.objects.filter(log=LOGS[type(entry)], entry=before.pk)
    is_traced = rows.update(entry=entry.pk, moment=entry.timestamp) > 0
    type(before).objects.filter(pk=before.pk).delete()
    return is_traced


def trace_missing() -> int:
    """Traces the entries that are not yet, in batches: it may be stopped and run again.

    Things that are gone are found by what was traced about them; what nothing is known of any
    more is the province's. People stand on the portals of their present roles.

    Returns:
        How many entries were traced.
    """
    return sum(_trace_missing_of(model) for model in LOGS)


def _trace_missing_of(model: type[BaseLogEntry]) -> int:
    traced = TracedEntry.objects.filter(log=LOGS[model], entry=OuterRef("pk"))
    missing = model.objects.filter(~Exists(traced)).order_by("pk")
    last, number = 0, 0
    while entries := missing.filter(pk__gt=last)[:BATCH]:
        found = list(entries.with_instances())
        rows = [row for entry, instance in found for row in _rows(entry, instance)]
        TracedEntry.objects.bulk_create(rows, ignore_conflicts=True)
        last, number = found[-1][0].pk, number + len(found)
    return number


def _rows(entry: BaseLogEntry, instance: Model | None) -> list[TracedEntry]:
    return [
        TracedEntry(
            site_id=site_id,
            log=LOGS[type(entry)],
            entry=entry.pk,
            moment=entry.timestamp,
            actor_id=entry.user_id,
            action=entry.action,
        )
        for site_id in _in_order(sites_of(entry, instance))
    ]


def _in_order(sites: Iterable[int | None]) -> list[int | None]:
    return sorted(sites, key=lambda number: number or 0)
