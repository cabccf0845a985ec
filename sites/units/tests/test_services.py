"""What may happen to a unit, and what the register then answers."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from sites.units.models import Kind, Unit, UnitPeriod
from sites.units.services import UnitError, create_unit, end_unit, open_period, successors_on

pytestmark = pytest.mark.django_db

START = date(2021, 1, 1)


def make_unit(code: str, name: str, kind: str = Kind.COMMUNE, **more) -> Unit:
    return create_unit(code=code, name=name, kind=kind, **{"valid_from": START, **more})


@pytest.fixture
def province() -> Unit:
    return make_unit("27", "Tỉnh Bắc Ninh", Kind.PROVINCE)


@pytest.fixture
def district(province) -> Unit:
    return make_unit(
        "261",
        "Thị xã Từ Sơn",
        Kind.DISTRICT,
        parent=province,
        subtype="thị xã",
        short_name="Từ Sơn",
    )


def test_a_unit_answers_for_the_days_of_its_life_only(province):
    end_unit(province, date(2025, 6, 30))
    assert province.at(date(2020, 12, 31)) is None
    assert province.at(START).name == "Tỉnh Bắc Ninh"
    assert province.at(date(2025, 6, 30)).code == "27"
    assert province.at(date(2025, 7, 1)) is None


def test_the_slug_comes_from_the_name(province):
    assert province.at(START).slug == "tinh-bac-ninh"


def test_an_upgrade_opens_a_period_and_keeps_everything_else(district, province):
    open_period(district, date(2021, 11, 1), name="Thành phố Từ Sơn", subtype="thành phố")
    before, after = district.at(date(2021, 10, 31)), district.at(date(2021, 11, 1))
    assert (before.name, before.subtype) == ("Thị xã Từ Sơn", "thị xã")
    assert (after.name, after.subtype) == ("Thành phố Từ Sơn", "thành phố")
    assert (after.code, after.short_name, after.parent) == ("261", "Từ Sơn", province)
    assert district.ended_on is None


def test_a_new_parent_moves_the_unit_from_its_day_on(province, district):
    other = make_unit("260", "Huyện Tiên Du", Kind.DISTRICT, parent=province)
    commune = make_unit("09367", "Phường Đông Ngàn", parent=district)
    open_period(commune, date(2022, 1, 1), parent=other)
    assert [period.unit for period in district.children(date(2021, 12, 31))] == [commune]
    assert [period.unit for period in other.children(date(2021, 12, 31))] == []
    assert [period.unit for period in district.children(date(2022, 1, 1))] == []
    assert [period.unit for period in other.children(date(2022, 1, 1))] == [commune]


def test_a_change_within_a_period_that_ends_keeps_the_end(district):
    end_unit(district, date(2025, 6, 30))
    after = open_period(district, date(2021, 11, 1), name="Thành phố Từ Sơn")
    assert after.valid_to == date(2025, 6, 30)


def test_nothing_can_change_on_the_first_day_or_after_the_end(district):
    with pytest.raises(UnitError, match="2020-12-31"):
        open_period(district, START, name="Thành phố Từ Sơn")
    end_unit(district, date(2025, 6, 30))
    with pytest.raises(UnitError, match="2025-07-01"):
        open_period(district, date(2025, 7, 2), name="Thành phố Từ Sơn")


def test_history_is_not_changed_behind_a_known_change(district):
    open_period(district, date(2021, 11, 1), name="Thành phố Từ Sơn")
    with pytest.raises(UnitError, match="2021-11-01"):
        open_period(district, date(2021, 6, 1), name="Phố Từ Sơn")
    with pytest.raises(UnitError, match="2021-11-01"):
        end_unit(district, date(2021, 6, 1))
    assert district.periods.count() == 2


def test_only_fields_of_a_period_can_change(district):
    with pytest.raises(TypeError, match="colour"):
        open_period(district, date(2021, 11, 1), colour="red")


def test_a_refused_change_leaves_the_period_open(district, province):
    with pytest.raises(ValidationError):
        open_period(district, date(2021, 11, 1), code="27")
    assert district.at(date(2030, 1, 1)).name == "Thị xã Từ Sơn"


def test_a_merger_ends_units_and_names_their_successor(province):
    old = [make_unit("09163", "Phường Vũ Ninh"), make_unit("09166", "Phường Đáp Cầu")]
    new = make_unit("09169", "Phường Vũ Ninh", valid_from=date(2025, 7, 1))
    for unit in old:
        end_unit(unit, date(2025, 6, 30), [new])
    assert set(new.predecessors.all()) == set(old)
    assert not new.successors.exists()
    assert old[0].ended_on == date(2025, 6, 30)


def test_a_unit_cannot_follow_itself_nor_end_before_it_began(district):
    with pytest.raises(UnitError, match="own successor"):
        end_unit(district, date(2025, 6, 30), [district])
    with pytest.raises(UnitError, match="does not exist"):
        end_unit(district, date(2020, 12, 31))
    district.refresh_from_db()
    assert district.ended_on is None


def test_successors_are_followed_through_every_merger():
    first = make_unit("09175", "Phường Vệ An")
    second = make_unit("09184", "Phường Tiền Ninh Vệ", valid_from=date(2024, 12, 1))
    third = make_unit("09187", "Phường Kinh Bắc", valid_from=date(2025, 7, 1))
    end_unit(first, date(2024, 11, 30), [second])
    end_unit(second, date(2025, 6, 30), [third])
    assert successors_on(first, date(2024, 11, 30)) == [first]
    assert successors_on(first, date(2024, 12, 1)) == [second]
    assert successors_on(first, date(2025, 7, 1)) == [third]
    assert successors_on(first, date(2020, 1, 1)) == []


def test_a_parent_that_ended_has_no_children(province):
    make_unit("BN-SNV", "Sở Nội vụ", Kind.DEPARTMENT, parent=province)
    end_unit(province, date(2025, 6, 30))
    assert province.children(date(2025, 6, 30)).count() == 1
    assert province.children(date(2025, 7, 1)).count() == 0


def test_a_code_belongs_to_one_unit_a_day():
    first = make_unit("09169", "Phường Thị Cầu")
    with pytest.raises(ValidationError, match="Thị Cầu"):
        make_unit("09169", "Phường Vũ Ninh", valid_from=date(2025, 7, 1))
    end_unit(first, date(2025, 6, 30))
    make_unit("09169", "Phường Vũ Ninh", valid_from=date(2025, 7, 1))
    assert UnitPeriod.objects.filter(code="09169").count() == 2


def test_periods_of_a_unit_do_not_overlap(district):
    period = UnitPeriod(
        unit=district,
        code="999",
        name="Từ Sơn",
        short_name="Từ Sơn",
        slug="tu-son",
        kind=Kind.DISTRICT,
        valid_from=date(2020, 1, 1),
        valid_to=START,
    )
    with pytest.raises(ValidationError) as refusal:
        period.full_clean()
    assert "valid_from" in refusal.value.message_dict
    period.valid_to = date(2020, 12, 31)
    period.full_clean()


def test_a_period_ends_after_it_starts_and_not_above_itself(district):
    period = district.at(START)
    period.valid_to = date(2020, 12, 31)
    with pytest.raises(ValidationError, match="before the start"):
        period.full_clean()
    period.valid_to = START
    period.full_clean()
    period.parent = district
    with pytest.raises(ValidationError, match="under itself"):
        period.full_clean()


def test_lists_follow_the_vietnamese_alphabet(province):
    for code, name in (("1", "Đại Đồng"), ("2", "Yên Giả"), ("3", "Ân Thi"), ("4", "Dũng Liệt")):
        make_unit(code, name, parent=province)
    names = [period.name for period in province.children(START)]
    assert names == ["Ân Thi", "Dũng Liệt", "Đại Đồng", "Yên Giả"]


def test_namesakes_stand_beside_each_other():
    make_unit("09532", "Xã Phú Lương")
    make_unit("09999", "Xã Phú Lương")
    assert [p.code for p in UnitPeriod.objects.on(START).in_order()] == ["09532", "09999"]


def test_the_sort_key_follows_a_new_name(district):
    period = district.at(START)
    before = period.sort_key
    period.short_name = "An Bình"
    period.save(update_fields=["short_name"])
    period.refresh_from_db()
    assert period.sort_key < before


def test_a_unit_is_shown_by_its_latest_name(district):
    open_period(district, date(2021, 11, 1), name="Thành phố Từ Sơn")
    assert str(district) == "Thành phố Từ Sơn"
    assert str(Unit.objects.create(uid="00000000-0000-4000-8000-000000000001")).startswith("0000")
