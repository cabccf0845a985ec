"""Answering comments: what the drafting unit makes of each of them (tiếp thu, giải trình)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from consultation.comments import notices
from consultation.comments.models import Comment, Notice
from consultation.comments.moderation import ASSIGNED, locked
from consultation.comments.permissions import refusal_to_moderate
from consultation.comments.services import CommentRefused
from consultation.drafts.models import DraftPage
from portal.common import clock
from portal.hosts.addresses import site_id_of
from sites.access.standing import acting_now

ANSWERED = "comments.answer"
BATCH = 500


@dataclass(frozen=True)
class Progress:
    """How far the answering of a draft's comments is."""

    published: int
    answered: int
    waiting: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to decide on or to answer."""
        return self.waiting == 0 and self.answered == self.published


def progress_of(draft: DraftPage) -> Progress:
    """How many comments of a draft are published, answered and still to be decided on."""
    rows = Comment.objects.filter(draft=draft)
    published = rows.published().count()
    left = rows.unanswered().count()
    return Progress(published, published - left, rows.waiting().count())


def refusal_to_summarise(draft: DraftPage) -> str:
    """Why a draft cannot be called answered yet; empty if it can."""
    progress = progress_of(draft)
    if progress.waiting:
        return _("%(count)d comments still wait for a decision.") % {"count": progress.waiting}
    left = progress.published - progress.answered
    if left:
        return _("%(count)d published comments have no answer yet.") % {"count": left}
    return ""


def answer(comment: Comment, user, disposition: str, explanation: str, *, edition: int) -> Comment:
    """Says what becomes of a comment.

    Args:
        comment: a published one.
        user: the officer.
        disposition: a value of :class:`Comment.Disposition`.
        explanation: why; asked for where the comment is not wholly accepted.
        edition: of the comment as the officer read it.

    Raises:
        CommentRefused: with the reason; nothing was changed.
    """
    with transaction.atomic():
        fresh = locked(comment, edition)
        user = acting_now(user, fresh.site_id)
        refused = refusal_to_moderate(user, fresh.site_id) or refusal_of_answer(
            disposition, explanation
        )
        if not refused and not fresh.is_shown:
            refused = _("Only published comments are answered. Decide on this one first.")
        if refused:
            raise CommentRefused(refused)
        _answer([fresh], user, disposition, explanation)
    return fresh


def answer_all(
    comments: Iterable[Comment], draft: DraftPage, user, disposition: str, explanation: str
) -> int:
    """The same answer for many comments of a draft: of a campaign, or on one provision.

    Args:
        comments: what the officer marked; what is not a published comment of the draft without
            an answer is left alone.
        draft: the draft.
        user: the officer.
        disposition: a value of :class:`Comment.Disposition`.
        explanation: why.

    Returns:
        How many were answered.

    Raises:
        CommentRefused: with the reason; nothing was changed.
    """
    keys = sorted(comment.pk for comment in comments)
    with transaction.atomic():
        user = acting_now(user, site_id_of(draft))
        refused = refusal_to_moderate(user, site_id_of(draft)) or refusal_of_answer(
            disposition, explanation
        )
        if refused:
            raise CommentRefused(refused)
        rows = Comment.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
        own = rows.filter(draft=draft, pk__in=keys).unanswered().select_related("commenter")
        fresh = list(own)
        _answer(fresh, user, disposition, explanation)
    return len(fresh)


def refusal_of_answer(disposition: str, explanation: str) -> str:
    """Why an answer is not one; empty if it is."""
    if disposition not in Comment.Disposition.values:
        return _("Choose what becomes of the comment.")
    if disposition != Comment.Disposition.ACCEPTED and not explanation.strip():
        return _("Explain why: the author and all readers see it.")
    return ""


@transaction.atomic
def assign(comment: Comment, user, to, *, edition: int) -> Comment:
    """Says who is to answer.

    Args:
        comment: the comment.
        user: the officer who says so.
        to: another officer of the portal; None for nobody.
        edition: of the comment as the officer read it.

    Raises:
        CommentRefused: with the reason; nothing was changed.
    """
    fresh = locked(comment, edition)
    user = acting_now(user, fresh.site_id)
    refused = refusal_to_moderate(user, fresh.site_id)
    if not refused and to is not None and refusal_to_moderate(to, fresh.site_id):
        refused = _("Choose one of the citizens' officers of this portal.")
    if refused:
        raise CommentRefused(refused)
    fresh.assigned_to = to
    fresh.edition += 1
    fresh.save(update_fields=["assigned_to", "edition"])
    log(fresh, ASSIGNED, user=user, data={"site": fresh.site_id, "to": str(to or "")})
    return fresh


def _answer(comments: list[Comment], user, disposition: str, explanation: str) -> None:
    now = clock.now()
    for comment in comments:
        comment.disposition, comment.explanation = disposition, explanation.strip()
        comment.answered_at = now
        comment.edition += 1
    fields = ["disposition", "explanation", "answered_at", "edition"]
    Comment.objects.bulk_update(comments, fields, batch_size=BATCH)
    for comment in comments:
        data = {"site": comment.site_id, "disposition": disposition}
        log(comment, ANSWERED, user=user, data=data)
        notices.owe(Notice.Kind.ANSWERED, comment, str(comment.edition))
