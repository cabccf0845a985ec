"""Requirement sets and sections by the day on which they hold."""

from datetime import date

from django.db import models
from django.db.models import Q


def _in_force(day: date) -> Q:
    started = Q(in_force_from=None) | Q(in_force_from__lte=day)
    return started & (Q(in_force_to=None) | Q(in_force_to__gte=day))


class RequirementSetQuerySet(models.QuerySet):
    """Requirement sets."""

    def on(self, day: date) -> "RequirementSetQuerySet":
        """Those in force on a day; first and last day count."""
        return self.filter(_in_force(day))

    def overlapping(self, first: date, last: date | None) -> "RequirementSetQuerySet":
        """Those in force on at least one day from ``first`` to ``last`` (None: without end)."""
        still_running = Q(in_force_to=None) | Q(in_force_to__gte=first)
        return self.filter(still_running, Q() if last is None else Q(in_force_from__lte=last))


class SectionQuerySet(models.QuerySet):
    """Required sections."""

    def on(self, day: date) -> "SectionQuerySet":
        """Those whose own days, where they have any, include the day."""
        return self.filter(_in_force(day))
