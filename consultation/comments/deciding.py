"""Deciding on several comments at once: each by itself, as it was read."""

from dataclasses import dataclass, field
from uuid import UUID

from consultation.comments.models import Comment
from consultation.comments.moderation import decide
from consultation.comments.services import CommentRefused

# Of one screen; nobody has read more of them.
MOST_MARKED = 30
SIGN = ":"


@dataclass(frozen=True)
class Mark:
    """A comment that an officer marked, and its edition as it was read."""

    uid: UUID
    edition: int

    @classmethod
    def read(cls, written: str) -> "Mark":
        """What a mark of the form says.

        Raises:
            ValueError: it is none.
        """
        uid, sign, edition = written.partition(SIGN)
        is_number = edition.isascii() and edition.isdigit() and len(edition) <= 9
        if not (sign and is_number):
            raise ValueError(written)
        return cls(UUID(uid), int(edition))


@dataclass(frozen=True)
class Decided:
    """What became of those that were marked.

    Attributes:
        done: how many were decided on.
        refused: the others, each with the reason.
    """

    done: int = 0
    refused: list[tuple[Comment, str]] = field(default_factory=list)


def decide_marked(
    marks: list[Mark], user, state: str, *, reason: str = "", note: str = ""
) -> Decided:
    """Shows, hides or returns comments; one that somebody has changed meanwhile stops no other.

    Args:
        marks: at most :data:`MOST_MARKED`; those of portals that are not the officer's are left.
        user: the officer.
        state: published, hidden or returned.
        reason: a value of :class:`Comment.Reason`; asked for unless they are shown.
        note: what all authors are told beside.
    """
    editions = {mark.uid: mark.edition for mark in marks[:MOST_MARKED]}
    rows = Comment.objects.in_charge_of(user).filter(uid__in=editions).order_by("pk")
    done, refused = 0, []
    for comment in rows:
        edition = editions[comment.uid]
        try:
            decide(comment, user, state, edition=edition, reason=reason, note=note)
        except CommentRefused as refusal:
            refused.append((comment, str(refusal)))
        else:
            done += 1
    return Decided(done, refused)
