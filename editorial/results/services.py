"""Results: entered, checked, published on all portals at once."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from editorial.candidates.services import is_published
from editorial.elections.models import Constituency, ElectedBody, Election
from editorial.results.checks import Count, faults_of
from editorial.results.errors import ResultRefusedError
from editorial.results.models import CandidateResult, ConstituencyResult, Turnout
from portal.common import clock
from sites.units.models import Unit, UnitPeriod

FIGURES = ("voters", "voted", "issued", "collected", "valid", "invalid")


@transaction.atomic
def enter_result(constituency: Constituency, count: Count, *, publish: bool) -> ConstituencyResult:
    """Stores the count of a constituency, in place of the one that was there.

    Args:
        constituency: of a body whose list of candidates is published.
        count: as entered.
        publish: whether readers see it at once; what they see already stays published.

    Raises:
        ResultRefusedError: the figures do not add up, or candidates are missing or foreign.
    """
    held = Constituency.objects.select_for_update(of=("self",)).get(pk=constituency.pk)
    reasons = [*_faults_of_list(constituency, count), *faults_of(count, held.seats)]
    if reasons:
        raise ResultRefusedError(reasons)
    facts = {name: getattr(count, name) for name in FIGURES}
    result, _is_new = ConstituencyResult.objects.update_or_create(
        constituency=held, defaults={**facts, "entered_at": clock.now()}
    )
    if publish and not result.published_at:
        result.published_at = clock.now()
        result.save(update_fields=["published_at"])
    result.votes.all().delete()
    CandidateResult.objects.bulk_create(
        CandidateResult(
            result=result, candidate=vote.candidate, votes=vote.votes, is_elected=vote.is_elected
        )
        for vote in count.votes
    )
    return result


def _faults_of_list(constituency: Constituency, count: Count) -> list[str]:
    if not is_published(constituency.body):
        return [_("The list of candidates is not published yet. Publish it first.")]
    wanted = set(constituency.candidates.values_list("pk", flat=True))
    if {vote.candidate.pk for vote in count.votes} != wanted:
        return [_("Enter the votes of every candidate of this constituency, and of no other.")]
    return []


@transaction.atomic
def publish_results(body: ElectedBody, user: Any) -> int:
    """Publishes all results of a body that are entered and not published; how many they were."""
    rows = ConstituencyResult.objects.filter(constituency__body=body, published_at=None)
    count = rows.update(published_at=clock.now())
    if count:
        data = {"body": str(body), "count": count}
        log(body.election, "elections.results_published", user=user, data=data)
    return count


@transaction.atomic
def enter_turnout(
    election: Election, unit: Unit, voters: int, voted: int, *, publish: bool
) -> Turnout:
    """Stores the turnout of a unit as of now, in place of the one that was there.

    Raises:
        ResultRefusedError: more voted than there are voters.
    """
    if voted > voters:
        told = _("More people voted (%(voted)d) than stand on the lists (%(voters)d).")
        raise ResultRefusedError([told % {"voted": voted, "voters": voters}])
    now = clock.now()
    row, _is_new = Turnout.objects.update_or_create(
        election=election, unit=unit, defaults={"voters": voters, "voted": voted, "as_of": now}
    )
    if publish and not row.published_at:
        row.published_at = now
        row.save(update_fields=["published_at"])
    return row


@transaction.atomic
def publish_turnout(election: Election, user: Any) -> int:
    """Publishes all turnouts that are entered and not published; how many they were."""
    count = election.turnouts.filter(published_at=None).update(published_at=clock.now())
    if count:
        log(election, "elections.turnout_published", user=user, data={"count": count})
    return count


def published_result(constituency: Constituency) -> ConstituencyResult | None:
    """The result of a constituency, once it is published, with its votes in the list's order."""
    rows = ConstituencyResult.objects.filter(constituency=constituency, published_at__isnull=False)
    result = rows.first()
    if result is not None:
        result.listed = _votes([result])
    return result


def published_results(body: ElectedBody) -> list[ConstituencyResult]:
    """The published results of a body by constituency; two statements."""
    rows = ConstituencyResult.objects.filter(
        constituency__body=body, published_at__isnull=False
    ).select_related("constituency")
    results = list(rows.order_by("constituency__number"))
    votes = _votes(results)
    for result in results:
        result.listed = [vote for vote in votes if vote.result_id == result.pk]
    return results


def _votes(results: Sequence[ConstituencyResult]) -> list[CandidateResult]:
    """Votes in the order of the lists, so that no place tells who has more."""
    rows = CandidateResult.objects.filter(result__in=[result.pk for result in results])
    return list(
        rows.select_related("candidate", "result").order_by("candidate__sort_key", "candidate")
    )


def published_turnouts(election: Election) -> list[Turnout]:
    """The published turnouts with the units' names on election day, in the alphabet's order."""
    rows = list(election.turnouts.filter(published_at__isnull=False))
    periods = UnitPeriod.objects.on(election.day).filter(unit__in=[row.unit_id for row in rows])
    by_unit = {period.unit_id: period for period in periods}
    for row in rows:
        row.period = by_unit.get(row.unit_id)
    known = [row for row in rows if row.period]
    return sorted(known, key=lambda row: row.period.sort_key)


def turnout_total(election: Election) -> Turnout | None:
    """The published turnouts of the units together that stand below no other one among them."""
    rows = election.turnouts.filter(published_at__isnull=False)
    periods = UnitPeriod.objects.on(election.day)
    own = periods.filter(unit__in=rows.values("unit")).values("unit")
    under = periods.filter(parent__in=own).values("unit")
    further = periods.filter(parent__in=under).values("unit")
    top = rows.exclude(unit__in=under).exclude(unit__in=further)
    sums = top.aggregate(voters=Sum("voters"), voted=Sum("voted"))
    if not sums["voters"]:
        return None
    newest = rows.order_by(F("as_of").desc()).values_list("as_of", flat=True).first()
    return Turnout(election=election, as_of=newest, **sums)


def bodies_with_results(election: Election) -> list[ElectedBody]:
    """The bodies of which a result is published."""
    rows = election.bodies.filter(constituencies__result__published_at__isnull=False)
    return list(rows.distinct())


def has_results(election: Election) -> bool:
    """Whether readers see a turnout or a result."""
    published = {"published_at__isnull": False}
    return (
        election.turnouts.filter(**published).exists()
        or ConstituencyResult.objects.filter(
            constituency__body__election=election, **published
        ).exists()
    )
