"""What mails to authors of comments and to officers say.

Anybody can write anybody's address into a form, so nothing that was typed there goes into a mail,
neither a name nor the comment: a portal is no way to send a stranger a text of one's own. The
author reads all of it behind the own link.
"""

import re
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Site

from consultation.comments.addresses import confirm_url, own_receipt_url
from consultation.comments.codes import written
from consultation.comments.models import Comment, Notice
from consultation.comments.places import name_of
from consultation.drafts.models import DraftPage
from portal.accounts.models import User
from portal.accounts.tasks import preferred_language
from portal.hosts.addresses import site_id_of
from sites.access.current import PARAMETER

Kind = Notice.Kind


@dataclass(frozen=True)
class Mail:
    """One mail, as it is handed over.

    Attributes:
        reply_to: where an answer arrives; empty where nobody reads one.
    """

    to: str
    subject: str
    text: str
    reply_to: str = ""


def mail_to_author(kind: str, comment: Comment) -> Mail:
    """A mail to the author of a comment, in the author's language."""
    draft = comment.draft
    with translation.override(comment.language):
        context = {
            "comment": comment,
            "draft": draft,
            "place": name_of(comment.provision),
            "code": written(comment.receipt.code),
            "url": confirm_url(comment) if kind == Kind.CONFIRM else own_receipt_url(comment),
            "draft_url": draft.full_url if draft.live else "",
            "portal": _name_of(comment.site_id),
        }
        text = text_of(kind, context)
        return Mail(comment.commenter.email, subject_of(kind), text, draft.receiving_email)


def mail_to_officer(kind: str, draft: DraftPage, person: User) -> Mail:
    """A mail to one of the officers who look after a draft's comments."""
    rows = Comment.objects.filter(draft=draft)
    with translation.override(preferred_language(person)):
        context = {
            "draft": draft,
            "waiting": rows.waiting().count(),
            "unanswered": rows.unanswered().count(),
            "url": officers_url(draft),
            "portal": _name_of(site_id_of(draft)),
        }
        text = text_of(kind, context)
        return Mail(person.email, subject_of(kind), text)


def text_of(kind: str, context: dict) -> str:
    """The words of a mail; what is left out leaves no gap."""
    text = render_to_string(f"comments/mail/{kind}.txt", context)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def officers_url(draft: DraftPage) -> str:
    """The screen on which officers work on a draft's comments, on its own portal."""
    path = reverse("comments:draft", args=[draft.pk], urlconf="portal.urls.admin")
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}?{PARAMETER}={site_id_of(draft)}"


def subject_of(kind: str) -> str:
    """Never with a citizen's words in it."""
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
    }[Kind(kind)]


def _name_of(site_id: int | None) -> str:
    site = Site.objects.filter(pk=site_id).first()
    return (site.site_name or site.hostname) if site else ""
