"""Counting working time, without a database: what a calendar says of days, hours and norms.

Whatever needs hours that the calendar does not know is None: a deadline that nobody can count is
better not shown than wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from portal.common.clock import PROVINCE_TIME

DAY = timedelta(days=1)
# No count goes on further: some ten years.
MOST_DAYS = 3_700
HOUR = 3600


@dataclass(frozen=True)
class Hours:
    """The working hours of some days.

    Attributes:
        first_day: the first day on which they hold.
        last_day: the last such day; None if there is none yet.
        weekdays: ISO numbers of the working days of the week, from 1 for Monday.
        halves: begin and end of each part of a working day, in their order.
    """

    first_day: date
    last_day: date | None
    weekdays: frozenset[int]
    halves: tuple[tuple[time, time], ...]


@dataclass(frozen=True)
class TimeNorm:
    """How much working time an act may take from one day to another; None is no limit."""

    key: str
    first_day: date | None
    last_day: date | None
    amount: Decimal
    counts_days: bool


@dataclass(frozen=True)
class WorkCalendar:
    """Working time as it is known at one moment.

    Attributes:
        hours: what holds when; no two hold on one day.
        holidays: first and last day of each.
        worked_instead: days off that are worked in exchange for others.
        norms: by key and day; no two of a key hold on one day.
    """

    hours: tuple[Hours, ...] = ()
    holidays: tuple[tuple[date, date], ...] = ()
    worked_instead: frozenset[date] = frozenset()
    norms: tuple[TimeNorm, ...] = ()

    def is_working_day(self, day: date) -> bool | None:
        """Whether a day is worked; None if no working time is known for it."""
        hours = self._hours_on(day)
        return None if hours is None else self._is_worked(day, hours)

    def after_working_hours(self, start: datetime, hours: Decimal) -> datetime | None:
        """The moment at which so many working hours have passed.

        Args:
            start: an aware moment, in working time or outside it.
            hours: zero or more.

        Returns:
            An aware moment; None if working time is not known for all days on the way.

        Raises:
            ValueError: ``hours`` is negative.
        """
        if hours < 0:
            raise ValueError("Working hours are counted forwards.")
        left = timedelta(seconds=float(hours * HOUR))
        for spans in self._spans_from(start):
            if spans is None:
                return None
            for begin, end in spans:
                begin = max(begin, start)
                if begin + left <= end:
                    return begin + left
                left -= max(end - begin, timedelta(0))
        return None

    def working_hours_between(self, begin: datetime, end: datetime) -> Decimal | None:
        """How many working hours lie between two aware moments.

        Returns:
            Negative if ``end`` is the earlier one; None if working time is not known for all
            days between.
        """
        if end < begin:
            hours = self.working_hours_between(end, begin)
            return None if hours is None else -hours
        worked = timedelta(0)
        last_day = _day_of(end)
        for day, spans in zip(_days_from(_day_of(begin)), self._spans_from(begin), strict=True):
            if spans is None:
                return None
            for first, last in spans:
                worked += max(min(last, end) - max(first, begin), timedelta(0))
            if day == last_day:
                return Decimal(worked // timedelta(seconds=1)) / HOUR
        return None

    def working_days_after(self, day: date, number: int) -> date | None:
        """The working day that comes so many working days after a day, which does not count.

        Args:
            day: the day of the event.
            number: zero (the day itself) or more.

        Raises:
            ValueError: ``number`` is negative.
        """
        if number < 0:
            raise ValueError("Working days are counted forwards.")
        if number == 0:
            return day
        for following in _days_from(day + DAY):
            is_worked = self.is_working_day(following)
            if is_worked is None:
                return None
            number -= is_worked
            if number == 0:
                return following
        return None

    def due(self, key: str, start: datetime) -> datetime | None:
        """By when an act has to be done that could begin at a moment.

        A norm in working days ends with the working hours of its last day.

        Args:
            key: of the norm, such as ``editing``.
            start: aware; the norm of its day in the province counts.

        Returns:
            None if no norm, or no working time, is known.
        """
        day = _day_of(start)
        norm = next((norm for norm in self.norms if norm.key == key and _holds(norm, day)), None)
        if norm is None:
            return None
        if not norm.counts_days:
            return self.after_working_hours(start, norm.amount)
        last_day = self.working_days_after(day, int(norm.amount))
        spans = self._spans_on(last_day) if last_day else None
        return spans[-1][1] if spans else None

    def _hours_on(self, day: date) -> Hours | None:
        return next((hours for hours in self.hours if _holds(hours, day)), None)

    def _is_worked(self, day: date, hours: Hours) -> bool:
        if day in self.worked_instead:
            return True
        is_off = any(first <= day <= last for first, last in self.holidays)
        return day.isoweekday() in hours.weekdays and not is_off

    def _spans_on(self, day: date) -> list[tuple[datetime, datetime]] | None:
        hours = self._hours_on(day)
        if hours is None:
            return None
        if not self._is_worked(day, hours):
            return []
        return [(_moment(day, begin), _moment(day, end)) for begin, end in hours.halves]

    def _spans_from(self, start: datetime) -> Iterator[list[tuple[datetime, datetime]] | None]:
        return (self._spans_on(day) for day in _days_from(_day_of(start)))


def _holds(row: Hours | TimeNorm, day: date) -> bool:
    has_begun = row.first_day is None or row.first_day <= day
    return has_begun and (row.last_day is None or day <= row.last_day)


def _day_of(moment: datetime) -> date:
    return moment.astimezone(PROVINCE_TIME).date()


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, PROVINCE_TIME).astimezone(UTC)


def _days_from(day: date) -> Iterator[date]:
    return (day + DAY * number for number in range(MOST_DAYS))
