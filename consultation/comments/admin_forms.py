"""What officers fill in: what they look for, decide, answer and enter."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from consultation.attachments.fields import FilesField
from consultation.attachments.models import AttachedFile
from consultation.comments.deciding import MOST_MARKED, Mark
from consultation.comments.entering import MOST_BYTES
from consultation.comments.models import LONGEST_COMMENT, LONGEST_EXPLANATION, Comment
from consultation.comments.selection import MINE, NOBODY, UNANSWERED
from portal.accounts.models import User
from portal.common.fields import CleanCharField

ONLY, SAME_TEXT, SAME_PLACE = "only", "text", "place"
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
# The whole range of a column of whole numbers.
LARGEST_NUMBER = 2**31 - 1
EVERYTHING = ("", gettext_lazy("all"))
# What arrives through the portal itself is not entered.
ENTERED_SOURCES = [
    choice for choice in Comment.Source.choices if choice[0] != Comment.Source.PORTAL
]


class QueueForm(forms.Form):
    """What the list is narrowed to. Its choices are of the officer's own portals alone."""

    q = CleanCharField(label=gettext_lazy("Words of the comment"), max_length=100, required=False)
    draft = forms.ChoiceField(label=pgettext_lazy("of law", "Draft"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"), choices=[EVERYTHING, *Comment.State.choices], required=False
    )
    answer = forms.ChoiceField(
        label=pgettext_lazy("to a comment", "Answer"),
        choices=[
            EVERYTHING,
            (UNANSWERED, gettext_lazy("published without an answer")),
            *Comment.Disposition.choices,
        ],
        required=False,
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Source"), choices=[EVERYTHING, *Comment.Source.choices], required=False
    )
    who = forms.ChoiceField(label=gettext_lazy("Who answers"), required=False)
    place = forms.IntegerField(
        required=False, min_value=0, max_value=LARGEST_NUMBER, widget=forms.HiddenInput
    )
    like = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, drafts: list[tuple[int, str]], officers: list[User], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["draft"].choices = [EVERYTHING, *drafts]
        self.fields["who"].choices = [
            EVERYTHING,
            (MINE, gettext_lazy("I do")),
            (NOBODY, gettext_lazy("nobody yet")),
            *((one.pk, str(one)) for one in officers),
        ]


class EditionForm(forms.Form):
    """What an act needs to know of the comment that the officer has seen."""

    edition = forms.IntegerField(widget=forms.HiddenInput)


class MarksField(forms.Field):
    """Comments that were marked on a list, each with the edition that was read."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {
        "required": gettext_lazy("Mark the comments that you decide on."),
        "invalid": gettext_lazy("The list is out of date. Open it again and mark anew."),
    }

    def to_python(self, value: list[str] | None) -> list[Mark]:
        try:
            return [Mark.read(written) for written in (value or [])[:MOST_MARKED]]
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class DecideForm(EditionForm):
    """Whether a comment is shown; the button that is pressed says what is decided."""

    state = forms.CharField(max_length=12, widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason, where it is not shown"),
        choices=[("", gettext_lazy("choose")), *Comment.Reason.choices],
        required=False,
    )
    note = CleanCharField(
        label=gettext_lazy("Note to the author"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The author reads it, nobody else."),
    )


class MarkedDecideForm(forms.Form):
    """Whether the marked comments are shown; the button that is pressed says what is decided."""

    marked = MarksField(label=pgettext_lazy("of citizens", "Comments"))
    state = forms.CharField(max_length=12, widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason, where they are not shown"),
        choices=[("", gettext_lazy("choose")), *Comment.Reason.choices],
        required=False,
    )
    note = CleanCharField(
        label=gettext_lazy("Note to the authors"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Each of the authors reads it, nobody else."),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        is_shown = cleaned.get("state") == Comment.State.PUBLISHED
        if not is_shown and "reason" in cleaned and not cleaned["reason"]:
            self.add_error("reason", _("Choose the reason: the authors are told."))
        return cleaned


class FilesForm(EditionForm):
    """Which of the files that were sent along readers see."""

    shown = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Beside the published comment"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy("One of the files may not be opened any more.")
        },
    )

    def __init__(self, *args, files: list[AttachedFile], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shown"].choices = [
            (one.number, _("File %(number)s") % {"number": one.number})
            for one in files
            if one.is_ready
        ]


class AnswerFields(forms.Form):
    """What becomes of comments, and why."""

    disposition = forms.ChoiceField(
        label=gettext_lazy("What becomes of it"),
        choices=Comment.Disposition.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what becomes of the comment.")},
    )
    explanation = CleanCharField(
        label=gettext_lazy("Explanation"),
        max_length=LONGEST_EXPLANATION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "All readers see it beside the comment. It may be left out where the comment is "
            "wholly accepted."
        ),
    )


class AnswerForm(AnswerFields, EditionForm):
    """The answer to one comment, and whether it holds for others as well."""

    also = forms.ChoiceField(
        label=gettext_lazy("This answer is for"),
        widget=forms.RadioSelect,
        initial=ONLY,
        required=False,
    )
    field_order = ["edition", "disposition", "explanation", "also"]

    def __init__(self, *args, same_text: int, same_place: int, **kwargs) -> None:
        """Offers what there is.

        Args:
            same_text: how many other unanswered comments have the same text.
            same_place: how many other unanswered comments are on the same provision.
        """
        super().__init__(*args, **kwargs)
        choices = [(ONLY, _("this comment alone"))]
        if same_text:
            told = ngettext(
                "also %(count)d other unanswered comment that says the same",
                "also %(count)d other unanswered comments that say the same",
                same_text,
            )
            choices.append((SAME_TEXT, told % {"count": same_text}))
        if same_place:
            told = ngettext(
                "also %(count)d other unanswered comment on the same provision",
                "also %(count)d other unanswered comments on the same provision",
                same_place,
            )
            choices.append((SAME_PLACE, told % {"count": same_place}))
        self.fields["also"].choices = choices
        if len(choices) == 1:
            self.fields["also"].widget = forms.HiddenInput()


class AssignForm(EditionForm):
    """Who is to answer."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Who answers"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("nobody in particular"),
        error_messages={
            "invalid_choice": gettext_lazy("Choose one of the citizens' officers of this portal.")
        },
    )

    def __init__(self, *args, officers, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = officers


class MarkedAnswerForm(AnswerFields):
    """One answer for all comments that were marked."""

    marked = forms.MultipleChoiceField(
        label=pgettext_lazy("of citizens", "Comments"),
        error_messages={
            "required": gettext_lazy("Mark the comments that this answer is for."),
            "invalid_choice": gettext_lazy(
                "One of the comments is not among those that wait for an answer here."
            ),
        },
    )

    def __init__(self, *args, comments: list[Comment], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["marked"].choices = [(str(one.uid), str(one)) for one in comments]


class EnterForm(forms.Form):
    """A comment that came by letter or was said at a meeting."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    source = forms.ChoiceField(label=gettext_lazy("Source"), choices=ENTERED_SOURCES)
    received_on = forms.DateField(
        label=gettext_lazy("Received on"),
        widget=forms.DateInput(attrs={"type": "date"}, format=DAY_FORMATS[0]),
        input_formats=DAY_FORMATS,
        help_text=gettext_lazy("The day on which the letter arrived or the meeting was held."),
    )
    address = forms.ChoiceField(label=pgettext_lazy("of a comment", "On"), required=False)
    text = CleanCharField(
        label=gettext_lazy("What was said"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "Without names and addresses of people: this is published once it is decided on."
        ),
    )
    attached = FilesField(label=gettext_lazy("The letter, read in"))
    name = CleanCharField(
        label=pgettext_lazy("of a person", "Name"), max_length=150, required=False
    )
    organisation = CleanCharField(
        label=gettext_lazy("Organisation"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Only if it was said for one."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("Decision and answer are mailed to this address."),
    )
    telephone = CleanCharField(label=gettext_lazy("Telephone"), max_length=30, required=False)
    name_is_shown = forms.BooleanField(
        label=gettext_lazy("The author agrees that the name is shown"), required=False
    )

    def __init__(self, *args, places: list[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].choices = [("", _("The whole draft")), *places]


class FileForm(forms.Form):
    """A table of comments that came by letter or were said at meetings."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        allow_empty_file=True,
    )

    def clean_file(self):
        """A file that can be read in a moment."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            told = _("The file is larger than %(size)d kB. Split it.")
            raise ValidationError(told % {"size": MOST_BYTES // 1024})
        return file
