"""Forms through which every upload of the administration passes.

Wagtail builds its forms for one file, for many at once, for the chooser and for the replacement
of a file on these two bases.
"""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from portal.common.text import clean_text
from portal.media.content import check_document
from portal.media.models import PortalImage
from portal.media.names import LONGEST_UPLOADED_NAME, extension_of, stored_name
from portal.media.pictures import clean_picture

LONGEST_TITLE = 255


class CleanUploadMixin:
    """A cleaned title, and a file that goes on under a name made by the server."""

    def clean_title(self) -> str:
        """The title, fit to be shown."""
        title = clean_text(self.cleaned_data["title"], LONGEST_TITLE)
        if not title:
            raise ValidationError(_("Write a title."), code="required")
        return title

    def clean_file(self) -> object:
        """The file after its check. A file that is kept unchanged is not checked again."""
        file = self.cleaned_data.get("file")
        if isinstance(file, UploadedFile):
            name = file.name or ""
            if "\0" in name or len(name) > LONGEST_UPLOADED_NAME:
                raise ValidationError(
                    _("The name of this file cannot be used. Rename it and upload it again."),
                    code="name",
                )
            self.check_content(file, extension_of(name))
            file.name = stored_name(name)
        return file

    def check_content(self, file: UploadedFile, extension: str) -> None:
        """Checks the content and may replace it."""
        raise NotImplementedError


class PortalImageForm(CleanUploadMixin, BaseImageForm):
    """Pictures: written anew without metadata, before anything is stored."""

    def check_content(self, file: UploadedFile, extension: str) -> None:
        """Replaces the content in place.

        The upload of many files keeps the request's file where another field was refused, so
        that the cleaned picture must stand in that very object.
        """
        content = clean_picture(file, extension)
        file.seek(0)
        file.file.truncate()
        file.file.write(content)
        file.file.flush()
        file.seek(0)
        file.size = len(content)

    def save(self, commit: bool = True) -> PortalImage:
        """The picture; storing it asks for its usual sizes."""
        self.instance.was_sent_by_form = True
        return super().save(commit)


class PortalDocumentForm(CleanUploadMixin, BaseDocumentForm):
    """Files: of a listed kind by content, without macros, no archive that swells."""

    def check_content(self, file: UploadedFile, extension: str) -> None:
        """Refuses what is not as its name says."""
        check_document(file, extension)
