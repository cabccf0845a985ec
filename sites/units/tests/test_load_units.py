"""Loading tables of units: faults by line and column, and what a good file does."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from sites.units.models import Unit, UnitPeriod
from sites.units.services import end_unit, load_units

pytestmark = pytest.mark.django_db

HEADER = "code,name,kind,subtype,parent_code,short_name,valid_from,valid_to,successor_codes,email"
PROVINCE = "27,Tỉnh Bắc Ninh,province,tỉnh,,Bắc Ninh,2021-01-01,,,"
DISTRICT = "260,Huyện Tiên Du,district,huyện,27,Tiên Du,2021-01-01,,,"
COMMUNE = "09319,Thị trấn Lim,commune,thị trấn,260,Lim,2021-01-01,,,"
DAY = date(2021, 4, 19)


def table(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *lines]).encode()


def faults_of(*lines: str, header: str = HEADER) -> list[tuple[int, str]]:
    report = load_units(table(*lines, header=header))
    assert not report.applied
    assert not Unit.objects.exists()
    return [(fault.line, fault.column) for fault in report.faults]


def period(code: str, day: date = DAY) -> UnitPeriod:
    return UnitPeriod.objects.on(day).get(code=code)


def snapshot() -> list:
    units = Unit.objects.order_by("pk").values()
    return [*units, *UnitPeriod.objects.order_by("pk").values()]


class TestFaults:
    """Each kind of fault, where it stands; nothing is written."""

    @pytest.mark.parametrize("column", ["code", "name", "kind"])
    def test_a_missing_column(self, column):
        header = HEADER.replace(column, "note", 1)
        assert (1, column) in faults_of(PROVINCE, header=header)

    def test_an_unknown_column(self):
        assert faults_of(PROVINCE, header=HEADER.replace("email", "mail")) == [(1, "mail")]

    def test_an_unknown_parent(self):
        assert faults_of(PROVINCE, COMMUNE) == [(3, "parent_code")]

    def test_a_parent_of_another_time(self):
        late = DISTRICT.replace("2021-01-01", "2022-01-01")
        assert faults_of(PROVINCE, late, COMMUNE) == [(4, "parent_code")]

    def test_a_unit_under_itself(self):
        assert faults_of(PROVINCE.replace(",tỉnh,,", ",tỉnh,27,")) == [(2, "parent_code")]

    def test_a_cycle_is_told_for_its_members_only(self):
        lines = [PROVINCE.replace(",tỉnh,,", ",tỉnh,260,"), DISTRICT, COMMUNE]
        assert faults_of(*lines) == [(2, "parent_code"), (3, "parent_code")]

    def test_a_cycle_that_only_closes_later(self):
        lines = [
            "A1,One,other,,B1,One,2021-01-01,,,",
            "B1,Two,other,,,Two,2021-01-01,2021-12-31,,",
            "B1,Two,other,,A1,Two,2022-01-01,,,",
        ]
        report = load_units(table(*lines))
        assert [(f.line, f.column) for f in report.faults] == [
            (2, "parent_code"),
            (4, "parent_code"),
        ]
        assert "2022-01-01" in report.faults[0].message

    def test_no_cycle_where_the_days_never_meet(self):
        lines = [
            "A1,One,other,,B1,One,2021-01-01,2021-12-31,,",
            "A1,One,other,,,One,2022-01-01,,,",
            "B1,Two,other,,,Two,2021-01-01,2021-12-31,,",
            "B1,Two,other,,A1,Two,2022-01-01,,,",
        ]
        assert load_units(table(*lines)).applied

    def test_too_many_levels(self):
        lines = [f"L{n},Level,other,,{f'L{n - 1}' if n else ''},L,2021-01-01,,," for n in range(12)]
        assert faults_of(*lines) == [(13, "parent_code")]

    def test_a_code_twice_on_the_same_days(self):
        assert faults_of(PROVINCE, DISTRICT, DISTRICT) == [(4, "code")]

    def test_a_code_twice_on_some_days(self):
        lines = [
            DISTRICT.replace(",27,", ",,").replace("2021-01-01,", "2021-01-01,2021-06-30"),
            DISTRICT.replace(",27,", ",,").replace("2021-01-01,", "2021-06-30,"),
        ]
        assert faults_of(*lines) == [(3, "code")]

    @pytest.mark.parametrize(
        "text", ["03-02-21", "2/3", "3/2/2021", "2021-2-3", "03.02.2021", "44230"]
    )
    def test_an_ambiguous_day(self, text):
        report = load_units(table(PROVINCE.replace("2021-01-01", text)))
        assert [(f.line, f.column) for f in report.faults] == [(2, "valid_from")]
        assert "several ways" in report.faults[0].message

    @pytest.mark.parametrize("text", ["2021-02-29", "31/04/2021", "2021-13-01", "0021-01-01"])
    def test_an_impossible_day(self, text):
        report = load_units(table(PROVINCE.replace("2021-01-01", text)))
        assert [(f.line, f.column) for f in report.faults] == [(2, "valid_from")]
        assert text in report.faults[0].message

    def test_an_end_before_the_start(self):
        line = PROVINCE.replace("2021-01-01,", "2021-01-01,2020-12-31")
        assert faults_of(line) == [(2, "valid_to")]

    def test_no_first_day(self):
        assert faults_of(PROVINCE.replace("2021-01-01", "")) == [(2, "valid_from")]

    @pytest.mark.parametrize(
        ("line", "column", "right"),
        [
            (COMMUNE.replace("09319", "9319"), "code", "09319"),
            (COMMUNE.replace("09319", "319"), "code", "00319"),
            (PROVINCE.replace("27,", "4,", 1), "code", "04"),
            (DISTRICT.replace(",27,", ",4,"), "parent_code", "04"),
        ],
    )
    def test_a_code_that_lost_its_zeros(self, line, column, right):
        report = load_units(table(line))
        fault = next(fault for fault in report.faults if fault.column == column)
        assert (fault.line, right in fault.message) == (2, True)

    def test_successors_that_lost_their_zeros(self):
        line = COMMUNE.replace(",260,", ",,").replace("2021-01-01,,", "2021-01-01,2025-06-30,9169")
        assert faults_of(line) == [(2, "successor_codes")]

    def test_successors_without_an_end(self):
        line = PROVINCE.replace("2021-01-01,,", "2021-01-01,,24")
        assert faults_of(line) == [(2, "valid_to")]

    def test_successors_of_a_unit_that_goes_on(self):
        load_units(table(PROVINCE, DISTRICT))
        first = "260,,district,,,,2021-01-01,2021-12-31,24,".replace(",,", ",Huyện Tiên Du,", 1)
        second = "260,Thị xã Tiên Du,district,thị xã,27,Tiên Du,2022-01-01,,,"
        load_units(table(second))
        report = load_units(table(first))
        assert [(f.line, f.column) for f in report.faults] == [(2, "successor_codes")]

    @pytest.mark.parametrize(
        ("wrong", "column"),
        [
            (PROVINCE.replace("province", "tỉnh"), "kind"),
            (PROVINCE.replace("Tỉnh Bắc Ninh", ""), "name"),
            (PROVINCE.replace("Tỉnh Bắc Ninh", "x" * 201), "name"),
            (PROVINCE.replace("27", "", 1), "code"),
            (PROVINCE.replace("27", "1.23E+05", 1), "code"),
            (PROVINCE + "nobody", "email"),
        ],
    )
    def test_a_cell_of_the_wrong_form(self, wrong, column):
        assert faults_of(wrong) == [(2, column)]

    def test_a_wrong_slug(self):
        header = HEADER.replace("email", "slug")
        assert faults_of(PROVINCE + "Tiên Du", header=header) == [(2, "slug")]

    def test_all_faults_are_told_at_once_with_physical_lines(self):
        lines = ["", '27,"Tỉnh\nBắc Ninh",province,tỉnh,,,2/3,,,', "", COMMUNE, DISTRICT + "x"]
        assert faults_of(*lines) == [(3, "valid_from"), (7, "email")]

    def test_a_row_under_a_faulty_row_is_not_blamed(self):
        assert faults_of(PROVINCE, DISTRICT.replace("2021-01-01", "2/3"), COMMUNE) == [
            (3, "valid_from")
        ]

    def test_the_good_rows_of_a_file_with_faults_are_named(self):
        report = load_units(table(PROVINCE, DISTRICT.replace("district", "city")))
        assert [(change.line, change.action) for change in report.changes] == [(2, "new")]


class TestLoading:
    """What a good file does."""

    def test_a_parent_may_stand_later(self):
        assert load_units(table(COMMUNE, DISTRICT, PROVINCE)).new == 3
        assert period("09319").parent == period("260").unit
        assert period("260").parent == period("27").unit

    def test_loading_twice_changes_nothing(self):
        lines = table(PROVINCE, DISTRICT, COMMUNE + "lim@example.vn")
        load_units(lines)
        before = snapshot()
        report = load_units(lines)
        assert (report.new, report.changed, report.unchanged) == (0, 0, 3)
        assert snapshot() == before

    def test_a_trial_changes_nothing(self):
        report = load_units(table(PROVINCE), dry_run=True)
        assert (report.new, report.applied) == (1, False)
        assert not Unit.objects.exists()

    def test_a_correction_changes_the_period_in_place(self):
        load_units(table(PROVINCE, DISTRICT))
        unit = period("260").unit
        report = load_units(table(DISTRICT.replace("Tiên Du", "Tiên Đu")))
        assert report.changes[0].fields == ("name", "short_name")
        assert period("260").unit == unit
        assert period("260").name == "Huyện Tiên Đu"
        assert unit.periods.count() == 1

    def test_a_day_for_rows_without_one(self):
        header, line = HEADER.replace("valid_from", "note"), PROVINCE.replace("2021-01-01", "")
        assert load_units(table(line, header=header), valid_from=date(2021, 2, 3)).applied
        assert period("27").valid_from == date(2021, 2, 3)

    def test_a_later_day_for_the_same_rows_opens_nothing(self):
        line = PROVINCE.replace("2021-01-01", "")
        load_units(table(line), valid_from=date(2021, 2, 3))
        report = load_units(table(line), valid_from=date(2022, 2, 3))
        assert report.unchanged == 1
        assert UnitPeriod.objects.count() == 1

    def test_days_in_both_spellings(self):
        load_units(table(PROVINCE.replace("2021-01-01", "03/02/2021")))
        assert period("27").valid_from == date(2021, 2, 3)

    def test_an_upgrade_in_one_file_is_one_unit(self):
        first = DISTRICT.replace("2021-01-01,", "2021-01-01,2021-10-31")
        second = "260,Thị xã Tiên Du,district,thị xã,27,Tiên Du,2021-11-01,,,"
        load_units(table(PROVINCE, second, first))
        unit = period("260").unit
        assert unit.at(date(2021, 10, 31)).name == "Huyện Tiên Du"
        assert unit.at(date(2021, 11, 1)).name == "Thị xã Tiên Du"
        assert unit.ended_on is None

    def test_an_upgrade_in_a_later_file_closes_the_open_period(self):
        load_units(table(PROVINCE, DISTRICT))
        second = "260,Thị xã Tiên Du,district,thị xã,27,Tiên Du,2021-11-01,,,"
        load_units(table(second))
        unit = period("260").unit
        assert unit.at(date(2021, 10, 31)).valid_to == date(2021, 10, 31)
        assert unit.at(date(2021, 11, 1)).subtype == "thị xã"
        assert load_units(table(second)).unchanged == 1

    def test_an_earlier_period_in_a_later_file_joins_its_unit(self):
        second = "260,Thị xã Tiên Du,district,thị xã,27,Tiên Du,2021-11-01,,,"
        load_units(table(PROVINCE, second))
        unit = period("260", date(2022, 1, 1)).unit
        load_units(table(DISTRICT.replace("2021-01-01,", "2021-01-01,2021-10-31")))
        assert unit.at(date(2021, 10, 31)).name == "Huyện Tiên Du"

    def test_a_code_given_to_another_unit_must_be_free(self):
        load_units(table(PROVINCE, DISTRICT, COMMUNE))
        other = "09319,Xã Tiên Du,commune,xã,27,Tiên Du,2025-07-01,,,"
        report = load_units(table(other))
        assert [(f.line, f.column) for f in report.faults] == [(2, "code")]
        assert "Thị trấn Lim" in report.faults[0].message

    def test_a_code_recurs_for_another_unit_in_disjoint_days(self):
        old = COMMUNE.replace("2021-01-01,,", "2021-01-01,2025-06-30,09319")
        load_units(table(PROVINCE, DISTRICT, old))
        ended = period("09319").unit
        assert ended.awaited_successors == "09319"
        new = "09319,Xã Tiên Du,commune,xã,27,Tiên Du,2025-07-01,,,"
        assert load_units(table(new)).linked == 1
        following = period("09319", date(2025, 7, 1)).unit
        ended.refresh_from_db()
        assert following != ended
        assert list(ended.successors.all()) == [following]
        assert (ended.ended_on, ended.awaited_successors) == (date(2025, 6, 30), "")

    def test_a_code_after_a_gap_is_another_unit(self):
        old = PROVINCE.replace("2021-01-01,", "2021-01-01,2021-06-30")
        load_units(table(old, PROVINCE.replace("2021-01-01", "2021-07-02")))
        assert period("27").unit != period("27", date(2021, 7, 2)).unit

    def test_several_successors_some_of_them_awaited(self):
        old = PROVINCE.replace("2021-01-01,,", "2021-01-01,2025-06-30,24;25")
        new = PROVINCE.replace("27,", "24,", 1).replace("2021-01-01", "2025-07-01")
        report = load_units(table(old, new))
        unit = period("27").unit
        assert report.awaited == ["25"]
        assert unit.successors.count() == 1
        assert load_units(table(old, new)).unchanged == 2
        load_units(table(new.replace("24,", "25,", 1)))
        unit.refresh_from_db()
        assert unit.successors.count() == 2
        assert unit.awaited_successors == ""

    def test_namesakes_are_two_units(self):
        other = COMMUNE.replace("09319", "09320")
        assert load_units(table(PROVINCE, DISTRICT, COMMUNE, other)).new == 4

    def test_an_empty_cell_erases_nothing(self):
        load_units(table(PROVINCE + "tinh@example.vn"))
        unit = period("27").unit
        end_unit(unit, date(2025, 6, 30))
        report = load_units(table(PROVINCE))
        unit.refresh_from_db()
        assert report.unchanged == 1
        assert (unit.email, unit.ended_on) == ("tinh@example.vn", date(2025, 6, 30))

    def test_contacts_change_the_unit(self):
        load_units(table(PROVINCE))
        report = load_units(table(PROVINCE + "tinh@example.vn"))
        assert report.changes[0].fields == ("email",)
        assert period("27").unit.email == "tinh@example.vn"

    def test_names_are_composed_and_spaces_plain(self):
        load_units(table(PROVINCE.replace("Bắc Ninh", "Bắc\u00a0 Ninh")))
        assert period("27").name == "Tỉnh Bắc Ninh"

    def test_what_is_left_out_is_derived_from_the_name(self):
        load_units(table("27,Tỉnh Bắc Ninh,province,tỉnh,,,2021-01-01,,,"))
        assert (period("27").short_name, period("27").slug) == ("Bắc Ninh", "tinh-bac-ninh")

    def test_a_workbook_with_real_days_and_text_codes(self):
        book = Workbook()
        book.active.append(HEADER.split(","))
        book.active.append(
            ["27", "Tỉnh Bắc Ninh", "province", "tỉnh", None, None, date(2021, 1, 1)]
        )
        book.active.append(
            [9319, "Thị trấn Lim", "commune", "thị trấn", 27, None, date(2021, 1, 1)]
        )
        stream = io.BytesIO()
        book.save(stream)
        report = load_units(stream.getvalue())
        assert [(f.line, f.column) for f in report.faults] == [(3, "code")]

    def test_the_number_of_statements_does_not_grow_with_the_rows(
        self, django_assert_max_num_queries
    ):
        lines = [f"{n:05},Xã {n},commune,xã,27,X{n},2021-01-01,,," for n in range(300)]
        with django_assert_max_num_queries(18):
            load_units(table(PROVINCE, *lines))


class TestCommand:
    """What the command prints."""

    def run(self, path, *arguments: str) -> str:
        out = io.StringIO()
        call_command("load_units", str(path), *arguments, stdout=out, stderr=out)
        return out.getvalue()

    def test_it_tells_what_is_new_and_what_is_not(self, tmp_path):
        path = tmp_path / "units.csv"
        path.write_bytes(table(PROVINCE))
        assert "1 new, 0 changed, 0 unchanged" in self.run(path)
        assert "0 new, 0 changed, 1 unchanged" in self.run(path)

    def test_faults_end_it_with_lines_and_columns(self, tmp_path):
        path = tmp_path / "units.csv"
        path.write_bytes(table(PROVINCE, COMMUNE))
        out = io.StringIO()
        with pytest.raises(CommandError, match="Nothing was changed"):
            call_command("load_units", str(path), stdout=out, stderr=out)
        assert "line 3, column parent_code" in out.getvalue()
        assert not Unit.objects.exists()

    def test_a_trial_says_so(self, tmp_path):
        path = tmp_path / "units.csv"
        path.write_bytes(table(PROVINCE))
        assert "nothing was changed" in self.run(path, "--dry-run")
        assert not Unit.objects.exists()

    def test_the_first_day_is_given_for_all_rows(self, tmp_path):
        path = tmp_path / "units.csv"
        path.write_bytes(table(PROVINCE.replace("2021-01-01", "")))
        self.run(path, "--valid-from", "03/02/2021")
        assert period("27").valid_from == date(2021, 2, 3)
        with pytest.raises(CommandError, match="several ways"):
            self.run(path, "--valid-from", "3/2/21")

    def test_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(CommandError, match="none.csv"):
            self.run(tmp_path / "none.csv")
