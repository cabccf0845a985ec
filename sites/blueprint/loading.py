"""Reads the law from its data files and brings the rows in line with them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sites.blueprint.data_files import (
    SECTION_COLUMNS,
    SET_COLUMNS,
    LawFault,
    LawRow,
    read_rows,
    section_values,
    set_values,
)
from sites.blueprint.models import RequiredSection, RequirementSet
from sites.blueprint.rules import refuse_overlap

DATA_FOLDER = Path(__file__).parent / "data"
_REPEATED = gettext_lazy("This key stands in an earlier row as well.")


class LawDataError(Exception):
    """The data files have faults, and nothing was stored."""

    def __init__(self, faults: Iterable[LawFault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass
class LawReport:
    """What a load did, counting sets and sections alike.

    Attributes:
        kept: a sentence for each set that the province changed, which was left alone.
    """

    created: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)


@dataclass
class _FileSet:
    """One set as the files have it: unsaved objects and the rows they come from."""

    row: LawRow
    requirement_set: RequirementSet
    sections: dict[str, RequiredSection]
    rows: dict[str, LawRow]


def load_law(folder: Path = DATA_FOLDER, *, dry_run: bool = False) -> LawReport:
    """Brings requirement sets and sections in line with the data files, all or nothing.

    A set that is editable and was changed by the province is left alone; sets that the files do
    not know are too. Running twice changes nothing.

    Args:
        folder: holds ``sets.csv`` and one ``<key of the set>.csv`` per set.
        dry_run: check and count, but store nothing.

    Raises:
        LawDataError: with every fault by file, row and column.
    """
    file_sets = _read_folder(folder)
    report = LawReport()
    with transaction.atomic():
        for file_set in file_sets:
            _store_set(file_set, report)
        _refuse_overlaps(file_sets)
        if dry_run:
            transaction.set_rollback(True)
    return report


def _read_folder(folder: Path) -> list[_FileSet]:
    faults: list[LawFault] = []
    file_sets = []
    for row in read_rows(folder / "sets.csv", SET_COLUMNS, faults):
        if row["key"] in {earlier.row["key"] for earlier in file_sets}:
            faults.append(row.fault("key", _REPEATED))
            continue
        requirement_set = RequirementSet(**set_values(row, faults))
        faults += _field_faults(requirement_set, row)
        rows = read_rows(folder / f"{row['key']}.csv", SECTION_COLUMNS, faults)
        file_sets.append(_FileSet(row, requirement_set, {}, {}))
        _fill(file_sets[-1], rows, faults)
    if faults:
        raise LawDataError(faults)
    return file_sets


def _fill(file_set: _FileSet, rows: list[LawRow], faults: list[LawFault]) -> None:
    for row in rows:
        if row["key"] in file_set.rows:
            faults.append(row.fault("key", _REPEATED))
            continue
        file_set.rows[row["key"]] = row
        file_set.sections[row["key"]] = RequiredSection(
            requirement_set=file_set.requirement_set, **section_values(row, faults)
        )
    for row in rows:
        _place(file_set, row, faults)
    addresses: set[tuple] = set()
    for key, row in file_set.rows.items():
        section = file_set.sections[key]
        faults += _field_faults(section, row)
        faults += _address_faults(section, row, addresses)
        faults += _empty_group_faults(section, row, file_set.sections.values())


def _place(file_set: _FileSet, row: LawRow, faults: list[LawFault]) -> None:
    if not row["parent"]:
        return
    parent = file_set.sections.get(row["parent"])
    if parent is None:
        faults.append(
            row.fault(
                "parent", _("No row of this file has the key “%(key)s”.") % {"key": row["parent"]}
            )
        )
    else:
        file_set.sections[row["key"]].parent = parent


def _field_faults(item: RequirementSet | RequiredSection, row: LawRow) -> list[LawFault]:
    """Faults of single fields and, for a section, of its place."""
    try:
        item.clean_fields(exclude=["requirement_set", "parent"])
        if isinstance(item, RequiredSection):
            item.clean()
    except ValidationError as error:
        return [
            row.fault(column, sentence)
            for column, sentences in error.message_dict.items()
            for sentence in sentences
        ]
    return []


def _address_faults(section: RequiredSection, row: LawRow, taken: set[tuple]) -> list[LawFault]:
    if section.is_function:
        return []
    faults = []
    for column in ("slug", "slug_en"):
        address = (column, row["parent"], row[column])
        if address in taken:
            faults.append(row.fault(column, _("A section at the same place has this address.")))
        taken.add(address)
    return faults


def _empty_group_faults(
    section: RequiredSection, row: LawRow, sections: Iterable[RequiredSection]
) -> list[LawFault]:
    if not section.is_group or any(other.parent is section for other in sections):
        return []
    return [row.fault("key", _("No section stands under this group."))]


def _store_set(file_set: _FileSet, report: LawReport) -> None:
    present = RequirementSet.objects.select_for_update().filter(key=file_set.row["key"]).first()
    if present and present.is_editable and present.edited_at:
        report.kept.append(
            _("“%(set)s” was changed by the province and is left as it is.") % {"set": present}
        )
        return
    stored = _store(file_set.requirement_set, present, report)
    _store_sections(file_set, stored, report)


def _store_sections(file_set: _FileSet, stored: RequirementSet, report: LawReport) -> None:
    obsolete = stored.sections.exclude(key__in=file_set.sections)
    report.removed += obsolete.count()
    obsolete.delete()
    present = {section.key: section for section in stored.sections.all()}
    _free_changed_addresses(file_set, present)
    for section in _parents_first(file_set.sections.values()):
        section.requirement_set = stored
        # The object is stored by now: assigning it again takes over its primary key.
        section.parent = section.parent
        _store(section, present.get(section.key), report)


def _free_changed_addresses(file_set: _FileSet, present: dict[str, RequiredSection]) -> None:
    """Lets two sections swap their addresses without standing in each other's way."""
    for key, section in present.items():
        wanted = file_set.sections[key]
        if (section.slug, section.slug_en) != (wanted.slug, wanted.slug_en):
            interim = f"-{section.pk}"
            RequiredSection.objects.filter(pk=section.pk).update(slug=interim, slug_en=interim)


def _parents_first(sections: Iterable[RequiredSection]) -> list[RequiredSection]:
    ordered: list[RequiredSection] = []

    def add(section: RequiredSection) -> None:
        if section.parent is not None and section.parent not in known:
            add(section.parent)
        if section not in known:
            known.append(section)
            ordered.append(section)

    known: list[RequiredSection] = []
    for section in sections:
        add(section)
    return ordered


def _store(
    wanted: RequirementSet | RequiredSection,
    present: RequirementSet | RequiredSection | None,
    report: LawReport,
) -> RequirementSet | RequiredSection:
    """Creates or updates one row; ``wanted`` stands for the stored row from here on."""
    if present is None:
        wanted.save()
        report.created += 1
        return wanted
    wanted.pk, wanted.uid = present.pk, present.uid
    wanted._state.adding, wanted._state.db = False, present._state.db
    if _values(wanted) == _values(present):
        report.unchanged += 1
    else:
        wanted.save()
        report.updated += 1
    return wanted


def _values(item: RequirementSet | RequiredSection) -> dict[str, object]:
    return {column.attname: getattr(item, column.attname) for column in item._meta.concrete_fields}


def _refuse_overlaps(file_sets: list[_FileSet]) -> None:
    faults = []
    for file_set in file_sets:
        requirement_set = RequirementSet.objects.get(key=file_set.row["key"])
        try:
            refuse_overlap(requirement_set)
        except ValidationError as error:
            faults.append(file_set.row.fault("in_force_from", " ".join(error.messages)))
    if faults:
        raise LawDataError(faults)
