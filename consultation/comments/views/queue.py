"""What citizens have to say on the drafts of a portal, for its officers."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from consultation.comments.admin_forms import MarkedDecideForm, QueueForm
from consultation.comments.deciding import decide_marked
from consultation.comments.models import Comment
from consultation.comments.querysets import OFFICERS
from consultation.comments.selection import (
    NOT_LISTED,
    chosen,
    drafts_of,
    listed,
    waiting_for,
)
from consultation.comments.views.screens import CommentsScreen
from editorial.boards.views.base import HOME
from sites.access.people import people_with_role_on
from sites.access.standing import standing

PAGE_SIZE = 30
BEFORE = "before"
LONGEST_KEY = 15
LONGEST_QUERY = 1_000


class QueueView(CommentsScreen, TemplateView):
    """The comments, page by page from the newest."""

    template_name = "comments/admin/queue.html"
    page_title = gettext_lazy("Comments on drafts")
    # What was sent and could not be done, where something was sent.
    marked_form: MarkedDecideForm | None = None

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start to this screen."""
        return [HOME, {"url": "", "label": str(self.page_title)}]

    @cached_property
    def drafts(self) -> list[tuple[int, str]]:
        """The drafts that can be chosen."""
        return drafts_of(self.request.user)

    def form(self) -> QueueForm:
        """What was chosen."""
        sites = standing(self.request.user).sites_with(*OFFICERS)
        officers = people_with_role_on(sites, *OFFICERS).order_by("full_name", "email")
        return QueueForm(self.chosen(), drafts=self.drafts, officers=list(officers))

    def chosen(self) -> QueryDict:
        """What the list is narrowed to, as the address says it."""
        return self.request.GET

    def _marked(self) -> set[UUID]:
        """What was marked, where the list is shown again."""
        data = getattr(self.marked_form, "cleaned_data", {})
        return {mark.uid for mark in data.get("marked", [])}

    def get_context_data(self, **kwargs) -> dict:
        """One page, what it is narrowed to, and how much waits."""
        user, form = self.request.user, self.form()
        key = key_before(self.chosen())
        found = []
        if form.is_valid():
            rows = chosen(user, form.cleaned_data).newest_first().before(key)
            rows = rows.select_related("provision", "assigned_to", "wording").defer(*NOT_LISTED)
            found = list(rows[: PAGE_SIZE + 1])
        narrowed = _narrowed(form)
        next_key = found[PAGE_SIZE - 1].pk if len(found) > PAGE_SIZE else None
        return super().get_context_data(
            **kwargs,
            form=form,
            lines=listed(found[:PAGE_SIZE], dict(self.drafts)),
            numbers=waiting_for(user),
            is_narrowed=bool(narrowed),
            first_query=f"?{urlencode(narrowed)}" if key else "",
            next_query=f"?{urlencode({**narrowed, BEFORE: next_key})}" if next_key else "",
            drafts=self.drafts,
            marked_form=self.marked_form or MarkedDecideForm(auto_id="marked_%s"),
            marked_uids=self._marked(),
            query=self.chosen().urlencode(),
            may_decide=any(one.state == Comment.State.WAITING for one in found[:PAGE_SIZE]),
        )


class DecideMarkedView(QueueView):
    """Shows, hides or returns the comments that were marked on a page of the list."""

    http_method_names = ["get", "post"]

    def chosen(self) -> QueryDict:
        """The list that was narrowed when the comments were marked."""
        return QueryDict(self.request.POST.get("query", "")[:LONGEST_QUERY])

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The address of the act shows the list."""
        return redirect("comments:queue")

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Does it and says for how many; where a reason is missing, what was marked stays."""
        form = MarkedDecideForm(request.POST, auto_id="marked_%s")
        if not form.is_valid():
            self.marked_form = form
            return self.render_to_response(self.get_context_data())
        data = form.cleaned_data
        decided = decide_marked(
            data["marked"], request.user, data["state"], reason=data["reason"], note=data["note"]
        )
        told = ngettext(
            "%(count)d comment is decided on.", "%(count)d comments are decided on.", decided.done
        )
        if decided.done:
            messages.success(request, told % {"count": decided.done})
        for comment, refusal in decided.refused:
            messages.warning(request, f"{comment}: {refusal}")
        query = self.chosen().urlencode()
        return redirect(reverse("comments:queue") + (f"?{query}" if query else ""))


def key_before(query: QueryDict) -> int | None:
    """Below which number the page begins.

    Raises:
        Http404: what stands in the address is no number.
    """
    written = query.get(BEFORE)
    if written is None:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= LONGEST_KEY):
        raise Http404
    return int(written)


def _narrowed(form: QueueForm) -> dict[str, str]:
    """What was chosen, as the address says it."""
    return {name: form.data[name] for name in form.fields if form.data.get(name)}
