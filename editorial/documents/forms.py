"""The form of a document in the admin."""

from django import forms
from django.utils.translation import gettext_lazy as _

from editorial.vocabularies.forms import offer_valid_terms
from portal.common.page_forms import BasePageForm
from portal.hosts.addresses import site_id_of


class LegalDocumentForm(BasePageForm):
    """Edits a document; a title left empty is made of type, number and abstract."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_valid_terms(self, ["document_type", "issuer", "field"])
        if "title" in self.fields:
            # Both are made when the document is saved.
            self.fields["title"].required = self.fields["slug"].required = False
            self.fields["title"].help_text = _(
                "Left empty, it is made of type, number and abstract."
            )

    def clean(self) -> dict:
        cleaned = super().clean()
        for form in self.child_forms("replacements"):
            self._check_replaced(form)
        return cleaned

    def _check_replaced(self, form: forms.ModelForm) -> None:
        other = form.cleaned_data.get("replaced")
        if other is None:
            return
        if site_id_of(other) != site_id_of(self.parent_page or self.instance):
            form.add_error("replaced", _("Choose a document of this portal."))
        elif other.pk == self.instance.pk:
            form.add_error("replaced", _("A document does not replace itself. Choose another one."))
