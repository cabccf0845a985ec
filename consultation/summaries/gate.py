"""When a summary may be given to readers, and what happens of itself when it is.

It is asked twice. The form of a draft refuses the moment of the answers while a comment has none.
Between that and the publication may lie a review of days, in which a letter is entered or an
objection upheld; so it is asked once more when the page is published. The page itself is
published then, because whoever planned or approved it may have other changes in it and nobody may
be there to read a refusal; only the moment is not obeyed, and the history says why. It is as with
a closing that is brought forward.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from consultation.comments.answering import progress_of, refusal_to_summarise
from consultation.comments.places import own_draft_of
from consultation.drafts.models import DraftPage
from consultation.drafts.status import State, state_of
from consultation.summaries import exports
from consultation.summaries.logs import HELD, PUBLISHED
from consultation.summaries.models import PublishedSummary
from portal.common import clock

FINISHED = {State.ANSWERED, State.ISSUED, State.WITHDRAWN}


def refusal_to_publish(page: DraftPage, answered_at: datetime, *, has_file: bool) -> str:
    """Why a draft cannot be given this moment of its answers; empty if it can.

    Args:
        page: the draft, or one that translates it.
        answered_at: the moment.
        has_file: whether it has a file with comments and answers.
    """
    if answered_at > clock.now():
        return _("This moment lies in the future. Leave it empty until the answers are "
                 "published, or let the draft itself be published at a planned hour.")  # fmt: skip
    published = 0
    if page.pk:
        draft = own_draft_of(page)
        refused = "" if is_published(draft) else refusal_to_summarise(draft)
        if refused:
            return refused
        published = progress_of(draft).published
    if has_file or published:
        return ""
    return _("Nobody's comments are published here, so there is no table of them. Add the file "
             "with the comments received and how they were answered; if there were none, the "
             "file says so.")  # fmt: skip


def is_published(draft: DraftPage) -> bool:
    """Whether readers were given the summary."""
    return PublishedSummary.objects.filter(draft=draft.text_page_id).exists()


def shows_summary(page: DraftPage) -> bool:
    """Whether readers find the summary: from the answers on, whatever becomes of the draft."""
    now = clock.now()
    if not page.answered_at or page.answered_at > now or state_of(page, now) not in FINISHED:
        return False
    return is_published(page)


@transaction.atomic
def draft_published(page: DraftPage, user=None) -> None:
    """Gives readers the summary of a draft that was published with the moment of its answers.

    Args:
        page: as it was published.
        user: who published; None for what happens at a planned hour.
    """
    if own_draft_of(page).pk != page.pk:
        return
    rows = PublishedSummary.objects.filter(draft=page)
    if not page.answered_at or page.answered_at > clock.now():
        rows.delete()
        return
    if not rows.exists():
        refused = refusal_to_summarise(page)
        if refused:
            _hold(page, user, refused)
            return
        PublishedSummary.objects.create(draft=page)
        log(page, PUBLISHED, user=user)
    # Also after a correction of what was published.
    if progress_of(page).published:
        exports.make_public(page)


def _hold(page: DraftPage, user, reason: str) -> None:
    page.answered_at = None
    DraftPage.objects.filter(pk=page.pk).update(answered_at=None)
    log(page, HELD, user=user, data={"reason": reason})


def author_erased(draft_id: int) -> None:
    """Makes the files anew that may have named somebody whose data was erased."""
    exports.forget(draft_id, is_public=False)
    published = PublishedSummary.objects.filter(draft=draft_id).select_related("draft").first()
    if published is not None and exports.newest(draft_id, is_public=True):
        exports.forget(draft_id, is_public=True)
        exports.make_public(published.draft)
