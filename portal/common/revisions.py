"""Which versions of a page are on record, so that nobody writes over them."""

from wagtail.models import Page, PageLogEntry, Revision, TaskState


def is_on_record(page: Page, revision: Revision) -> bool:
    """Whether somebody decided on a version.

    Args:
        page: as the database has it now.
        revision: one of its versions.

    Returns:
        True for what readers see or have seen, what appears at a planned hour, and what a step of the review
        was ended with. What waits may be written on: who decides names the version they read.
    """
    decided = TaskState.objects.exclude(status=TaskState.STATUS_IN_PROGRESS)
    is_planned = revision.approved_go_live_at is not None
    # Also what was taken from readers since, and was published without a step of the review.
    acts = PageLogEntry.objects.filter(page=page.pk, revision=revision.pk)
    was_shown = (
        Page.objects.filter(pk=page.pk, live_revision=revision.pk).exists()
        or acts.filter(action__startswith="wagtail.publish").exists()
    )
    return is_planned or was_shown or decided.filter(revision=revision.pk).exists()
