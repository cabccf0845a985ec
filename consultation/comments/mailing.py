"""Mails to authors of comments and to officers, each sent once, to whoever it concerns then."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from consultation.comments.addresses import confirm_url, own_receipt_url
from consultation.comments.models import Comment, Notice
from consultation.comments.places import name_of
from consultation.comments.querysets import OFFICERS
from portal.accounts.tasks import preferred_language
from portal.common import clock
from portal.hosts.addresses import site_id_of
from sites.access.people import people_with_role_on

logger = logging.getLogger(__name__)
BATCH = 200
Kind = Notice.Kind


@dataclass(frozen=True)
class Mail:
    """One mail, as it is handed over."""

    to: str
    subject: str
    text: str


def send_due(most: int = BATCH) -> int:
    """Sends the mails that are due; one that cannot be handed over keeps no other back.

    Returns:
        How many notices were dealt with.
    """
    due = Notice.objects.filter(sent_at=None, due_at__lte=clock.now()).order_by("pk")
    done = 0
    for key in due.values_list("pk", flat=True)[:most]:
        try:
            done += _send(key)
        except OSError:
            # The next run tries again; the row still says “not sent”.
            logger.exception("A notice was not sent", extra={"notice": key})
    return done


@transaction.atomic
def _send(key: int) -> int:
    rows = Notice.objects.select_for_update(of=("self",), skip_locked=True)
    notice = rows.filter(pk=key, sent_at=None).first()
    if notice is None:
        return 0
    for mail in mails_of(notice):
        EmailMessage(subject=mail.subject, body=mail.text, to=[mail.to]).send()
    notice.sent_at = clock.now()
    notice.save(update_fields=["sent_at"])
    return 1


def mails_of(notice: Notice) -> list[Mail]:
    """The mails of a notice, as things are now; none where nobody is left to write to."""
    if notice.comment_id:
        comment = Comment.objects.select_related(
            "draft", "provision", "receipt", "version", "commenter"
        ).get(pk=notice.comment_id)
        return _to_author(notice, comment)
    return _to_officers(notice)


def _to_author(notice: Notice, comment: Comment) -> list[Mail]:
    author = getattr(comment, "commenter", None)
    if author is None or not author.email or not _still_true(notice, comment):
        return []
    with translation.override(comment.language):
        is_question = notice.kind == Kind.CONFIRM
        context = {
            "comment": comment,
            "draft": comment.draft,
            "place": name_of(comment.provision),
            "name": author.name or author.organisation,
            "url": confirm_url(comment) if is_question else own_receipt_url(comment),
        }
        text = render_to_string(f"comments/mail/{notice.kind}.txt", context)
        return [Mail(author.email, _subjects()[notice.kind], text)]


def _still_true(notice: Notice, comment: Comment) -> bool:
    """Whether what a mail would say holds by now; what was changed since is told by another."""
    wanted = {
        Kind.CONFIRM: comment.state == Comment.State.UNCONFIRMED,
        Kind.PUBLISHED: comment.state == Comment.State.PUBLISHED,
        Kind.HIDDEN: comment.state == Comment.State.HIDDEN,
        Kind.RETURNED: comment.state == Comment.State.RETURNED,
        Kind.ANSWERED: bool(comment.disposition),
    }
    return wanted.get(Kind(notice.kind), True)


def _to_officers(notice: Notice) -> list[Mail]:
    site_id = site_id_of(notice.draft)
    if site_id is None or not notice.draft.live:
        return []
    link = settings.WAGTAILADMIN_BASE_URL + reverse("comments:draft", args=[notice.draft_id])
    waiting = Comment.objects.filter(draft=notice.draft_id).waiting().count()
    mails = []
    for person in people_with_role_on([site_id], *OFFICERS):
        with translation.override(preferred_language(person)):
            context = {"draft": notice.draft, "waiting": waiting, "url": link}
            text = render_to_string(f"comments/mail/{notice.kind}.txt", context)
            mails.append(Mail(person.email, _subjects()[notice.kind], text))
    return mails


def _subjects() -> dict[str, str]:
    """Never with a citizen's words in them."""
    return {
        Kind.CONFIRM: _("Please confirm that you commented on a draft"),
        Kind.RECEIVED: _("Your comment on a draft has arrived"),
        Kind.PUBLISHED: _("Your comment on a draft is published"),
        Kind.HIDDEN: _("Your comment on a draft is not shown"),
        Kind.RETURNED: _("Your comment on a draft comes back to you"),
        Kind.ANSWERED: _("Your comment on a draft is answered"),
        Kind.SUMMARY: _("What became of the comments on a draft"),
        Kind.WAITING: _("Comments on a draft are waiting"),
        Kind.HALF_TIME: _("A draft has been open for half of its time"),
        Kind.CLOSING: _("A draft closes for comment soon"),
        Kind.LATE: _("The summary of comments on a draft is late"),
    }
