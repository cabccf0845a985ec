"""What a file of portals may hold, and what is kept of it."""

import pytest

from sites.provisioning.checking import FileRefused, check_file, cleaned_file_name
from sites.provisioning.models import ProvisioningRun
from sites.provisioning.tests.conftest import DAY, HEADER, TEN_ROWS, finish, states
from sites.units.models import UnitPeriod

State = ProvisioningRun.State


@pytest.mark.parametrize(
    "data",
    [
        b"",
        HEADER.encode(),
        b"\x89PNG\r\n\x1a\n\xff\xfe\x00",
        b"PK\x03\x04 not a workbook",
        b"unit_code\n09334\0\n",
        b"ma,ten\n09334,Ten\n",
        b"unit_code,unit_code\n09334,09337\n",
        b'unit_code\n"09334\n09337\n',
        b"unit_code\n" + b"09334\n" * 100_000,
        b"unit_code\n" + b"0" * 3_000_000,
    ],
    ids=["empty", "header", "binary", "zip", "nul", "columns", "twice", "quotes", "rows", "size"],
)
def test_a_file_that_cannot_be_used_is_refused_as_a_whole(law_and_units, chief, data):
    with pytest.raises(FileRefused) as refusal:
        check_file(data, "x.csv", day=DAY, synchronise=False, user=chief)
    assert all(reason.endswith((".", "”")) for reason in refusal.value.reasons)
    assert not ProvisioningRun.objects.exists()


def test_the_limit_of_rows_is_named(law_and_units, chief):
    with pytest.raises(FileRefused, match=r"500"):
        check_file(
            b"unit_code\n" + b"09334\n" * 501, "x.csv", day=DAY, synchronise=False, user=chief
        )


def test_formulas_and_too_long_cells_are_faults_of_their_line(checked):
    long = "x" * 2_500
    file = HEADER + f"=1+1,,,,\n09334,=HYPERLINK(1),,,\n09337,{long},,,\n"
    run = checked(file.encode())
    assert [(row.line, row.column) for row in run.rows.all()] == [
        (2, "unit_code"),
        (3, "host_name"),
        (4, "host_name"),
    ]
    assert set(states(run)) == {"faulty"}


def test_all_faults_of_a_line_are_told_at_once(checked):
    file = HEADER + "09334,a b,hong,Mẫu,khong-phai\n09337,a b,,,\n0,a b,hong,,\n"
    run = checked(file.encode())
    assert [(row.line, row.column) for row in run.rows.all()] == [
        (2, "host_name"),
        (2, "palette"),
        (2, "administrator_email"),
        (3, "host_name"),
        (4, "unit_code"),
    ]
    assert set(states(run)) == {"faulty"}


def test_a_name_without_an_address_is_a_fault_where_it_would_be_lost(checked, chief):
    file = (HEADER + "09334,,,Nguyễn Văn Mẫu,\n").encode()
    run = checked(file)
    (row,) = run.rows.all()
    assert (row.line, row.column, row.state) == (2, "administrator_email", "faulty")
    assert "Mẫu" not in f"{row.message}{row.administrator_name}"
    finish(checked((HEADER + "09334,,,,\n").encode()), chief)
    assert states(checked(file)) == ["unchanged"]


# The register of units, the erasure of old people, the run and its rows, with their savepoint.
STATEMENTS_OF_A_FILE = 10
STATEMENTS_OF_A_ROW = 7


def test_the_check_of_a_row_costs_few_statements(
    law_and_units, chief, django_assert_max_num_queries
):
    communes = UnitPeriod.objects.on(DAY).filter(kind="commune").order_by("code")
    codes = list(communes.values_list("code", flat=True)[:20])
    file = HEADER + "".join(f"{code},,jade,Mẫu,a{code}@example.org\n" for code in codes)
    with django_assert_max_num_queries(STATEMENTS_OF_A_FILE + 20 * STATEMENTS_OF_A_ROW):
        run = check_file(file.encode(), "x.csv", day=DAY, synchronise=False, user=chief)
    assert states(run) == ["planned"] * 20


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\a\\xã.csv", "xã.csv"),
        ("../../etc/passwd.csv", "passwd.csv"),
        ("a\u202efdp.csv", "afdp.csv"),
        ("n" * 300 + ".csv", "n" * 100),
    ],
)
def test_of_a_path_the_clean_last_part_is_kept(given, kept):
    assert cleaned_file_name(given) == kept


def test_the_file_itself_is_not_kept(checked):
    run = checked(TEN_ROWS, name="danh-sach.csv")
    assert run.file_name == "danh-sach.csv"
    assert not [field for field in ProvisioningRun._meta.fields if "File" in type(field).__name__]
