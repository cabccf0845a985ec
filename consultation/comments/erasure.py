"""Erasing who wrote a comment: the personal data goes, the comment stays."""

from django.db import transaction
from wagtail.log_actions import log

from consultation.attachments.services import erase_of
from consultation.comments.models import Comment, Commenter
from consultation.comments.moderation import ERASED, READ
from consultation.comments.permissions import refusal_to_moderate
from consultation.comments.services import CommentRefused
from sites.access.standing import acting_now


@transaction.atomic
def erase_author(comment: Comment, user=None) -> bool:
    """Erases name, organisation, addresses and telephone of who wrote a comment, and the files
    that were sent along unless readers see them.

    What was published under the name stays without one; mails that are owed are not sent any
    more. The log says that it was done, so that it can be repeated after a restore.

    Args:
        comment: the comment, which is not changed itself.
        user: the officer; None where the installation itself erases.

    Returns:
        Whether there was anything to erase.

    Raises:
        CommentRefused: the officer may not; nothing was changed.
    """
    # Whoever answers at this moment waits, or has read the author before.
    fresh = Comment.objects.select_for_update(of=("self",), no_key=True).get(pk=comment.pk)
    if user is not None:
        user = _refuse_unless_officer(user, fresh)
    count, _kinds = Commenter.objects.filter(comment=fresh).delete()
    had_files = bool(fresh.files_digest) and erase_of(fresh)
    if count or had_files:
        log(fresh, ERASED, user=user, data={"site": fresh.site_id})
    return bool(count) or had_files


@transaction.atomic
def read_author(comment: Comment, user) -> Commenter | None:
    """Who wrote a comment, for an officer in charge. That it was read stands in the log.

    Returns:
        None where the data was erased.

    Raises:
        CommentRefused: the officer may not.
    """
    user = _refuse_unless_officer(user, comment)
    author = Commenter.objects.filter(comment=comment).first()
    if author is not None:
        log(comment, READ, user=user, data={"site": comment.site_id})
    return author


def _refuse_unless_officer(user, comment: Comment):
    user = acting_now(user, comment.site_id)
    refused = refusal_to_moderate(user, comment.site_id)
    if refused:
        raise CommentRefused(refused)
    return user
