"""Makes the files in which pictures are shown; never while a reader waits."""

from collections.abc import Iterable
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.images.models import Filter
from wagtail.models import Page, ReferenceIndex

from portal.media.models import PortalImage
from portal.media.renditions import USUAL_SIZES, specs_of


def make_renditions(image: PortalImage, names: Iterable[str] = USUAL_SIZES) -> int:
    """Makes what is missing of a picture's files in these sizes.

    Args:
        image: the picture.
        names: names of sizes in ``portal.media.renditions.PAGE_SIZES``.

    Returns:
        How many files were made; 0 where all were there.

    Raises:
        UnlistedSizeError: a name is not on the list.
        SourceImageIOError: the original cannot be read.
    """
    filters = [Filter(spec=spec) for spec in specs_of(*names)]
    present = set(image.renditions.values_list("filter_spec", "focal_point_key"))
    missing = [one for one in filters if (one.spec, one.get_cache_key(image)) not in present]
    # One after the other: Wagtail's way for many decodes a large original three times at once.
    for one in missing:
        image.create_rendition(one)
    return len(missing)


def pictures_of_page(page: Page) -> list[int]:
    """Primary keys of the pictures that a page refers to, with its lists, as it is published."""
    references = ReferenceIndex.get_references_for_object(page)
    kind = ContentType.objects.get_for_model(PortalImage)
    keys = references.filter(to_content_type=kind).values_list("to_object_id", flat=True)
    return sorted({int(key) for key in keys})


def sizes_of_page(page: Page) -> tuple[str, ...]:
    """The sizes in which a page's pictures are shown, there and in lists of it.

    Page types that show others than the usual ones name them in ``picture_sizes``.
    """
    return getattr(page, "picture_sizes", USUAL_SIZES)


def request_renditions(ids: Iterable[int], names: Iterable[str] = USUAL_SIZES) -> None:
    """Lets the worker make pictures' files once the present transaction is over.

    Args:
        ids: primary keys of the pictures.
        names: names of sizes.
    """
    from portal.media.tasks import make_renditions_of

    wanted = sorted(set(ids))
    if wanted:
        enqueue = partial(make_renditions_of.enqueue, ids=wanted, names=list(names))
        transaction.on_commit(enqueue)
