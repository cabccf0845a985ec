"""Asking the register what held on a day."""

from datetime import date

from django.db import models

from portal.common.text import fold


class UnitPeriodQuerySet(models.QuerySet):
    """Periods of units."""

    def on(self, day: date) -> "UnitPeriodQuerySet":
        """The periods that hold on ``day``, at most one for each unit."""
        return self.filter(
            models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=day), valid_from__lte=day
        )

    def overlapping(self, start: date, end: date | None) -> "UnitPeriodQuerySet":
        """The periods that share a day with ``start`` to ``end``; no end means for good."""
        periods = self.filter(models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=start))
        return periods.filter(valid_from__lte=end) if end else periods

    def with_words(self, words: str) -> "UnitPeriodQuerySet":
        """The periods whose Vietnamese or English name has all these words, marks or not."""
        found = self
        for word in fold(words).split():
            found = found.filter(folded__contains=word)
        return found

    def in_order(self) -> "UnitPeriodQuerySet":
        """In the order of the Vietnamese alphabet; namesakes by code."""
        return self.order_by("sort_key", "code", "pk")
