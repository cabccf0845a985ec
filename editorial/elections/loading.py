"""Reads the calendars of elections from their data files; what the province keeps is left alone."""

from dataclasses import dataclass
from datetime import time
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from editorial.elections.models import ElectionLaw, MilestoneRule
from portal.common.tables import Fault, Row, read_table

DATA_FOLDER = Path(__file__).parent / "data"
LAWS, MILESTONES = "laws.csv", "milestones.csv"
LAW_COLUMNS = ["key", "name_vi", "name_en", "document"]
COLUMNS = [
    "law", "key", "name_vi", "name_en", "first_day", "last_day", "hour", "certainty", "source",
]  # fmt: skip


class CalendarDataError(Exception):
    """The data files have faults, and nothing was stored."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(frozen=True)
class CalendarReport:
    """How many calendars were new, and how many were there."""

    created: int
    present: int


def load_calendars(folder: Path = DATA_FOLDER) -> CalendarReport:
    """Adds the calendars that are missing, each with all its steps; all or none.

    Args:
        folder: holds ``laws.csv`` and ``milestones.csv``.

    Raises:
        CalendarDataError: with every fault by file, line and column.
    """
    laws, rules = read_table(folder / LAWS), read_table(folder / MILESTONES)
    faults = [f"{LAWS}: {fault}" for fault in [*laws.faults, *laws.missing(LAW_COLUMNS)]]
    faults += [f"{MILESTONES}: {fault}" for fault in [*rules.faults, *rules.missing(COLUMNS)]]
    if faults:
        raise CalendarDataError(faults)
    with transaction.atomic():
        known = set(ElectionLaw.objects.values_list("key", flat=True))
        new = {
            row["key"]: ElectionLaw.objects.create(**{name: row[name] for name in LAW_COLUMNS})
            for row in laws.rows
            if row["key"] not in known
        }
        wrong: list[Fault] = []
        steps = [
            _rule(row, new[row["law"]], wrong)
            for row in rules.rows
            if _is_wanted(row, new, known, wrong)
        ]
        if wrong:
            raise CalendarDataError([f"{MILESTONES}: {fault}" for fault in wrong])
        MilestoneRule.objects.bulk_create([step for step in steps if step])
    return CalendarReport(len(new), len(laws.rows) - len(new))


def _is_wanted(row: Row, new: dict, known: set[str], wrong: list[Fault]) -> bool:
    key = row["law"]
    if key not in new and key not in known:
        reason = _("No calendar has the key “%(key)s”.") % {"key": key}
        wrong.append(Fault(row.line, "law", reason))
    return key in new


def _rule(row: Row, law: ElectionLaw, wrong: list[Fault]) -> MilestoneRule | None:
    texts = {name: row[name] for name in ("key", "name_vi", "name_en", "certainty", "source")}
    try:
        rule = MilestoneRule(
            law=law,
            **texts,
            first_day=int(row["first_day"]),
            last_day=int(row["last_day"]) if row["last_day"] else None,
            hour=time.fromisoformat(row["hour"]) if row["hour"] else None,
        )
        rule.clean_fields()
    except (ValueError, ValidationError) as error:
        wrong.append(Fault(row.line, "", str(error)))
        return None
    return rule
