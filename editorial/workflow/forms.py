"""What is sent with a decision."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST_COMMENT = 2000


class VersionForm(forms.Form):
    """Any decision is about one version."""

    version = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)


class DecisionForm(VersionForm):
    """Passing an item on, publishing it, or sending it back."""

    decision = forms.ChoiceField(choices=[("approve", "approve"), ("reject", "reject")])
    comment = forms.CharField(
        label=pgettext_lazy("of a decision", "Comment"),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "true"}),
        help_text=_(
            "The author and all who review the item read it. To send back, say what to mend."
        ),
    )

    def clean(self) -> dict:
        """A text that goes back says why."""
        data = super().clean()
        if data.get("decision") == "reject" and not data.get("comment", "").strip():
            self.add_error(
                "comment", _("Say what has to be changed, so that the author can mend it.")
            )
        return data


class SubmitForm(VersionForm):
    """Sending a page for review."""


class UrgentForm(VersionForm):
    """Publishing without review."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "true"}),
        help_text=_("For instance: storm warning, has to be read within the hour."),
    )
