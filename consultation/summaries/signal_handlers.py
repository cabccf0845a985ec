"""What follows of itself when a draft is published, or an author's data erased."""

from django.db.models.signals import post_delete
from wagtail.signals import page_published

from consultation.comments.models import Commenter
from consultation.drafts.models import DraftPage
from consultation.summaries import gate


def draft_published(sender, instance: DraftPage, revision=None, **kwargs) -> None:
    """Readers get the summary, or it is held back."""
    gate.draft_published(instance, user=getattr(revision, "user", None))


def author_erased(sender, instance: Commenter, **kwargs) -> None:
    """A name that may stand in a file goes from it."""
    if instance.public_name:
        gate.author_erased(instance.comment.draft_id)


def connect() -> None:
    """Called once, when the application is ready."""
    page_published.connect(draft_published, DraftPage, dispatch_uid="summary_published")
    post_delete.connect(author_erased, Commenter, dispatch_uid="summary_author_erased")
