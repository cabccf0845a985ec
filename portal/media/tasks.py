"""Encoding of pictures, done by the worker: one AVIF file takes up to a fifth of a second."""

import logging

from django_tasks import task

from portal.media.models import PortalImage
from portal.media.renditions import RenditionsMissingError
from portal.media.services import make_renditions

logger = logging.getLogger(__name__)


@task()
def make_renditions_of(ids: list[int], names: list[str]) -> None:
    """Makes what is missing of these pictures' files; running twice changes nothing.

    A picture that was deleted meanwhile is passed over, and one whose original cannot be read
    does not keep the others from their files.

    Raises:
        RenditionsMissingError: some pictures got no files; the log says which and why.
    """
    failed = []
    for image in PortalImage.objects.filter(pk__in=ids).order_by("pk"):
        try:
            make_renditions(image, names)
        except Exception:
            logger.exception("The files of picture %s could not be made.", image.pk)
            failed.append(image.pk)
    if failed:
        raise RenditionsMissingError(failed)
