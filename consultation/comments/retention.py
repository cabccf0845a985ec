"""Erasing who wrote comments once the time for which that is kept is over.

How long that is is dated data (:class:`consultation.periods.models.RetentionPeriod`). What holds
for a comment is the rule of the day on which it arrived, because that was told to its author.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from consultation.attachments.models import AttachedFile
from consultation.comments.erasure import erase_author
from consultation.comments.mailing import MOST_TRIES
from consultation.comments.models import Comment, Commenter, Notice
from consultation.drafts.models import DraftPage
from consultation.periods.models import RetentionPeriod, months_after, retention_on
from portal.common import clock

BATCH = 200
# What one run of the timer spends on it; the next one goes on.
SECONDS = 60


@dataclass(frozen=True)
class Span:
    """A rule, and the days on which the comments arrived for which it holds.

    Attributes:
        since: the first of them; None for all before ``until``.
        until: the first day that is another rule's; None for none.
    """

    rule: RetentionPeriod
    since: date | None
    until: date | None

    def holds_for(self) -> Q:
        """The comments, as a condition."""
        found = Q()
        if self.since:
            found &= Q(received_at__gte=clock.start_of(self.since))
        if self.until:
            found &= Q(received_at__lt=clock.start_of(self.until))
        return found


def end_of(draft: DraftPage) -> date | None:
    """The day on which a consultation ended, from which the time is counted; None before it."""
    now = clock.now()
    moments = (draft.withdrawn_at, draft.answered_at, draft.closes_at)
    ended = next((one for one in moments if one and one <= now), None)
    return ended.astimezone(clock.PROVINCE_TIME).date() if ended else None


def erased_on(draft: DraftPage) -> tuple[date, RetentionPeriod] | None:
    """When authors' data on a draft is erased, by the rule of the day on which it was opened.

    Returns:
        None where it is not ended, or no rule was laid down.
    """
    ended = end_of(draft)
    if ended is None or draft.opens_at is None:
        return None
    rule = retention_on(draft.opens_at.astimezone(clock.PROVINCE_TIME).date())
    return (months_after(ended, rule.months), rule) if rule else None


def erase_due(seconds: float = SECONDS) -> int:
    """Erases what is kept no longer; stops in time, and goes on the next time.

    Args:
        seconds: that it may take, about.

    Returns:
        Of how many comments something was erased.
    """
    ends_at, done = time.monotonic() + seconds, 0
    for span in _spans():
        for draft in _ended():
            if months_after(end_of(draft), span.rule.months) > clock.today():
                continue
            for comment in _due(draft, span):
                done += erase_author(comment)
                if time.monotonic() >= ends_at:
                    return done
    return done


def _spans() -> list[Span]:
    rules = list(RetentionPeriod.objects.order_by("valid_from"))
    edges = [None, *[rule.valid_from for rule in rules[1:]], None]
    return [Span(rule, *edges[place : place + 2]) for place, rule in enumerate(rules)]


def _ended() -> list[DraftPage]:
    """Drafts whose time is over and of which some author is still known."""
    now = clock.now()
    over = Q(withdrawn_at__lte=now) | Q(answered_at__lte=now) | Q(closes_at__lte=now)
    known = Exists(Comment.objects.filter(_is_known(), draft=OuterRef("pk")))
    return list(DraftPage.objects.filter(over, known).order_by("pk").defer("summary", "folded"))


def _is_known() -> Q:
    hidden_files = AttachedFile.objects.filter(comment=OuterRef("pk"), is_shown=False)
    files = Exists(hidden_files.exclude(state=AttachedFile.State.ERASED))
    return Q(Exists(Commenter.objects.filter(comment=OuterRef("pk")))) | (
        ~Q(files_digest="") & Q(files)
    )


def _due(draft: DraftPage, span: Span) -> Iterator[Comment]:
    """A batch at a time, by key. What is still decided on or owed to its author comes later."""
    owed = Notice.objects.filter(comment=OuterRef("pk"), sent_at=None, tries__lt=MOST_TRIES)
    rows = Comment.objects.filter(_is_known(), span.holds_for(), ~Exists(owed), draft=draft.pk)
    rows = rows.exclude(state=Comment.State.WAITING).order_by("pk")
    key = 0
    while batch := list(_after(rows, key)):
        yield from batch
        key = batch[-1].pk


def _after(rows: QuerySet[Comment], key: int) -> QuerySet[Comment]:
    return rows.filter(pk__gt=key)[:BATCH]
