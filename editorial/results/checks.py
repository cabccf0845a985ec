"""Whether the figures of a count add up."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from editorial.candidates.models import Candidate


@dataclass(frozen=True)
class Vote:
    """The votes of a candidate, as entered."""

    candidate: Candidate
    votes: int
    is_elected: bool = False


@dataclass(frozen=True)
class Count:
    """The count of a constituency, as entered."""

    voters: int
    voted: int
    issued: int
    collected: int
    valid: int
    invalid: int
    votes: Sequence[Vote] = ()


def faults_of(count: Count, seats: int) -> list[str]:
    """What does not add up; empty for a count that may be stored.

    Args:
        count: as entered.
        seats: how many deputies the constituency elects.
    """
    return [*_faults_of_ballots(count), *_faults_of_votes(count, seats)]


def _faults_of_ballots(count: Count) -> list[str]:
    found = []
    if count.voted > count.voters:
        found.append(_("More people voted (%(voted)d) than stand on the lists (%(voters)d).")
                     % {"voted": count.voted, "voters": count.voters})  # fmt: skip
    if count.issued > count.voted:
        found.append(_("More ballots were issued (%(issued)d) than people voted (%(voted)d).")
                     % {"issued": count.issued, "voted": count.voted})  # fmt: skip
    if count.collected > count.issued:
        told = _("More ballots were collected (%(collected)d) than issued (%(issued)d).")
        found.append(told % {"collected": count.collected, "issued": count.issued})
    if count.valid + count.invalid != count.collected:
        told = _(
            "Valid and invalid ballots make %(sum)d together, but %(collected)d were collected."
        )
        found.append(told % {"sum": count.valid + count.invalid, "collected": count.collected})
    return found


def _faults_of_votes(count: Count, seats: int) -> list[str]:
    found = []
    for vote in count.votes:
        name = {"name": vote.candidate.full_name}
        if vote.votes > count.valid:
            told = _("%(name)s has more votes (%(votes)d) than there are valid ballots.")
            found.append(told % {**name, "votes": vote.votes})
        if vote.candidate.withdrawn_at and (vote.votes or vote.is_elected):
            found.append(_("%(name)s was withdrawn and has no votes.") % name)
    total = sum(vote.votes for vote in count.votes)
    if total > count.valid * seats:
        told = _("All votes together (%(total)d) are more than %(seats)d on each valid ballot.")
        found.append(told % {"total": total, "seats": seats})
    return [*found, *_faults_of_elected(count.votes, seats)]


def _faults_of_elected(votes: Sequence[Vote], seats: int) -> list[str]:
    elected = [vote for vote in votes if vote.is_elected]
    others = [vote for vote in votes if not vote.is_elected]
    if len(elected) > seats:
        told = _("%(count)d are marked as elected, but there are %(seats)d seats.")
        return [told % {"count": len(elected), "seats": seats}]
    fewest = min(elected, key=lambda vote: vote.votes, default=None)
    most = max(others, key=lambda vote: vote.votes, default=None)
    if fewest and most and most.votes > fewest.votes:
        told = _("%(other)s has more votes than %(name)s, who is marked as elected.")
        names = {"other": most.candidate.full_name, "name": fewest.candidate.full_name}
        return [told % names]
    return []
