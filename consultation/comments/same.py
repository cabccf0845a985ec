"""Comments that one answer may be for: those of a campaign, and those on one provision."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from consultation.comments import answering
from consultation.comments.models import Comment
from consultation.similarity.numbers import Size, of_campaign

# Beyond this many the rest is answered by pressing the button again.
MOST_AT_ONCE = 1_000


@dataclass(frozen=True)
class Likes:
    """How many comments are like one.

    Attributes:
        size: how many texts and senders its campaign has, this one among them.
        same_text: how many others of the campaign are published and have no answer.
        same_place: how many others on the same provision are published and have no answer.
    """

    size: Size
    same_text: int
    same_place: int


def likes_of(comment: Comment) -> Likes:
    """How many comments are like one; one statement."""
    is_other = Q(state=Comment.State.PUBLISHED, disposition="") & ~Q(pk=comment.pk)
    text = of_campaign(_campaign_of(comment))
    place = Q(lineage=comment.lineage_id) if comment.lineage_id else Q(pk__in=())
    rows = Comment.objects.filter(text | place, draft=comment.draft_id).order_by()
    found = rows.aggregate(
        senders=Count("pk", filter=text),
        texts=Count("wording", filter=text, distinct=True),
        same_text=Count("pk", filter=text & is_other),
        same_place=Count("pk", filter=place & is_other),
    )
    size = Size(found.pop("texts") or 1, found.pop("senders") or 1)
    return Likes(size=size, **found)


def _campaign_of(comment: Comment) -> int | None:
    return comment.wording.campaign if comment.wording_id else None


def others_with_same_text(comment: Comment) -> QuerySet[Comment]:
    """Unanswered comments on the draft that say the same, in nearly the same words."""
    return _others(comment).filter(of_campaign(_campaign_of(comment)))


def others_on_same_place(comment: Comment) -> QuerySet[Comment]:
    """Unanswered comments on the same provision."""
    if not comment.lineage_id:
        return Comment.objects.none()
    return _others(comment).filter(lineage=comment.lineage_id)


def _others(comment: Comment) -> QuerySet[Comment]:
    return Comment.objects.filter(draft=comment.draft_id).unanswered().exclude(pk=comment.pk)


@transaction.atomic
def answer_with_others(
    comment: Comment,
    others: QuerySet[Comment],
    user,
    disposition: str,
    explanation: str,
    *,
    edition: int,
) -> int:
    """Answers a comment and those that are like it, all or none.

    Args:
        comment: which the officer has read.
        others: of the same draft, without an answer; at most a thousand of them are answered.
        user: the officer.
        disposition: a value of :class:`Comment.Disposition`.
        explanation: why.
        edition: of the comment as the officer read it.

    Returns:
        How many others were answered.

    Raises:
        CommentRefused: with the reason; nothing was changed.
    """
    keys = [comment.pk, *others.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE]]
    # All locks in one order: two officers who answer the same campaign wait for each other.
    rows = Comment.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys)
    locked = list(rows.order_by("pk").only("pk"))
    answering.answer(comment, user, disposition, explanation, edition=edition)
    rest = [one for one in locked if one.pk != comment.pk]
    if not rest:
        return 0
    return answering.answer_all(rest, comment.draft, user, disposition, explanation)
