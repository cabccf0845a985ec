"""Pictures of many objects, with their renditions, in one statement."""

from collections.abc import Iterable
from typing import Any

from wagtail.images import get_image_model

from portal.media.renditions import SIZES


def pictures_by_id(ids: Iterable[int]) -> dict[int, Any]:
    """Pictures by primary key, with those renditions of the listed sizes that exist.

    One statement for pictures that have been shown before; one more for those that have not.
    """
    wanted = {pk for pk in ids if pk}
    if not wanted:
        return {}
    model = get_image_model()
    renditions = model.get_rendition_model().objects
    found: dict[int, Any] = {}
    shown = renditions.filter(image_id__in=wanted, filter_spec__in=SIZES.values())
    for rendition in shown.select_related("image"):
        image = found.setdefault(rendition.image_id, rendition.image)
        if not hasattr(image, "prefetched_renditions"):
            image.prefetched_renditions = []
        image.prefetched_renditions.append(rendition)
    unseen = wanted - found.keys()
    if unseen:
        for image in model.objects.filter(pk__in=unseen):
            image.prefetched_renditions = []
            found[image.pk] = image
    return found


def attach_pictures(objects: Iterable[Any]) -> None:
    """Gives objects with a foreign key ``picture`` their pictures all at once."""
    objects = list(objects)
    pictures = pictures_by_id(item.picture_id for item in objects)
    for item in objects:
        if item.picture_id in pictures:
            item.picture = pictures[item.picture_id]
