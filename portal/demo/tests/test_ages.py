"""How long ago something happened is told by the demonstration's clock."""

from datetime import UTC, datetime, timedelta

from django.utils import timesince

from portal.common import clock
from portal.demo.tests.conftest import DAY


def test_ages_are_told_by_the_clock_of_the_demonstration(on_the_day):
    assert timesince.timesince(clock.now() - timedelta(days=3)) == timesince.timesince(
        datetime(2021, 4, 1), now=datetime(2021, 4, 4)
    )
    assert timesince.timesince(DAY - timedelta(weeks=2)).startswith("2")
    assert timesince.timeuntil(clock.now() + timedelta(hours=2, minutes=1)).startswith("2")


def test_without_a_shift_ages_are_told_by_the_real_clock(on_the_day):
    clock.shift("", 0)
    assert timesince.timesince(datetime.now(UTC) - timedelta(hours=3, minutes=1)).startswith("3")
