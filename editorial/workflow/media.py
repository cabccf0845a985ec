"""Pictures and files of what waits, or appears at a planned hour, stay as they were read."""

from collections.abc import Iterator

from django.db.models import Model, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

from editorial.workflow.querysets import waiting
from editorial.workflow.rules import is_reviewer
from portal.common.chosen_media import file_references


def refusal_to_change_media(user, item: Model) -> str:
    """Why a person may not change or delete what an item under review or planned shows.

    Args:
        user: who acts.
        item: a stored picture or file.

    Returns:
        The reason; empty for who may change the item itself: its reviewers while it waits, and
        who publishes on its portal once its hour is planned.
    """
    if any(not is_reviewer(user, page, step) for page, step in _waiting_with(item)):
        return _(
            "An item that waits for its review shows this, so only its reviewers change it. "
            "Upload a new one, and choose it when the item comes back."
        )
    if any(not page.permissions_for_user(user).can_unschedule() for page in _planned_with(item)):
        return _(
            "This was approved with an item that appears at a planned hour, so it is not changed "
            "past the review. Upload a new one and choose it in the page instead."
        )
    return ""


def _waiting_with(item: Model) -> Iterator[tuple[Page, str]]:
    states = waiting().select_related("page", "revision")
    for state in states.filter(revision__in=_naming(Revision.objects.all(), item)):
        if _shows(state.revision, item):
            yield state.page, state.step


def _planned_with(item: Model) -> Iterator[Page]:
    planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    for revision in _naming(planned, item):
        if _shows(revision, item):
            yield revision.as_object()


def _naming(revisions: QuerySet[Revision], item: Model) -> QuerySet[Revision]:
    """Those in whose words the number stands, be it as the number of something else."""
    words = Cast("content", TextField())
    return revisions.annotate(words=words).filter(words__contains=str(item.pk))


def _shows(revision: Revision, item: Model) -> bool:
    kind = next(one for one in (get_image_model(), get_document_model()) if isinstance(item, one))
    return (kind, str(item.pk)) in file_references(revision.as_object())
