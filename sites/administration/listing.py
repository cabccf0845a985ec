"""The list of all portals: searched, narrowed, sorted, downloaded."""

from collections.abc import Iterable, Mapping

import django_filters
from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button, HeaderButton

from portal.common import clock
from portal.common.exports import csv_response, xlsx_response
from portal.hosts.index import root_url
from sites.administration.acts import acts_for
from sites.administration.permissions import ProvincialAdministratorMixin
from sites.administration.querysets import parents_of_portals, portals
from sites.administration.search import folded_words, holds
from sites.profile.models import SiteProfile
from sites.units.models import Kind

EXPORTED = [
    ("name", _("Portal")),
    ("host", _("Host name")),
    ("kind", _("Kind")),
    ("parent", _("Parent")),
    ("state", _("State")),
    ("since", _("Live since")),
    ("retired", _("Retired on")),
    ("news", _("Last news")),
]
# Nothing known comes last, whichever way the list is sorted.
SOMETIMES_EMPTY = {"last_news", "parent_order"}


class PortalFilterSet(WagtailFilterSet):
    """By kind of unit, by state and by the unit above."""

    unit_kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Kind.choices)
    state = django_filters.ChoiceFilter(label=_("State"), choices=SiteProfile.State.choices)
    parent_unit = django_filters.ChoiceFilter(
        label=_("Parent"), choices=lambda: parents_of_portals(clock.today())
    )

    class Meta:
        model = SiteProfile
        fields = ["unit_kind", "state", "parent_unit"]


def host_address(profile: SiteProfile) -> str:
    """The address of a portal's home page."""
    return root_url(profile.site.hostname)


def kind_name(profile: SiteProfile) -> str:
    """What kind of unit a portal of the list belongs to, in the language of the screen."""
    return str(Kind(profile.unit_kind).label) if profile.unit_kind else ""


def day_of_last_news(profile: SiteProfile) -> str:
    """The day of the newest item, as days are written; empty where there is none."""
    if profile.last_news is None:
        return ""
    return date_format(localtime(profile.last_news), "SHORT_DATE_FORMAT")


class PortalListView(ProvincialAdministratorMixin, generic.IndexView):
    """All portals of the province."""

    model = SiteProfile
    template_name = "administration/list.html"
    page_title = _("Portals")
    header_icon = "site"
    index_url_name = "portals:list"
    index_results_url_name = "portals:list_results"
    add_url_name = "portals:new"
    is_searchable = True
    filterset_class = PortalFilterSet
    paginate_by = 50
    default_ordering = "unit_order"
    list_export = [key for key, _heading in EXPORTED]
    breadcrumbs_items = [{"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}]

    @cached_property
    def columns(self) -> list[Column]:
        """Portal, host name, kind, parent, state, last news."""
        title_column = self._get_title_column_class(TitleColumn)
        return [
            title_column(
                "name",
                label=_("Portal"),
                accessor=str,
                classname="portal-name",
                sort_key="unit_order",
                get_url=lambda profile: reverse("portals:show", args=[profile.pk]),
            ),
            TitleColumn(
                "host",
                label=_("Host name"),
                accessor="site.hostname",
                classname="portal-host",
                sort_key="site__hostname",
                get_url=host_address,
            ),
            Column("kind", label=_("Kind"), accessor=kind_name, sort_key="unit_kind"),
            Column("parent", label=_("Parent"), accessor="parent_name", sort_key="parent_order"),
            StatusTagColumn(
                "state",
                label=_("State"),
                accessor="get_state_display",
                sort_key="state",
                primary=lambda profile: not profile.is_retired,
            ),
            Column("news", label=_("Last news"), accessor=day_of_last_news, sort_key="last_news"),
        ]

    def get_base_queryset(self) -> QuerySet:
        """Every portal, whatever became of its unit."""
        return portals(clock.today())

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        """By one column; portals that are alike there by their host names."""
        name = self.ordering.lstrip("-")
        if name in SOMETIMES_EMPTY:
            order = F(name)
            descending = self.ordering.startswith("-")
            first = order.desc(nulls_last=True) if descending else order.asc(nulls_last=True)
            return queryset.order_by(first, "unit_order", "site__hostname")
        return queryset.order_by(self.ordering, "site__hostname")

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Those whose name, unit, parent or host name holds every word."""
        words = folded_words(self.search_query)
        if not words:
            return queryset
        texts = queryset.order_by().values_list(
            "pk", "site__site_name", "unit_name", "parent_name", "site__hostname"
        )
        return queryset.filter(pk__in=[pk for pk, *held in texts if holds(words, *held)])

    @cached_property
    def add_button(self) -> HeaderButton:
        """The way into the steps that make a portal."""
        return HeaderButton(gettext("New portal"), url=self.add_url, icon_name="plus")

    def get_add_url(self) -> str:
        """Where a new portal is begun; the policy of profiles lets nobody add one by itself."""
        return reverse(self.add_url_name)

    def get_list_buttons(self, instance: SiteProfile) -> list[Button]:
        """What can be done with a portal; the rest stands on its own screen."""
        return [
            *(
                Button(
                    label,
                    url=url,
                    priority=number,
                    classname="button button-small button-secondary",
                )
                for number, (label, url) in enumerate(_plain_links(instance))
            ),
            *super().get_list_buttons(instance),
        ]

    def get_list_more_buttons(self, instance: SiteProfile) -> list[Button]:
        """The acts, each with a page that asks before anything is done."""
        return [
            Button(act.title, url=act.url(instance), icon_name=act.icon, priority=number)
            for number, act in enumerate(acts_for(instance))
        ]

    def as_spreadsheet(self, queryset: Iterable, spreadsheet_format: str) -> HttpResponse:
        """The list as it is searched, narrowed and sorted, as a file."""
        write = xlsx_response if spreadsheet_format == self.FORMAT_XLSX else csv_response
        return write(map(_exported, queryset), EXPORTED, "portals")


def _plain_links(profile: SiteProfile) -> list[tuple[str, str]]:
    return [
        (gettext("View"), host_address(profile)),
        (gettext("Portal's identity"), reverse("portals:profile", args=[profile.pk])),
    ]


def _exported(profile: SiteProfile) -> Mapping[str, object]:
    return {
        "name": str(profile),
        "host": profile.site.hostname,
        "kind": kind_name(profile),
        "parent": profile.parent_name or "",
        "state": profile.get_state_display(),
        "since": profile.live_since,
        "retired": profile.retired_on,
        "news": profile.last_news,
    }
