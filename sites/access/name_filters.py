"""Filters in which people whose work is all portals write a name instead of ticking one.

A list of all portals, or of everybody who writes on them, would make each screen of an
administrator grow with their number: a megabyte for three thousand portals.
"""

from collections.abc import Iterable

from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.active_filters import (
    ActiveFilter,
    ModelMultipleChoiceFilterAdapter,
    register_filter_adapter_class,
)
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.views.pages.listing import EditedByFilter, SiteFilter

from portal.common.tree import within_path
from portal.hosts.index import index
from sites.access.standing import standing

LONGEST_NAME = 100
# What a name stands for at most; who means another one writes more of it.
MOST = 50


class NameFilterMixin:
    """Of a filter with choices. Sets ``names``: lookups in which a name is looked for."""

    names: tuple[str, ...] = ()

    @cached_property
    def takes_name(self) -> bool:
        """Whether the one who looks writes a name."""
        return standing(self.parent.request.user).reaches_everywhere

    @property
    def field(self) -> forms.Field:
        """A line to write in, or the choices."""
        if not self.takes_name:
            return super().field
        if not hasattr(self, "_field"):
            self._field = forms.CharField(
                label=self.label,
                required=False,
                max_length=LONGEST_NAME,
                help_text=_("A part of the name is enough."),
            )
        return self._field

    def filter(self, queryset: QuerySet, value: str | Iterable) -> QuerySet:
        """What belongs to those whose name has the text; to those chosen, where there are choices.

        Args:
            queryset: what is listed.
            value: the text, or the objects chosen.
        """
        if not isinstance(value, str):
            return super().filter(queryset, value)
        text = value.strip()
        if not text:
            return queryset
        found = self.named(text)
        return super().filter(queryset, found) if found else queryset.none()

    def named(self, text: str) -> list:
        """The objects with a text in their name."""
        condition = Q(*[(f"{name}__icontains", text) for name in self.names], _connector=Q.OR)
        return list(self.get_queryset(self.parent.request).filter(condition)[:MOST])


class HomePagesFilter(SiteFilter):
    """By portal: everything below its home pages, in every language."""

    def filter(self, queryset: QuerySet, value: Iterable) -> QuerySet:
        """Pages of these portals; all where none is chosen.

        Args:
            queryset: pages.
            value: the portals.
        """
        wanted = {site.pk for site in value or ()}
        if not wanted:
            return queryset
        roots = index.current().roots.items()
        homes = [within_path(path) for path, root in roots if root.site_id in wanted]
        return queryset.filter(Q(*homes, _connector=Q.OR)) if homes else queryset.none()


class PortalFilter(NameFilterMixin, HomePagesFilter):
    """By portal, or by a name that several portals share."""

    names = ("site_name", "hostname")


class OwnerFilter(NameFilterMixin, MultipleUserFilter):
    """By who wrote a page."""

    names = ("full_name", "email")


class EditorFilter(NameFilterMixin, EditedByFilter):
    """By who changed a page."""

    names = ("full_name", "email")


class NameFilterAdapter(ModelMultipleChoiceFilterAdapter):
    """The mark above a list that says by which name it is filtered."""

    def get_active_filters(self) -> Iterable[ActiveFilter]:
        """One mark for a text, one for each choice."""
        if not isinstance(self.value, str):
            yield from super().get_active_filters()
            return
        yield ActiveFilter(
            self.bound_field.auto_id,
            self.filter.label,
            self.value,
            self.get_url_without_filter_param(self.name),
        )


for _kind in (PortalFilter, OwnerFilter, EditorFilter):
    register_filter_adapter_class(_kind, NameFilterAdapter)
