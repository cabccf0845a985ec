"""The frame of the officers' screens: who may open them, and the way to them."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from consultation.comments.at_hand import own_draft
from consultation.comments.permissions import is_officer, refusal_to_moderate
from consultation.drafts.models import DraftPage
from editorial.boards.views.base import HOME, RefusingMixin


class CommentsScreen(RefusingMixin, WagtailAdminTemplateMixin):
    """A screen of the citizens' officers of the current portal."""

    header_icon = "comment"
    list_item = {"url": reverse_lazy("comments:queue"), "label": gettext_lazy("Comments on drafts")}

    def refusal(self) -> str:
        """Why the person may not open the screen; empty if they may."""
        user = self.request.user
        return "" if is_officer(user) else refusal_to_moderate(user, None)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Nothing of what citizens confide stays in a browser's store."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start over the list to this screen."""
        items = [HOME, self.list_item, *self.between()]
        return [*items, {"url": "", "label": str(self.get_page_title())}]

    def between(self) -> list[dict]:
        """The screens between the list and this one."""
        return []


class DraftScreen(CommentsScreen):
    """A screen of the comments on one draft; other portals' drafts are not found."""

    @cached_property
    def draft(self) -> DraftPage:
        """The draft of the address."""
        return own_draft(self.request.user, self.kwargs["draft_id"])

    def get_page_subtitle(self) -> str:
        """The draft."""
        return self.draft.title

    def draft_item(self) -> dict:
        """The way to the draft's own screen."""
        return {
            "url": reverse("comments:draft", args=[self.draft.pk]),
            "label": self.draft.title,
        }

    def get_context_data(self, **kwargs) -> dict:
        """The draft."""
        return {**super().get_context_data(**kwargs), "draft": self.draft}
