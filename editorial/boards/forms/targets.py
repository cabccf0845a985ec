"""The form of a reporting target."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from sites.units.models import Kind


class ReportingTargetForm(WagtailAdminModelForm):
    """Kinds of unit as boxes to tick."""

    kinds = forms.MultipleChoiceField(
        label=_("Kinds of unit"),
        choices=Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one kind of unit.")},
    )
