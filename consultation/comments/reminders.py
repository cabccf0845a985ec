"""What officers and authors are told because of the time: owed by each run of the timer, once.

A run that was left out is made up for by the next one: what holds then is owed then.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.db.models.functions import Lower

from consultation.comments import notices
from consultation.comments.models import Comment, Commenter, Notice
from consultation.comments.querysets import OFFICERS
from consultation.drafts.models import DraftPage
from consultation.drafts.status import State, state_filter, state_of
from portal.common import clock
from portal.hosts.addresses import site_id_of
from sites.access.people import people_with_role_on

Kind = Notice.Kind
CLOSING_DAYS = timedelta(days=3)
LATE_AGAIN = timedelta(days=7)
# Nobody's telephone rings at midnight because a day has begun.
MORNING = time(7)


@dataclass(frozen=True)
class Rule:
    """When something is told.

    Attributes:
        likely: the condition for the database, wide enough.
        holds: whether a draft is to be told of at a moment.
    """

    likely: Callable[[datetime], Q]
    holds: Callable[[DraftPage, datetime], bool]


def owe_all() -> int:
    """Owes what the present moment asks for.

    Returns:
        How many notices are new.
    """
    now = clock.now()
    rows = [
        row
        for kind in (Kind.WAITING, Kind.HALF_TIME, Kind.CLOSING, Kind.LATE, Kind.SUMMARY)
        for row in _owed(kind, now)
    ]
    return notices.store(rows)


def still_holds(notice: Notice) -> bool:
    """Whether a notice on a draft would be true if it were sent now."""
    draft = _drafts().filter(pk=notice.draft_id).first()
    return draft is not None and RULES[Kind(notice.kind)].holds(draft, clock.now())


def officers_of(draft: DraftPage) -> QuerySet:
    """Who looks after a draft's comments at this moment."""
    site_id = site_id_of(draft)
    return people_with_role_on([] if site_id is None else [site_id], *OFFICERS)


def parts_of(notice: Notice) -> list[Notice]:
    """One row for each mail that a notice on a draft means; to be stored."""
    if notice.kind == Kind.SUMMARY:
        return [notices.to_author(notice, pk) for pk in _first_comments(notice.draft)]
    people = officers_of(notice.draft).values_list("pk", flat=True)
    return [notices.to_officer(notice, pk) for pk in people.order_by("pk")]


def _first_comments(draft: DraftPage) -> list[int]:
    """The first comment of each address: who wrote thirty is told of the summary once."""
    own = Q(comment__draft__translation_key=draft.translation_key)
    rows = Commenter.objects.filter(own, comment__site=site_id_of(draft)).exclude(email="")
    # Nobody has shown yet that such an address is theirs.
    rows = rows.exclude(comment__state=Comment.State.UNCONFIRMED)
    grouped = rows.order_by().annotate(address=Lower("email")).values("address")
    return sorted(row["first"] for row in grouped.annotate(first=Min("comment")))


def _owed(kind: Kind, now: datetime) -> Iterator[Notice]:
    rule = RULES[kind]
    drafts = _drafts().filter(rule.likely(now)).order_by("pk")
    found = [draft for draft in drafts.iterator() if rule.holds(draft, now)]
    told = _told(found) if kind == Kind.LATE else {}
    morning = datetime.combine(clock.today(), MORNING, clock.PROVINCE_TIME)
    for draft in found:
        distinct = _distinct(kind, draft, now, told)
        if distinct is not None:
            yield notices.about_draft(kind, draft, distinct, max(now, morning))


def _distinct(kind: Kind, draft: DraftPage, now: datetime, told: dict) -> str | None:
    """What makes a notice another one than those before; None for one that is too early."""
    if kind == Kind.WAITING:
        # A translation without the text of its original has comments of its own.
        return f"{draft.pk}:{clock.today().isoformat()}"
    if kind == Kind.CLOSING:
        # Where the closing is put off, it nears once more.
        return str(int(draft.closes_at.timestamp()))
    if kind == Kind.LATE:
        number, last = told.get(draft.translation_key, (0, None))
        return str(number + 1) if last is None or now - last >= LATE_AGAIN else None
    return ""


def _told(drafts: list[DraftPage]) -> dict:
    """How often it was told that a summary is late, and when last, by translation key."""
    keys = [draft.translation_key for draft in drafts]
    rows = Notice.objects.filter(
        kind=Kind.LATE, person=None, draft__translation_key__in=keys
    ).order_by()
    grouped = rows.values("draft__translation_key").annotate(number=Count("pk"), last=Max("due_at"))
    return {row["draft__translation_key"]: (row["number"], row["last"]) for row in grouped}


def _drafts() -> QuerySet[DraftPage]:
    """What readers see, without what translates another draft: its comments are the other's."""
    own_text = Q(text_version=None) | Q(text_version__page=F("pk"))
    return DraftPage.objects.live().filter(own_text)


def _has_waiting(draft: DraftPage, now: datetime) -> bool:
    rows = Comment.objects.filter(draft=draft).waiting()
    return state_of(draft, now) != State.WITHDRAWN and rows.exists()


def _is_half_over(draft: DraftPage, now: datetime) -> bool:
    return _closes_after(draft, now) and now - draft.opens_at >= draft.closes_at - now


def _is_closing(draft: DraftPage, now: datetime) -> bool:
    return _closes_after(draft, now) and draft.closes_at - now <= CLOSING_DAYS


def _closes_after(draft: DraftPage, now: datetime) -> bool:
    return state_of(draft, now) == State.OPEN and draft.closes_at is not None


def _is_late(draft: DraftPage, now: datetime) -> bool:
    due_on = draft.summary_due_on
    is_over = due_on is not None and due_on < now.astimezone(clock.PROVINCE_TIME).date()
    return is_over and draft.answered_at is None and state_of(draft, now) != State.WITHDRAWN


def _is_answered(draft: DraftPage, now: datetime) -> bool:
    is_over = draft.answered_at is not None and draft.answered_at <= now
    return is_over and state_of(draft, now) != State.WITHDRAWN


def _likely_waiting(now: datetime) -> Q:
    return Q(pk__in=Comment.objects.waiting().values("draft"))


def _likely_open(now: datetime) -> Q:
    return state_filter(State.OPEN, now) & Q(closes_at__isnull=False)


def _likely_late(now: datetime) -> Q:
    return Q(summary_due_on__lt=now.astimezone(clock.PROVINCE_TIME).date(), answered_at=None)


def _likely_answered(now: datetime) -> Q:
    told = Notice.objects.filter(kind=Kind.SUMMARY, draft__isnull=False).values("draft")
    commented = Comment.objects.values("draft")
    return Q(answered_at__lte=now, pk__in=commented) & ~Q(pk__in=told)


RULES = {
    Kind.WAITING: Rule(_likely_waiting, _has_waiting),
    Kind.HALF_TIME: Rule(_likely_open, _is_half_over),
    Kind.CLOSING: Rule(_likely_open, _is_closing),
    Kind.LATE: Rule(_likely_late, _is_late),
    Kind.SUMMARY: Rule(_likely_answered, _is_answered),
}
