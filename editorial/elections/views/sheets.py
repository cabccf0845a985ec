"""Tables of an election: read, looked at, and taken after that."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin import messages

from editorial.elections.forms import SheetForm
from portal.common.sheets import Preview, Sheet, SheetRow, carried, carry

FAULTS_SHOWN = 200
ROWS_SHOWN = 200
TAKE = "rows"


class SheetScreen(FormView):
    """Reads a table for something, shows what it holds, and takes the good rows."""

    template_name = "elections/admin/sheet.html"
    header_icon = "upload"
    form_class = SheetForm

    def sheet(self) -> Sheet:
        """The kind of table."""
        raise NotImplementedError

    def about(self) -> str:
        """What the table is for; rows that were read are good for nothing else."""
        return f"{type(self).__name__}:{self.kwargs}"

    def take(self, rows: Sequence[SheetRow]) -> str:
        """Stores good rows; what is said after that."""
        raise NotImplementedError

    def shown(self, row: SheetRow) -> list[str]:
        """The cells of a row as the preview shows them."""
        return [str(row.cells.get(name, "")) for name in self.sheet().form_class.base_fields]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Takes rows that were looked at, or reads a file."""
        if TAKE in request.POST:
            return self._take(request.POST[TAKE])
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: SheetForm) -> HttpResponse:
        """Shows what was read; nothing is stored yet."""
        file = form.cleaned_data["file"]
        preview = self.sheet().read(file.read(), file.name)
        return self.render_to_response(self.get_context_data(form=form, preview=preview))

    def _take(self, sent: str) -> HttpResponse:
        cells = carried(self.about(), self.request.user, sent)
        if cells is None:
            told = _("What was read is too old or not yours. Choose the file again.")
            messages.error(self.request, told)
            return redirect(self.request.path)
        # What was right before may be wrong by now: another officer has worked meanwhile.
        preview = self.sheet().check(cells)
        for fault in preview.faults[:FAULTS_SHOWN]:
            messages.warning(self.request, str(fault))
        if preview.rows:
            messages.success(self.request, self.take(preview.rows))
        return redirect(self.way_out())

    def get_context_data(self, preview: Preview | None = None, **kwargs) -> dict:
        """What the columns mean, and what was read."""
        context = super().get_context_data(**kwargs)
        sheet = self.sheet()
        context |= {
            "columns": sheet.columns(),
            "most_rows": sheet.most_rows,
            "largest": sheet.most_bytes // 1024,
            "back": self.way_out(),
        }
        return context | self._read(preview) if preview else context

    def _read(self, preview: Preview) -> dict:
        return {
            "preview": preview,
            "count": len(preview.rows),
            "rows": [(row.line, self.shown(row)) for row in preview.rows[:ROWS_SHOWN]],
            "faults": preview.faults[:FAULTS_SHOWN],
            "hidden_faults": max(len(preview.faults) - FAULTS_SHOWN, 0),
            "carried": carry(self.about(), self.request.user, preview.rows),
        }
