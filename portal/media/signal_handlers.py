"""What happens to pictures when they are uploaded and when pages are published."""

from django.db.models.signals import post_save
from wagtail.models import ReferenceIndex
from wagtail.signals import page_published

from portal.media.models import PortalImage
from portal.media.services import pictures_of_page, request_renditions, sizes_of_page


def index_references(sender, instance, **kwargs) -> None:
    """Notes at once what a published page refers to.

    Wagtail leaves this to a queued task; until it has run, readers would miss the new pictures
    and could still have those that were taken out.
    """
    ReferenceIndex.create_or_update_for_object(instance)


def picture_uploaded(sender, instance: PortalImage, **kwargs) -> None:
    """Lets the worker make the usual sizes of a picture that an officer uploaded or changed."""
    if instance.was_sent_by_form:
        request_renditions([instance.pk])


def page_with_pictures_published(sender, instance, **kwargs) -> None:
    """Lets the worker make the sizes in which the page shows its pictures."""
    request_renditions(pictures_of_page(instance), sizes_of_page(instance))


def connect() -> None:
    """Connects the handlers; the index of references comes before what reads it."""
    page_published.connect(index_references, dispatch_uid="portal.media.index_references")
    page_published.connect(
        page_with_pictures_published, dispatch_uid="portal.media.page_with_pictures_published"
    )
    post_save.connect(
        picture_uploaded, sender=PortalImage, dispatch_uid="portal.media.picture_uploaded"
    )
