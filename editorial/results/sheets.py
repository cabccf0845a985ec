"""Tables of turnout and of results."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from editorial.candidates.models import Candidate
from editorial.elections.models import ElectedBody, Election
from editorial.elections.sheets import PlaceSheet, twice
from editorial.results.checks import Count, Vote, faults_of
from editorial.results.forms import FIGURES, ResultRow, TurnoutRow, unit_names
from portal.common.sheets import Sheet, SheetRow, word_of
from portal.common.tables import Fault


class TurnoutSheet(PlaceSheet):
    """The turnout of units."""

    form_class = TurnoutRow

    def __init__(self, election: Election) -> None:
        self.names = unit_names(election)

    def form_options(self) -> dict[str, Any]:
        """The names of units."""
        return {"names": self.names}

    def faults_between(self, rows: Sequence[SheetRow]) -> Iterable[Fault]:
        """A unit that stands twice."""
        return twice(rows, "unit", str(TurnoutRow.base_fields["unit"].label))


class ResultSheet(Sheet):
    """The results of a body: a row for each candidate."""

    form_class = ResultRow

    def __init__(self, body: ElectedBody) -> None:
        self.constituencies = {row.number: row for row in body.constituencies.all()}
        self.known: dict[tuple[int, str], list[Candidate]] = {}
        rows = Candidate.objects.filter(constituency__body=body).select_related("constituency")
        for row in rows:
            key = row.constituency.number, word_of(row.full_name)
            self.known.setdefault(key, []).append(row)

    def form_options(self) -> dict[str, Any]:
        """The candidates by name."""
        return {"known": self.known}

    def faults_between(self, rows: Sequence[SheetRow]) -> Iterable[Fault]:
        """Ballots that differ between rows, candidates that are missing, sums that do not fit."""
        for number, own in by_constituency(rows):
            yield from self._faults_of(number, own)

    def _faults_of(self, number: int, rows: list[SheetRow]) -> Iterable[Fault]:
        reasons = []
        if len({tuple(row[name] for name in FIGURES) for row in rows}) > 1:
            reasons.append(_("The ballots of constituency %(number)d differ between its rows.")
                           % {"number": number})  # fmt: skip
        wanted = {one.pk for (place, _name), many in self.known.items() if place == number
                  for one in many}  # fmt: skip
        named = [row["candidate"].pk for row in rows]
        if len(named) != len(set(named)) or set(named) != wanted:
            told = _("Constituency %(number)d needs one row for each of its candidates.")
            reasons.append(told % {"number": number})
        if not reasons:
            reasons = faults_of(count_of(rows), self.constituencies[number].seats)
        return [Fault(row.line, "", reason) for reason in reasons for row in rows]


def by_constituency(rows: Sequence[SheetRow]) -> list[tuple[int, list[SheetRow]]]:
    """The rows by number of their constituency."""
    ordered = sorted(rows, key=lambda row: row["number"])
    return [(number, list(own)) for number, own in groupby(ordered, lambda row: row["number"])]


def count_of(rows: Sequence[SheetRow]) -> Count:
    """The count that the rows of a constituency tell."""
    votes = [Vote(row["candidate"], row["votes"], row["is_elected"]) for row in rows]
    return Count(**{name: rows[0][name] for name in FIGURES}, votes=votes)
