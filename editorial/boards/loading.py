"""Reads the reporting targets of the province's plans from their data file."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from editorial.boards.models import ReportingTarget

DATA_FILE = Path(__file__).parent / "data" / "reporting_targets.csv"


class TargetDataError(Exception):
    """The data file has faults; the message names the rows."""


@dataclass(frozen=True)
class TargetReport:
    """How many targets were new, and how many were there."""

    created: int
    present: int


@transaction.atomic
def load_targets(file: Path = DATA_FILE) -> TargetReport:
    """Adds the targets that are missing; one that is there is left as the province keeps it.

    Args:
        file: a table with the columns key, name, kinds (joined by blanks), due_on, counts_from,
            document and note.

    Raises:
        TargetDataError: a row has a fault; nothing was stored.
    """
    with file.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    targets = [_target(line, row) for line, row in enumerate(rows, start=2)]
    known = set(ReportingTarget.objects.values_list("key", flat=True))
    fresh = [target for target in targets if target.key not in known]
    ReportingTarget.objects.bulk_create(fresh)
    return TargetReport(len(fresh), len(targets) - len(fresh))


def _target(line: int, row: dict[str, str]) -> ReportingTarget:
    try:
        target = ReportingTarget(
            key=row["key"],
            name=row["name"],
            kinds=row["kinds"].split(),
            due_on=date.fromisoformat(row["due_on"]),
            counts_from=date.fromisoformat(row["counts_from"]) if row["counts_from"] else None,
            document=row["document"],
            note=row["note"],
        )
        target.full_clean(validate_unique=False)
    except (KeyError, ValueError, ValidationError) as fault:
        raise TargetDataError(f"{DATA_FILE.name}, line {line}: {fault}") from fault
    return target
