"""Which terms hold on a day."""

from datetime import date

from django.db import models
from django.db.models import Q


class TermQuerySet(models.QuerySet):
    """Terms of one list."""

    def on(self, day: date) -> "TermQuerySet":
        """Terms that hold on this day; the first and the last day both count."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )

    def offered(self, day: date, chosen: int | None) -> "TermQuerySet":
        """What a form offers: the terms of this day and the one that is already chosen.

        Args:
            day: the day of editing.
            chosen: primary key of the present choice, which stays choosable after its last day.
        """
        return self.filter(Q(pk__in=self.on(day).values("pk")) | Q(pk=chosen))
