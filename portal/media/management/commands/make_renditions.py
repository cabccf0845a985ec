"""Makes the files of pictures that miss some, such as after a change of the listed sizes."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from wagtail.images.models import SourceImageIOError

from portal.media.models import PortalImage
from portal.media.renditions import PAGE_SIZES, USUAL_SIZES
from portal.media.services import make_renditions


class Command(BaseCommand):
    """Makes missing files of all pictures; what is there stays."""

    help = "Makes the missing files of all pictures, in the usual sizes or in those named."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sizes", nargs="*", choices=[[], *PAGE_SIZES], metavar="size")

    def handle(self, *args, sizes: list[str], **options) -> None:
        """Works through all pictures, one at a time."""
        made = unreadable = 0
        for image in PortalImage.objects.order_by("pk").iterator(chunk_size=100):
            try:
                made += make_renditions(image, sizes or USUAL_SIZES)
            except SourceImageIOError:
                unreadable += 1
                self.stderr.write(f"The original of picture {image.pk} cannot be read.")
        self.stdout.write(f"{made} files made, {unreadable} originals cannot be read.")
