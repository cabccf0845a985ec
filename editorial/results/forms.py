"""Forms of results in the administration."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.candidates.models import Candidate
from editorial.elections.models import Constituency, Election
from editorial.elections.sheets import UnitNames
from editorial.results.checks import Count, Vote
from editorial.results.models import ConstituencyResult, Turnout
from portal.common.sheets import YesField, word_of
from sites.units.models import Kind

LARGEST = 2_000_000_000
FIGURES = ("voters", "voted", "issued", "collected", "valid", "invalid")


def figure(model: type, name: str, **options: Any) -> forms.IntegerField:
    """A number of people or ballots."""
    label = model._meta.get_field(name).verbose_name
    return forms.IntegerField(label=capfirst(label), min_value=0, max_value=LARGEST, **options)


class ResultForm(forms.Form):
    """The count of a constituency: its ballots, and the votes of each candidate."""

    voters = figure(ConstituencyResult, "voters")
    voted = figure(ConstituencyResult, "voted")
    issued = figure(ConstituencyResult, "issued")
    collected = figure(ConstituencyResult, "collected")
    valid = figure(ConstituencyResult, "valid")
    invalid = figure(ConstituencyResult, "invalid")

    use_required_attribute = False

    def __init__(self, *args, constituency: Constituency, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = list(constituency.candidates.order_by("sort_key", "pk"))
        self._start(getattr(constituency, "result", None))

    def _start(self, result: ConstituencyResult | None) -> None:
        known = {}
        if result is not None:
            self.initial |= {name: getattr(result, name) for name in FIGURES}
            known = {vote.candidate_id: vote for vote in result.votes.all()}
        for candidate in self.candidates:
            vote = known.get(candidate.pk)
            self.fields[f"votes_{candidate.pk}"] = forms.IntegerField(
                label=candidate.full_name,
                min_value=0,
                max_value=LARGEST,
                initial=vote.votes if vote else None,
            )
            self.fields[f"elected_{candidate.pk}"] = forms.BooleanField(
                label=_("%(name)s is elected") % {"name": candidate.full_name},
                required=False,
                initial=bool(vote and vote.is_elected),
            )

    @property
    def figures(self) -> list:
        """The fields of ballots."""
        return [self[name] for name in FIGURES]

    @property
    def rows(self) -> list[tuple[Candidate, Any, Any]]:
        """Candidate, field of votes and field of election, in the list's order."""
        return [
            (one, self[f"votes_{one.pk}"], self[f"elected_{one.pk}"]) for one in self.candidates
        ]

    def count(self) -> Count:
        """What was entered."""
        data = self.cleaned_data
        votes = [
            Vote(one, data[f"votes_{one.pk}"], data[f"elected_{one.pk}"]) for one in self.candidates
        ]
        return Count(**{name: data[name] for name in FIGURES}, votes=votes)


class TurnoutRow(forms.Form):
    """The turnout of a unit."""

    unit = forms.CharField(
        label=capfirst(gettext_lazy("unit")), help_text=gettext_lazy("Name or code of the unit.")
    )
    voters = figure(Turnout, "voters")
    voted = figure(Turnout, "voted")

    use_required_attribute = False

    def __init__(self, *args, names: UnitNames, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.names = names

    def clean_unit(self) -> int:
        """The key of the unit."""
        return self.names.one(self.cleaned_data["unit"])

    def clean(self) -> dict:
        cleaned = super().clean()
        voters, voted = cleaned.get("voters"), cleaned.get("voted")
        if voters is not None and voted is not None and voted > voters:
            told = _("More people voted (%(voted)d) than stand on the lists (%(voters)d).")
            self.add_error("voted", told % {"voted": voted, "voters": voters})
        return cleaned


class ResultRow(forms.Form):
    """The votes of one candidate, with the ballots of the constituency in each row."""

    number = forms.IntegerField(
        label=capfirst(gettext_lazy("constituency")),
        min_value=1,
        help_text=gettext_lazy("Its number."),
    )
    candidate = forms.CharField(
        label=capfirst(gettext_lazy("candidate")), help_text=gettext_lazy("The full name.")
    )
    votes = forms.IntegerField(
        label=capfirst(gettext_lazy("votes")), min_value=0, max_value=LARGEST
    )
    is_elected = YesField(
        label=capfirst(gettext_lazy("elected")),
        help_text=gettext_lazy("“yes” or “no”; empty is no."),
    )
    voters = figure(ConstituencyResult, "voters")
    voted = figure(ConstituencyResult, "voted")
    issued = figure(ConstituencyResult, "issued")
    collected = figure(ConstituencyResult, "collected")
    valid = figure(ConstituencyResult, "valid")
    invalid = figure(ConstituencyResult, "invalid")

    def __init__(self, *args, known: dict[tuple[int, str], list[Candidate]], **kwargs) -> None:
        """Makes a row.

        Args:
            known: candidates by number of the constituency and compared name.
        """
        super().__init__(*args, **kwargs)
        self.known = known

    def clean(self) -> dict:
        cleaned = super().clean()
        number, name = cleaned.get("number"), cleaned.get("candidate")
        if number is None or name is None:
            return cleaned
        found = self.known.get((number, word_of(name)), [])
        if len(found) == 1:
            cleaned["candidate"] = found[0]
        else:
            told = _("No single candidate of this name stands in constituency %(number)d.")
            self.add_error("candidate", told % {"number": number})
        return cleaned


def unit_names(election: Election) -> UnitNames:
    """Units whose turnout may be entered."""
    return UnitNames(election, [Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE])
