"""Entering letters and meeting minutes, one by one and from a table."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages

from consultation.comments.admin_forms import EnterForm, FileForm
from consultation.comments.codes import written
from consultation.comments.entering import (
    MOST_BYTES,
    Entry,
    Outcome,
    carried,
    enter_all,
    enter_once,
    entered_before,
    places_of,
    taken_out,
)
from consultation.comments.entry_tables import (
    MOST_ROWS,
    Preview,
    column_notes,
    preview_of,
)
from consultation.comments.models import Comment
from consultation.comments.services import CommentRefused
from consultation.comments.views.screens import DraftScreen
from portal.common import clock

FAULTS_SHOWN = 200
ANOTHER = "another"
# What stays for the next letter of the same pile.
KEPT = ("source", "received_on")


class EnterView(DraftScreen, FormView):
    """One letter, or one thing that was said at a meeting."""

    template_name = "comments/admin/enter.html"
    page_title = gettext_lazy("Enter a comment")
    header_icon = "edit"
    form_class = EnterForm

    def between(self) -> list[dict]:
        """The draft's own screen."""
        return [self.draft_item()]

    def get_initial(self) -> dict:
        """Source and day as with the letter before, and a key of its own."""
        given = {name: self.request.GET[name] for name in KEPT if name in self.request.GET}
        return {"received_on": clock.today(), **given, "key": uuid.uuid4()}

    def get_form_kwargs(self) -> dict:
        """The provisions of the text that readers see."""
        return {**super().get_form_kwargs(), "places": places_of(self.draft)}

    def form_valid(self, form: EnterForm) -> HttpResponse:
        """Enters it, or says why not."""
        facts = dict(form.cleaned_data)
        key, files = facts.pop("key"), facts.pop("attached")
        try:
            comment, _is_new = enter_once(self.draft, Entry(**facts), self.request.user, key, files)
        except CommentRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        told = _("Entered. The code of its receipt is %(code)s.")
        messages.success(self.request, told % {"code": written(comment.receipt.code)})
        return redirect(self._next(form, comment))

    def _next(self, form: EnterForm, comment: Comment) -> str:
        if ANOTHER not in self.request.POST:
            return reverse("comments:item", args=[comment.uid])
        query = f"?source={facts_of(form, 'source')}&received_on={facts_of(form, 'received_on')}"
        return reverse("comments:enter", args=[self.draft.pk]) + query


def facts_of(form: EnterForm, name: str) -> str:
    """A checked value, as an address says it."""
    return str(form.cleaned_data[name])


class FileView(DraftScreen, FormView):
    """A table of comments: read, looked at, and entered after that."""

    template_name = "comments/admin/file.html"
    page_title = gettext_lazy("Enter comments from a file")
    header_icon = "upload"
    form_class = FileForm

    def between(self) -> list[dict]:
        """The draft's own screen."""
        return [self.draft_item()]

    def form_valid(self, form: FileForm) -> HttpResponse:
        """Shows what was read; nothing is entered yet."""
        file = form.cleaned_data["file"]
        preview = preview_of(self.draft, file.read(), file.name)
        return self.render_to_response(self.get_context_data(form=form, preview=preview))

    def get_context_data(self, preview: Preview | None = None, **kwargs) -> dict:
        """What the columns mean, and what was read."""
        context = super().get_context_data(**kwargs)
        context |= {
            "columns": column_notes(),
            "most_rows": MOST_ROWS,
            "largest": MOST_BYTES // 1024,
        }
        return context | self._read(preview) if preview else context

    def _read(self, preview: Preview) -> dict:
        known = entered_before(self.draft, preview.entries)
        names = dict(places_of(self.draft))
        sources = dict(Comment.Source.choices)
        rows = [
            (entry, sources[entry.source], names.get(entry.address, ""), place in known)
            for place, entry in enumerate(preview.entries)
        ]
        return {
            "preview": preview,
            "rows": rows,
            "new_count": len(rows) - len(known),
            "known_count": len(known),
            "faults": preview.faults[:FAULTS_SHOWN],
            "hidden_faults": max(len(preview.faults) - FAULTS_SHOWN, 0),
            "carried": carried(self.draft, self.request.user, preview.entries),
        }


class TakeView(FileView):
    """Enters the rows that the officer has looked at."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The address of the act shows the form for a file."""
        return redirect("comments:file", self.draft.pk)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Enters them, each once; what cannot be is named by its line."""
        entries = taken_out(self.draft, request.user, request.POST.get("rows", ""))
        if entries is None:
            told = _("What was read is too old or not yours. Choose the file again.")
            messages.error(request, told)
            return redirect("comments:file", self.draft.pk)
        outcome = enter_all(self.draft, entries, request.user)
        for told in _told_of(outcome):
            messages.warning(request, told)
        entered = ngettext(
            "%(count)d comment was entered. It waits for a decision.",
            "%(count)d comments were entered. They wait for a decision.",
            outcome.entered,
        )
        messages.success(request, entered % {"count": outcome.entered})
        return redirect("comments:draft", self.draft.pk)


def _told_of(outcome: Outcome):
    """What was not entered, and why."""
    if outcome.known:
        known = ngettext(
            "%(count)d row had been entered before and was left out.",
            "%(count)d rows had been entered before and were left out.",
            outcome.known,
        )
        yield known % {"count": outcome.known}
    for line, reason in outcome.refused[:FAULTS_SHOWN]:
        yield _("line %(line)d: %(message)s") % {"line": line, "message": reason}
