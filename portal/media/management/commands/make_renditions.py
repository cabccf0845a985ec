"""Makes the files of pictures that miss some, such as after a change of the listed sizes."""

import logging
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from portal.media.models import PortalImage
from portal.media.renditions import PAGE_SIZES, USUAL_SIZES
from portal.media.services import make_renditions

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Makes missing files of all pictures; what is there stays."""

    help = "Makes the missing files of all pictures, in the usual sizes or in those named."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sizes", nargs="*", choices=[[], *PAGE_SIZES], metavar="size")

    def handle(self, *args, sizes: list[str], **options) -> None:
        """Works through all pictures, one at a time.

        Raises:
            CommandError: some pictures got no files, after all others were tried.
        """
        made, failed = 0, []
        for image in PortalImage.objects.order_by("pk").iterator(chunk_size=100):
            try:
                made += make_renditions(image, sizes or USUAL_SIZES)
            except Exception:
                logger.exception("The files of picture %s could not be made.", image.pk)
                failed.append(str(image.pk))
        self.stdout.write(f"{made} files made.")
        if failed:
            raise CommandError(
                f"The files of {len(failed)} pictures could not be made: {', '.join(failed)}. "
                "The log says why. Upload these pictures again, or delete them."
            )
