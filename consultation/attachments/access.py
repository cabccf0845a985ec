"""Who may have a file that was sent with a comment. What is nobody's and not theirs looks alike."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404

from consultation.attachments.models import AttachedFile
from consultation.comments.models import Comment


def public_file(uid: UUID, site_id: int) -> AttachedFile:
    """A file that is shown beside a published comment of a portal.

    Raises:
        Http404: it is not shown, or is another portal's.
    """
    shown = Comment.objects.visible_to(None).filter(site=site_id)
    rows = AttachedFile.objects.filter(uid=uid, state="ready", is_shown=True, comment__in=shown)
    return _or_404(rows)


def shown_with(comments: Iterable[Comment]) -> dict[int, list[AttachedFile]]:
    """The files that readers see beside published comments, by the comment's number.

    One statement; none where nothing was sent along with any of them.
    """
    keys = [one.pk for one in comments if one.files_digest]
    found: dict[int, list[AttachedFile]] = {}
    if keys:
        rows = AttachedFile.objects.filter(comment__in=keys, state="ready", is_shown=True)
        for row in rows.order_by("comment", "number"):
            found.setdefault(row.comment_id, []).append(row)
    return found


def files_of(comment: Comment, *, is_own: bool) -> list[AttachedFile]:
    """What the receipt of a comment tells of: all files to its author, else those that are shown.

    Args:
        comment: with its draft.
        is_own: whether the author asks.
    """
    if is_own and comment.files_digest:
        return list(comment.files.order_by("number"))
    if not (comment.is_shown and comment.draft.live):
        return []
    return shown_with([comment]).get(comment.pk, [])


def officers_file(user, uid: UUID) -> AttachedFile:
    """A file that was sent to a portal on which a person is citizens' officer.

    Raises:
        Http404: it is another portal's, still in quarantine, or not fit to be opened.
    """
    own = Comment.objects.in_charge_of(user)
    return _or_404(AttachedFile.objects.filter(uid=uid, state="ready", comment__in=own))


def portal_of_file(uid: UUID) -> int | None:
    """The portal to which a file was sent; one statement."""
    return AttachedFile.objects.filter(uid=uid).values_list("comment__site", flat=True).first()


def _or_404(rows) -> AttachedFile:
    file = rows.select_related("comment__receipt").first()
    if file is None:
        raise Http404
    return file
