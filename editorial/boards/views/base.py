"""The frame of the screens, and what all of them show of a board."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import ModelLogEntry, Site

from editorial.boards.models import BoardMember, EditorialBoard, Submission
from editorial.boards.permissions import (
    BOARD_ROLES,
    is_provincial_administrator,
    readable_boards,
    readable_sites,
    refusal_to_edit,
)
from editorial.boards.sending import history_of, receiver_of, refusal_of_board
from editorial.boards.services import refusal_to_correct
from portal.common import clock
from sites.access.standing import standing

FORBIDDEN = 403
ENTRIES_SHOWN = 50
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}


@dataclass(frozen=True)
class BoardPart:
    """One board as a person sees it.

    Attributes:
        members: in their order.
        submissions: all sendings, the newest first.
        shows_contacts: whether also telephone and e-mail are shown that readers do not see.
        may_act: whether the person looks after the board, so that acts or their reasons show.
        receiver: name of the unit above; empty if there is none.
        refusal_to_send: why it cannot be sent now.
        refusal_to_correct: why it cannot be corrected now.
        is_in_force: whether it is in force today.
    """

    board: EditorialBoard
    members: list[BoardMember]
    submissions: list[Submission]
    shows_contacts: bool
    may_act: bool
    receiver: str
    refusal_to_send: str
    refusal_to_correct: str
    is_in_force: bool

    @property
    def latest(self) -> Submission | None:
        """The last sending."""
        return self.submissions[0] if self.submissions else None


def part_of(board: EditorialBoard, user) -> BoardPart:
    """A board with all that its screen shows of it.

    Args:
        board: with its site.
        user: who looks.
    """
    today = clock.today()
    receiver = receiver_of(board.site, today)
    is_own = standing(user).holds(board.site_id)
    may_act = not refusal_to_edit(user, board.site)
    is_colleague = standing(user).holds(board.site_id, *BOARD_ROLES)
    return BoardPart(
        board=board,
        members=list(board.members.select_related("user")),
        submissions=list(history_of(board)),
        shows_contacts=is_colleague or not is_own,
        may_act=may_act,
        receiver=str(receiver) if receiver else "",
        refusal_to_send=refusal_of_board(board, today),
        refusal_to_correct=refusal_to_correct(board),
        is_in_force=board.valid_from <= today and (not board.valid_to or today <= board.valid_to),
    )


def entries_of(boards: list[EditorialBoard]) -> QuerySet[ModelLogEntry]:
    """What was done with these boards, the newest first."""
    kind = ContentType.objects.get_for_model(EditorialBoard)
    ids = [str(board.pk) for board in boards]
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id__in=ids)
    return entries.select_related("user").order_by("-timestamp", "-pk")[:ENTRIES_SHOWN]


class RefusingMixin:
    """A screen that some people may not open: they are told why, and led to where they may be."""

    def refusal(self) -> str:
        """Why the person may not open the screen; empty if they may."""
        return ""

    def way_out(self) -> str:
        """Where who may not is led."""
        return reverse("wagtailadmin_home")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Asks before anything is read or written."""
        reason = self.refusal()
        if not reason:
            return super().dispatch(request, *args, **kwargs)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return HttpResponse(reason, status=FORBIDDEN, content_type="text/plain")
        messages.error(request, reason)
        return redirect(self.way_out())


class BoardScreen(RefusingMixin, WagtailAdminTemplateMixin):
    """A screen of the group “Editorial boards”."""

    template_name = "boards/base.html"
    header_icon = "group"
    breadcrumbs_items = [HOME]

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start to this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


class OneSiteScreen(BoardScreen):
    """A screen of one portal's boards; others' portals are not found."""

    @cached_property
    def site(self) -> Site:
        """The portal of the address.

        Raises:
            Http404: there is none, or the person has no role on it.
        """
        sites = readable_sites(self.request.user).select_related("profile__unit")
        return get_object_or_404(sites, pk=self.kwargs["site"])

    def way_out(self) -> str:
        """The boards of the portal."""
        return reverse("boards:site", args=[self.site.pk])

    def get_page_subtitle(self) -> str:
        """The portal's name."""
        return str(self.site.profile)

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start over the portal's boards to this screen."""
        boards = {"url": self.way_out(), "label": str(self.site.profile)}
        return [HOME, boards, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs) -> dict:
        """The portal."""
        context = super().get_context_data(**kwargs)
        return {**context, "site": self.site, "profile": self.site.profile}


class OneBoardScreen(OneSiteScreen):
    """A screen of one board; what a person may not read is not found."""

    @cached_property
    def board(self) -> EditorialBoard:
        """The board of the address.

        Raises:
            Http404: there is none that the person may read.
        """
        boards = readable_boards(self.request.user, clock.today())
        found = boards.select_related("site__profile__unit", "file", "predecessor")
        return get_object_or_404(found, uid=self.kwargs["uid"])

    @property
    def site(self) -> Site:
        """The portal of the board."""
        return self.board.site

    @property
    def is_own(self) -> bool:
        """Whether the person may open the list of the portal's boards."""
        user = self.request.user
        return is_provincial_administrator(user) or standing(user).holds(self.site.pk)

    def way_out(self) -> str:
        """The board itself."""
        return reverse("boards:show", args=[self.board.uid])

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start over the boards of the portal, where they may be opened."""
        items = [HOME]
        if self.is_own:
            url = reverse("boards:site", args=[self.site.pk])
            items.append({"url": url, "label": str(self.site.profile)})
        return [*items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs) -> dict:
        """The board as the person sees it."""
        part = part_of(self.board, self.request.user)
        return super().get_context_data(**kwargs, part=part, board=self.board)


def with_last_sending() -> Prefetch:
    """The sendings of each board of a list, the newest first, with their receivers."""
    sent = Submission.objects.select_related("receiver").prefetch_related("receiver__periods")
    return Prefetch("submissions", queryset=sent)
