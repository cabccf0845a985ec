"""The boards of one's own portal: read, made, corrected, sent up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from editorial.boards.errors import BoardRefused
from editorial.boards.forms import boards as forms
from editorial.boards.models import EditorialBoard
from editorial.boards.permissions import (
    is_provincial_administrator,
    readable_sites,
    refusal_to_edit,
    refusal_to_send,
)
from editorial.boards.sending import send_up
from editorial.boards.services import (
    correct,
    needs_reason,
    newest_board,
    reconstitute,
    refusal_to_correct,
)
from editorial.boards.views.base import (
    BoardScreen,
    OneBoardScreen,
    OneSiteScreen,
    entries_of,
    part_of,
    with_last_sending,
)
from portal.common import clock


class OwnView(BoardScreen, TemplateView):
    """Leads to the boards of one's own portal; who has several portals chooses one."""

    template_name = "boards/own.html"
    page_title = gettext_lazy("Our editorial board")

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The portal itself, or a list."""
        if is_provincial_administrator(request.user):
            return redirect("boards:progress")
        sites = list(readable_sites(request.user).order_by("site_name", "pk"))
        if len(sites) == 1:
            return redirect("boards:site", sites[0].pk)
        return self.render_to_response(self.get_context_data(sites=sites))


class SiteView(OneSiteScreen, TemplateView):
    """The board in force, where it stands on its way up, and all boards there were."""

    template_name = "boards/site.html"
    page_title = gettext_lazy("Editorial board")

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start to this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs) -> dict:
        """All boards of the portal; the one in force in full."""
        boards = list(self._boards())
        today = clock.today()
        in_force = [board for board in boards if _holds(board, today)]
        for board in boards:
            board.site = self.site
        user = self.request.user
        return super().get_context_data(
            **kwargs,
            boards=boards,
            part=part_of(in_force[0], user) if in_force else None,
            coming=[board for board in boards if board.valid_from > today],
            entries=entries_of(boards),
            refusal=refusal_to_edit(user, self.site),
        )

    def _boards(self):
        boards = EditorialBoard.objects.filter(site=self.site).select_related("file")
        return boards.prefetch_related(with_last_sending())


def _holds(board: EditorialBoard, day) -> bool:
    return board.valid_from <= day and (board.valid_to is None or day <= board.valid_to)


class ShowView(OneBoardScreen, TemplateView):
    """One board, also one that is no longer in force."""

    template_name = "boards/show.html"

    def get_page_title(self) -> str:
        """The number of the decision."""
        return _("Decision %(number)s") % {"number": self.board}

    def get_context_data(self, **kwargs) -> dict:
        """The board with what was done with it."""
        return super().get_context_data(**kwargs, entries=entries_of([self.board]))


class BoardFormView(TemplateView):
    """The form of a board with its table of members; works without JavaScript."""

    template_name = "boards/form.html"

    def form_of(self, *args, **kwargs) -> forms.BoardForm:
        """The form of this screen."""
        raise NotImplementedError

    def first_rows(self):
        """The members that the screen shows first."""
        raise NotImplementedError

    def save(self, form: forms.BoardForm, seats: list) -> EditorialBoard:
        """Carries it out; may raise ``BoardRefused``."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Shows what is stored, or for a new board what the former one had."""
        form = self.form_of(initial=forms.first_values(self.shown_board))
        return self._show(form, self.first_rows())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Gives more rows, or saves, or says what is wrong."""
        if "more_rows" in request.POST:
            typed = forms.as_typed(self.form_of().fields, request.POST)
            return self._show(self.form_of(initial=typed), forms.more_rows(self.site, request))
        form, rows = (
            self.form_of(request.POST, request.FILES),
            forms.sent_rows(self.site, request),
        )
        # Both are asked, so that all faults are told at once.
        if all([form.is_valid(), rows.is_valid()]):
            try:
                board = self.save(form, rows.seats())
            except BoardRefused as refusal:
                form.add_error(
                    refusal.field if refusal.field in form.fields else None, refusal.reason
                )
            else:
                messages.success(request, self.success_message)
                return redirect("boards:show", board.uid)
        return self._show(form, rows)

    def _show(self, form: forms.BoardForm, rows) -> HttpResponse:
        context = self.get_context_data(form=form, rows=rows)
        return self.render_to_response(context)


class NewView(BoardFormView, OneSiteScreen):
    """The first board of a portal, or the one that follows the present one."""

    shown_board = None
    success_message = gettext_lazy("The editorial board was entered. Now send it up.")

    @cached_property
    def former(self) -> EditorialBoard | None:
        """The board that the new one follows."""
        return newest_board(self.site)

    def refusal(self) -> str:
        """Why the person may not."""
        return refusal_to_edit(self.request.user, self.site)

    def get_page_title(self) -> str:
        """What is done."""
        return _("Reconstitute the board") if self.former else _("Enter the board")

    def form_of(self, *args, **kwargs) -> forms.BoardForm:
        """The form of a new board."""
        return forms.BoardForm(*args, site=self.site, **kwargs)

    def first_rows(self):
        """The members of the former board, as a start."""
        return forms.seat_rows(self.site, self.former)

    def save(self, form: forms.BoardForm, seats: list) -> EditorialBoard:
        """Makes the board and closes the former one."""
        user = self.request.user
        key = form.cleaned_data["key"]
        return reconstitute(self.site, form.decision(user), seats, user=user, key=key)

    def get_context_data(self, **kwargs) -> dict:
        """What happens to the former board."""
        return super().get_context_data(**kwargs, former=self.former)


class EditView(BoardFormView, OneBoardScreen):
    """A correction of what is recorded of a board."""

    page_title = gettext_lazy("Correct the board")
    success_message = gettext_lazy("The editorial board was saved.")

    def refusal(self) -> str:
        """Why the person may not, or the board cannot be corrected now."""
        reason = refusal_to_edit(self.request.user, self.site)
        # Who presses twice is told by the form, with what they typed.
        is_asking = self.request.method == "GET"
        return reason or (refusal_to_correct(self.board) if is_asking else "")

    @property
    def shown_board(self) -> EditorialBoard:
        """What the form shows first."""
        return self.board

    def form_of(self, *args, **kwargs) -> forms.BoardForm:
        """The form of this board."""
        return forms.BoardForm(*args, site=self.site, board=self.board, **kwargs)

    def first_rows(self):
        """The board's members."""
        return forms.seat_rows(self.site, self.board)

    def save(self, form: forms.BoardForm, seats: list) -> EditorialBoard:
        """Stores the correction."""
        user, data = self.request.user, form.cleaned_data
        return correct(
            self.board,
            form.decision(user),
            seats,
            user=user,
            seen=data["seen"],
            reason=data.get("reason", ""),
        )

    def get_context_data(self, **kwargs) -> dict:
        """Whether the correction has to be explained."""
        return super().get_context_data(**kwargs, needs_reason=needs_reason(self.board))


class SendView(OneBoardScreen, TemplateView):
    """Asks once more, then sends the board up."""

    template_name = "boards/send.html"
    page_title = gettext_lazy("Send the board up")

    def refusal(self) -> str:
        """Why the person may not."""
        return refusal_to_send(self.request.user, self.site)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Sends it; a second press is told that it was sent."""
        try:
            submission = send_up(self.board, request.user)
        except BoardRefused as refusal:
            messages.warning(request, refusal.reason)
        else:
            messages.success(
                request,
                _("The board was sent to “%(unit)s”.") % {"unit": submission.receiver},
            )
        return redirect(reverse("boards:show", args=[self.board.uid]))
