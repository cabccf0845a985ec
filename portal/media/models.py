"""Pictures and files of the portals."""

from django.core.files import File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

from portal.common.models import UidModel
from portal.media.names import stored_name
from portal.media.renditions import refuse_unlisted


class PortalImage(UidModel, AbstractImage):
    """A picture. Its alternative text is the default that each use may replace."""

    credit = models.CharField(_("credit"), max_length=200, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit")
    # Set by the form: what a program stores in bulk gets its sizes by the program's own call.
    was_sent_by_form = False

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_portalimage", "Can choose picture")]

    def get_upload_to(self, filename: str) -> str:
        """A name made by the server, in the folder that is never served."""
        return f"original_images/{stored_name(filename)}"

    def get_rendition(self, filter: Filter | str) -> "PortalRendition":  # noqa: A002 Wagtail's name
        """The picture in a listed size.

        Raises:
            UnlistedSizeError: the size is not on the list.
        """
        refuse_unlisted(_spec(filter))
        return super().get_rendition(filter)

    def get_renditions(self, *filters: Filter | str) -> dict[str, "PortalRendition"]:
        """The picture in several listed sizes, by filter spec."""
        for one in filters:
            refuse_unlisted(_spec(one))
        return super().get_renditions(*filters)

    def generate_rendition_file(
        self,
        filter: Filter,  # noqa: A002 Wagtail's name
        *,
        source: File | None = None,
    ) -> File:
        """Makes the file of a listed size; every way to a new file leads here."""
        refuse_unlisted(filter.spec)
        return super().generate_rendition_file(filter, source=source)


def _spec(wanted: Filter | str) -> str:
    return wanted.spec if isinstance(wanted, Filter) else wanted


class PortalRendition(AbstractRendition):
    """A picture in one of the listed sizes."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            )
        ]
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]


def document_name(document: "PortalDocument", filename: str) -> str:
    """A name made by the server, under which readers download the file."""
    return f"documents/{stored_name(filename)}"


class PortalDocument(UidModel, AbstractDocument):
    """A file that readers download."""

    file = models.FileField(_("file"), upload_to=document_name)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
        permissions = [("choose_portaldocument", "Can choose file")]
