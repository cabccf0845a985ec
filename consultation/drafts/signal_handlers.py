"""What follows of itself when a draft is published."""

from wagtail.signals import page_published

from consultation.drafts.models import DraftPage
from consultation.drafts.publication import published


def draft_published(sender, instance: DraftPage, revision=None, **kwargs) -> None:
    """Records what citizens were told."""
    published(instance, user=getattr(revision, "user", None))


def connect() -> None:
    """Called once, when the application is ready."""
    page_published.connect(draft_published, DraftPage, dispatch_uid="draft_published")
