"""Loading the lists of terms, and reading several of them at once."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import CharField, Value
from django.utils.translation import get_language

from editorial.vocabularies.models import LISTS, Term

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class TermChoice:
    """A term as a filter offers it."""

    pk: int
    key: str
    name: str


@dataclass
class LoadReport:
    """What loading did: how many terms were made, changed and found as they were."""

    made: int = 0
    changed: int = 0
    same: int = 0


def term_choices(names: Iterable[str]) -> dict[str, list[TermChoice]]:
    """All terms of several lists, ended ones too, in their order and in one statement.

    Args:
        names: names of lists as in ``LISTS``.
    """
    names = list(names)
    columns = ("list_name", "pk", "key", "name_vi", "name_en", "order", "sort_key")
    queries = [
        LISTS[name]
        .objects.order_by()
        .annotate(list_name=Value(name, output_field=CharField()))
        .values_list(*columns)
        for name in names
    ]
    rows = queries[0].union(*queries[1:], all=True) if len(queries) > 1 else queries[0]
    is_english = (get_language() or "").startswith("en")
    choices: dict[str, list[TermChoice]] = {name: [] for name in names}
    for name, pk, key, name_vi, name_en, *_place in sorted(rows, key=lambda row: row[5:7]):
        shown = (name_en if is_english else "") or name_vi
        choices[name].append(TermChoice(pk, key, shown))
    return choices


@transaction.atomic
def load_vocabularies() -> dict[str, LoadReport]:
    """Brings all lists to what the data files say; running it again changes nothing.

    Terms are known by their key. A term that no file names stays: the province added it.

    Returns:
        What was done, by name of the list.
    """
    return {name: _load_list(model, DATA / f"{name}.csv") for name, model in LISTS.items()}


def _load_list(model: type[Term], path: Path) -> LoadReport:
    report = LoadReport()
    present = model.objects.in_bulk(field_name="key")
    with path.open(encoding="utf-8", newline="") as file:
        for place, row in enumerate(csv.DictReader(file), start=1):
            _load_term(model, present.get(row["key"]), _values(row, place), report)
    return report


def _values(row: dict[str, str], place: int) -> dict:
    days = {
        name: date.fromisoformat(row[name]) if row[name] else None
        for name in ("valid_from", "valid_to")
    }
    return {**row, **days, "order": place * 10}


def _load_term(model: type[Term], term: Term | None, values: dict, report: LoadReport) -> None:
    if term is None:
        term = model(**values)
        report.made += 1
    elif all(getattr(term, name) == value for name, value in values.items()):
        report.same += 1
        return
    else:
        for name, value in values.items():
            setattr(term, name, value)
        report.changed += 1
    term.full_clean()
    term.save()
