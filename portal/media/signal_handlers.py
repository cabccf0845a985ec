"""Keeps the index of references right at the moment of publishing."""

from wagtail.models import ReferenceIndex
from wagtail.signals import page_published


def index_references(sender, instance, **kwargs) -> None:
    """Notes at once what a published page refers to.

    Wagtail leaves this to a queued task; until it has run, readers would miss the new pictures
    and could still have those that were taken out.
    """
    ReferenceIndex.create_or_update_for_object(instance)


def connect() -> None:
    """Connects the handler."""
    page_published.connect(index_references, dispatch_uid="portal.media.index_references")
