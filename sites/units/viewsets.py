"""The register in the admin: every unit of a day, to be read and searched."""

import django_filters
from django import forms
from django.contrib.auth.models import Permission
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from portal.common import clock
from portal.common.columns import PlainInspectMixin
from sites.units.models import Kind, UnitPeriod


class UnitFilterSet(WagtailFilterSet):
    """By day and by kind; without a day, today."""

    day = django_filters.DateFilter(
        label=_("On the day"),
        method="on_day",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Kind.choices)

    class Meta:
        model = UnitPeriod
        fields = ["day", "kind"]

    def on_day(self, queryset: QuerySet, name: str, day) -> QuerySet:
        """The periods that hold on the day chosen, with the names of their parents then."""
        return _with_parents(queryset.on(day), day)


class UnitIndexView(generic.IndexView):
    """The units of a day in Vietnamese order."""

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        filtered = super().filter_queryset(queryset)
        if self.filters.is_valid() and self.filters.form.cleaned_data["day"]:
            return filtered
        today = clock.today()
        return _with_parents(filtered.on(today), today)


class UnitInspectView(PlainInspectMixin, generic.InspectView):
    """Reads a period of a unit."""

    english_fields = ("name_en",)
    code_fields = ("code", "slug")


class UnitViewSet(ModelViewSet):
    """The menu entry, the list and the page of a period."""

    model = UnitPeriod
    index_view_class = UnitIndexView
    add_to_reference_index = False
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = UnitInspectView
    inspect_view_fields_exclude = ["id", "sort_key", "folded"]
    icon = "site"
    menu_label = _("Units")
    menu_order = 890
    exclude_form_fields = ["sort_key", "folded"]
    list_per_page = 50
    list_display = [
        "name",
        "code",
        "kind",
        Column("parent_name", label=_("Parent")),
        "valid_from",
        "valid_to",
    ]
    search_fields = ["name", "name_en", "code"]
    search_backend_name = None
    ordering = ["sort_key", "code"]

    def get_index_view_kwargs(self, **kwargs) -> dict:
        """The list's own filters: a day is no field of a period."""
        return super().get_index_view_kwargs(filterset_class=UnitFilterSet, **kwargs)

    def get_permissions_to_register(self) -> QuerySet:
        """None: a permission would promise what the policy never grants."""
        return Permission.objects.none()


def _with_parents(periods: QuerySet, day) -> QuerySet:
    parents = UnitPeriod.objects.on(day).filter(unit=OuterRef("parent"))
    return periods.annotate(parent_name=Subquery(parents.values("name")[:1]))
