"""Loading the data files: idempotent, all or nothing, and gentle to what the province wrote."""

import csv
import re
import shutil
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sites.blueprint.models import RequiredSection, RequirementSet
from sites.blueprint.services import (
    DATA_FOLDER,
    LawDataError,
    load_law,
    mark_edited,
    required_sections,
)

pytestmark = pytest.mark.django_db

EDITABLE = "digital-transformation-2026"


@pytest.fixture
def folder(tmp_path) -> Path:
    """A copy of the data files that a test may spoil."""
    return Path(shutil.copytree(DATA_FOLDER, tmp_path / "data"))


def change(path: Path, row_key: str, /, **cells: str) -> int:
    """Writes cells of the row with this key and returns its line."""
    with path.open(newline="", encoding="utf-8") as stream:
        reader = csv.DictReader(stream)
        rows, columns = list(reader), reader.fieldnames
    line = next(number for number, row in enumerate(rows, 2) if row["key"] == row_key)
    rows[line - 2].update(cells)
    write(path, columns, rows)
    return line


def remove(path: Path, key: str) -> None:
    with path.open(newline="", encoding="utf-8") as stream:
        reader = csv.DictReader(stream)
        rows, columns = list(reader), reader.fieldnames
    write(path, columns, [row for row in rows if row["key"] != key])


def write(path: Path, columns: list[str], rows: list[dict]) -> None:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows(rows)


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(LawDataError) as caught:
        load_law(folder)
    return [str(fault) for fault in caught.value.faults]


def test_second_load_changes_nothing():
    first = load_law()
    before = list(RequiredSection.objects.order_by("pk").values())
    second = load_law()
    assert (first.created, first.updated, first.removed) == (
        RequirementSet.objects.count() + RequiredSection.objects.count(),
        0,
        0,
    )
    assert (second.created, second.updated, second.removed) == (0, 0, 0)
    assert second.unchanged == first.created
    assert list(RequiredSection.objects.order_by("pk").values()) == before


def test_dry_run_counts_and_stores_nothing():
    report = load_law(dry_run=True)
    assert report.created > 100
    assert not RequirementSet.objects.exists()


def test_changed_rows_are_updated_and_keep_their_identity(folder):
    load_law(folder)
    uid = RequiredSection.objects.get(requirement_set__key="decree-42-2022", key="news").uid
    change(folder / "decree-42-2022.csv", "news", name_vi="Tin mới")
    report = load_law(folder)
    section = RequiredSection.objects.get(requirement_set__key="decree-42-2022", key="news")
    assert (section.name_vi, section.uid) == ("Tin mới", uid)
    assert (report.created, report.updated, report.removed) == (0, 1, 0)


def test_rows_that_left_the_file_are_removed(folder):
    load_law(folder)
    remove(folder / "decree-42-2022.csv", "treaties")
    assert load_law(folder).removed == 1
    treaties = RequiredSection.objects.filter(key="treaties")
    assert list(treaties.values_list("requirement_set__key", flat=True)) == [EDITABLE]


def test_group_leaves_together_with_its_sections(folder):
    load_law(folder)
    path = folder / "decree-42-2022.csv"
    gone = ["draft_consultation", "citizen_dialogue", "group_participation"]
    for key in gone:
        remove(path, key)
    assert load_law(folder).removed == len(gone)


def test_two_sections_may_swap_their_addresses(folder):
    load_law(folder)
    path = folder / "decree-43-2011.csv"
    change(path, "leaders", slug="can-bo-cong-chuc")
    change(path, "contacts_officials", slug="lanh-dao")
    load_law(folder)
    slugs = RequiredSection.objects.filter(requirement_set__key="decree-43-2011")
    assert slugs.get(key="leaders").slug == "can-bo-cong-chuc"
    assert slugs.get(key="contacts_officials").slug == "lanh-dao"


def test_what_the_province_changed_survives_a_load(law, folder):
    own_set = RequirementSet.objects.get(key=EDITABLE)
    own_set.sections.filter(key="news").update(name_vi="Tin của tỉnh")
    own_set.sections.get(key="treaties").delete()
    mark_edited(own_set)
    change(folder / f"{EDITABLE}.csv", "links", name_vi="Từ tệp")
    report = load_law(folder)
    assert own_set.sections.get(key="news").name_vi == "Tin của tỉnh"
    assert not own_set.sections.filter(key__in=["treaties"]).exists()
    assert not own_set.sections.filter(name_vi="Từ tệp").exists()
    assert len(report.kept) == 1


def test_unchanged_editable_set_follows_the_files(law, folder):
    change(folder / f"{EDITABLE}.csv", "links", name_vi="Từ tệp")
    load_law(folder)
    assert (
        RequiredSection.objects.get(requirement_set__key=EDITABLE, key="links").name_vi == "Từ tệp"
    )


def test_set_that_is_not_editable_follows_the_files_whatever_was_done_to_it(law):
    decree = RequirementSet.objects.get(key="decree-43-2011")
    decree.sections.filter(key="news").update(name_vi="Khác")
    mark_edited(decree)
    load_law()
    assert decree.sections.get(key="news").name_vi != "Khác"


def test_sets_that_the_files_do_not_know_stay(law):
    RequirementSet.objects.filter(key=EDITABLE).update(in_force_to=date(2029, 12, 31))
    mark_edited(RequirementSet.objects.get(key=EDITABLE))
    RequirementSet.objects.create(key="own", title_vi="Mới", in_force_from=date(2030, 1, 1))
    load_law()
    assert RequirementSet.objects.filter(key="own").exists()


def test_set_of_the_files_that_overlaps_an_own_one_is_refused_by_row(law, folder):
    RequirementSet.objects.filter(key=EDITABLE).update(in_force_to=date(2029, 12, 31))
    RequirementSet.objects.create(key="own", title_vi="Mới", in_force_from=date(2030, 1, 1))
    faults = faults_of(folder)
    assert len(faults) == 1
    assert "sets.csv: " in faults[0]
    assert "4" in faults[0]
    assert RequirementSet.objects.get(key=EDITABLE).in_force_to == date(2029, 12, 31)


@pytest.mark.parametrize(
    ("key", "cells", "column"),
    [
        ("news", {"page_type": "blog"}, "page_type"),
        ("news", {"kinds": "province hamlet"}, "kinds"),
        ("news", {"kinds": ""}, "kinds"),
        ("group_about", {"kinds": "province"}, "kinds"),
        ("news", {"slug": "tim-kiem"}, "slug"),
        ("news", {"slug_en": "documents"}, "slug_en"),
        ("news", {"slug": "có dấu"}, "slug"),
        ("news", {"slug": "gioi-thieu"}, "slug"),
        ("leaders", {"slug_en": "history"}, "slug_en"),
        ("news", {"certainty": "sure"}, "certainty"),
        ("news", {"source": ""}, "source"),
        ("about_org", {"legal_basis": ""}, "legal_basis"),
        ("news", {"order": "first"}, "order"),
        ("news", {"update_interval_days": "daily"}, "update_interval_days"),
        ("news", {"is_function": "maybe"}, "is_function"),
        ("news", {"is_function": "yes"}, "is_function"),
        ("news", {"in_force_from": "01/07/2018"}, "in_force_from"),
        ("news", {"in_force_from": "2020-02-01", "in_force_to": "2020-01-31"}, "in_force_to"),
        ("leaders", {"parent": "nowhere"}, "parent"),
        ("leaders", {"parent": "leaders"}, "parent"),
        ("leaders", {"parent": "search"}, "parent"),
        ("news", {"key": "leaders"}, "key"),
    ],
)
def test_bad_row_is_named_by_file_line_and_column(folder, key, cells, column):
    line = change(folder / "decree-43-2011.csv", key, **cells)
    faults = faults_of(folder)
    expected = [fault for fault in faults if fault.startswith("decree-43-2011.csv: ")]
    assert any(re.search(rf"\b{line}\b", fault) and f" {column}:" in fault for fault in expected), (
        faults
    )
    assert not RequirementSet.objects.exists()


def test_child_of_a_section_that_binds_fewer_units_is_refused(folder):
    line = change(folder / "decree-42-2022.csv", "news", kinds="province")
    child = change(folder / "decree-42-2022.csv", "disease_info")
    faults = faults_of(folder)
    assert child == line + 1
    assert len(faults) == 1
    assert "parent" in faults[0]


def test_child_that_holds_before_its_parent_is_refused(folder):
    change(folder / "decree-42-2022.csv", "news", in_force_from="2023-01-01")
    assert "parent" in faults_of(folder)[0]


def test_places_in_a_circle_are_refused(folder):
    path = folder / "decree-43-2011.csv"
    change(path, "leaders", parent="about_org")
    change(path, "about_org", parent="leaders")
    assert len([fault for fault in faults_of(folder) if " parent:" in fault]) == 2


def test_empty_group_is_refused(folder):
    change(folder / "decree-43-2011.csv", "strategy_planning", parent="group_about")
    change(folder / "decree-43-2011.csv", "land_construction_planning", parent="group_about")
    assert [" key:" in fault for fault in faults_of(folder)] == [True]


def test_all_faults_of_all_files_are_told_at_once(folder):
    change(folder / "decree-43-2011.csv", "news", order="x")
    change(folder / "decree-42-2022.csv", "news", order="x")
    (folder / f"{EDITABLE}.csv").unlink()
    assert [fault.split(":")[0] for fault in faults_of(folder)] == [
        "decree-43-2011.csv",
        "decree-42-2022.csv",
        f"{EDITABLE}.csv",
    ]


def test_missing_and_unknown_columns_are_named(folder):
    path = folder / "decree-43-2011.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("slug_en", "slug_fr", 1), "utf-8")
    faults = faults_of(folder)
    assert len(faults) == 2
    assert "slug_en" in faults[0]
    assert "slug_fr" in faults[1]


def test_set_that_stands_twice_is_refused(folder):
    change(folder / "sets.csv", "decree-42-2022", key="decree-43-2011")
    assert " key:" in faults_of(folder)[0]


def test_parent_may_stand_later_in_the_file(folder):
    path = folder / "decree-43-2011.csv"
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *reversed(lines)]), "utf-8")
    load_law(folder)
    keys = [section.key for section in required_sections("commune", date(2021, 4, 19))]
    assert keys.index("group_about") < keys.index("leaders")


def test_command_reports_and_twice_changes_nothing():
    call_command("load_law", stdout=StringIO())
    out = StringIO()
    call_command("load_law", stdout=out)
    assert "0 created, 0 updated, 0 removed" in out.getvalue()


def test_command_dry_run_stores_nothing():
    out = StringIO()
    call_command("load_law", "--dry-run", stdout=out)
    assert out.getvalue().startswith("Would be:")
    assert not RequirementSet.objects.exists()


def test_command_names_the_bad_rows_and_fails(folder):
    change(folder / "decree-43-2011.csv", "news", order="first")
    errors = StringIO()
    with pytest.raises(CommandError):
        call_command("load_law", folder=folder, stderr=errors)
    assert "decree-43-2011.csv" in errors.getvalue()
    assert "order" in errors.getvalue()
