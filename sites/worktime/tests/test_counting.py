"""Working time is counted to the minute over lunch, nights, weekends, holidays and changes."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from portal.common.clock import PROVINCE_TIME
from sites.worktime.counting import MOST_DAYS, Hours, TimeNorm, WorkCalendar

MORNING, AFTERNOON = (time(7, 30), time(11, 30)), (time(13), time(17))
WEEK = frozenset({1, 2, 3, 4, 5})
OFFICE = Hours(date(2021, 1, 1), None, WEEK, (MORNING, AFTERNOON))
TET = (date(2021, 2, 10), date(2021, 2, 16))
HUNG = (date(2021, 4, 21), date(2021, 4, 21))
EDITING = TimeNorm("editing", None, None, Decimal(4), counts_days=False)
CALENDAR = WorkCalendar(hours=(OFFICE,), holidays=(TET, HUNG), norms=(EDITING,))


def at(text: str) -> datetime:
    """A moment in the province, from ``dd/mm hh:mm`` of 2021."""
    return datetime.strptime(f"2021 {text}", "%Y %d/%m %H:%M").replace(tzinfo=PROVINCE_TIME)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        # Monday 19/04/2021, before, in and after the hours.
        ("19/04 06:00", 4, "19/04 11:30"),
        ("19/04 07:30", 4, "19/04 11:30"),
        ("19/04 07:31", 4, "19/04 13:01"),
        ("19/04 11:30", 4, "19/04 17:00"),
        ("19/04 12:15", 4, "19/04 17:00"),
        ("19/04 13:01", 4, "20/04 07:31"),
        ("19/04 10:00", Decimal("1.5"), "19/04 11:30"),
        # Friday to Monday.
        ("16/04 16:59", 4, "19/04 11:29"),
        ("16/04 17:00", 4, "19/04 11:30"),
        ("17/04 09:00", 4, "19/04 11:30"),
        # Over Hùng Kings' day, and into Tết and out of it.
        ("20/04 16:00", 4, "22/04 10:30"),
        ("09/02 16:59", 4, "17/02 11:29"),
        ("12/02 00:00", 4, "17/02 11:30"),
        ("19/04 08:00", 0, "19/04 08:00"),
    ],
)
def test_so_many_working_hours_later(start, hours, end):
    assert CALENDAR.after_working_hours(at(start), Decimal(hours)) == at(end)


@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [
        ("19/04 08:00", "19/04 08:00", 0),
        ("19/04 07:30", "19/04 17:00", 8),
        ("19/04 11:00", "19/04 13:30", 1),
        ("16/04 16:59", "19/04 11:29", 4),
        ("17/04 00:00", "18/04 23:59", 0),
        ("09/02 16:00", "17/02 08:00", Decimal("1.5")),
        ("19/04 11:30", "19/04 07:30", -4),
    ],
)
def test_working_hours_between_two_moments(begin, end, hours):
    assert CALENDAR.working_hours_between(at(begin), at(end)) == hours


@pytest.mark.parametrize(
    ("day", "number", "end"),
    [
        (date(2021, 4, 19), 0, date(2021, 4, 19)),
        (date(2021, 4, 19), 1, date(2021, 4, 20)),
        (date(2021, 4, 20), 1, date(2021, 4, 22)),
        (date(2021, 4, 16), 1, date(2021, 4, 19)),
        (date(2021, 2, 9), 3, date(2021, 2, 19)),
        (date(2021, 4, 24), 0, date(2021, 4, 24)),
    ],
)
def test_so_many_working_days_later(day, number, end):
    assert CALENDAR.working_days_after(day, number) == end


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        (date(2020, 12, 31), None),
        (date(2021, 1, 1), True),
        (date(2021, 2, 9), True),
        (date(2021, 2, 10), False),
        (date(2021, 2, 16), False),
        (date(2021, 2, 17), True),
        (date(2021, 4, 17), False),
        (date(2021, 4, 18), False),
    ],
)
def test_working_days(day, is_worked):
    assert CALENDAR.is_working_day(day) is is_worked


def test_a_swapped_saturday_is_worked_with_the_hours_of_its_time():
    saturday = date(2021, 4, 17)
    calendar = WorkCalendar(hours=(OFFICE,), worked_instead=frozenset({saturday}))
    assert calendar.is_working_day(saturday)
    assert calendar.after_working_hours(at("16/04 16:59"), Decimal(4)) == at("17/04 11:29")


def test_hours_change_at_midnight_of_the_first_day():
    summer = Hours(date(2021, 4, 20), None, WEEK, ((time(7), time(11)), (time(14), time(18))))
    spring = Hours(date(2021, 1, 1), date(2021, 4, 19), WEEK, (MORNING, AFTERNOON))
    calendar = WorkCalendar(hours=(summer, spring))
    assert calendar.after_working_hours(at("19/04 16:59"), Decimal(1)) == at("20/04 07:59")
    assert calendar.after_working_hours(at("19/04 23:59"), Decimal(1)) == at("20/04 08:00")
    assert calendar.after_working_hours(at("20/04 00:00"), Decimal(8)) == at("20/04 18:00")


def test_the_day_is_that_of_the_province_and_not_of_greenwich():
    late = datetime(2021, 4, 19, 23, 30, tzinfo=UTC)
    assert CALENDAR.after_working_hours(late, Decimal(1)) == at("20/04 08:30")
    assert CALENDAR.due("editing", late) == at("20/04 11:30")


@pytest.mark.parametrize(
    "calendar",
    [
        WorkCalendar(norms=(EDITING,)),
        WorkCalendar(
            hours=(Hours(OFFICE.first_day, date(2021, 4, 19), WEEK, OFFICE.halves),),
            norms=(EDITING,),
        ),
    ],
)
def test_what_cannot_be_counted_is_not_known(calendar):
    assert calendar.after_working_hours(at("19/04 16:59"), Decimal(4)) is None
    assert calendar.due("editing", at("19/04 16:59")) is None
    assert calendar.working_hours_between(at("19/04 16:59"), at("20/04 10:00")) is None
    assert calendar.working_hours_between(at("20/04 10:00"), at("19/04 16:59")) is None
    assert calendar.working_days_after(date(2021, 4, 19), 1) is None


def test_counting_ends_where_nobody_ever_works():
    idle = WorkCalendar(hours=(Hours(date(2021, 1, 1), None, frozenset(), (MORNING,)),))
    assert idle.after_working_hours(at("19/04 08:00"), Decimal(1)) is None
    assert idle.working_days_after(date(2021, 4, 19), 1) is None
    start = at("19/04 08:00")
    assert idle.working_hours_between(start, start + timedelta(days=MOST_DAYS)) is None


@pytest.mark.parametrize(
    "count",
    [
        lambda: CALENDAR.after_working_hours(at("19/04 08:00"), Decimal(-1)),
        lambda: CALENDAR.working_days_after(date(2021, 4, 19), -1),
    ],
)
def test_nothing_is_counted_backwards(count):
    with pytest.raises(ValueError, match="forwards"):
        count()


def test_a_norm_holds_on_its_days_and_the_day_of_the_beginning_counts():
    old = TimeNorm("editing", None, date(2021, 4, 18), Decimal(8), counts_days=False)
    new = TimeNorm("editing", date(2021, 4, 19), None, Decimal(4), counts_days=False)
    calendar = WorkCalendar(hours=(OFFICE,), norms=(old, new))
    assert calendar.due("editing", at("18/04 23:59")) == at("19/04 17:00")
    assert calendar.due("editing", at("19/04 00:00")) == at("19/04 11:30")
    assert calendar.due("answering", at("19/04 00:00")) is None


def test_a_norm_in_days_ends_with_the_hours_of_its_last_day():
    answering = TimeNorm("answering", None, None, Decimal(3), counts_days=True)
    calendar = WorkCalendar(hours=(OFFICE,), holidays=(HUNG,), norms=(answering,))
    assert calendar.due("answering", at("19/04 16:59")) == at("23/04 17:00")
    assert calendar.due("answering", at("19/04 20:00")) == at("23/04 17:00")
