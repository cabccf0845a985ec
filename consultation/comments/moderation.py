"""Deciding whether a comment is shown, and counting what is shown."""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from consultation.comments import notices
from consultation.comments.models import Comment, Notice, PublishedCount
from consultation.comments.permissions import refusal_to_moderate
from consultation.comments.services import CommentRefused
from portal.common import clock
from sites.access.standing import acting_now

State = Comment.State
(
    PUBLISHED, HIDDEN, RETURNED, OBJECTED, CONFIRMED, ASSIGNED, READ, ERASED, ENTERED, FILES_SHOWN,
    FILE_OPENED, SEPARATED,
) = (
    f"comments.{act}"
    for act in (
        "publish", "hide", "return", "object", "confirm", "assign", "read_author", "erase", "enter",
        "show_files", "open_file", "separate",
    )
)  # fmt: skip
DECISIONS = {State.PUBLISHED: PUBLISHED, State.HIDDEN: HIDDEN, State.RETURNED: RETURNED}
_NOTICES = {
    State.PUBLISHED: Notice.Kind.PUBLISHED,
    State.HIDDEN: Notice.Kind.HIDDEN,
    State.RETURNED: Notice.Kind.RETURNED,
}


@transaction.atomic
def decide(
    comment: Comment, user, state: str, *, edition: int, reason: str = "", note: str = ""
) -> Comment:
    """Shows a comment, hides it, or returns it to its author.

    Args:
        comment: what waits, or was decided on before.
        user: the officer.
        state: published, hidden or returned.
        edition: of the comment as the officer read it.
        reason: a value of :class:`Comment.Reason`; asked for unless it is shown.
        note: what the author is told beside.

    Raises:
        CommentRefused: with the reason; nothing was changed.
    """
    fresh = locked(comment, edition)
    user = acting_now(user, fresh.site_id)
    refused = refusal_to_moderate(user, fresh.site_id) or _refusal_of(fresh, state, reason)
    if refused:
        raise CommentRefused(refused)
    was_shown = fresh.is_shown
    fresh.state, fresh.note = state, note
    fresh.reason = "" if state == State.PUBLISHED else reason
    fresh.decided_at = clock.now()
    _save(fresh, "state", "reason", "note", "decided_at")
    if fresh.is_shown != was_shown:
        count(fresh, 1 if fresh.is_shown else -1)
    log(fresh, DECISIONS[State(state)], user=user, data={"site": fresh.site_id, "reason": reason})
    notices.owe(_NOTICES[State(state)], fresh, str(fresh.edition))
    return fresh


def _refusal_of(comment: Comment, state: str, reason: str) -> str:
    if state not in DECISIONS:
        return _("Choose what to do with the comment.")
    if comment.state == State.UNCONFIRMED:
        return _("The author has not confirmed the e-mail address yet, so nothing is decided.")
    if comment.state == state:
        return _("This has been decided already. Nothing was changed.")
    if state != State.PUBLISHED and reason not in Comment.Reason.values:
        return _("Choose the reason: the author is told.")
    if state != State.PUBLISHED and comment.disposition:
        return _("The comment is answered, so it stays published.")
    return ""


@transaction.atomic
def object_to(comment: Comment, words: str) -> Comment:
    """The author of a hidden comment asks for another look, once.

    Raises:
        CommentRefused: it is not hidden, or its author has done so before.
    """
    fresh = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if not fresh.may_object:
        raise CommentRefused(_("You have objected already, or the comment is not hidden."))
    fresh.appeal, fresh.appealed_at = words, clock.now()
    fresh.state, fresh.reason = State.WAITING, ""
    _save(fresh, "appeal", "appealed_at", "state", "reason")
    log(fresh, OBJECTED, data={"site": fresh.site_id})
    return fresh


@transaction.atomic
def confirm(comment: Comment) -> Comment:
    """The author has shown that the e-mail address is theirs. A second time does nothing."""
    fresh = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if fresh.state != State.UNCONFIRMED:
        return fresh
    fresh.state = State.WAITING
    _save(fresh, "state")
    log(fresh, CONFIRMED, data={"site": fresh.site_id})
    notices.owe(Notice.Kind.RECEIVED, fresh)
    return fresh


def locked(comment: Comment, edition: int) -> Comment:
    """A comment under its lock, as it stands now.

    Raises:
        CommentRefused: somebody has changed it since it was read.
    """
    rows = Comment.objects.select_for_update(of=("self",), no_key=True)
    fresh = rows.select_related("draft", "commenter").get(pk=comment.pk)
    if fresh.edition != edition:
        raise CommentRefused(
            _("Somebody else has just worked on this comment. Look at it as it is now, then "
              "decide.")
        )  # fmt: skip
    return fresh


def count(comment: Comment, step: int) -> None:
    """Counts a comment that is shown from now on, or no longer.

    Args:
        comment: under its lock.
        step: 1 or -1.
    """
    column = "organisations" if comment.is_organisation else "individuals"
    row, _is_new = PublishedCount.objects.get_or_create(
        draft_id=comment.draft_id, lineage_id=comment.lineage_id
    )
    changed = {column: Greatest(F(column) + step, 0)}
    PublishedCount.objects.filter(pk=row.pk).update(**changed)


def _save(comment: Comment, *fields: str) -> None:
    comment.edition += 1
    comment.save(update_fields=[*fields, "edition"])
