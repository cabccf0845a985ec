"""How far the portals have come: figures, the list behind them, and the reminder."""

from collections.abc import Iterable, Mapping

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from editorial.boards.errors import BoardRefused
from editorial.boards.models import ReportingTarget
from editorial.boards.permissions import overseen_units, refusal_to_oversee
from editorial.boards.progress import (
    DONE,
    STATES,
    figures_of,
    portals_of_target,
    sites_that_are_late,
)
from editorial.boards.reminders import remind_late_portals
from editorial.boards.views.base import HOME, BoardScreen, RefusingMixin
from portal.common import clock
from portal.common.exports import csv_response, xlsx_response
from sites.administration.search import folded_words, holds
from sites.profile.models import SiteProfile
from sites.units.models import Kind

TARGETS_SHOWN = 20
EXPORTED = [
    ("name", _("Portal")),
    ("host", _("Host name")),
    ("kind", _("Kind")),
    ("parent", _("Parent")),
    ("state", _("State")),
    ("late", _("Late")),
    ("number", _("Decision")),
    ("sent", _("Sent")),
    ("decided", _("Decided")),
]
TITLE = _("Boards of the portals")


class OverseersMixin(RefusingMixin):
    """For supervisors, who see the portals below their units, and administrators of the province."""

    def refusal(self) -> str:
        """Why the person may not."""
        return refusal_to_oversee(self.request.user)


class ProgressView(OverseersMixin, BoardScreen, TemplateView):
    """The figures of every target, by kind and by the unit above."""

    template_name = "boards/progress.html"
    page_title = TITLE
    header_icon = "list-ul"

    def get_context_data(self, **kwargs) -> dict:
        """One statement a target."""
        today = clock.today()
        units = overseen_units(self.request.user, today)
        targets = [
            (target, *figures_of(target, today, units), today > target.due_on)
            for target in ReportingTarget.objects.all()[:TARGETS_SHOWN]
        ]
        return super().get_context_data(
            **kwargs, targets=[entry for entry in targets if entry[1].required]
        )


class OneTargetMixin(OverseersMixin):
    """A screen of one target."""

    @cached_property
    def target(self) -> ReportingTarget:
        """The target of the address.

        Raises:
            Http404: there is none.
        """
        return get_object_or_404(ReportingTarget, pk=self.kwargs["pk"])

    @cached_property
    def portals(self) -> QuerySet[SiteProfile]:
        """The portals of the target that the person oversees."""
        today = clock.today()
        return portals_of_target(self.target, today, overseen_units(self.request.user, today))


class TargetFilterSet(WagtailFilterSet):
    """By kind, by the unit above, by state, and the late ones."""

    unit_kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Kind.choices)
    parent_unit = django_filters.ChoiceFilter(label=_("Parent"), choices=())
    board_state = django_filters.ChoiceFilter(label=_("State"), choices=list(STATES.items()))
    is_late = django_filters.ChoiceFilter(label=_("Late"), choices=[("True", _("late"))])

    class Meta:
        model = SiteProfile
        fields = ["unit_kind", "parent_unit", "board_state", "is_late"]

    def __init__(self, *args, portals: QuerySet, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        pairs = portals.order_by("parent_name").values_list("parent_unit", "parent_name")
        self.filters["parent_unit"].extra["choices"] = [
            pair for pair in pairs.distinct() if pair[0]
        ]


def _moment(value) -> str:
    return date_format(localtime(value), "SHORT_DATE_FORMAT") if value else ""


def _state_of(profile: SiteProfile) -> str:
    state = str(STATES[profile.board_state])
    return f"{state} · {_('late')}" if profile.is_late else state


class TargetView(OneTargetMixin, generic.IndexView):
    """The portals of a target, each with where it stands."""

    model = SiteProfile
    template_name = "boards/list.html"
    header_icon = "list-ul"
    filterset_class = TargetFilterSet
    is_searchable = True
    paginate_by = 50
    default_ordering = "unit_order"
    list_export = [key for key, _heading in EXPORTED]
    permission_policy = None
    breadcrumbs_items = [HOME]

    page_title = TITLE

    def get_index_url(self) -> str:
        """This list."""
        return reverse("boards:target", args=[self.target.pk])

    def get_index_results_url(self) -> str:
        """The part of this list that searching replaces."""
        return reverse("boards:target_results", args=[self.target.pk])

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start over the figures."""
        figures = {"url": reverse("boards:progress"), "label": str(TITLE)}
        return [HOME, figures, {"url": "", "label": str(self.target)}]

    @cached_property
    def columns(self) -> list[Column]:
        """Portal, kind, parent, state, decision, when it was sent."""
        return [
            TitleColumn(
                "name", label=_("Portal"), accessor=str, sort_key="unit_order", get_url=_url_of
            ),
            Column("kind", label=_("Kind"), accessor=lambda row: Kind(row.unit_kind).label),
            Column("parent", label=_("Parent"), accessor="parent_name", sort_key="parent_name"),
            StatusTagColumn(
                "state",
                label=_("State"),
                accessor=_state_of,
                primary=lambda row: row.board_state in DONE,
            ),
            Column("number", label=_("Decision"), accessor="board_number"),
            Column("sent", label=_("Sent"), accessor=lambda row: _moment(row.sent_at),
                   sort_key="sent_at"),
        ]  # fmt: skip

    def get_base_queryset(self) -> QuerySet:
        """What the person oversees."""
        return self.portals

    def get_filterset_kwargs(self) -> dict:
        """The filters offer the units above these portals alone."""
        return {**super().get_filterset_kwargs(), "portals": self.portals}

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        """By one column; portals that are alike there by their host names."""
        return queryset.order_by(self.ordering, "site__hostname")

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Those whose name, unit or parent holds every word."""
        words = folded_words(self.search_query)
        if not words:
            return queryset
        columns = ("pk", "site__site_name", "unit_name", "parent_name", "site__hostname")
        texts = queryset.order_by().values_list(*columns)
        return queryset.filter(pk__in=[pk for pk, *held in texts if holds(words, *held)])

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """The way to the reminder, once somebody can be late."""
        if clock.today() <= self.target.due_on:
            return []
        url = reverse("boards:remind", args=[self.target.pk])
        return [HeaderButton(_("Remind the late ones"), url=url, icon_name="mail")]

    def as_spreadsheet(self, queryset: Iterable, spreadsheet_format: str) -> HttpResponse:
        """The list as it is searched, narrowed and sorted, as a file."""
        write = xlsx_response if spreadsheet_format == self.FORMAT_XLSX else csv_response
        return write(map(_exported, queryset), EXPORTED, "editorial-boards")


def _url_of(profile: SiteProfile) -> str | None:
    """The board, if it was ever sent; drafts are the portal's own."""
    if not profile.sent_at:
        return None
    return reverse("boards:show", args=[profile.board_uid])


def _exported(profile: SiteProfile) -> Mapping[str, object]:
    return {
        "name": str(profile),
        "host": profile.site.hostname,
        "kind": Kind(profile.unit_kind).label,
        "parent": profile.parent_name or "",
        "state": STATES[profile.board_state],
        "late": _("late") if profile.is_late else "",
        "number": profile.board_number or "",
        "sent": profile.sent_at,
        "decided": profile.decided_at,
    }


class RemindView(OneTargetMixin, BoardScreen, TemplateView):
    """Says whom a reminder will reach, and sends it."""

    template_name = "boards/remind.html"
    page_title = _("Remind the late ones")
    header_icon = "mail"

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start over the list."""
        figures = {"url": reverse("boards:progress"), "label": str(TITLE)}
        portals = {
            "url": reverse("boards:target", args=[self.target.pk]),
            "label": str(self.target),
        }
        return [HOME, figures, portals, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs) -> dict:
        """How many portals are late."""
        today = clock.today()
        units = overseen_units(self.request.user, today)
        late = len(sites_that_are_late(self.target, today, units=units))
        return super().get_context_data(
            **kwargs, target=self.target, late=late, is_over=today > self.target.due_on
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Sends it; a second press finds nobody left to remind today."""
        try:
            number = remind_late_portals(self.target, request.user)
        except BoardRefused as refusal:
            messages.warning(request, refusal.reason)
        else:
            text = ngettext(
                "%(number)d portal is reminded by mail.",
                "%(number)d portals are reminded by mail.",
                number,
            )
            messages.success(request, text % {"number": number})
        return redirect("boards:target", self.target.pk)
