"""The data files fill what is missing, and never overwrite what the province keeps."""

import shutil
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from sites.worktime.loading import DATA_FOLDER, WorkingTimeDataError, load_working_time
from sites.worktime.models import Holiday, Norm, WorkingTime

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(DATA_FOLDER, tmp_path / "data")


def test_loading_twice_changes_nothing(capsys):
    call_command("load_working_time")
    assert (WorkingTime.objects.count(), Norm.objects.count()) == (1, 1)
    holidays = Holiday.objects.count()
    assert holidays > 5
    before = list(Holiday.objects.order_by("pk").values())
    call_command("load_working_time")
    assert list(Holiday.objects.order_by("pk").values()) == before
    assert f"0 created, {holidays + 2} were there." in capsys.readouterr().out


def test_every_row_names_its_source():
    load_working_time()
    for model in (WorkingTime, Holiday, Norm):
        assert not model.objects.filter(source="").exists()


def test_what_the_province_keeps_is_left_alone():
    load_working_time()
    Norm.objects.update(amount=6)
    Holiday.objects.filter(name="Quốc khánh 2021").update(last_day=date(2021, 9, 5))
    WorkingTime.objects.update(valid_from=date(2021, 3, 1), weekdays=[1, 2, 3, 4, 5, 6])
    load_working_time()
    assert [norm.amount for norm in Norm.objects.all()] == [6]
    assert Holiday.objects.get(name="Quốc khánh 2021").last_day == date(2021, 9, 5)
    assert [row.weekdays for row in WorkingTime.objects.all()] == [[1, 2, 3, 4, 5, 6]]


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("holidays.csv", "Sai,2021-13-01,2021-01-02,,TB", "month must be"),
        ("holidays.csv", "Sai,2021-01-03,2021-01-02,,TB", "before the first"),
        ("holidays.csv", "Sai,2021-01-01,2021-01-02,thứ bảy,TB", "Invalid isoformat"),
        ("norms.csv", "x,,,bốn,working_hours,QĐ", "ConversionSyntax"),
        ("norms.csv", "x,,,4,weeks,QĐ", "weeks"),
        ("working_times.csv", "2030-01-01,,1 2,08:00,07:00,13:00,17:00,QĐ", "run backwards"),
    ],
)
def test_a_fault_is_told_with_its_line_and_nothing_is_stored(folder, name, line, told):
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    number = len((folder / name).read_text(encoding="utf-8").splitlines())
    with pytest.raises(WorkingTimeDataError) as refused:
        load_working_time(folder)
    [fault] = refused.value.faults
    assert fault.startswith(name)
    assert str(number) in fault
    assert told in fault
    assert not Holiday.objects.exists()


def test_a_missing_file_and_a_missing_column_are_told(folder):
    (folder / "norms.csv").unlink()
    (folder / "working_times.csv").write_text("valid_from\n2021-01-01\n")
    with pytest.raises(CommandError):
        call_command("load_working_time", folder=folder)
    with pytest.raises(WorkingTimeDataError) as refused:
        load_working_time(folder)
    assert "norms.csv" in str(refused.value)
    assert "weekdays" in str(refused.value)
