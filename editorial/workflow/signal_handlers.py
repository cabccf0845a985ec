"""What follows of itself when a page changes or moves."""

from django.db.models.signals import post_save
from wagtail.admin import signal_handlers as stock
from wagtail.models import Page, WorkflowState
from wagtail.signals import post_page_move, workflow_approved, workflow_rejected

from editorial.workflow.services import move_states, renew_step
from editorial.workflow.tasks import tell_author_on_commit


def page_saved(sender, instance, update_fields=None, raw: bool = False, **kwargs) -> None:
    """A new version of a page under review has to be read anew."""
    is_new_version = bool(update_fields) and "latest_revision" in update_fields
    if is_new_version and isinstance(instance, Page) and not raw:
        renew_step(instance)


def page_moved(sender, instance: Page, **kwargs) -> None:
    """What waits moves along."""
    move_states(instance)


def decided(sender, instance: WorkflowState, user=None, **kwargs) -> None:
    """Whoever asked for the review hears how it ended."""
    tell_author_on_commit(instance)


def connect() -> None:
    """Called once, when the application is ready.

    Wagtail's own mails are sent within the request, to people computed too early.
    """
    post_save.connect(page_saved, dispatch_uid="review_follows_versions")
    post_page_move.connect(page_moved, dispatch_uid="review_follows_moves")
    workflow_approved.connect(decided, dispatch_uid="review_approved")
    workflow_rejected.connect(decided, dispatch_uid="review_sent_back")
    # Wagtail connects its mails when it is ready itself, which is later than this.
    stock.register_signal_handlers = lambda: None
