"""A field for several files."""

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy, ngettext

from consultation.attachments.content import (
    EXTENSIONS,
    MEGABYTE,
    MOST_BYTES,
    MOST_FILES,
    Upload,
    checked,
)


class FilesInput(forms.FileInput):
    """Lets several files be chosen at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name) -> list:
        """All files that were sent under this name."""
        return files.getlist(name) if hasattr(files, "getlist") else []


def _help_text() -> str:
    told = ngettext(
        "At most %(count)d file of %(size)d MB: %(kinds)s. An officer looks into it before "
        "anybody else may see it.",
        "At most %(count)d files of %(size)d MB each: %(kinds)s. An officer looks into them "
        "before anybody else may see them.",
        MOST_FILES,
    )
    return told % {
        "count": MOST_FILES,
        "size": MOST_BYTES // MEGABYTE,
        "kinds": ", ".join(EXTENSIONS),
    }


class FilesField(forms.FileField):
    """Up to five files, checked by content. Its value is a list of :class:`Upload`."""

    widget = FilesInput

    def __init__(self, **kwargs) -> None:
        defaults = {
            "label": gettext_lazy("Files"),
            "required": False,
            "help_text": lazy(_help_text, str)(),
            "widget": FilesInput(attrs={"accept": ",".join(f".{one}" for one in EXTENSIONS)}),
        }
        super().__init__(**{**defaults, **kwargs})

    def clean(self, data, initial=None) -> list[Upload]:
        """The files, none of which is stored yet.

        Raises:
            ValidationError: with what is wrong with each of them.
        """
        return checked([file for file in data or [] if file])
