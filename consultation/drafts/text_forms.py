"""The forms with which officers read, correct and take over the text of a draft."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultation.reading.services import MOST_PASTED_CHARACTERS, read_docx, read_text
from consultation.reading.tree import DraftUnreadable, Reading
from consultation.versions.models import DraftVersion, Provision
from consultation.versions.preparing import OUTERMOST, Row, possible_parents
from portal.common.fields import CleanCharField

LARGEST_FILE = 50 * 1024 * 1024
REFUSE, ACCEPT, REJECT = "refuse", "accept", "reject"


class ReadForm(forms.Form):
    """A Word file or pasted text; its ``reading`` stands ready once it is valid."""

    file = forms.FileField(
        label=gettext_lazy("Word file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=gettext_lazy("A .docx file, as the drafting unit wrote it; 50 MB at most."),
    )
    changes = forms.ChoiceField(
        label=gettext_lazy("Tracked changes in the file"),
        choices=[
            (REFUSE, gettext_lazy("do not read a file that has any")),
            (ACCEPT, gettext_lazy("accept them all")),
            (REJECT, gettext_lazy("reject them all")),
        ],
        initial=REFUSE,
    )
    text = forms.CharField(
        label=gettext_lazy("Or the text itself"),
        required=False,
        max_length=MOST_PASTED_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Pasted from the document, with its numbers."),
    )

    reading: Reading

    def clean_file(self):
        """A file that can be read in a moment."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 50 MB. Divide it."))
        return file

    def clean(self) -> dict:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if bool(cleaned["file"]) == bool(cleaned["text"].strip()):
            raise forms.ValidationError(_("Choose a file or paste the text: one of the two."))
        try:
            self.reading = self._read(cleaned)
        except DraftUnreadable as fault:
            self.add_error("file" if cleaned["file"] else "text", str(fault))
        return cleaned

    def _read(self, cleaned: dict) -> Reading:
        if not cleaned["file"]:
            return read_text(cleaned["text"])
        accept = {REFUSE: None, ACCEPT: True, REJECT: False}[cleaned["changes"]]
        return read_docx(cleaned["file"].file, accept_changes=accept)


class RowForm(forms.Form):
    """One provision of a text in preparation."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Provision.Kind.choices)
    number = CleanCharField(
        label=gettext_lazy("Number"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Without the word before it: 5, 5a, IV, đ."),
    )
    heading = CleanCharField(
        label=gettext_lazy("Heading"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = CleanCharField(
        label=gettext_lazy("Text"),
        required=False,
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("Its own words, without the provisions below it."),
    )
    parent = forms.TypedChoiceField(label=gettext_lazy("Stands under"), coerce=int)
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, rows: list[Row], place: int, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        parents = possible_parents(rows, place)
        self.fields["parent"].choices = [
            (each, _("nothing") if each == OUTERMOST else rows[each].citation[:90])
            for each in parents
        ]

    def row(self) -> Row:
        """The provision as it was written."""
        names = ("kind", "number", "heading", "text", "parent")
        return Row(**{name: self.cleaned_data[name] for name in names}, segment="")


class EditionForm(forms.Form):
    """What an act needs to know of the text that the officer has seen."""

    edition = forms.IntegerField(widget=forms.HiddenInput)


class TakeForm(forms.ModelForm):
    """What readers are told of a version, with the decision to take it."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = DraftVersion
        fields = ["dated_on", "note"]
        widgets = {
            "dated_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "note": forms.Textarea(attrs={"rows": 2}),
        }
        field_classes = {"note": CleanCharField}
