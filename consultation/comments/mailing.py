"""Sends the mails that are owed, each once, to whoever it concerns at that moment.

A row is locked while its mail is handed over, and says “sent” in the same transaction. Should the
process die between both, the mail goes out again under the same ``Message-ID``, by which mail
programs know it as the same.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from consultation.comments import notices, reminders
from consultation.comments.letters import Mail, mail_to_author, mail_to_officer
from consultation.comments.models import Comment, Notice
from consultation.drafts.status import State as DraftState
from consultation.drafts.status import state_of
from portal.common import clock
from portal.common.limits import MailLimit

logger = logging.getLogger(__name__)
BATCH = 200
# A mail that cannot be handed over is tried again after ten minutes, twenty, forty …, then daily:
# for a week in all.
FIRST_DELAY, LONGEST_DELAY = timedelta(minutes=10), timedelta(days=1)
MOST_TRIES = 13
Kind = Notice.Kind
# What goes to an address for no other reason than that somebody typed it; whoever fills somebody
# else's mailbox this way is slowed down, and nothing is lost.
UNASKED = (Kind.CONFIRM, Kind.RECEIVED)
LATER = timedelta(hours=1)
State = Comment.State


@dataclass(frozen=True)
class Round:
    """What was done.

    Attributes:
        sent: how many mails were handed over.
        last: the notice after which the next round goes on; None where none was left.
    """

    sent: int
    last: int | None


def send_due(after: int = 0, most: int = BATCH) -> Round:
    """Sends mails that are due. One that cannot be handed over keeps no other back.

    Args:
        after: the notice after which it begins.
        most: how many notices are looked at.
    """
    keys = list(due().filter(pk__gt=after).values_list("pk", flat=True)[:most])
    connection = get_connection()
    sent = 0
    try:
        for key in keys:
            if not _is_there(connection):
                return Round(sent, None)
            sent += _try(key, connection)
    finally:
        connection.close()
    # Dividing a notice has made others behind it.
    is_more = bool(keys) and due().filter(pk__gt=keys[-1]).exists()
    return Round(sent, keys[-1] if is_more else None)


def send_all_due() -> int:
    """Looks once at each notice that is due; how many mails were handed over."""
    total, last = 0, 0
    while last is not None:
        done = send_due(last, BATCH)
        total, last = total + done.sent, done.last
    return total


def due() -> QuerySet[Notice]:
    """What should have been sent by now."""
    rows = Notice.objects.filter(sent_at=None, due_at__lte=clock.now(), tries__lt=MOST_TRIES)
    return rows.order_by("pk")


def given_up() -> QuerySet[Notice]:
    """What could not be handed over for a week, and is not tried any more."""
    return Notice.objects.filter(sent_at=None, tries__gte=MOST_TRIES)


def _is_there(connection: BaseEmailBackend) -> bool:
    """Whether the mail server answers; while it does not, no notice uses up its tries."""
    try:
        connection.open()
    except OSError:
        logger.exception("The mail server does not answer; what is owed stays owed")
        return False
    return True


def _try(key: int, connection: BaseEmailBackend) -> int:
    try:
        return _send(key, connection)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("A notice was not sent", extra={"notice": key})
    # The server may have hung up in the middle of this mail; the next one begins anew.
    connection.close()
    _put_off(key)
    return 0


@transaction.atomic
def _send(key: int, connection: BaseEmailBackend) -> int:
    """Deals with one notice, unless another process is at it or was before."""
    rows = Notice.objects.select_for_update(of=("self",), skip_locked=True)
    notice = rows.filter(pk=key, sent_at=None).first()
    if notice is None:
        return 0
    if notice.comment_id is None and notice.person_id is None:
        _divide(notice)
        return 0
    mail = mail_of(notice)
    if mail is None and notice.kind == Kind.SUMMARY and _has_address(notice.comment):
        # The draft is away for now, so what its authors were to be told waits for it.
        _put_off(key)
        return 0
    limit = MailLimit(mail.to) if mail and notice.kind in UNASKED else None
    if limit and limit.is_over():
        Notice.objects.filter(pk=key).update(due_at=clock.now() + LATER)
        return 0
    if mail:
        _hand_over(mail, notice, connection)
    if limit:
        limit.count()
    notice.sent_at = clock.now()
    notice.save(update_fields=["sent_at"])
    return 1 if mail else 0


def _divide(notice: Notice) -> None:
    """Makes one row for each who is to be told.

    One that is not true any more goes away, so that it can be owed when it is true again.
    """
    is_true = reminders.still_holds(notice)
    parts = reminders.parts_of(notice) if is_true else []
    nobody_to_tell = not parts and notice.kind != Kind.SUMMARY
    if not is_true or nobody_to_tell:
        notice.delete()
        return
    notices.store(parts)
    notice.sent_at = clock.now()
    notice.save(update_fields=["sent_at"])


def _put_off(key: int) -> None:
    notice = Notice.objects.filter(pk=key, sent_at=None).first()
    if notice is None:
        return
    delay = min(FIRST_DELAY * 2**notice.tries, LONGEST_DELAY)
    Notice.objects.filter(pk=key).update(tries=notice.tries + 1, due_at=clock.now() + delay)


def _hand_over(mail: Mail, notice: Notice, connection: BaseEmailBackend) -> None:
    name = hashlib.sha256(notice.key.encode()).hexdigest()[:32]
    headers = {
        "Message-ID": f"<{name}@{settings.ADMIN_HOST}>",
        # Nobody's notice of absence answers it.
        "Auto-Submitted": "auto-generated",
    }
    EmailMessage(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=headers,
        connection=connection,
    ).send()


def mail_of(notice: Notice) -> Mail | None:
    """The mail of a notice, as things are now; None where nobody is left to write to."""
    if notice.person_id:
        officers = reminders.officers_of(notice.draft)
        person = officers.filter(pk=notice.person_id).first()
        if person is None or not reminders.still_holds(notice):
            return None
        return mail_to_officer(notice.kind, notice.draft, person)
    rows = Comment.objects.select_related("draft", "provision", "receipt", "version", "commenter")
    comment = rows.get(pk=notice.comment_id)
    if not _has_address(comment) or not _still_true(notice, comment):
        return None
    return mail_to_author(notice.kind, comment)


def _has_address(comment: Comment) -> bool:
    """Whether its author is known, and not erased, and can be written to."""
    author = getattr(comment, "commenter", None)
    return author is not None and bool(author.email)


def _still_true(notice: Notice, comment: Comment) -> bool:
    """Whether what a mail would say holds by now; what was changed since is told by another."""
    if Notice.objects.filter(comment=comment, kind=notice.kind, pk__gt=notice.pk).exists():
        return False
    now = clock.now()
    draft = comment.draft
    is_answered = draft.answered_at is not None and draft.answered_at <= now
    wanted = {
        Kind.CONFIRM: comment.state == State.UNCONFIRMED,
        Kind.RECEIVED: comment.state != State.UNCONFIRMED,
        Kind.PUBLISHED: comment.is_shown and draft.live,
        Kind.HIDDEN: comment.state == State.HIDDEN,
        Kind.RETURNED: comment.state == State.RETURNED,
        Kind.ANSWERED: bool(comment.disposition),
        Kind.SUMMARY: is_answered and draft.live and state_of(draft, now) != DraftState.WITHDRAWN,
    }
    return wanted.get(Kind(notice.kind), True)
