"""Which mails are owed. The row is written with what it tells of; the worker sends it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction

from consultation.comments.models import Comment, Notice
from consultation.drafts.models import DraftPage
from portal.common.queueing import enqueue_once

Kind = Notice.Kind
BATCH = 500


def owe_receipt(comment: Comment) -> None:
    """The receipt, or first the question whether the address is the author's."""
    is_unconfirmed = comment.state == Comment.State.UNCONFIRMED
    owe(Kind.CONFIRM if is_unconfirmed else Kind.RECEIVED, comment)


def owe(kind: str, comment: Comment, distinct: str = "") -> None:
    """Owes the author of a comment a mail, if there is an address to write to.

    Args:
        kind: what it tells.
        comment: of the author, who may have been erased.
        distinct: what makes a second mail of the same kind another one.
    """
    author = getattr(comment, "commenter", None)
    if author is None or not author.email:
        return
    key = _key("comment", comment.pk, kind, distinct)
    Notice.objects.bulk_create([Notice(key=key, kind=kind, comment=comment)], ignore_conflicts=True)
    send_soon()


def about_draft(kind: str, draft: DraftPage, distinct: str, due_at: datetime) -> Notice:
    """A notice on a draft, not stored yet; one and the same for a draft and its translations."""
    key = _key("draft", draft.translation_key.hex, kind, distinct)
    return Notice(key=key, kind=kind, draft=draft, due_at=due_at)


def to_officer(notice: Notice, person_id: int) -> Notice:
    """The part of a notice on a draft that goes to one officer, not stored yet."""
    key = f"{notice.key}:to-{person_id}"
    return Notice(
        key=key,
        kind=notice.kind,
        draft_id=notice.draft_id,
        person_id=person_id,
        due_at=notice.due_at,
    )


def to_author(notice: Notice, comment_id: int) -> Notice:
    """The part of a notice on a draft that goes to the author of a comment, not stored yet."""
    key = _key("comment", comment_id, notice.kind, "")
    return Notice(key=key, kind=notice.kind, comment_id=comment_id, due_at=notice.due_at)


def store(rows: Iterable[Notice]) -> int:
    """Stores those that are not owed yet; of two processes that do so at once, each row once.

    Returns:
        How many were new, as far as could be seen before.
    """
    rows = list(rows)
    keys = [row.key for row in rows]
    known: set[str] = set()
    for start in range(0, len(keys), BATCH):
        found = Notice.objects.filter(key__in=keys[start : start + BATCH])
        known.update(found.values_list("key", flat=True))
    fresh = [row for row in rows if row.key not in known]
    Notice.objects.bulk_create(fresh, batch_size=BATCH, ignore_conflicts=True)
    return len(fresh)


def send_soon() -> None:
    """Lets the worker look at what is owed, once for all that the present transaction owes.

    Should that be lost, the next run of ``manage.py tend_consultations`` finds the rows.
    """
    if not any(entry[1] is _send_soon for entry in connection.run_on_commit):
        transaction.on_commit(_send_soon)


def _send_soon() -> None:
    from consultation.comments.tasks import send_notices

    enqueue_once(send_notices)


def _key(about: str, number: object, kind: str, distinct: str) -> str:
    return ":".join(filter(None, [about, str(number), str(kind), distinct]))
