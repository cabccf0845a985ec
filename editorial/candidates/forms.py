"""Forms of candidates in the administration."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images.widgets import AdminImageChooser

from editorial.candidates.models import Candidate, Qualification, Sex
from editorial.elections.forms import DAY, ThingForm, clean_line
from editorial.elections.models import ElectedBody
from editorial.elections.sheets import DAYS
from portal.common import clock
from portal.common.chosen_media import refused_references
from portal.common.fields import CleanCharField
from portal.common.page_forms import refuse_value
from portal.common.sheets import WordChoiceField
from portal.media.models import PortalImage

FOREIGN_PICTURE = gettext_lazy(
    "This picture is not one that you may choose. Upload it to this portal and choose it again."
)


def _line(name: str) -> CleanCharField:
    return clean_line(Candidate, name)


def _text(name: str) -> CleanCharField:
    return clean_line(Candidate, name, widget=forms.Textarea(attrs={"rows": 6}))


class CandidateForm(ThingForm):
    """Enters a candidate, or changes one while the list is not published."""

    full_name = _line("full_name")
    other_name = _line("other_name")
    nationality = _line("nationality")
    ethnicity = _line("ethnicity")
    religion = _line("religion")
    home_place = _line("home_place")
    residence = _line("residence")
    general_education = _line("general_education")
    profession_studied = _line("profession_studied")
    title = _line("title")
    political_theory = _line("political_theory")
    languages = _line("languages")
    profession = _line("profession")
    workplace = _line("workplace")
    deputy_before = _line("deputy_before")
    nominated_by = _line("nominated_by")
    biography = _text("biography")
    programme = _text("programme")

    class Meta:
        model = Candidate
        fields = [
            "constituency", "full_name", "other_name", "born_on", "sex", "nationality",
            "ethnicity", "religion", "home_place", "residence", "general_education",
            "profession_studied", "qualification", "title", "political_theory", "languages",
            "profession", "workplace", "joined_party_on", "deputy_before", "nominated_by",
            "picture", "biography", "programme",
        ]  # fmt: skip
        widgets = {"born_on": DAY, "joined_party_on": DAY, "picture": AdminImageChooser}

    def __init__(self, *args, body: ElectedBody, user: Any, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.initial.setdefault("nationality", "Việt Nam")
        if "constituency" in self.fields:
            field = self.fields["constituency"]
            field.queryset = body.constituencies.order_by("number")
            field.label_from_instance = lambda row: str(row.number)

    def clean_born_on(self):
        """Not in the future."""
        return past_day(self.cleaned_data["born_on"])

    def clean(self) -> dict:
        cleaned = super().clean()
        picture = cleaned.get("picture")
        if picture and "picture" in self.changed_data:
            reference = (PortalImage, str(picture.pk))
            if refused_references(self.user, {reference}):
                # Shown again, the chooser would tell its title.
                refuse_value(self, "picture", FOREIGN_PICTURE)
        return cleaned


class CorrectionForm(CandidateForm):
    """Corrects a candidate of a published list; readers see what changed and why."""

    reason = CleanCharField(
        label=capfirst(gettext_lazy("Reason")),
        max_length=300,
        help_text=gettext_lazy("Readers see it in the log of corrections."),
    )

    class Meta(CandidateForm.Meta):
        fields = [name for name in CandidateForm.Meta.fields if name != "constituency"]


class WithdrawalForm(forms.Form):
    """Why a candidate is withdrawn."""

    reason = CleanCharField(
        label=capfirst(gettext_lazy("Reason")),
        max_length=300,
        help_text=gettext_lazy("Readers see it in the log of corrections."),
    )

    use_required_attribute = False


class CandidateRow(forms.Form):
    """A row of a table of candidates."""

    number = forms.IntegerField(
        label=capfirst(gettext_lazy("constituency")),
        min_value=1,
        help_text=gettext_lazy("Its number."),
    )
    full_name = _line("full_name")
    other_name = _line("other_name")
    born_on = forms.DateField(
        label=capfirst(gettext_lazy("date of birth")), input_formats=DAYS,
        help_text=gettext_lazy("A day such as 19/04/1980."),
    )  # fmt: skip
    sex = WordChoiceField(
        label=capfirst(gettext_lazy("sex")), choices=Sex.choices,
        help_text=gettext_lazy("“female” or “male”."),
    )  # fmt: skip
    nationality = clean_line(Candidate, "nationality")
    ethnicity = _line("ethnicity")
    religion = _line("religion")
    home_place = _line("home_place")
    residence = _line("residence")
    general_education = _line("general_education")
    profession_studied = _line("profession_studied")
    qualification = WordChoiceField(
        label=capfirst(gettext_lazy("highest qualification")),
        choices=Qualification.choices,
        required=False,
    )
    title = _line("title")
    political_theory = _line("political_theory")
    languages = _line("languages")
    profession = _line("profession")
    workplace = _line("workplace")
    joined_party_on = forms.DateField(
        label=capfirst(gettext_lazy("joined the Party on")), required=False, input_formats=DAYS
    )
    deputy_before = _line("deputy_before")
    nominated_by = _line("nominated_by")

    def __init__(self, *args, numbers: dict[int, int], **kwargs) -> None:
        """Makes a row.

        Args:
            numbers: key of each constituency by its number.
        """
        super().__init__(*args, **kwargs)
        self.numbers = numbers
        self.fields["nationality"].required = False

    def clean_number(self) -> int:
        """The key of the constituency."""
        number = self.cleaned_data["number"]
        if number not in self.numbers:
            told = _("The body has no constituency %(number)d. Enter it first.")
            raise forms.ValidationError(told % {"number": number})
        return self.numbers[number]

    def clean_born_on(self):
        """Not in the future."""
        return past_day(self.cleaned_data["born_on"])

    def clean_nationality(self) -> str:
        """Vietnamese, where the table does not say it."""
        return self.cleaned_data["nationality"] or "Việt Nam"


def past_day(day):
    """The day, unless it is still to come.

    Raises:
        ValidationError: it is.
    """
    if day and day > clock.today():
        raise forms.ValidationError(_("This day is still to come."))
    return day
