"""What citizens fill in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from consultation.attachments.fields import FilesField
from consultation.comments.models import LONGEST_COMMENT, ConsentText
from consultation.comments.services import Author
from consultation.drafts.models import DraftPage
from portal.common.fields import CleanCharField
from portal.common.forms import CitizenForm

INDIVIDUAL, ORGANISATION = "individual", "organisation"
Contact = DraftPage.Contact
# What a telephone number has at least: a district's numbers have nine.
FEWEST_DIGITS = 8


class CommentForm(CitizenForm):
    """A comment on a draft or on one of its provisions."""

    address = forms.ChoiceField(label=pgettext_lazy("a provision", "On"), required=False)
    text = CleanCharField(
        label=gettext_lazy("Your comment"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "Say what should be different and why. Do not name the address, telephone number or "
            "illness of anybody: what you write here is published."
        ),
    )
    attached = FilesField()
    kind = forms.ChoiceField(
        label=gettext_lazy("I write"),
        choices=[
            (INDIVIDUAL, gettext_lazy("for myself")),
            (ORGANISATION, gettext_lazy("for an organisation or enterprise")),
        ],
        widget=forms.RadioSelect,
        initial=INDIVIDUAL,
    )
    name = CleanCharField(
        label=gettext_lazy("Your full name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation = CleanCharField(
        label=gettext_lazy("Name of the organisation"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text=gettext_lazy("Only if you write for one."),
    )
    name_is_shown = forms.TypedChoiceField(
        label=gettext_lazy("Beside the published comment"),
        choices=[("", gettext_lazy("withhold the name")), ("1", gettext_lazy("show the name"))],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    telephone = CleanCharField(
        label=gettext_lazy("Telephone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    consent = forms.BooleanField(label=gettext_lazy("I agree"))

    def __init__(
        self,
        *args,
        draft: DraftPage,
        consent: ConsentText | None,
        language: str,
        places: list[tuple[str, str]],
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft
        self.fields["address"].choices = places
        if len(places) <= 1:
            self.fields["address"].widget = forms.HiddenInput()
        self._ask_for_contact()
        if consent:
            self.fields["consent"].help_text = consent.worded(language)
        else:
            del self.fields["consent"]

    @property
    def lost_files(self) -> bool:
        """Whether files were sent that have to be chosen again: browsers do not keep them."""
        return self.is_bound and bool(self.files)

    def _ask_for_contact(self) -> None:
        contact = self.draft.contact
        email, telephone = self.fields["email"], self.fields["telephone"]
        email.required = contact == Contact.EMAIL or self.draft.confirms_email
        telephone.required = contact == Contact.TELEPHONE
        either = _("E-mail or telephone: one of both is needed.")
        if self.draft.confirms_email:
            email.help_text = _("You will get a mail with a link; the comment counts once you "
                                "have opened it.")  # fmt: skip
        elif contact == Contact.EITHER:
            email.help_text = either
            telephone.help_text = either
        else:
            email.help_text = _("For the receipt and the answer. It is never published.")

    def clean_address(self) -> str:
        """The provision that was chosen; the first that could be where none was."""
        places = self.fields["address"].choices
        return self.cleaned_data["address"] or (places[0][0] if places else "")

    def clean_telephone(self) -> str:
        """A number that can be called."""
        telephone = self.cleaned_data["telephone"]
        digits = sum(sign.isdigit() for sign in telephone)
        if telephone and (digits < FEWEST_DIGITS or set(telephone) - set("0123456789+().- ")):
            raise ValidationError(_("Write the number in figures, such as 0912 345 678."))
        return telephone

    def clean(self) -> dict:
        cleaned = super().clean()
        for_one = cleaned.get("kind") == ORGANISATION and "organisation" not in self.errors
        if for_one and not cleaned.get("organisation"):
            self.add_error("organisation", _("Write the name of the organisation."))
        needs_either = self.draft.contact == Contact.EITHER
        given = cleaned.get("email") or cleaned.get("telephone")
        wrong = {"email", "telephone"} & set(self.errors)
        if needs_either and not given and not wrong:
            self.add_error("email", _("Write an e-mail address or a telephone number."))
        return cleaned

    def author(self) -> Author:
        """Who comments, as it was filled in."""
        cleaned = self.cleaned_data
        is_organisation = cleaned["kind"] == ORGANISATION
        return Author(
            name=cleaned["name"],
            organisation=cleaned["organisation"] if is_organisation else "",
            email=cleaned["email"],
            telephone=cleaned["telephone"],
            name_is_shown=cleaned["name_is_shown"],
        )


class ConfirmForm(CitizenForm):
    """One button: links of mails are opened by programs as well, which press none."""


class ObjectionForm(CitizenForm):
    """Why a hidden comment should be looked at again."""

    words = CleanCharField(
        label=gettext_lazy("Why should it be shown?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
