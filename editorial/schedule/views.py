"""The publishing calendar."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site

from editorial.schedule.entries import Direction, Entry, Sheet, sheet
from editorial.schedule.months import Month
from editorial.schedule.permissions import portal_shown, refusal
from portal.common import clock
from sites.access.choosing import portals_of
from sites.access.current import PARAMETER
from sites.access.standing import standing
from sites.administration.search import folded_words, holds

MOST_FOUND = 20
MOST_DIGITS = 18
# What a cell of the month names; the list below has all.
MOST_IN_CELL = 4


@dataclass(frozen=True)
class DayCell:
    """One day of the sheet with its entries."""

    day: date
    entries: list[Entry]
    is_outside: bool
    is_today: bool

    @property
    def first_entries(self) -> list[Entry]:
        """Those that a cell names."""
        return self.entries[:MOST_IN_CELL]

    @property
    def rest(self) -> int:
        """How many more there are."""
        return max(0, len(self.entries) - MOST_IN_CELL)


class ScheduleView(WagtailAdminTemplateMixin, TemplateView):
    """One month of one portal; reads only."""

    template_name = "schedule/month.html"
    page_title = gettext_lazy("Publishing calendar")
    header_icon = "calendar-alt"
    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Asks the one rule before anything is read."""
        if reason := refusal(request.user):
            messages.error(request, reason)
            return redirect("wagtailadmin_home")
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start to the calendar."""
        return [
            {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_page_subtitle(self) -> str:
        """The portal's name."""
        return self.site.site_name if self.site else ""

    @cached_property
    def site(self) -> Site | None:
        """The portal that is shown; None where one has to be chosen."""
        return portal_shown(self.request.user, _number(self.request.GET.get(PARAMETER, "")))

    @cached_property
    def month(self) -> Month:
        """The month that the address names, or the present one."""
        return Month.of(self.request.GET.get("month", ""), clock.today())

    @cached_property
    def direction(self) -> str:
        """Whether only what comes or only what goes is shown; empty for both."""
        wanted = self.request.GET.get("direction", "")
        return wanted if wanted in Direction.values else ""

    @cached_property
    def section(self) -> int | None:
        """The section that is shown alone."""
        return _number(self.request.GET.get("section", ""))

    def get_context_data(self, **kwargs) -> dict:
        """The month with its entries, and the ways from here."""
        found = sheet(self.site, self.month, self.request.user) if self.site else Sheet([])
        entries = [entry for entry in found.entries if self._is_wanted(entry)]
        may_choose = standing(self.request.user).reaches_everywhere
        return super().get_context_data(
            **kwargs,
            site=self.site,
            month=self.month,
            weeks=self._weeks(entries),
            days=[cell for cell in self._cells(entries) if cell.entries],
            is_whole=found.is_whole,
            has_filters=bool(self.direction or self.section),
            direction=self.direction,
            directions=[("", _("both")), *Direction.choices],
            section=self.section,
            sections=found.sections,
            weekdays=[self.month.weeks()[0][number] for number in range(7)],
            previous_url=self._url(month=self.month.previous.key),
            next_url=self._url(month=self.month.next.key),
            present_url="" if self.month.is_present else self._url(month=""),
            may_choose=may_choose,
            search=self._search() if may_choose else None,
        )

    def _is_wanted(self, entry: Entry) -> bool:
        is_way = not self.direction or entry.direction == self.direction
        return is_way and (self.section is None or entry.section_id == self.section)

    def _cells(self, entries: list[Entry]) -> list[DayCell]:
        return [cell for week in self._weeks(entries) for cell in week]

    def _weeks(self, entries: list[Entry]) -> list[list[DayCell]]:
        by_day: dict[date, list[Entry]] = {}
        for entry in entries:
            by_day.setdefault(entry.day, []).append(entry)
        month = self.month
        return [
            [
                DayCell(
                    day,
                    by_day.get(day, []),
                    is_outside=not month.first <= day <= month.last,
                    is_today=day == month.today,
                )
                for day in week
            ]
            for week in month.weeks()
        ]

    def _url(self, **changes: str) -> str:
        kept = {
            PARAMETER: self.site.pk if self.site else "",
            "month": self.month.key,
            "direction": self.direction,
            "section": self.section or "",
        }
        given = {name: value for name, value in {**kept, **changes}.items() if value}
        return f"{reverse('schedule:month')}?{urlencode(given)}"

    def _search(self) -> dict:
        """The portals whose names hold what was typed, and how many more there are."""
        query = self.request.GET.get("q", "")
        words = folded_words(query)
        rows = (
            portals_of(self.request.user).order_by("site_name", "pk")
            if words
            else Site.objects.none()
        )
        names = rows.values_list("pk", "site_name", "hostname")
        found = [row for row in names if holds(words, *row[1:])]
        return {
            "query": query,
            "was_asked": bool(words),
            "found": [(name, host, self._portal_url(pk)) for pk, name, host in found[:MOST_FOUND]],
            "rest": max(0, len(found) - MOST_FOUND),
        }

    def _portal_url(self, pk: int) -> str:
        given = {PARAMETER: pk, "month": self.month.key}
        return f"{reverse('schedule:month')}?{urlencode(given)}"


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_number else None
