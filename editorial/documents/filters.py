"""What a reader may ask of the register, and how the address says it."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.documents.querysets import LegalDocumentQuerySet
from editorial.documents.status import Status
from editorial.vocabularies.services import TermChoice, term_choices
from portal.common import clock

EARLIEST_YEAR = 1945
LONGEST_SEARCH = 100

# Field of the form -> parameter of the address: the only names that an address can use.
PARAMETERS = {
    "document_type": "loai",
    "issuer": "co-quan",
    "field": "linh-vuc",
    "year": "nam",
    "status": "hieu-luc",
    "words": "tu-khoa",
}
TERM_LISTS = {"document_type": "document_types", "issuer": "issuers", "field": "fields"}
UNKNOWN_VALUE = _("The address asks for something that is not in this list. Choose again.")


def _choice(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=False, error_messages={"invalid_choice": UNKNOWN_VALUE}
    )


class RegisterFilterForm(forms.Form):
    """The filter of the register. A value that is not understood gets a sentence."""

    document_type = _choice(_("Document type"))
    issuer = _choice(_("Issuing body"))
    field = _choice(pgettext_lazy("of a document", "Field"))
    year = forms.IntegerField(
        label=_("Year of issue"),
        required=False,
        min_value=EARLIEST_YEAR,
        error_messages={
            "invalid": _("Write a year in four digits."),
            "min_value": _("Write a year from %(limit_value)s on."),
        },
    )
    status = _choice(_("Status"))
    words = forms.CharField(
        label=_("Words in the number or the abstract"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    use_required_attribute = False

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query)
        self.terms: dict[str, dict[str, TermChoice]] = {}
        lists = term_choices(TERM_LISTS.values())
        for name, list_name in TERM_LISTS.items():
            terms = lists[list_name]
            self.terms[name] = {term.key: term for term in terms}
            self.fields[name].choices = [("", _("All")), *((t.key, t.name) for t in terms)]
        self.fields["status"].choices = [("", _("All")), *Status.choices]

    def add_prefix(self, field_name: str) -> str:
        """The parameter of the address that a field is read from."""
        return PARAMETERS.get(field_name, field_name)

    def clean_year(self) -> int | None:
        """A year that has begun."""
        year = self.cleaned_data["year"]
        if year and year > clock.today().year:
            raise forms.ValidationError(_("This year has not begun yet. Write another one."))
        return year

    def chosen(self) -> dict[str, str]:
        """What was understood, as parameters of an address."""
        return {PARAMETERS[name]: str(value) for name, value in self.cleaned_data.items() if value}

    def apply(self, documents: LegalDocumentQuerySet) -> LegalDocumentQuerySet:
        """Narrows a list by what was understood."""
        asked = self.cleaned_data
        terms = {
            f"{name}_id": self.terms[name][asked[name]].pk for name in TERM_LISTS if asked.get(name)
        }
        documents = documents.filter(**terms)
        if asked.get("year"):
            documents = documents.of_year(asked["year"])
        if asked.get("status"):
            documents = documents.with_status(Status(asked["status"]), clock.today())
        if asked.get("words"):
            documents = documents.with_words(asked["words"])
        return documents
