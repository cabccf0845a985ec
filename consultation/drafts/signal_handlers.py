"""What follows of itself when a draft is published or taken away."""

from django.db.models.signals import post_delete
from wagtail.signals import page_published, page_unpublished

from consultation.drafts.models import DraftPage
from consultation.drafts.publication import published
from consultation.drafts.querysets import Reach
from consultation.drafts.tasks import renew_menus_on_commit


def draft_published(sender, instance: DraftPage, revision=None, **kwargs) -> None:
    """Records what citizens were told."""
    published(instance, user=getattr(revision, "user", None))
    # Also the one that is shown on fewer portals from now on.
    renew_menus_on_commit()


def draft_taken_away(sender, instance: DraftPage, **kwargs) -> None:
    """Other portals no longer show it."""
    if instance.reach != Reach.OWN:
        renew_menus_on_commit()


def connect() -> None:
    """Called once, when the application is ready."""
    page_published.connect(draft_published, DraftPage, dispatch_uid="draft_published")
    page_unpublished.connect(draft_taken_away, DraftPage, dispatch_uid="draft_unpublished")
    post_delete.connect(draft_taken_away, DraftPage, dispatch_uid="draft_deleted")
