"""Reads the least periods from their data file; what the province keeps is left alone."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from consultation.periods.models import ConsultationPeriod
from editorial.vocabularies.models import DocumentType
from portal.common.tables import Fault, Row, read_table

DATA_FILE = Path(__file__).parent / "data" / "periods.csv"
COLUMNS = ["document_type", "valid_from", "valid_to", "days", "legal_basis", "certainty", "source"]


class PeriodDataError(Exception):
    """The data file has faults, and nothing was stored."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


@dataclass(frozen=True)
class PeriodReport:
    """How many rows were new, and how many were there."""

    created: int
    present: int


def load_periods(path: Path = DATA_FILE) -> PeriodReport:
    """Adds the rows whose type of document has none on any of their days; all or none.

    Args:
        path: a CSV file with the columns of :data:`COLUMNS`.

    Raises:
        PeriodDataError: with every fault by line and column.
    """
    table = read_table(path)
    faults = [*table.faults, *table.missing(COLUMNS)]
    types = {term.key: term for term in DocumentType.objects.all()}
    rows = [] if faults else [_period(row, types, faults) for row in table.rows]
    if faults:
        raise PeriodDataError([f"{path.name}: {fault}" for fault in faults])
    with transaction.atomic():
        missing = [row for row in rows if not _is_present(row)]
        ConsultationPeriod.objects.bulk_create(missing)
    return PeriodReport(len(missing), len(rows) - len(missing))


def _is_present(row: ConsultationPeriod) -> bool:
    others = ConsultationPeriod.objects.filter(document_type=row.document_type)
    return others.overlapping(row.valid_from, row.valid_to).exists()


def _period(
    row: Row, types: dict[str, DocumentType], faults: list[Fault]
) -> ConsultationPeriod | None:
    document_type = types.get(row["document_type"])
    if document_type is None:
        reason = _("No document type has the key “%(key)s”.") % {"key": row["document_type"]}
        faults.append(Fault(row.line, "document_type", reason))
        return None
    days = {name: _day(row, name, faults) for name in ("valid_from", "valid_to")}
    texts = {name: row[name] for name in ("days", "legal_basis", "certainty", "source")}
    period = ConsultationPeriod(document_type=document_type, **days, **texts)
    try:
        period.clean_fields()
        period.validate_constraints()
    except ValidationError as wrong:
        told = wrong.message_dict.items()
        faults += [Fault(row.line, _column(name), " ".join(words)) for name, words in told]
        return None
    return period


def _column(name: str) -> str:
    """What concerns the whole row has no column."""
    return name if name in COLUMNS else ""


def _day(row: Row, name: str, faults: list[Fault]) -> date | None:
    try:
        return date.fromisoformat(row[name]) if row[name] else None
    except ValueError:
        faults.append(Fault(row.line, name, _("Write the day as 2021-04-19.")))
        return None
