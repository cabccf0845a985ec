"""The project's own data: Bắc Ninh before and after 2025-07-01."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from sites.units.models import Kind, Unit, UnitPeriod
from sites.units.services import load_units, successors_on

pytestmark = pytest.mark.django_db

DATA = Path(__file__).parent.parent / "data"
DEMO_DAY = date(2021, 4, 19)
LAST_DAY, FIRST_DAY = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def register() -> None:
    for name in ("units_2021.csv", "departments.csv", "units_2025.csv"):
        report = load_units(DATA / name)
        assert report.faults == []


def unit(code: str, day: date) -> Unit:
    return UnitPeriod.objects.on(day).get(code=code).unit


@pytest.mark.usefixtures("register")
class TestProvince:
    def test_2021_has_8_districts_and_24_departments(self):
        kinds = Counter(period.kind for period in unit("27", DEMO_DAY).children(DEMO_DAY))
        assert kinds.pop(Kind.DISTRICT) == 8
        assert sum(kinds.values()) == 24
        assert set(kinds) == {
            Kind.DEPARTMENT,
            Kind.AUTHORITY,
            Kind.INSTITUTE,
            Kind.SERVICE_UNIT,
            Kind.ARMED_FORCE,
            Kind.ASSOCIATION,
        }

    def test_2021_has_126_communes_in_its_districts(self):
        province = unit("27", DEMO_DAY)
        districts = province.children(DEMO_DAY).filter(kind=Kind.DISTRICT)
        counts = {period.short_name: period.unit.children(DEMO_DAY).count() for period in districts}
        assert sum(counts.values()) == 126
        assert counts == {
            "Bắc Ninh": 19,
            "Yên Phong": 14,
            "Quế Võ": 21,
            "Tiên Du": 14,
            "Từ Sơn": 12,
            "Thuận Thành": 18,
            "Gia Bình": 14,
            "Lương Tài": 14,
        }

    def test_2025_keeps_both_provinces_and_links_them(self):
        old, new = unit("27", LAST_DAY), unit("24", FIRST_DAY)
        assert list(old.successors.all()) == [new]
        assert (old.at(FIRST_DAY), new.at(LAST_DAY)) == (None, None)
        assert old.children(LAST_DAY).filter(kind=Kind.DISTRICT).count() == 8
        assert (old.children(FIRST_DAY).count(), new.children(LAST_DAY).count()) == (0, 0)
        assert new.children(FIRST_DAY).count() == 99
        assert set(new.children(FIRST_DAY).values_list("kind", flat=True)) == {Kind.COMMUNE}

    def test_121_communes_became_41(self):
        ended = UnitPeriod.objects.filter(kind=Kind.COMMUNE).on(LAST_DAY)
        following = set(ended.values_list("unit__successors", flat=True))
        assert (ended.count(), len(following)) == (121, 41)
        assert None not in following

    def test_districts_end_without_successors(self):
        districts = UnitPeriod.objects.filter(kind=Kind.DISTRICT)
        assert not districts.on(FIRST_DAY).exists()
        assert {period.unit.ended_on for period in districts} == {LAST_DAY}
        assert not Unit.objects.filter(periods__in=districts, successors__isnull=False).exists()

    def test_departments_end_with_the_province_they_stood_under(self):
        departments = UnitPeriod.objects.filter(code__startswith="BN-")
        assert departments.count() == departments.filter(valid_to=LAST_DAY).count() == 24

    def test_nobody_stands_under_a_unit_that_has_ended(self):
        for day in (DEMO_DAY, LAST_DAY, FIRST_DAY):
            below = UnitPeriod.objects.on(day).exclude(parent=None)
            parents = UnitPeriod.objects.on(day).values("unit")
            assert not below.exclude(parent__in=parents).exists()

    def test_no_successor_is_awaited(self):
        assert not Unit.objects.exclude(awaited_successors="").exists()


@pytest.mark.usefixtures("register")
class TestUnits:
    def test_a_code_of_2021_names_another_unit_in_2025(self):
        old, new = unit("09169", LAST_DAY), unit("09169", FIRST_DAY)
        assert old.at(LAST_DAY).name == "Phường Thị Cầu"
        assert new.at(FIRST_DAY).name == "Phường Vũ Ninh"
        assert old != new
        assert new in old.successors.all()
        assert new in unit("09163", LAST_DAY).successors.all()

    def test_a_name_that_came_back_is_another_unit(self):
        old, new = unit("09370", LAST_DAY), unit("09370", FIRST_DAY)
        assert old.at(LAST_DAY).name == new.at(FIRST_DAY).name == "Phường Tam Sơn"
        assert old != new

    @pytest.mark.parametrize(
        ("code", "eve", "before", "after"),
        [
            ("261", date(2021, 10, 31), "Thị xã Từ Sơn", "Thành phố Từ Sơn"),
            ("259", date(2023, 4, 9), "Huyện Quế Võ", "Thị xã Quế Võ"),
            ("262", date(2023, 4, 9), "Huyện Thuận Thành", "Thị xã Thuận Thành"),
            ("09370", date(2021, 1, 31), "Xã Tam Sơn", "Phường Tam Sơn"),
            ("09247", date(2023, 4, 9), "Thị trấn Phố Mới", "Phường Phố Mới"),
        ],
    )
    def test_an_upgrade_is_one_unit_with_two_periods(self, code, eve, before, after):
        body = unit(code, eve)
        names = [period.name for period in body.periods.order_by("valid_from")]
        assert names == [before, after]
        assert (body.at(eve).name, body.at(eve + date.resolution).name) == (before, after)

    def test_communes_gone_in_2024(self):
        gone = UnitPeriod.objects.filter(unit__ended_on=date(2024, 11, 30))
        assert set(gone.values_list("code", flat=True)) == {
            "09175",
            "09178",
            "09184",
            "09316",
            "09520",
            "09526",
        }
        assert not unit("09316", DEMO_DAY).successors.exists()

    def test_successors_reach_from_2021_to_2025(self):
        found = successors_on(unit("09175", DEMO_DAY), FIRST_DAY)
        assert [str(body) for body in found] == ["Phường Kinh Bắc"]

    def test_namesakes_are_kept_apart(self):
        names = UnitPeriod.objects.on(DEMO_DAY).filter(short_name="Ninh Xá")
        assert names.values("unit").distinct().count() == 2

    def test_slugs_are_unique_among_the_units_of_a_day(self):
        for day in (DEMO_DAY, date(2024, 12, 1), LAST_DAY, FIRST_DAY):
            slugs = list(UnitPeriod.objects.on(day).values_list("slug", flat=True))
            assert len(slugs) == len(set(slugs))

    def test_every_unit_has_an_english_name(self):
        assert not UnitPeriod.objects.filter(name_en="").exists()
        assert unit("260", DEMO_DAY).at(DEMO_DAY).name_en == "Tien Du District"
        assert unit("BN-SNV", DEMO_DAY).at(DEMO_DAY).name_en == "Department of Home Affairs"


@pytest.mark.parametrize(
    "order",
    [
        ["units_2025.csv", "units_2021.csv", "departments.csv"],
        ["units_2021.csv", "units_2025.csv", "departments.csv"],
    ],
)
def test_files_may_be_loaded_in_any_order_and_again(order):
    for name in order:
        load_units(DATA / name)
    before = [*Unit.objects.order_by("pk").values(), *UnitPeriod.objects.order_by("pk").values()]
    links = set(Unit.successors.through.objects.values_list("from_unit", "to_unit"))
    assert len(links) == 126 - 3 + 1 + 1
    for name in order:
        report = load_units(DATA / name)
        assert (report.faults, report.new, report.changed) == ([], 0, 0)
    after = [*Unit.objects.order_by("pk").values(), *UnitPeriod.objects.order_by("pk").values()]
    assert after == before
    assert set(Unit.successors.through.objects.values_list("from_unit", "to_unit")) == links
