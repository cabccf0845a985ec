"""Reads working time from its data files; what the province keeps is left alone."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from portal.common.tables import Fault, Row, read_table
from sites.worktime.models import Holiday, Norm, WorkingTime
from sites.worktime.services import working_time_changed

DATA_FOLDER = Path(__file__).parent / "data"
COLUMNS = {
    "working_times.csv": (
        "valid_from valid_to weekdays first_from first_to second_from second_to source"
    ),
    "holidays.csv": "name first_day last_day working_instead source",
    "norms.csv": "key valid_from valid_to amount unit source",
}


class WorkingTimeDataError(Exception):
    """The data files have faults, and nothing was stored."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(frozen=True)
class WorkingTimeReport:
    """How many rows were new, and how many were there."""

    created: int
    present: int


def load_working_time(folder: Path = DATA_FOLDER) -> WorkingTimeReport:
    """Adds the rows that are missing, all or none.

    A holiday is known by its name and a norm by its key. Working times are added on days alone
    for which there are none.

    Args:
        folder: holds ``working_times.csv``, ``holidays.csv`` and ``norms.csv``.

    Raises:
        WorkingTimeDataError: with every fault by file, line and column.
    """
    faults: list[str] = []
    rows = [row for name in COLUMNS for row in _read(folder / name, faults)]
    if faults:
        raise WorkingTimeDataError(faults)
    with transaction.atomic():
        missing = [row for row in rows if not _is_present(row)]
        for model in (WorkingTime, Holiday, Norm):
            model.objects.bulk_create(row for row in missing if isinstance(row, model))
        if missing:
            working_time_changed()
    return WorkingTimeReport(len(missing), len(rows) - len(missing))


def _read(path: Path, faults: list[str]) -> list[Model]:
    try:
        table = read_table(path)
    except OSError:
        missing = _("There is no such file in %(folder)s.") % {"folder": path.parent}
        faults.append(f"{path.name}: {missing}")
        return []
    wrong = [*table.faults, *table.missing(COLUMNS[path.name].split())]
    faults += [f"{path.name}: {fault}" for fault in wrong]
    make = {"working_times.csv": _working_time, "holidays.csv": _holiday, "norms.csv": _norm}
    found = [] if wrong else [_made(make[path.name], row, faults, path) for row in table.rows]
    return [instance for instance in found if instance is not None]


def _made(make, row: Row, faults: list[str], path: Path) -> Model | None:
    try:
        instance = make(row)
        instance.clean_fields()
        instance.validate_constraints()
    except (ValueError, InvalidOperation, ValidationError) as error:
        sentences = error.messages if isinstance(error, ValidationError) else [str(error)]
        faults.append(f"{path.name}: {Fault(row.line, '', ' '.join(sentences))}")
        return None
    return instance


def _working_time(row: Row) -> WorkingTime:
    hours = ("first_from", "first_to", "second_from", "second_to")
    return WorkingTime(
        weekdays=[int(number) for number in row["weekdays"].split()],
        source=row["source"],
        **_days(row, "valid_from", "valid_to"),
        **{name: time.fromisoformat(row[name]) for name in hours},
    )


def _holiday(row: Row) -> Holiday:
    instead = [date.fromisoformat(day).isoformat() for day in row["working_instead"].split()]
    return Holiday(
        name=row["name"],
        source=row["source"],
        working_instead=instead,
        **_days(row, "first_day", "last_day"),
    )


def _norm(row: Row) -> Norm:
    return Norm(
        key=row["key"],
        amount=Decimal(row["amount"]),
        unit=row["unit"],
        source=row["source"],
        **_days(row, "valid_from", "valid_to"),
    )


def _days(row: Row, *names: str) -> dict[str, date | None]:
    return {name: date.fromisoformat(row[name]) if row[name] else None for name in names}


def _is_present(row: WorkingTime | Holiday | Norm) -> bool:
    match row:
        case WorkingTime():
            return WorkingTime.objects.overlapping(row.valid_from, row.valid_to).exists()
        case Holiday():
            return Holiday.objects.filter(name=row.name).exists()
        case Norm():
            others = Norm.objects.filter(key=row.key)
            return others.overlapping(row.valid_from, row.valid_to).exists()
