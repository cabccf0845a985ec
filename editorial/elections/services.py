"""Elections and their calendars."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from editorial.elections.models import (
    Constituency,
    ElectedBody,
    Election,
    Milestone,
    MilestoneRule,
    PollingArea,
    day_from,
)
from portal.common import clock

STEPS_ON_HUB = 4
AREA_FACTS = ("place", "address", "hamlets", "opens_at", "closes_at", "early_on", "telephone")


@transaction.atomic
def save_election(election: Election) -> Election:
    """Saves an election and computes the steps of its calendar.

    Steps that somebody changed stay as they are; those of another law go.
    """
    election.save()
    compute_milestones(election)
    return election


def compute_milestones(election: Election) -> None:
    """Puts the steps of the law's calendar where election day wants them. May be repeated."""
    rules = {rule.key: rule for rule in MilestoneRule.objects.filter(law=election.law_id)}
    present = {step.key: step for step in election.milestones.exclude(key="")}
    gone = [step.pk for key, step in present.items() if key not in rules and not step.is_edited]
    Milestone.objects.filter(pk__in=gone).delete()
    for key, rule in rules.items():
        step = present.get(key) or Milestone(election=election, key=key)
        if not step.is_edited:
            _follow(step, rule, election)
            step.save()


def _follow(step: Milestone, rule: MilestoneRule, election: Election) -> None:
    for name in ("name_vi", "name_en", "hour", "certainty", "source"):
        setattr(step, name, getattr(rule, name))
    step.starts_on = day_from(election.day, rule.first_day)
    step.ends_on = day_from(election.day, rule.last_day) if rule.last_day is not None else None


def edit_milestone(step: Milestone) -> None:
    """Saves a step that somebody changed or entered; a new election day does not move it."""
    step.is_edited = True
    step.save()


@transaction.atomic
def take_constituencies(body: ElectedBody, rows: Iterable[Mapping[str, Any]]) -> int:
    """Stores the constituencies of a table; those of the same number are changed.

    Args:
        body: that they elect.
        rows: number, seats, area, and keys of units.

    Returns:
        How many they were.
    """
    count = 0
    for row in rows:
        constituency, _is_new = Constituency.objects.update_or_create(
            body=body,
            number=row["number"],
            defaults={"seats": row["seats"], "area": row["area"]},
        )
        constituency.units.set(row["units"])
        count += 1
    return count


@transaction.atomic
def take_polling_areas(election: Election, rows: Iterable[Mapping[str, Any]]) -> int:
    """Stores the polling areas of a table; those of the same commune and number are changed."""
    count = 0
    for row in rows:
        facts = {name: row[name] for name in AREA_FACTS}
        PollingArea.objects.update_or_create(
            election=election, unit_id=row["unit"], number=row["number"], defaults=facts
        )
        count += 1
    return count


def next_steps(election: Election) -> Sequence[Milestone]:
    """The steps that are not over yet, the next ones first."""
    today = clock.today()
    coming = [step for step in election.milestones.all() if step.last >= today]
    return coming[:STEPS_ON_HUB]
