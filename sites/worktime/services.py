"""Deadlines in working time, by what the province has entered.

The data is read once by each process, in three statements, and anew when it has changed.
"""

from datetime import date, datetime
from decimal import Decimal

from portal.hosts.index import index
from portal.hosts.kept import kept
from sites.worktime.counting import Hours, TimeNorm, WorkCalendar
from sites.worktime.models import Holiday, Norm, WorkingTime

# No site has this number: what is kept under it belongs to the province.
PROVINCE = 0


def work_calendar() -> WorkCalendar:
    """Working time as it is known now; for lists, that ask it once for each row."""
    return kept(PROVINCE, "work calendar", _read)


def working_time_changed() -> None:
    """Lets every process read working time anew."""
    index.changed(PROVINCE)


def is_working_day(day: date) -> bool | None:
    """Whether a day is worked; None if no working time is known for it."""
    return work_calendar().is_working_day(day)


def after_working_hours(start: datetime, hours: Decimal) -> datetime | None:
    """See :meth:`WorkCalendar.after_working_hours`."""
    return work_calendar().after_working_hours(start, hours)


def working_hours_between(begin: datetime, end: datetime) -> Decimal | None:
    """See :meth:`WorkCalendar.working_hours_between`."""
    return work_calendar().working_hours_between(begin, end)


def working_days_after(day: date, number: int) -> date | None:
    """See :meth:`WorkCalendar.working_days_after`."""
    return work_calendar().working_days_after(day, number)


def due(key: str, start: datetime) -> datetime | None:
    """By when an act has to be done; see :meth:`WorkCalendar.due`."""
    return work_calendar().due(key, start)


def _read() -> WorkCalendar:
    holidays = list(Holiday.objects.all())
    return WorkCalendar(
        hours=tuple(
            Hours(row.valid_from, row.valid_to, frozenset(row.weekdays), row.halves)
            for row in WorkingTime.objects.all()
        ),
        holidays=tuple((holiday.first_day, holiday.last_day) for holiday in holidays),
        worked_instead=frozenset(
            day for holiday in holidays for day in holiday.days_worked_instead
        ),
        norms=tuple(
            TimeNorm(
                norm.key,
                norm.valid_from,
                norm.valid_to,
                norm.amount,
                norm.unit == Norm.Unit.WORKING_DAYS,
            )
            for norm in Norm.objects.all()
        ),
    )
