"""Rows that hold from one day to another."""

from datetime import date

from django.db import models
from django.db.models import Q


class DatedQuerySet(models.QuerySet):
    """Rows with ``valid_from`` and ``valid_to``; an empty day is no limit."""

    def overlapping(self, first: date | None, last: date | None) -> "DatedQuerySet":
        """Those that hold on at least one day from ``first`` to ``last``; None is no limit."""
        begins = Q() if last is None else Q(valid_from=None) | Q(valid_from__lte=last)
        ends = Q() if first is None else Q(valid_to=None) | Q(valid_to__gte=first)
        return self.filter(begins & ends)
