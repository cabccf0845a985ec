"""Reads the log of some portals, newest first."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q, QuerySet

from portal.accounts.models import User
from sites.trace.models import TracedEntry

_START = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
MOST_DIGITS = 18


@dataclass(frozen=True)
class Place:
    """A place in a list whose newest line is always the first: after one of its rows."""

    moment: datetime
    row: int

    def __str__(self) -> str:
        return f"{(self.moment - _START) // _MICROSECOND}-{self.row}"

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place that an address names; None if it names none."""
        parts = text.split("-")
        is_number = all(
            part.isascii() and part.isdigit() and len(part) <= MOST_DIGITS for part in parts
        )
        if len(parts) != 2 or not is_number:
            return None
        try:
            return cls(_START + int(parts[0]) * _MICROSECOND, int(parts[1]))
        except OverflowError:
            return None

    @classmethod
    def of(cls, row: TracedEntry) -> "Place":
        """The place behind a row."""
        return cls(row.moment, row.pk)


def rows_of(site_ids: set[int] | None) -> QuerySet[TracedEntry]:
    """What was done on some portals, newest first; everywhere, if None."""
    rows = TracedEntry.objects.order_by("-moment", "-pk")
    return rows if site_ids is None else rows.filter(site__in=site_ids)


def after(rows: QuerySet[TracedEntry], place: Place) -> QuerySet[TracedEntry]:
    """The rows that follow a place. Written so that an index of moments is enough."""
    return rows.filter(moment__lte=place.moment).exclude(moment=place.moment, pk__gte=place.row)


def people_in(site_ids: set[int]) -> QuerySet[User]:
    """Who has done something on these portals, by name."""
    rows = TracedEntry.objects.filter(site__in=site_ids).order_by()
    return User.objects.filter(pk__in=rows.values("actor")).order_by("full_name", "email")


def people_named(text: str) -> QuerySet[User]:
    """People whose name or address holds a text."""
    return User.objects.filter(Q(full_name__icontains=text) | Q(email__icontains=text))
