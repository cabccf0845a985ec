"""Where a draft stands, computed from its dates whenever it is read."""

from datetime import datetime, time, timedelta

from django.db.models import Q, TextChoices
from django.utils.translation import pgettext_lazy

from portal.common.clock import PROVINCE_TIME


class State(TextChoices):
    """The states of a consultation, in their order."""

    SCHEDULED = "scheduled", pgettext_lazy("of a draft", "opens soon")
    OPEN = "open", pgettext_lazy("of a draft", "open for comment")
    CLOSED = "closed", pgettext_lazy("of a draft", "closed")
    SUMMARISING = "summarising", pgettext_lazy("of a draft", "being summarised")
    ANSWERED = "answered", pgettext_lazy("of a draft", "answered")
    ISSUED = "issued", pgettext_lazy("of a draft", "issued")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a draft", "withdrawn")


def state_of(draft, now: datetime) -> State:
    """The state at a moment. The closing moment itself is closed.

    Args:
        draft: a draft with its dates.
        now: the moment, aware.
    """
    if draft.withdrawn_at and draft.withdrawn_at <= now:
        return State.WITHDRAWN
    if draft.issued_document_id:
        return State.ISSUED
    if draft.opens_at is None or now < draft.opens_at:
        return State.SCHEDULED
    if draft.closes_at is None or now < draft.closes_at:
        return State.OPEN
    for moment, state in (
        (draft.answered_at, State.ANSWERED),
        (draft.summarising_from, State.SUMMARISING),
    ):
        if moment and moment <= now:
            return state
    return State.CLOSED


def state_filter(state: State, now: datetime) -> Q:
    """The condition that drafts of a state fulfil at a moment; says the same as ``state_of``."""
    withdrawn = Q(withdrawn_at__lte=now)
    if state == State.WITHDRAWN:
        return withdrawn
    if state == State.ISSUED:
        return ~_true(withdrawn) & Q(issued_document__isnull=False)
    lasting = ~_true(withdrawn) & Q(issued_document=None)
    if state == State.SCHEDULED:
        return lasting & (Q(opens_at=None) | Q(opens_at__gt=now))
    begun = lasting & Q(opens_at__lte=now)
    if state == State.OPEN:
        return begun & (Q(closes_at=None) | Q(closes_at__gt=now))
    over = begun & Q(closes_at__lte=now)
    if state == State.ANSWERED:
        return over & Q(answered_at__lte=now)
    unanswered = over & ~_true(Q(answered_at__lte=now))
    if state == State.SUMMARISING:
        return unanswered & Q(summarising_from__lte=now)
    return unanswered & ~_true(Q(summarising_from__lte=now))


def _true(condition: Q) -> Q:
    """A comparison with an empty moment is neither true nor false to a database."""
    ((name, value),) = condition.children
    field = name.removesuffix("__lte")
    return Q(**{f"{field}__isnull": False}) & Q(**{name: value})


def days_left(closes_at: datetime, now: datetime) -> int:
    """Whole days until the closing, the last one begun included; 0 once it is closed."""
    left = closes_at - now
    return max(0, -(-left // timedelta(days=1)))


def last_moment(closes_at: datetime) -> datetime:
    """The last moment for comments: one that closes at midnight has the day before as last day."""
    return closes_at - timedelta(microseconds=1)


def closes_with_its_day(closes_at: datetime) -> bool:
    """Whether the closing is a midnight in the province, so that a day says it all."""
    return closes_at.astimezone(PROVINCE_TIME).time() == time(0)
