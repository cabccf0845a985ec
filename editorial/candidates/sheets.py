"""Tables of candidates."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from editorial.candidates.forms import CandidateRow
from editorial.candidates.models import Candidate
from editorial.elections.models import ElectedBody
from portal.common.sheets import Sheet, SheetRow
from portal.common.tables import Fault


class CandidateSheet(Sheet):
    """The candidates of a body."""

    form_class = CandidateRow

    def __init__(self, body: ElectedBody) -> None:
        self.numbers = dict(body.constituencies.values_list("number", "pk"))

    def form_options(self) -> dict[str, Any]:
        """The constituencies of the body."""
        return {"numbers": self.numbers}

    def faults_between(self, rows: Sequence[SheetRow]) -> Iterable[Fault]:
        """A candidate who stands twice in the table."""
        seen: set[tuple] = set()
        for row in rows:
            key = row["number"], row["full_name"], row["born_on"]
            if key in seen:
                label = str(CandidateRow.base_fields["full_name"].label)
                yield Fault(row.line, label, _("This row stands in the file already."))
            seen.add(key)


def candidate_of(row: SheetRow) -> Candidate:
    """An unsaved candidate of a good row."""
    facts = dict(row.values)
    return Candidate(constituency_id=facts.pop("number"), **facts)
