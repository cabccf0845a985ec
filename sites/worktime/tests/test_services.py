"""Deadlines follow the rows that are kept, and reading them costs three statements once."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from portal.common.clock import PROVINCE_TIME
from portal.hosts.index import index
from sites.worktime import services
from sites.worktime.loading import load_working_time
from sites.worktime.models import Holiday, Norm, WorkingTime

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2021, 4, 16, 16, 59, tzinfo=PROVINCE_TIME)
MONDAY = datetime(2021, 4, 19, 11, 29, tzinfo=PROVINCE_TIME)


def working_time(**fields) -> WorkingTime:
    given = {
        "valid_from": date(2021, 1, 1),
        "weekdays": [1, 2, 3, 4, 5],
        "first_from": time(7, 30),
        "first_to": time(11, 30),
        "second_from": time(13),
        "second_to": time(17),
        "source": "QĐ 1",
    }
    return WorkingTime(**given | fields)


def test_four_working_hours_from_friday_evening_end_on_monday():
    load_working_time()
    assert services.due("editing", FRIDAY) == MONDAY
    assert services.after_working_hours(FRIDAY, Decimal(4)) == MONDAY
    assert services.working_hours_between(FRIDAY, MONDAY) == 4
    assert services.working_days_after(FRIDAY.date(), 1) == MONDAY.date()
    assert services.is_working_day(date(2021, 4, 21)) is False


def test_without_rows_nothing_is_due():
    assert services.due("editing", FRIDAY) is None
    assert services.is_working_day(FRIDAY.date()) is None


def test_the_rows_are_read_once(django_assert_num_queries):
    load_working_time()
    with index.pinned(), django_assert_num_queries(3):
        for _number in range(50):
            services.due("editing", FRIDAY)
    with index.pinned(), django_assert_num_queries(0):
        services.due("editing", FRIDAY)


@pytest.mark.parametrize("act", ["save", "delete"])
def test_a_changed_row_counts_at_once(act):
    load_working_time()
    holiday = Holiday.objects.create(
        name="Nghỉ bù", first_day=date(2021, 4, 19), last_day=date(2021, 4, 19), source="TB 1"
    )
    assert services.due("editing", FRIDAY) == MONDAY.replace(day=20)
    if act == "delete":
        holiday.delete()
    else:
        holiday.first_day = holiday.last_day = date(2021, 4, 23)
        holiday.save()
    assert services.due("editing", FRIDAY) == MONDAY


def test_a_swapped_saturday_counts():
    load_working_time()
    Holiday.objects.create(
        name="Nghỉ hoán đổi",
        first_day=date(2021, 4, 19),
        last_day=date(2021, 4, 19),
        working_instead=["2021-04-17"],
        source="TB 2",
    )
    assert services.due("editing", FRIDAY) == MONDAY.replace(day=17)


@pytest.mark.parametrize(
    ("first", "last", "is_refused"),
    [
        (date(2021, 6, 30), None, True),
        (date(2021, 7, 1), None, False),
        (date(2020, 1, 1), date(2020, 12, 31), False),
        (date(2020, 1, 1), date(2021, 1, 1), True),
    ],
)
def test_two_working_times_never_hold_on_one_day(first, last, is_refused):
    working_time(valid_to=date(2021, 6, 30)).save()
    other = working_time(valid_from=first, valid_to=last)
    if is_refused:
        with pytest.raises(ValidationError, match="holds as well"):
            other.full_clean()
    else:
        other.full_clean()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"first_to": time(7, 30)}, "run backwards"),
        ({"second_from": time(11)}, "run backwards"),
        ({"second_to": time(13)}, "run backwards"),
        ({"valid_to": date(2020, 12, 31)}, "before the first"),
    ],
)
def test_hours_and_days_are_in_order(fields, message):
    with pytest.raises(ValidationError, match=message):
        working_time(**fields).full_clean()


def test_a_lunch_without_length_is_allowed():
    working_time(second_from=time(11, 30)).full_clean()


def test_a_day_of_a_holiday_is_not_worked_in_exchange():
    holiday = Holiday(
        name="Tết 2023",
        first_day=date(2023, 1, 20),
        last_day=date(2023, 1, 26),
        working_instead=["2023-01-26"],
        source="TB",
    )
    with pytest.raises(ValidationError, match="26/01/2023"):
        holiday.full_clean()


def test_two_norms_of_a_key_never_hold_on_one_day():
    norm = {"amount": Decimal(4), "unit": "working_hours", "source": "QĐ 146"}
    Norm.objects.create(key="editing", **norm)
    Norm(key="answering", **norm).full_clean()
    with pytest.raises(ValidationError, match="holds as well"):
        Norm(key="editing", valid_from=date(2030, 1, 1), **norm).full_clean()


@pytest.mark.parametrize(
    ("amount", "unit", "field"),
    [("0", "working_hours", "amount"), ("1001", "working_hours", "amount"),
     ("2.5", "working_days", "amount"), ("2", "weeks", "unit")],
)  # fmt: skip
def test_a_norm_is_an_amount_that_can_be_counted(amount, unit, field):
    norm = Norm(key="x", amount=Decimal(amount), unit=unit, source="QĐ")
    with pytest.raises(ValidationError) as refused:
        norm.full_clean()
    assert field in refused.value.message_dict
