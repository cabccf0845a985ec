"""Which mails are owed. The row is written with what it tells of; the worker sends it."""

from functools import partial

from django.db import transaction

from consultation.comments.models import Comment, Notice

Kind = Notice.Kind


def owe_receipt(comment: Comment) -> None:
    """The receipt, or first the question whether the address is the author's."""
    is_unconfirmed = comment.state == Comment.State.UNCONFIRMED
    owe(Kind.CONFIRM if is_unconfirmed else Kind.RECEIVED, comment)


def owe(kind: str, comment: Comment, distinct: str = "") -> None:
    """Owes the author of a comment a mail, if there is an address to write to.

    Args:
        kind: what it tells.
        comment: of the author.
        distinct: what makes a second mail of the same kind another one.
    """
    if not comment.commenter.email:
        return
    key = ":".join(filter(None, ["comment", str(comment.pk), kind, distinct]))
    Notice.objects.get_or_create(key=key, defaults={"kind": kind, "comment": comment})
    send_soon()


def send_soon() -> None:
    """Lets the worker look at what is owed, once the present transaction has succeeded.

    Should that be lost, the next run of ``manage.py tend_consultations`` finds the row.
    """
    from consultation.comments.tasks import send_notices

    transaction.on_commit(partial(send_notices.enqueue))
