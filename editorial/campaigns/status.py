"""Where a campaign stands, told from its days alone."""

from datetime import date

from django.db.models import Q, TextChoices
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """Coming, running or over."""

    RUNNING = "running", pgettext_lazy("of a campaign", "running")
    COMING = "coming", pgettext_lazy("of a campaign", "coming")
    ENDED = "ended", pgettext_lazy("of a campaign", "ended")


def state_on(starts_on: date | None, ends_on: date | None, day: date) -> State:
    """The state on a day; both ends belong to the campaign.

    Args:
        starts_on: its first day; None in a draft that says none yet.
        ends_on: its last day; None likewise.
        day: the day asked about, in the province's calendar.
    """
    if starts_on is None or day < starts_on:
        return State.COMING
    if ends_on is not None and ends_on < day:
        return State.ENDED
    return State.RUNNING


def state_filter(state: State, day: date) -> Q:
    """The campaigns of this state on a day."""
    if state == State.COMING:
        return Q(starts_on__gt=day)
    if state == State.ENDED:
        return Q(ends_on__lt=day)
    return Q(starts_on__lte=day, ends_on__gte=day)
