"""The one clock that every rule asks for the time.

A demonstration lives on a day of its own: :func:`shift` moves ``django.utils.timezone.now``
before any model is loaded, so that Wagtail, Django and our rules agree. Signatures, sign-in
codes and limits use ``time.time`` and keep real time. Tests freeze this module.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timesince, timezone

PROVINCE_TIME = ZoneInfo("Asia/Ho_Chi_Minh")

_real_now = timezone.now
_real_timesince = timesince.timesince
_shift = timedelta(0)


def shift(day: str, loaded_at: float) -> None:
    """Lets the clock show ``day`` at the moment ``loaded_at`` and run on from there.

    Args:
        day: ``YYYY-MM-DD``; empty for no shift.
        loaded_at: seconds since 1970 at which the demonstration was loaded.
    """
    global _shift
    _shift = timedelta(0)
    if day:
        loaded = datetime.fromtimestamp(loaded_at, UTC).astimezone(PROVINCE_TIME)
        _shift = timedelta(days=(date.fromisoformat(day) - loaded.date()).days)
    timezone.now = now if _shift else _real_now
    # It asks no clock that can be replaced, so that all of a demonstration would be years old.
    timesince.timesince = _timesince if _shift else _real_timesince


def _timesince(moment: date, now: datetime | None = None, *args, **kwargs) -> str:
    present = now or _real_now() + _shift
    is_naive = not isinstance(moment, datetime) or timezone.is_naive(moment)
    if now is None and is_naive:
        present = timezone.make_naive(present)
    return _real_timesince(moment, present, *args, **kwargs)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Lets what is done inside happen at another moment.

    For a demonstration that has a past; the shift is the whole process's.

    Args:
        moment: aware.
    """
    global _shift
    former = _shift
    _shift = former + (moment - now())
    try:
        yield
    finally:
        _shift = former


def now() -> datetime:
    """The present moment, aware, in UTC; shifted in a demonstration."""
    return _real_now() + _shift


def today() -> date:
    """The present day in the province."""
    return now().astimezone(PROVINCE_TIME).date()


def is_shifted() -> bool:
    """Whether a demonstration's clock is running."""
    return bool(_shift)


def start_of(day: date) -> datetime:
    """The first moment of a day in the province."""
    return datetime.combine(day, time.min, PROVINCE_TIME)


def deciding_moment() -> datetime:
    """The moment that decides a closing or an embargo, the same for all processes.

    On PostgreSQL the database's clock decides, because the clocks of two application servers
    may differ by minutes.
    """
    from django.db import connection

    if connection.vendor != "postgresql":
        return now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0] + _shift
