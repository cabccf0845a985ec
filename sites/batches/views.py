"""Upload, check, progress and report of a file that asks for many portals."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import FormView
from django.views.generic import TemplateView as DjangoTemplateView
from wagtail.admin import messages

from portal.accounts.fresh import FreshSignInMixin, fresh_sign_in
from portal.common.exports import csv_response, xlsx_response
from portal.common.text import slugify
from sites.administration.permissions import ProvincialAdministratorMixin
from sites.administration.views import PortalScreen
from sites.batches import tables
from sites.batches.forms import TemplateForm, UploadForm
from sites.batches.progress import as_json, is_silent, progress_of, progress_of_all
from sites.provisioning import runs
from sites.provisioning.checking import FileRefused, check_file
from sites.provisioning.errors import ProvisioningRefused
from sites.provisioning.models import ProvisioningRow, ProvisioningRun

ROWS_ON_PAGE = 100
RUNS_ON_PAGE = 30
# Faults shown at once; who has more mends these first.
FAULTS_SHOWN = 200
LONGEST_NUMBER = 6
WRITERS = {"csv": csv_response, "xlsx": xlsx_response}
State = ProvisioningRun.State
ADDRESS = "portal_batches:"


class BatchScreen(PortalScreen):
    """A screen of files, with its path from the list of all."""

    header_icon = "upload"
    list_title = gettext_lazy("Many portals from a file")

    def get_breadcrumbs_items(self) -> list[dict]:
        """Home, the list of files, this screen."""
        items = [
            *super().get_breadcrumbs_items(),
            {"url": reverse(ADDRESS + "index"), "label": self.list_title},
        ]
        title = self.get_page_title()
        if title != self.list_title:
            items.append({"url": "", "label": title})
        return items


class RunListView(BatchScreen, DjangoTemplateView):
    """All files so far, the newest first, with who started them."""

    page_title = BatchScreen.list_title
    template_name = "batches/index.html"

    def get_context_data(self, **kwargs) -> dict:
        """One page of the history."""
        found = ProvisioningRun.objects.select_related("started_by")
        page = Paginator(found, RUNS_ON_PAGE).get_page(self.request.GET.get("p"))
        shown = list(page.object_list)
        progress = progress_of_all(shown)
        entries = [(run, progress[run.pk]) for run in shown]
        return super().get_context_data(
            page=page, entries=entries, headings=tables.RUN_HEADINGS, **kwargs
        )


class UploadView(FreshSignInMixin, BatchScreen, FormView):
    """Takes a file and checks it; nothing is opened yet."""

    page_title = gettext_lazy("Open many portals from a file")
    template_name = "batches/upload.html"
    form_class = UploadForm

    def form_valid(self, form: UploadForm) -> HttpResponse:
        """Leads to what the check found, or says why the file cannot be checked."""
        file = form.cleaned_data["file"]
        try:
            run = check_file(
                file.read(),
                file.name,
                day=form.cleaned_data["day"],
                synchronise=form.cleaned_data["synchronise"],
                user=self.request.user,
            )
        except FileRefused as refusal:
            for reason in refusal.reasons:
                form.add_error("file", reason)
            return self.form_invalid(form)
        return redirect(ADDRESS + "run", run.uid)

    def get_context_data(self, **kwargs) -> dict:
        """The form beside the template and its columns."""
        return super().get_context_data(
            template_form=TemplateForm(), columns=tables.column_notes(), **kwargs
        )


class TemplateView(ProvincialAdministratorMixin, View):
    """A file to be filled in, as CSV or XLSX."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The header alone, or with a row for each unit that has no portal."""
        form = TemplateForm(request.GET)
        if not form.is_valid():
            raise Http404
        wanted = form.cleaned_data
        periods = []
        if wanted["filling"] == "missing":
            periods = tables.periods_without_site(
                form.day, kind=wanted["kind"], parent_code=wanted["parent"]
            )
        rows = tables.template_rows(periods)
        return WRITERS[wanted["format"]](rows, tables.TEMPLATE_COLUMNS, _template_name())


def _template_name() -> str:
    """What the template is called in the folder of downloads, in words of its reader."""
    return slugify(_("Portals to be opened")) or "portals"


class RunMixin:
    """The run of the address."""

    @cached_property
    def run(self) -> ProvisioningRun:
        """Found by its unguessable name."""
        found = ProvisioningRun.objects.select_related("started_by")
        return get_object_or_404(found, uid=self.kwargs["uid"])


class RunView(RunMixin, BatchScreen, DjangoTemplateView):
    """What the check found, how far it has come, or what became of every row."""

    def get_page_title(self) -> str:
        """The file's name."""
        return self.run.file_name

    def get_template_names(self) -> list[str]:
        """By the state of the run."""
        names = {State.CHECKED: "checked", State.FINISHED: "report"}
        return [f"batches/{names.get(self.run.state, 'running')}.html"]

    def get_context_data(self, **kwargs) -> dict:
        """What the template of this state shows."""
        own = {State.CHECKED: self._checked, State.FINISHED: self._report}
        progress = progress_of(self.run)
        context = own.get(self.run.state, self._running)()
        return super().get_context_data(
            run=self.run,
            progress=progress,
            headings=tables.ROW_HEADINGS,
            **context,
            **kwargs,
        )

    def _checked(self) -> dict:
        counts = self.run.rows.counts()
        faulty = counts.get(ProvisioningRow.State.FAULTY, 0)
        return {
            "faults": self.run.rows.faulty()[:FAULTS_SHOWN],
            "fault_headings": tables.FAULT_HEADINGS,
            "plan_headings": tables.PLAN_HEADINGS,
            "fault_count": faulty,
            "hidden_faults": max(faulty - FAULTS_SHOWN, 0),
            "planned_count": counts.get(ProvisioningRow.State.PLANNED, 0),
            "present_count": counts.get(ProvisioningRow.State.PRESENT, 0),
            "unchanged_count": counts.get(ProvisioningRow.State.UNCHANGED, 0),
            "page": self._page(self.run.rows.good()),
        }

    def _running(self) -> dict:
        return {
            "is_here": not runs.has_worker(),
            "is_silent": is_silent(self.run),
            "is_stopped": self.run.state == State.STOPPED,
            "page": self._page(
                self.run.rows.settled().select_related("site").order_by("-settled_at", "-pk")
            ),
        }

    def _report(self) -> dict:
        counts = self.run.rows.counts()
        chosen = self.request.GET.get("state", "")
        rows = self.run.rows.select_related("site__profile")
        if chosen in counts:
            rows = rows.filter(state=chosen)
        filters = [
            (state, label, counts[state])
            for state, label in ProvisioningRow.State.choices
            if state in counts
        ]
        return {
            "page": self._page(rows),
            "filters": filters,
            "chosen": chosen if chosen in counts else "",
            "all_count": sum(counts.values()),
        }

    def _page(self, rows):
        return Paginator(rows, ROWS_ON_PAGE).get_page(self.request.GET.get("p"))


class RunActView(RunMixin, ProvincialAdministratorMixin, View):
    """Something that changes a run; by POST alone."""

    http_method_names = ["post"]

    def act(self) -> None:
        """Does it.

        Raises:
            ProvisioningRefused: with the reason.
        """
        raise NotImplementedError

    def post(self, request: HttpRequest, uid) -> HttpResponse:
        """Acts, then leads to the run's page; a script gets the progress instead."""
        refused = ""
        try:
            self.act()
        except ProvisioningRefused as refusal:
            refused = refusal.reason
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            self.run.refresh_from_db()
            return _told_to_script(request, self.run, refused)
        if refused:
            messages.error(request, refused)
        return redirect(ADDRESS + "run", self.run.uid)


class StartView(FreshSignInMixin, RunActView):
    """Lets a checked run be carried out; pressing twice starts it once."""

    def act(self) -> None:
        """Starts it on the authority of who pressed."""
        runs.start(self.run, self.request.user)


class GoOnView(RunActView):
    """Carries out some rows of a run and comes back within about two seconds."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """A run that stopped goes on on new authority, so it asks as its start does."""
        view = super().dispatch
        is_admitted = request.user.is_active and request.user.is_superuser
        if is_admitted and self.run.state == ProvisioningRun.State.STOPPED:
            view = fresh_sign_in(view)
        return view(request, *args, **kwargs)

    def act(self) -> None:
        """The next rows, on the authority of who started it; of who pressed, if it stopped."""
        runs.go_on(self.run, self.request.user)


class ProgressView(RunMixin, ProvincialAdministratorMixin, View):
    """How far a run has come, for its page's script. Changes nothing."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, uid) -> HttpResponse:
        """Numbers, and the rows that are new to the page."""
        return _told_to_script(request, self.run)


class DownloadView(RunMixin, ProvincialAdministratorMixin, View):
    """What became of every row, as CSV or XLSX."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, uid) -> HttpResponse:
        """All rows, whatever the page shows."""
        writer = WRITERS.get(request.GET.get("format", "xlsx"))
        if writer is None:
            raise Http404
        rows = self.run.rows.select_related("site").iterator(chunk_size=500)
        name = f"portals-{self.run.created:%Y%m%d}"
        return writer(tables.report_rows(rows), tables.report_columns(), name)


def _told_to_script(request: HttpRequest, run: ProvisioningRun, refused: str = "") -> HttpResponse:
    values = request.POST if request.method == "POST" else request.GET
    written = values.get("known", "")
    is_number = written.isascii() and written.isdigit() and len(written) <= LONGEST_NUMBER
    answer = as_json(run, int(written) if is_number else 0)
    if refused:
        answer["announcement"] = refused
        answer["refused"] = True
    return JsonResponse(answer)
