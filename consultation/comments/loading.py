"""Reads the texts of consent from their data file; what the province keeps is left alone."""

from datetime import date
from pathlib import Path

from django.db import transaction

from consultation.comments.models import ConsentText
from portal.common.tables import Fault, read_table

DATA_FILE = Path(__file__).parent / "data" / "consent_texts.csv"
COLUMNS = ["valid_from", "text", "text_en"]


class ConsentDataError(Exception):
    """The data file has faults, and nothing was stored."""


@transaction.atomic
def load_consent_texts(path: Path = DATA_FILE) -> int:
    """Adds the texts whose first day is new.

    Args:
        path: a CSV file with the columns of :data:`COLUMNS`.

    Returns:
        How many were new.

    Raises:
        ConsentDataError: with every fault by line and column.
    """
    table = read_table(path)
    faults: list[Fault] = [*table.faults, *table.missing(COLUMNS)]
    rows = []
    for row in [] if faults else table.rows:
        try:
            day = date.fromisoformat(row["valid_from"])
        except ValueError:
            faults.append(Fault(row.line, "valid_from", "YYYY-MM-DD"))
            continue
        rows.append((day, row["text"], row["text_en"]))
    if faults:
        raise ConsentDataError("\n".join(f"{path.name}: {fault}" for fault in faults))
    present = set(ConsentText.objects.values_list("valid_from", flat=True))
    new = [
        ConsentText(valid_from=day, text=text, text_en=text_en)
        for day, text, text_en in rows
        if day not in present
    ]
    ConsentText.objects.bulk_create(new)
    return len(new)
