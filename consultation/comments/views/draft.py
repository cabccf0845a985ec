"""The comments on one draft: how far they are dealt with, and one answer for several."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from consultation.comments import answering
from consultation.comments.admin_forms import LARGEST_NUMBER, MarkedAnswerForm
from consultation.comments.models import Comment
from consultation.comments.progress import numbers_of
from consultation.comments.retention import erased_on
from consultation.comments.selection import NOT_LISTED, chosen, listed
from consultation.comments.services import CommentRefused
from consultation.comments.views.queue import BEFORE, key_before
from consultation.comments.views.screens import DraftScreen
from consultation.similarity.numbers import largest

PAGE_SIZE = 30
PLACE = "place"


class DraftView(DraftScreen, TemplateView):
    """Progress, numbers by provision, and the published comments that have no answer."""

    template_name = "comments/admin/draft.html"
    page_title = gettext_lazy("Comments on this draft")

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start over the list to the draft."""
        return [*super().get_breadcrumbs_items()[:-1], {"url": "", "label": self.draft.title}]

    @cached_property
    def place(self) -> int | None:
        """The provision whose comments are to be answered; None for all."""
        written = self.request.GET.get(PLACE, "")
        is_number = written.isascii() and written.isdigit() and len(written) <= len(str(2**31))
        return min(int(written), LARGEST_NUMBER) if is_number else None

    @cached_property
    def unanswered(self) -> list[Comment]:
        """A page of what has no answer, and one more."""
        wanted = {"draft": self.draft.pk, "place": self.place}
        rows = chosen(self.request.user, wanted).unanswered().newest_first()
        rows = rows.before(key_before(self.request.GET)).select_related(
            "provision", "assigned_to", "wording"
        )
        return list(rows.defer(*NOT_LISTED)[: PAGE_SIZE + 1])

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The same answer for all that were marked on this page."""
        form = MarkedAnswerForm(request.POST, comments=self.unanswered)
        if form.is_valid():
            try:
                count = self._answer(form.cleaned_data)
            except CommentRefused as refused:
                form.add_error(None, str(refused))
            else:
                told = ngettext(
                    "%(count)d comment is answered.", "%(count)d comments are answered.", count
                )
                messages.success(request, told % {"count": count})
                return redirect(self._address())
        return self.render_to_response(self.get_context_data(form=form))

    def _answer(self, data: dict) -> int:
        marked = [one for one in self.unanswered if str(one.uid) in data["marked"]]
        words = (data["disposition"], data["explanation"])
        count = answering.answer_all(marked, self.draft, self.request.user, *words)
        if count < len(marked):
            told = _("Some of the comments had been answered or hidden meanwhile; they stay so.")
            messages.warning(self.request, told)
        return count

    def _address(self) -> str:
        """This screen, narrowed to the same provision."""
        query = "" if self.place is None else "?" + urlencode({PLACE: self.place})
        return reverse("comments:draft", args=[self.draft.pk]) + query

    def get_context_data(self, **kwargs) -> dict:
        """The numbers, and a page of what has no answer."""
        form = kwargs.pop("form", None)
        found = self.unanswered
        places = numbers_of(self.draft)
        narrowed = {} if self.place is None else {PLACE: self.place}
        more = len(found) > PAGE_SIZE
        query = {**narrowed, BEFORE: found[PAGE_SIZE - 1].pk} if more else {}
        return super().get_context_data(
            **kwargs,
            form=form or MarkedAnswerForm(comments=found),
            progress=answering.progress_of(self.draft),
            refusal_to_summarise=answering.refusal_to_summarise(self.draft),
            places=places,
            erased_on=erased_on(self.draft),
            campaigns=largest(Comment.objects.filter(draft=self.draft.pk)),
            place=next((one for one in places if one.place == self.place), None),
            lines=listed(found[:PAGE_SIZE], {self.draft.pk: self.draft.title}),
            marked=form.data.getlist("marked") if form else [],
            next_query="?" + urlencode(query) if more else "",
            address=self._address(),
        )
