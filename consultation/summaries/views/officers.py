"""The summary in the administration: what is missing, its files, and how it will look."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from consultation.comments.answering import progress_of, refusal_to_summarise
from consultation.comments.at_hand import own_draft
from consultation.drafts.models import DraftPage
from consultation.summaries import exports
from consultation.summaries.files import sent
from consultation.summaries.gate import is_published
from consultation.summaries.permissions import own_export
from consultation.summaries.services import SummaryRefused
from consultation.summaries.views.public import part_of
from editorial.boards.views.base import HOME

# In the address: look again every few seconds, for who asked for it.
AGAIN = "lai"
AGAIN_SECONDS = 5


class SummaryScreen(WagtailAdminTemplateMixin):
    """A screen of the summary of one draft; other portals' drafts are not found."""

    header_icon = "doc-full"

    @cached_property
    def draft(self) -> DraftPage:
        """The draft of the address, as readers see it."""
        return own_draft(self.request.user, self.kwargs["draft_id"])

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Asks who looks before anything else, and lets no browser keep the answer."""
        if not self.draft:
            raise Http404
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response

    def get_page_subtitle(self) -> str:
        """The draft."""
        return self.draft.title

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start over the summary to this screen."""
        return [HOME, *self.between(), {"url": "", "label": str(self.page_title)}]

    def between(self) -> list[dict]:
        """The screens before this one."""
        return []

    def get_context_data(self, **kwargs) -> dict:
        """The draft."""
        return {**super().get_context_data(**kwargs), "draft": self.draft}


class SummaryView(SummaryScreen, TemplateView):
    """How far the answers are, the files, and where all of it is published."""

    template_name = "summaries/officers.html"
    page_title = gettext_lazy("Summary of comments")

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Lets the two files be made."""
        try:
            exports.ask(self.draft, request.user)
        except SummaryRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The two files are being made."))
        return redirect("summaries:summary", self.draft.pk)

    def get_context_data(self, **kwargs) -> dict:
        """Numbers, what is missing, and the newest files."""
        files = list(exports.newest(self.draft.pk, is_public=False).values())
        going_on = any(export.is_going_on for export in files)
        return {
            **super().get_context_data(**kwargs),
            "progress": progress_of(self.draft),
            "refusal": refusal_to_summarise(self.draft),
            "is_published": is_published(self.draft),
            "files": files,
            "public_files": exports.newest(self.draft.pk, is_public=True).values(),
            "is_going_on": going_on,
            "looks_again": going_on and AGAIN in self.request.GET,
            "again_seconds": AGAIN_SECONDS,
            "may_edit": self.draft.permissions_for_user(self.request.user).can_edit(),
        }


class PreviewView(SummaryScreen, TemplateView):
    """The table as readers will have it, page by page."""

    template_name = "summaries/preview.html"
    page_title = gettext_lazy("Summary as readers will see it")

    def between(self) -> list[dict]:
        """The summary's own screen."""
        label = str(SummaryView.page_title)
        return [{"url": reverse("summaries:summary", args=[self.draft.pk]), "label": label}]

    def get_context_data(self, **kwargs) -> dict:
        """The rows of one page."""
        part = part_of(self.draft, self.request)
        return {**super().get_context_data(**kwargs), "part": part}


@require_safe
def send_export(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A file for the officers of its portal.

    Raises:
        Http404: it is another portal's, or not made.
    """
    export = own_export(request.user, uid)
    if not export.is_ready:
        raise Http404
    return sent(request, export, is_public=False)
