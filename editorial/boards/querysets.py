"""Asking which boards hold on a day, and whose turn it is."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Q


class BoardQuerySet(models.QuerySet):
    """Editorial boards."""

    def on(self, day: date) -> "BoardQuerySet":
        """The boards in force on ``day``, at most one for each site."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)

    def overlapping(self, start: date, end: date | None) -> "BoardQuerySet":
        """The boards that share a day with ``start`` to ``end``; no end means for good."""
        boards = self.filter(Q(valid_to=None) | Q(valid_to__gte=start))
        return boards.filter(valid_from__lte=end) if end else boards


class SubmissionQuerySet(models.QuerySet):
    """Sendings of boards."""

    def waiting(self) -> "SubmissionQuerySet":
        """Those on which nobody has decided."""
        return self.filter(state="sent")

    def before(
        self, own: Iterable[int], taken_over: Iterable[int], below: models.QuerySet, day: date
    ) -> "SubmissionQuerySet":
        """What lies or lay before some units.

        Args:
            own: keys of the units; what was sent to them is theirs.
            taken_over: keys of ended units whose successors they are.
            below: keys of the units under them today; what waits with a unit that has ended is
                theirs for these.
            day: today.
        """
        ended = Q(receiver__ended_on__lt=day)
        return self.filter(
            Q(receiver__in=own)
            | Q(receiver__in=taken_over) & ended
            | Q(board__site__profile__unit__in=below) & ended & Q(state="sent")
        )
