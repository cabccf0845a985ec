"""Taking comments in: from citizens through the portal, and by officers from letters and meetings.

A comment, its author, its receipt and the mail that is owed are stored in one transaction, or none
of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from consultation.attachments.content import Upload, digest_together
from consultation.attachments.services import attach
from consultation.comments import notices, receipts
from consultation.comments.models import Comment, Commenter, ConsentText
from consultation.comments.permissions import refusal_to_moderate
from consultation.comments.places import provision_at
from consultation.drafts.models import DraftPage
from consultation.drafts.status import State as DraftState
from consultation.drafts.status import state_of
from consultation.versions.models import DraftVersion, Provision
from portal.common import clock
from portal.hosts.addresses import site_id_of
from sites.access.standing import acting_now

State = Comment.State


class CommentRefused(Exception):
    """An act on a comment that cannot be done; the sentence says why and what to do."""


@dataclass(frozen=True)
class Author:
    """Who comments.

    Attributes:
        organisation: empty for an individual.
    """

    name: str = ""
    organisation: str = ""
    email: str = ""
    telephone: str = ""
    name_is_shown: bool = False


def submit(
    draft: DraftPage,
    text: str,
    author: Author,
    *,
    version_number: int | None = None,
    address: str = "",
    language: str = "vi",
) -> Comment:
    """Takes a citizen's comment, if the draft is open at this moment by the server's clock.

    Args:
        draft: the draft itself, not one that translates it.
        text: what is said.
        author: who says it.
        version_number: the version that the citizen was reading.
        address: of the provision within that version; empty for the whole draft.
        language: in which the citizen is written to.

    Raises:
        CommentRefused: it is not open, or has no such provision.
    """
    version = _version(draft, version_number)
    return take(
        draft,
        text,
        author,
        version=version,
        provision=_provision(version, address),
        consent=consent_on(clock.today()),
        language=language,
    )


@transaction.atomic
def take(
    draft: DraftPage,
    text: str,
    author: Author,
    *,
    version: DraftVersion | None,
    provision: Provision | None,
    consent: ConsentText | None,
    language: str,
    files: Sequence[Upload] = (),
) -> Comment:
    """The same as :func:`submit`, for who has looked up version and provision already.

    Args:
        draft: the draft itself, not one that translates it.
        text: what is said.
        author: who says it.
        version: a published version of the draft.
        provision: of that version; None for the whole draft.
        consent: the text that the citizen agreed to.
        language: in which the citizen is written to.
        files: what is sent along, checked.

    Raises:
        CommentRefused: the draft is not open.
    """
    moment = clock.deciding_moment()
    refused = refusal_to_comment(draft, moment)
    if refused:
        raise CommentRefused(refused)
    comment = _store(
        draft,
        text,
        author,
        version=version,
        provision=provision,
        language=language,
        received_at=moment,
        consent=consent,
        state=State.UNCONFIRMED if draft.confirms_email else State.WAITING,
        files=files,
    )
    notices.owe_receipt(comment)
    # Also without a mail: the receipt is linked, and the text grouped.
    notices.send_soon()
    return comment


def refusal_to_comment(draft: DraftPage, moment: datetime) -> str:
    """Why nobody can comment on a draft at a moment; empty if everybody can."""
    if not draft.live:
        return _("This draft is no longer shown, so no comments are taken.")
    state = state_of(draft, moment)
    if state == DraftState.OPEN:
        return ""
    if state == DraftState.SCHEDULED:
        return _("Comments on this draft are not taken yet. Come back on the day of opening.")
    if state == DraftState.WITHDRAWN:
        return _("This draft was withdrawn, so no comments are taken any more.")
    return _("The time for comments on this draft is over. Write to the drafting unit instead; its "
             "address stands beside the draft.")  # fmt: skip


@transaction.atomic
def enter(
    draft: DraftPage,
    text: str,
    author: Author,
    user,
    *,
    source: str,
    received_on: date,
    address: str = "",
    files: Sequence[Upload] = (),
) -> Comment:
    """Enters what came by letter or was said at a meeting, by an officer in charge.

    Args:
        draft: the draft itself.
        text: what was said.
        author: who said it.
        user: the officer.
        source: a value of :class:`Comment.Source`.
        received_on: the day on which it arrived.
        address: of a provision in the version that readers see; empty for the whole draft.
        files: the letter as it was read in, checked.

    Raises:
        CommentRefused: the officer may not, or the day or the provision does not fit.
    """
    site_id = site_id_of(draft)
    user = acting_now(user, site_id)
    refused = refusal_to_moderate(user, site_id) or refusal_of_day(draft, received_on)
    if refused:
        raise CommentRefused(refused)
    version = _version(draft, None)
    return _store(
        draft,
        text,
        author,
        version=version,
        provision=_provision(version, address),
        received_at=clock.start_of(received_on),
        source=source,
        entered_by=user,
        state=State.WAITING,
        files=files,
    )


def refusal_of_day(draft: DraftPage, day: date) -> str:
    """Why nothing can have been received on a draft on a day; empty if it can."""
    if day > clock.today():
        return _("This day lies in the future. Write the day on which it was received.")
    opened = draft.opens_at and draft.opens_at.astimezone(clock.PROVINCE_TIME).date()
    if opened is None or day < opened:
        return _("The draft was not open yet on this day. Write the day on which it was received.")
    return ""


def consent_on(day: date) -> ConsentText | None:
    """What citizens agree to on a day; None where nothing was laid down."""
    return ConsentText.objects.filter(valid_from__lte=day).order_by("-valid_from").first()


def _store(
    draft: DraftPage,
    text: str,
    author: Author,
    *,
    provision: Provision | None,
    files: Sequence[Upload],
    **fields,
) -> Comment:
    comment = Comment.objects.create(
        site_id=site_id_of(draft),
        draft=draft,
        provision=provision,
        lineage_id=provision.lineage_id if provision else None,
        text=text,
        is_organisation=bool(author.organisation),
        files_digest=digest_together([file.digest for file in files]),
        **fields,
    )
    Commenter.objects.create(comment=comment, **vars(author))
    if files:
        attach(comment, files)
    receipts.issue(comment)
    return comment


def _version(draft: DraftPage, number: int | None) -> DraftVersion | None:
    """The version that was read; the newest one that readers see where none is named."""
    found = DraftVersion.objects.filter(page=draft.pk).published()
    if number is None:
        return found.filter(pk=draft.text_version_id).first() or found.first()
    version = found.filter(number=number).first()
    if version is None:
        raise CommentRefused(_("This draft has no such version. Open the draft again."))
    return version


def _provision(version: DraftVersion | None, address: str) -> Provision | None:
    if not address:
        return None
    provision = provision_at(version, address)
    if provision is None:
        raise CommentRefused(
            _("The draft has no such provision. Open the draft and choose the provision again.")
        )
    return provision
