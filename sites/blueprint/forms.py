"""Forms of the requirement sets and their sections in the admin."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from sites.blueprint.models import RequiredSection, RequirementSet
from sites.blueprint.rules import BOUND_KINDS, PAGE_TYPE_NAMES


class RequirementSetForm(WagtailAdminModelForm):
    """A set that the province keeps itself; those of the data files cannot be edited."""

    class Meta:
        model = RequirementSet
        fields = [
            "title_vi",
            "title_en",
            "key",
            "document_number",
            "in_force_from",
            "in_force_to",
            "note",
        ]


class _ParentField(forms.ModelChoiceField):
    def label_from_instance(self, section: RequiredSection) -> str:
        return f"{section.requirement_set.title_vi} › {section.name_vi}"


class RequiredSectionForm(WagtailAdminModelForm):
    """A section or function of an editable set."""

    page_type = forms.ChoiceField(
        label=_("page type"),
        required=False,
        choices=[("", _("none: a function of the portal")), *PAGE_TYPE_NAMES.items()],
    )
    kinds = forms.MultipleChoiceField(
        label=_("kinds of unit"),
        required=False,
        choices=[(kind.value, kind.label) for kind in BOUND_KINDS],
        widget=forms.CheckboxSelectMultiple,
        help_text=RequiredSection._meta.get_field("kinds").help_text,
    )
    parent = _ParentField(
        label=_("stands under"), required=False, queryset=RequiredSection.objects.none()
    )

    class Meta:
        model = RequiredSection
        fields = [
            "requirement_set",
            "name_vi",
            "name_en",
            "key",
            "is_function",
            "page_type",
            "parent",
            "order",
            "slug",
            "slug_en",
            "kinds",
            "update_interval_days",
            "update_rule",
            "update_certainty",
            "legal_basis",
            "certainty",
            "source",
            "in_force_from",
            "in_force_to",
            "note",
        ]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        own_set = self.fields["requirement_set"]
        own_set.queryset = RequirementSet.objects.filter(is_editable=True)
        parents = RequiredSection.objects.filter(is_function=False).select_related(
            "requirement_set"
        )
        if self.instance.pk:
            own_set.disabled = True
            parents = parents.filter(requirement_set=self.instance.requirement_set)
            parents = parents.exclude(pk=self.instance.pk)
        else:
            parents = parents.filter(requirement_set__is_editable=True)
        self.fields["parent"].queryset = parents
