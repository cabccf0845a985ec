"""The days that one sheet of the calendar shows."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.common import clock

DAY, WEEK = timedelta(days=1), timedelta(days=7)
DAYS_OF_WEEK = 7
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Month:
    """A month, shown in whole weeks from Monday to Sunday.

    Attributes:
        first: its first day.
        today: the present day in the province.
    """

    first: date
    today: date

    @classmethod
    def of(cls, text: str, today: date) -> "Month":
        """The month that an address names as ``2021-04``; the present one if it names none."""
        try:
            first = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 a month
        except ValueError:
            first = today
        if not FIRST_YEAR <= first.year <= LAST_YEAR:
            first = today
        return cls(first.replace(day=1), today)

    @property
    def key(self) -> str:
        """How addresses name it."""
        return f"{self.first:%Y-%m}"

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    @property
    def previous(self) -> "Month":
        """The month before."""
        return Month((self.first - DAY).replace(day=1), self.today)

    @property
    def next(self) -> "Month":
        """The month after."""
        return Month(self.last + DAY, self.today)

    @property
    def is_present(self) -> bool:
        """Whether today is one of its days."""
        return self.first <= self.today <= self.last

    @property
    def first_shown(self) -> date:
        """The Monday on which its sheet begins; that of the present one shows the last week."""
        first = min(self.first, self.today - WEEK) if self.is_present else self.first
        return first - DAY * first.weekday()

    @property
    def last_shown(self) -> date:
        """The Sunday on which its sheet ends."""
        return self.last + DAY * (DAYS_OF_WEEK - self.last.isoweekday())

    @property
    def begin(self) -> datetime:
        """The first moment of its sheet."""
        return clock.start_of(self.first_shown)

    @property
    def end(self) -> datetime:
        """The first moment after its sheet."""
        return clock.start_of(self.last_shown + DAY)

    def weeks(self) -> list[list[date]]:
        """The days of its sheet, week by week."""
        count = (self.last_shown - self.first_shown).days + 1
        days = [self.first_shown + DAY * number for number in range(count)]
        return [days[start : start + DAYS_OF_WEEK] for start in range(0, count, DAYS_OF_WEEK)]
