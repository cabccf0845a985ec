"""The form of a board: its decision, and a table of members that works without JavaScript."""

import uuid
from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from editorial.boards.models import BoardMember, EditorialBoard
from editorial.boards.services import (
    FACTS,
    SEAT_FIELDS,
    Decision,
    Seat,
    needs_reason,
    own_documents,
    people_of,
    seats_of,
    version_of,
)
from portal.common.fields import CleanCharField
from portal.media.content import check_document
from portal.media.forms import CleanUploadMixin
from portal.media.models import PortalDocument

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
# Who has more files than this finds the decision by uploading it here.
FILES_OFFERED = 200
SPARE_ROWS, MORE_ROWS, MOST_ROWS = 3, 5, 60
LONGEST_REASON = 1000
MEMBERS = "members"


def _day_field(label, **options) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format=DAY_FORMATS[0])
    return forms.DateField(label=label, widget=widget, input_formats=DAY_FORMATS, **options)


def _same(model, name: str, **options) -> CleanCharField:
    """A line of text with the label, the help and the length of a model's field."""
    field = model._meta.get_field(name)
    label = field.verbose_name
    facts = {"label": label, "help_text": field.help_text, "max_length": field.max_length}
    return CleanCharField(**{**facts, **options})


class _FileField(forms.ModelChoiceField):
    def label_from_instance(self, document: PortalDocument) -> str:
        return f"{document.title} ({document.filename})"


class _UploadForm(CleanUploadMixin, forms.Form):
    """One new file, through the checks of every upload."""

    file = forms.FileField()

    def check_content(self, file, extension: str) -> None:
        check_document(file, extension)


class BoardForm(forms.Form):
    """The decision that sets a board up."""

    decision_number = _same(EditorialBoard, "decision_number")
    decided_on = _day_field(_("date of the decision"))
    signer = _same(EditorialBoard, "signer")
    valid_from = _day_field(_("in force from"))
    valid_to = _day_field(
        _("in force until"),
        required=False,
        help_text=EditorialBoard._meta.get_field("valid_to").help_text,
    )
    file = _FileField(
        label=_("file of the decision"),
        queryset=PortalDocument.objects.none(),
        required=False,
        empty_label=_("none"),
        help_text=_("A file of this portal, the newest first."),
        error_messages={"invalid_choice": _("Choose a file of this portal.")},
    )
    new_file = forms.FileField(
        label=_("or upload it here"), required=False, help_text=_("As PDF or office document.")
    )
    shows_file = forms.BooleanField(
        label=EditorialBoard._meta.get_field("shows_file").verbose_name,
        required=False,
        help_text=EditorialBoard._meta.get_field("shows_file").help_text,
    )
    reason = CleanCharField(
        label=_("reason of the correction"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The unit above has accepted this board: say why it is corrected."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(self, *args, site: Site, board: EditorialBoard | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.site = site
        self.fields["file"].queryset = _offered(site, board)
        if board is None:
            del self.fields["valid_to"], self.fields["seen"]
        else:
            del self.fields["key"]
        if board is None or not needs_reason(board):
            del self.fields["reason"]

    def clean_new_file(self):
        """The file after the checks of every upload."""
        upload = self.cleaned_data.get("new_file")
        if not upload:
            return None
        form = _UploadForm(files={"file": upload})
        if not form.is_valid():
            raise ValidationError(form.errors["file"].as_data())
        return form.cleaned_data["file"]

    def decision(self, user) -> Decision:
        """What was typed, for the services. A new file takes the place of a chosen one.

        Args:
            user: who uploads.
        """
        data = self.cleaned_data
        upload = data.get("new_file")
        return Decision(
            **{name: data.get(name) for name in FACTS},
            file=data["file"],
            upload=(lambda: self._stored(upload, user)) if upload else None,
        )

    def _stored(self, upload, user) -> PortalDocument:
        title = _("Decision %(number)s on the editorial board") % {
            "number": self.cleaned_data["decision_number"]
        }
        document = PortalDocument(
            title=title,
            file=upload,
            collection=self.site.profile.collection,
            uploaded_by_user=user,
        )
        document._set_document_file_metadata()
        document.save()
        return document


def _offered(site: Site, board: EditorialBoard | None):
    newest = list(own_documents(site).values_list("pk", flat=True)[:FILES_OFFERED])
    if board and board.file_id:
        newest.append(board.file_id)
    return own_documents(site).filter(pk__in=newest)


class SeatForm(forms.Form):
    """One member; a row without a name is no member."""

    order = forms.IntegerField(label=_("order"), min_value=0, max_value=999, required=False)
    name = _same(BoardMember, "name", required=False)
    position = forms.ChoiceField(
        label=_("position"),
        choices=[("", _("Choose")), *BoardMember.Position.choices],
        required=False,
    )
    post = _same(BoardMember, "post", required=False)
    telephone = _same(BoardMember, "telephone", required=False)
    email = forms.EmailField(label=_("e-mail"), max_length=254, required=False)
    shows_contacts = forms.BooleanField(
        label=BoardMember._meta.get_field("shows_contacts").verbose_name, required=False
    )
    user = forms.ModelChoiceField(
        label=_("account"),
        queryset=None,
        required=False,
        empty_label=_("none"),
        error_messages={"invalid_choice": _("This account has no role on this portal.")},
    )
    remove = forms.BooleanField(label=_("remove this member"), required=False)

    def __init__(self, *args, people: list, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["user"]
        field.queryset = people_of_list(people)
        field.choices = [("", field.empty_label), *((user.pk, str(user)) for user in people)]

    def clean(self) -> dict:
        """A member needs a name and a position."""
        data = super().clean()
        if self.is_out:
            self.errors.clear()
        elif not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Type the member's full name, or remove the row."))
        elif not data.get("position") and "position" not in self.errors:
            self.add_error("position", _("Choose the position of this member."))
        return data

    @property
    def is_out(self) -> bool:
        """Whether the row is empty, but for its place, or to be removed."""
        data = getattr(self, "cleaned_data", {})
        typed = [name for name in self.fields if name not in ("order", "remove")]
        is_empty = not any(data.get(name) or name in self._errors for name in typed)
        return bool(data.get("remove")) or is_empty


def people_of_list(people: list):
    """A queryset of people that were read already, for the check of a choice."""
    from portal.accounts.models import User

    return User.objects.filter(pk__in=[user.pk for user in people])


class SeatFormSet(BaseFormSet):
    """The table of members."""

    def seats(self) -> list[Seat]:
        """The members in the order of their numbers; without one, at their place in the table."""
        kept = [form.cleaned_data for form in self.forms if not form.is_out]
        last = 1 + max((data["order"] or 0 for data in kept), default=0)
        places = [last if data["order"] is None else data["order"] for data in kept]
        ordered = [data for _place, data in sorted(zip(places, kept, strict=True), key=_place)]
        return [
            Seat(**{name: data[name] for name in SEAT_FIELDS if name != "order"}, order=number)
            for number, data in enumerate(ordered, start=1)
        ]


def _place(pair: tuple[int, dict]) -> int:
    return pair[0]


def _formset(extra: int) -> type[SeatFormSet]:
    return forms.formset_factory(
        SeatForm,
        formset=SeatFormSet,
        extra=extra,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS,
        validate_max=True,
    )


def seat_rows(site: Site, board: EditorialBoard | None) -> SeatFormSet:
    """The table as it is shown first: the members of a board, and some spare rows.

    Args:
        site: whose people are offered as accounts.
        board: the board that is corrected, or the one that the new one follows.
    """
    initial = [
        {name: getattr(seat, name) for name in SEAT_FIELDS}
        for seat in (seats_of(board) if board else [])
    ]
    return _formset(SPARE_ROWS)(initial=initial, prefix=MEMBERS, form_kwargs=_people(site))


def sent_rows(site: Site, request: HttpRequest) -> SeatFormSet:
    """The table as it was sent."""
    return _formset(0)(request.POST, prefix=MEMBERS, form_kwargs=_people(site))


def more_rows(site: Site, request: HttpRequest) -> SeatFormSet:
    """The table as it was sent, unchecked, with more spare rows."""
    typed = [as_typed(SeatForm.base_fields, request.POST, form.prefix)
             for form in sent_rows(site, request).forms]  # fmt: skip
    return _formset(MORE_ROWS)(initial=typed, prefix=MEMBERS, form_kwargs=_people(site))


def as_typed(names: Mapping, data: Mapping, prefix: str = "") -> dict[str, object]:
    """What stands in the fields of a sent form, to be shown again unchecked."""
    return {name: data.get(f"{prefix}-{name}" if prefix else name, "") for name in names}


def first_values(board: EditorialBoard | None) -> dict[str, object]:
    """What the form of a board shows first.

    Args:
        board: the board that is corrected; None for a new one.
    """
    if board is None:
        return {"key": uuid.uuid4()}
    facts = {name: getattr(board, name) for name in FACTS}
    return {**facts, "file": board.file_id, "seen": version_of(board)}


def _people(site: Site) -> dict:
    return {"people": list(people_of(site))}
