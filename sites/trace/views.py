"""The screen of the log and its exports."""

from collections.abc import Iterator, Mapping

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site

from portal.accounts.fresh import FreshSignInMixin
from portal.common.exports import csv_response, xlsx_response
from sites.trace.actions import EXPORTED
from sites.trace.finding import SITE
from sites.trace.forms import LogFilterForm
from sites.trace.lines import Line, lines_of
from sites.trace.models import TracedEntry
from sites.trace.permissions import LogReaderMixin, readable_sites
from sites.trace.querysets import Place, after, rows_of
from sites.trace.services import note

ON_A_SCREEN = 50
# More rows than this are not exported at once: a narrower period is asked for.
MOST_EXPORTED = 10_000
AT_ONCE = 500
BEFORE = "before"
WHEN_FORMAT = "%d/%m/%Y %H:%M"
NAME = gettext_noop("Log")
COLUMNS = [
    ("when", _("When")),
    ("who", _("Who")),
    ("what", _("What was done")),
    ("comment", pgettext_lazy("of a decision", "Comment")),
    ("kind", _("Kind of act")),
    ("label", _("On what")),
    ("thing", _("Kind of thing")),
    ("portals", _("Portal")),
]
WRITERS = {"csv": csv_response, "xlsx": xlsx_response}


class Asking(LogReaderMixin):
    """What a request asks of the log, for the screen and for files."""

    @cached_property
    def readable(self) -> set[int] | None:
        """The portals whose log this person may read; None for all."""
        return readable_sites(self.request.user)

    @cached_property
    def form(self) -> LogFilterForm:
        """What is asked for."""
        return LogFilterForm(self.request.GET, readable=self.readable)

    @cached_property
    def rows(self) -> QuerySet[TracedEntry]:
        """What is asked for of what may be read; nothing where the question is wrong."""
        if not self.form.is_valid():
            return TracedEntry.objects.none()
        return self.form.narrow(rows_of(self.readable))

    @property
    def query(self) -> str:
        """The question as it stands in addresses, without the place in the list."""
        asked = {name: self.request.GET.get(name, "") for name in self.form.fields}
        return urlencode({name: value for name, value in asked.items() if value})


class LogView(Asking, WagtailAdminTemplateMixin, TemplateView):
    """What was done on one's portal, newest first."""

    template_name = "trace/log.html"
    page_title = _("Log")
    header_icon = "history"

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start to this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs) -> dict:
        """One screen of lines. Nothing is counted: a log is long."""
        place = Place.read(self.request.GET.get(BEFORE, ""))
        rows = after(self.rows, place) if place else self.rows
        rows = list(rows[: ON_A_SCREEN + 1])
        shown = rows[:ON_A_SCREEN]
        is_last = len(rows) <= ON_A_SCREEN
        return super().get_context_data(
            **kwargs,
            form=self.form,
            lines=lines_of(shown, self.readable, self.request.user),
            older=None if is_last else Place.of(shown[-1]),
            is_later_screen=place is not None,
            query=self.query,
            most_exported=MOST_EXPORTED,
            is_of_all=self.readable is None,
        )


class ExportView(Asking, FreshSignInMixin, View):
    """The log as it is narrowed, as a file."""

    ending = ""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Writes the newest rows, and into the log that they were taken out."""
        if not self.form.is_valid():
            return redirect(f"{reverse('wagtailadmin_reports:site_history')}?{self.query}")
        lines = list(self._lines())
        self._note(len(lines))
        return WRITERS[self.ending](map(_exported, lines), COLUMNS, "log")

    def _lines(self) -> Iterator[Line]:
        rows = list(self.rows[:MOST_EXPORTED])
        for first in range(0, len(rows), AT_ONCE):
            part = rows[first : first + AT_ONCE]
            yield from lines_of(part, self.readable)

    def _note(self, number: int) -> None:
        """On the portals that were asked for; asking for the whole province is the province's."""
        asked = self.form.asked_sites
        told = {"what": NAME, "rows": number, "format": self.ending}
        told[SITE] = None if asked is None else sorted(asked)
        sites = list(Site.objects.filter(pk__in=asked)[:2]) if asked else []
        instance = sites[0].profile if len(sites) == 1 else self.request.user
        note(EXPORTED, actor=self.request.user, instance=instance, data=told)


def _exported(line: Line) -> Mapping[str, object]:
    return {
        "when": localtime(line.when).strftime(WHEN_FORMAT),
        "who": line.who,
        "what": line.what,
        "comment": line.comment,
        "kind": line.kind,
        "label": line.label,
        "thing": line.thing,
        "portals": "; ".join(line.portals),
    }
