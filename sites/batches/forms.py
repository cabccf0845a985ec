"""What is asked before a file is checked, and before a template is made."""

from datetime import date
from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.common import clock
from sites.batches.tables import parents_of_missing
from sites.provisioning.checking import MAX_BYTES, MAX_ROWS
from sites.units.models import Kind

ENDINGS = (".csv", ".xlsx")
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]


def _day_field(**options) -> forms.DateField:
    return forms.DateField(
        label=_("Day of units and law"),
        widget=forms.DateInput(attrs={"type": "date"}, format=DAY_FORMATS[0]),
        input_formats=DAY_FORMATS,
        **options,
    )


class UploadForm(forms.Form):
    """A file of portals to be opened."""

    file = forms.FileField(
        label=_("File"),
        help_text=format_lazy(
            _("CSV or XLSX with one row for each portal, at most {rows} rows and {size} MB."),
            rows=MAX_ROWS,
            size=MAX_BYTES // 1024**2,
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        allow_empty_file=True,
    )
    day = _day_field(
        help_text=_("Which units exist and what the law asks of them is read as of this day.")
    )
    synchronise = forms.BooleanField(
        label=_("Also synchronise portals that are there already"),
        help_text=_("Puts back sections and rights that are missing; changes nothing else."),
        required=False,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today

    def clean_file(self) -> UploadedFile:
        """Refuses by name and size what is not worth reading."""
        file = self.cleaned_data["file"]
        if PurePath(file.name).suffix.lower() not in ENDINGS:
            raise ValidationError(
                _("This is neither a CSV nor an XLSX file. Save the table as one of these."),
                code="ending",
            )
        if file.size > MAX_BYTES:
            raise ValidationError(
                _("The file is larger than %(size)d MB. Split it."),
                code="size",
                params={"size": MAX_BYTES // 1024**2},
            )
        return file


class TemplateForm(forms.Form):
    """Which units a template is filled with."""

    FORMATS = [("xlsx", "XLSX"), ("csv", "CSV")]
    FILLINGS = [
        ("empty", _("Only the header")),
        ("missing", _("All units that have no portal yet")),
    ]

    filling = forms.ChoiceField(label=_("Rows"), choices=FILLINGS, initial="missing")
    kind = forms.ChoiceField(
        label=_("Only of this kind"), choices=[("", _("All kinds")), *Kind.choices], required=False
    )
    parent = forms.ChoiceField(label=_("Only below this unit"), required=False)
    format = forms.ChoiceField(
        label=_("Format"),
        choices=FORMATS,
        initial="xlsx",
        help_text=_("Spreadsheets take the zeros off codes in a CSV file, but not in XLSX."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.day: date = clock.today()
        parents = parents_of_missing(self.day).values_list("code", "name")
        self.fields["parent"].choices = [("", _("All units")), *parents]
