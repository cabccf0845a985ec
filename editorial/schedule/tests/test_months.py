"""A sheet shows whole weeks, and in its own month the last seven days."""

from datetime import date, timedelta

import pytest

from editorial.schedule.months import Month

TODAY = date(2021, 4, 19)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2021-04", "2021-04"),
        ("2022-02", "2022-02"),
        ("", "2021-04"),
        ("2021-13", "2021-04"),
        ("april", "2021-04"),
        ("0001-01", "2021-04"),
        ("9999-12", "2021-04"),
        ("2000-01", "2000-01"),
        ("2100-12", "2100-12"),
        ("2021-04-19; DROP", "2021-04"),
    ],
)
def test_an_address_names_a_month_or_shows_the_present_one(text, key):
    assert Month.of(text, TODAY).key == key


@pytest.mark.parametrize(
    ("key", "previous", "following"),
    [("2021-01", "2020-12", "2021-02"), ("2021-12", "2021-11", "2022-01")],
)
def test_months_follow_each_other_over_the_year(key, previous, following):
    month = Month.of(key, TODAY)
    assert (month.previous.key, month.next.key) == (previous, following)


def test_a_sheet_begins_on_monday_and_ends_on_sunday():
    month = Month.of("2021-05", TODAY)
    weeks = month.weeks()
    assert (weeks[0][0], weeks[-1][-1]) == (date(2021, 4, 26), date(2021, 6, 6))
    assert all(len(week) == 7 for week in weeks)
    assert month.end - month.begin == timedelta(days=7 * len(weeks))


def test_a_month_of_whole_weeks_has_no_other_days():
    month = Month.of("2021-02", TODAY)
    assert (month.first_shown, month.last_shown) == (date(2021, 2, 1), date(2021, 2, 28))


@pytest.mark.parametrize("today", [date(2021, 3, 1), date(2021, 3, 7), date(2021, 3, 31)])
def test_the_present_month_shows_the_last_seven_days(today):
    month = Month.of("", today)
    assert month.first_shown <= today - timedelta(days=7)
    assert month.first_shown.isoweekday() == 1
    assert month.is_present
