"""What was counted: who came to vote, how many votes, who was elected."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from editorial.candidates.models import Candidate
from editorial.elections.models import Constituency, Election
from portal.common import clock
from sites.units.models import Unit


def percent(part: int, whole: int) -> float:
    """A share in percent; of none it is none."""
    return 100 * part / whole if whole else 0.0


class Turnout(models.Model):
    """How many of a unit's voters have voted, as of a moment. It says nothing of who."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="turnouts")
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    voters = models.PositiveIntegerField(_("voters on the lists"))
    voted = models.PositiveIntegerField(_("voters who voted"))
    as_of = models.DateTimeField(_("as of"), default=clock.now)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("turnout")
        verbose_name_plural = _("turnouts")
        ordering = ["unit"]
        constraints = [
            models.UniqueConstraint(fields=["election", "unit"], name="one_turnout_per_unit"),
            models.CheckConstraint(
                condition=Q(voted__lte=F("voters")), name="no_more_voted_than_voters"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.voted} / {self.voters}"

    @property
    def percent(self) -> float:
        """The share of voters who voted."""
        return percent(self.voted, self.voters)


class ConstituencyResult(models.Model):
    """The count of a constituency."""

    constituency = models.OneToOneField(
        Constituency,
        verbose_name=_("constituency"),
        on_delete=models.CASCADE,
        related_name="result",
    )
    voters = models.PositiveIntegerField(_("voters on the lists"))
    voted = models.PositiveIntegerField(_("voters who voted"))
    issued = models.PositiveIntegerField(_("ballots issued"))
    collected = models.PositiveIntegerField(_("ballots collected"))
    valid = models.PositiveIntegerField(_("valid ballots"))
    invalid = models.PositiveIntegerField(_("invalid ballots"))
    entered_at = models.DateTimeField(_("entered"), default=clock.now)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("result of a constituency")
        verbose_name_plural = _("results of constituencies")
        ordering = ["constituency"]

    def __str__(self) -> str:
        return str(self.constituency)

    @property
    def percent(self) -> float:
        """The share of voters who voted."""
        return percent(self.voted, self.voters)


class CandidateResult(models.Model):
    """The votes of a candidate."""

    result = models.ForeignKey(ConstituencyResult, on_delete=models.CASCADE, related_name="votes")
    candidate = models.OneToOneField(
        Candidate, verbose_name=_("candidate"), on_delete=models.PROTECT, related_name="result"
    )
    votes = models.PositiveIntegerField(_("votes"))
    is_elected = models.BooleanField(_("elected"), default=False)

    class Meta:
        verbose_name = _("votes of a candidate")
        verbose_name_plural = _("votes of candidates")
        ordering = ["-votes", "pk"]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.votes}"

    @property
    def percent(self) -> float:
        """The share of the valid ballots."""
        return percent(self.votes, self.result.valid)
