"""What citizens have to say on the drafts of a portal, for its officers."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from consultation.comments.admin_forms import QueueForm
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


class QueueView(CommentsScreen, TemplateView):
    """The comments, page by page from the newest."""

    template_name = "comments/admin/queue.html"
    page_title = gettext_lazy("Comments on drafts")

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
        return QueueForm(self.request.GET, drafts=self.drafts, officers=list(officers))

    def get_context_data(self, **kwargs) -> dict:
        """One page, what it is narrowed to, and how much waits."""
        user, form = self.request.user, self.form()
        key = key_before(self.request)
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
        )


def key_before(request: HttpRequest) -> int | None:
    """Below which number the page begins.

    Raises:
        Http404: what stands in the address is no number.
    """
    written = request.GET.get(BEFORE)
    if written is None:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= LONGEST_KEY):
        raise Http404
    return int(written)


def _narrowed(form: QueueForm) -> dict[str, str]:
    """What was chosen, as the address says it."""
    return {name: form.data[name] for name in form.fields if form.data.get(name)}
