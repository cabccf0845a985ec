"""Many sites at once: faults by line, good rows on confirmation, nothing twice."""

import csv
import io
from datetime import date
from unittest.mock import Mock

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from wagtail.models import Site

from portal.common.registry import page_types
from sites.profile.models import SiteProfile
from sites.provisioning import batch
from sites.provisioning.batch import carry_out, plan_table, plan_units
from sites.provisioning.columns import read_portals
from sites.units.models import UnitPeriod

pytestmark = pytest.mark.usefixtures("law_and_units")

DAY = date(2021, 4, 19)
HEADER = "unit_code,host_name,palette,administrator_name,administrator_email\n"
GOOD = ["09334", "09337", "09340", "09343", "09346", "09349", "09352"]
ROWS = [
    *[f"{code},,,," for code in GOOD[:3]],
    "9355,,,,",
    *[f"{code},,,," for code in GOOD[3:5]],
    "09358,xa_tri_phuong.bacninh.localhost,,,",
    *[f"{code},,,," for code in GOOD[5:]],
    "09361,,hong,,",
]


@pytest.fixture
def ten_rows(tmp_path):
    path = tmp_path / "sites.csv"
    path.write_text(HEADER + "\n".join(ROWS) + "\n", encoding="utf-8-sig")
    return path


def run(*arguments: str) -> tuple[str, str, int]:
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("provision_sites", "--date", "2021-04-19", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        code = stop.code
    return out.getvalue(), err.getvalue(), code


def test_three_bad_rows_of_ten_are_reported_by_line_and_column(ten_rows):
    plan = plan_table(read_portals(ten_rows), DAY)
    assert [(fault.line, fault.column) for fault in plan.faults] == [
        (5, "unit_code"),
        (8, "host_name"),
        (11, "palette"),
    ]
    assert "09355" in plan.faults[0].message
    assert len(plan.new) == 7
    assert not Site.objects.exists()


def test_the_seven_are_made_on_confirmation_and_a_second_run_changes_nothing(ten_rows, tmp_path):
    report = tmp_path / "report.csv"
    _out, err, code = run("--file", str(ten_rows), "--yes", "--report", str(report))
    assert code == 1
    assert all(f"{line}" in err for line in (5, 8, 11))
    assert SiteProfile.objects.count() == 7
    rows = list(csv.DictReader(io.StringIO(report.read_text("utf-8-sig"))))
    assert [row["state"] for row in rows] == ["made"] * 7
    assert {row["unit_code"] for row in rows} == set(GOOD)
    before = list(Site.objects.order_by("pk").values_list("pk", "hostname"))
    run("--file", str(ten_rows), "--yes", "--report", str(report))
    rows = list(csv.DictReader(io.StringIO(report.read_text("utf-8-sig"))))
    assert [row["state"] for row in rows] == ["unchanged"] * 7
    assert list(Site.objects.order_by("pk").values_list("pk", "hostname")) == before


def test_without_confirmation_nothing_is_made(ten_rows, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    with pytest.raises(CommandError):
        run("--file", str(ten_rows))
    assert not Site.objects.exists()


def test_a_dry_run_says_what_it_would_do_and_does_nothing():
    out, _err, code = run("--parent", "260", "--dry-run")
    assert code == 0
    assert "daidong-tiendu.bacninh.localhost" in out
    assert not Site.objects.exists()


def test_a_renamed_site_is_still_reached_and_repaired():
    from sites.provisioning.services import provision_site, rename_host
    from sites.provisioning.spec import SiteSpec

    unit = UnitPeriod.objects.on(DAY).get(code="09355").unit
    site = provision_site(SiteSpec(unit=unit, day=DAY)).site
    rename_host(site, "khac.bacninh.localhost")
    site.required_sections.get(key="news").page.delete()
    periods = UnitPeriod.objects.on(DAY).filter(code="09355").select_related("unit", "parent")
    plan = plan_units(periods, DAY)
    assert plan.faults == []
    (result,) = carry_out(plan, synchronise=True)
    assert result.state == "repaired"
    assert site.required_sections.filter(key="news").exists()


def test_the_same_unit_or_host_twice_in_a_file_is_a_fault(tmp_path):
    path = tmp_path / "sites.csv"
    path.write_text(
        HEADER
        + "09334,,,,\n09334,,,,\n09337,a.bacninh.localhost,,,\n09340,a.bacninh.localhost,,,\n"
    )
    plan = plan_table(read_portals(path), DAY)
    assert [(fault.line, fault.column) for fault in plan.faults] == [
        (3, "unit_code"),
        (5, "host_name"),
    ]
    assert len(plan.new) == 2


def test_a_file_without_its_column_is_one_clear_fault(tmp_path):
    path = tmp_path / "sites.csv"
    path.write_text("ma,ten\n09334,Liên Bão\n")
    plan = plan_table(read_portals(path), DAY)
    assert plan.sites == []
    assert [(fault.line, fault.column) for fault in plan.faults] == [(1, "Mã đơn vị")]


def test_the_command_names_the_columns_that_nobody_reads(tmp_path):
    path = tmp_path / "sites.csv"
    path.write_text("unit_code,Tên miềm,Tên đơn vị\n09334,rieng.bacninh.localhost,Liên Bão\n")
    _out, err, code = run("--file", str(path), "--dry-run")
    assert "Tên miềm" in err
    assert "Tên đơn vị" not in err
    assert code == 0


def test_a_unit_that_does_not_exist_on_the_day_is_named(tmp_path):
    path = tmp_path / "sites.csv"
    path.write_text(HEADER + "260,,,,\n")
    plan = plan_table(read_portals(path), date(2025, 7, 1))
    assert plan.faults[0].column == "unit_code"


def test_an_interruption_leaves_whole_sites_and_the_next_run_goes_on(monkeypatch):
    periods = list(
        UnitPeriod.objects.on(DAY).filter(code__in=GOOD).select_related("unit", "parent")
    )
    real, calls = batch.provision_site, []

    def interrupted(*arguments):
        calls.append(1)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return real(*arguments)

    monkeypatch.setattr(batch, "provision_site", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(carry_out(plan_units(periods, DAY)))
    assert SiteProfile.objects.count() == 3
    monkeypatch.setattr(batch, "provision_site", real)
    results = list(carry_out(plan_units(periods, DAY)))
    assert sorted(result.state for result in results) == ["made"] * 4 + ["unchanged"] * 3


@pytest.fixture
def three_rows(tmp_path):
    path = tmp_path / "three.csv"
    path.write_text("unit_code\n" + "\n".join(GOOD[:3]) + "\n")
    return path


@pytest.fixture
def break_off(monkeypatch):
    """``break_off(times)`` has the second site broken off so often; returns all pauses."""

    def prepare(times: int) -> list[int]:
        real, begun, pauses = batch.provision_site, [], []

        def provision_site(spec, permissions):
            report = real(spec, permissions)
            begun.append(report.site.site_name)
            if len(begun) > 1 and begun.count(begun[1]) <= times and begun[-1] == begun[1]:
                raise OperationalError("canceling statement due to lock timeout")
            return report

        monkeypatch.setattr(batch, "provision_site", provision_site)
        monkeypatch.setattr(batch.time, "sleep", pauses.append)
        return pauses

    return prepare


def reported(path) -> list[tuple[str, str]]:
    rows = csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
    return [(row["line"], row["state"]) for row in rows]


@pytest.mark.parametrize(
    ("times", "state", "status"), [(1, "made", 0), (2, "made", 0), (3, "refused", 1)]
)
def test_a_row_that_the_database_breaks_off_is_tried_thrice_and_told_at_its_place(
    three_rows, tmp_path, break_off, times, state, status
):
    report = tmp_path / "report.csv"
    pauses = break_off(times)
    _out, _err, code = run("--file", str(three_rows), "--report", str(report))
    assert reported(report) == [("2", "made"), ("3", state), ("4", "made")]
    assert SiteProfile.objects.count() == (2 if status else 3)
    assert (code, len(pauses)) == (status, min(times, 2))
    assert "timeout" not in report.read_text("utf-8-sig")


@pytest.mark.parametrize("stop", [OperationalError("gone"), KeyboardInterrupt()])
def test_work_that_is_cut_short_still_tells_what_was_made(
    three_rows, tmp_path, break_off, monkeypatch, stop
):
    def stopped(*arguments):
        raise stop

    report = tmp_path / "report.csv"
    break_off(1)
    monkeypatch.setattr(batch.time, "sleep", stopped)
    with pytest.raises((CommandError, KeyboardInterrupt)):
        run("--file", str(three_rows), "--report", str(report))
    assert reported(report) == [("2", "made")]


def test_a_database_that_is_away_is_not_blamed_on_a_row(three_rows, break_off, monkeypatch):
    pauses = break_off(1)
    away = Mock(**{"ensure_connection.side_effect": OperationalError("gone")})
    monkeypatch.setattr(batch, "connection", away)
    results = carry_out(plan_table(read_portals(three_rows), DAY))
    assert next(results).state == "made"
    with pytest.raises(OperationalError, match="gone"):
        next(results)
    assert pauses == []


def test_an_unforeseen_fault_refuses_its_row_alone(three_rows, monkeypatch, caplog):
    real = batch.provision_site

    def faulty(spec, permissions):
        report = real(spec, permissions)
        if spec.unit == units[1]:
            raise ZeroDivisionError("secret detail")
        return report

    monkeypatch.setattr(batch, "provision_site", faulty)
    plan = plan_table(read_portals(three_rows), DAY)
    units = [planned.spec.unit for planned in plan.sites]
    results = list(carry_out(plan))
    assert [result.state for result in results] == ["made", "refused", "made"]
    assert SiteProfile.objects.count() == 2
    assert "secret" not in results[1].refused
    assert "secret detail" in caplog.text


@pytest.fixture
def without_registers(monkeypatch):
    """An installation whose feature of registers is not there yet."""
    real = page_types.get
    monkeypatch.setattr(page_types, "get", lambda key: None if key == "register" else real(key))


@pytest.mark.parametrize(("verbosity", "is_told"), [("1", False), ("2", True)])
def test_what_is_not_installed_is_told_to_who_asks_for_more(
    tmp_path, without_registers, verbosity, is_told
):
    path = tmp_path / "sites.csv"
    path.write_text("Mã đơn vị\n09334\n")
    out, _err, code = run("--file", str(path), "--yes", "--verbosity", verbosity)
    assert code == 0
    assert ("chưa được cài đặt" in out) is is_told


def test_the_command_says_too_that_nobody_was_invited(tmp_path):
    path = tmp_path / "sites.csv"
    path.write_text("unit_code,administrator_email\n09334,mau@example.org\n")
    first, _err, _code = run("--file", str(path), "--yes")
    again, _err, _code = run("--file", str(path), "--yes")
    assert "Không gửi thư mời" not in first
    assert "Không gửi thư mời" in again


@pytest.mark.parametrize("arguments", [[], ["--file", "/nowhere.csv"], ["--parent", "99999"]])
def test_a_senseless_call_is_refused_with_a_sentence(arguments):
    with pytest.raises(CommandError) as refusal:
        run(*arguments)
    assert str(refusal.value).endswith(".")
