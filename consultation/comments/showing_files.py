"""Which of the files that were sent with a comment readers see."""

from django.db import transaction
from wagtail.log_actions import log

from consultation.attachments.services import show
from consultation.comments.models import Comment
from consultation.comments.moderation import FILES_SHOWN, locked
from consultation.comments.permissions import refusal_to_moderate
from consultation.comments.services import CommentRefused
from sites.access.standing import acting_now


@transaction.atomic
def show_files(comment: Comment, user, numbers: set[int], *, edition: int) -> list[int]:
    """Shows these files beside the comment once it is published, and no others.

    Args:
        comment: with which they were sent.
        user: the officer, who has looked into them.
        numbers: of the files.
        edition: of the comment as the officer read it.

    Returns:
        The numbers of those that are shown; what may not be opened is never among them.

    Raises:
        CommentRefused: the officer may not, or somebody else has changed the comment since.
    """
    fresh = locked(comment, edition)
    user = acting_now(user, fresh.site_id)
    refused = refusal_to_moderate(user, fresh.site_id)
    if refused:
        raise CommentRefused(refused)
    shown = show(fresh, numbers)
    fresh.edition += 1
    fresh.save(update_fields=["edition"])
    log(fresh, FILES_SHOWN, user=user, data={"site": fresh.site_id, "numbers": shown})
    return shown
