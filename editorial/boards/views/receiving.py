"""What the portals below have sent, and the decision on it."""

import django_filters
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic

from editorial.boards.errors import BoardRefused
from editorial.boards.forms.decisions import ReturnForm
from editorial.boards.models import EditorialBoard, Submission
from editorial.boards.permissions import (
    RECEIVING_ROLES,
    is_provincial_administrator,
    receivable,
    refusal_to_receive,
)
from editorial.boards.sending import accept, send_back
from editorial.boards.views.base import HOME, OneBoardScreen, RefusingMixin
from portal.common import clock
from sites.access.standing import standing
from sites.administration.search import folded_words, holds


def refusal_of_inbox(user) -> str:
    """Why a person receives no boards at all; empty if they may."""
    if is_provincial_administrator(user) or standing(user).sites_with(*RECEIVING_ROLES):
        return ""
    return _(
        "Only administrators, approvers, secretaries and supervisors of the unit above decide "
        "on boards."
    )


class ReceivedFilterSet(WagtailFilterSet):
    """By what was decided."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=Submission.State.choices
    )

    class Meta:
        model = Submission
        fields = ["state"]


def _sent_on(submission: Submission) -> str:
    return date_format(localtime(submission.sent_at), "SHORT_DATETIME_FORMAT")


class ReceivedView(RefusingMixin, generic.IndexView):
    """All boards that were sent to the person's units, those that wait first."""

    model = Submission
    template_name = "boards/list.html"
    page_title = gettext_lazy("Received boards")
    header_icon = "download"
    index_url_name = "boards:received"
    index_results_url_name = "boards:received_results"
    filterset_class = ReceivedFilterSet
    is_searchable = True
    paginate_by = 50
    default_ordering = "-sent_at"
    breadcrumbs_items = [HOME]
    permission_policy = None

    def refusal(self) -> str:
        """Why the person may not."""
        return refusal_of_inbox(self.request.user)

    @cached_property
    def columns(self) -> list[Column]:
        """Portal, decision, when and to whom it was sent, state."""
        return [
            TitleColumn(
                "portal",
                label=gettext_lazy("Portal"),
                accessor=lambda submission: str(submission.board.site.profile),
                get_url=lambda submission: reverse("boards:decide", args=[submission.uid]),
            ),
            Column("board", label=gettext_lazy("Decision")),
            Column("sent", label=gettext_lazy("Sent"), accessor=_sent_on, sort_key="sent_at"),
            Column("receiver", label=gettext_lazy("Receiver")),
            StatusTagColumn(
                "state",
                label=gettext_lazy("State"),
                accessor="get_state_display",
                primary=lambda submission: submission.is_waiting,
            ),
        ]

    def get_base_queryset(self) -> QuerySet:
        """Resolved through the person's units."""
        found = receivable(self.request.user, clock.today())
        return found.select_related("board__site__profile__site", "receiver").prefetch_related(
            "receiver__periods"
        )

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        """What waits stands first."""
        waits = Case(
            When(state=Submission.State.SENT, then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
        return queryset.order_by(waits, self.ordering, "pk")

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Those whose portal or decision holds every word."""
        words = folded_words(self.search_query)
        if not words:
            return queryset
        columns = ("pk", "board__site__site_name", "board__decision_number")
        texts = queryset.order_by().values_list(*columns)
        return queryset.filter(pk__in=[pk for pk, *held in texts if holds(words, *held)])


class DecideView(OneBoardScreen, TemplateView):
    """One sending: the board as it was sent, and the two answers."""

    template_name = "boards/decide.html"
    page_title = gettext_lazy("Board sent up")

    @cached_property
    def submission(self) -> Submission:
        """The sending of the address.

        Raises:
            Http404: there is none that was sent to the person's units.
        """
        found = receivable(self.request.user, clock.today()).select_related("receiver")
        return get_object_or_404(found, uid=self.kwargs["uid"])

    @cached_property
    def board(self) -> EditorialBoard:
        """The board that was sent."""
        boards = EditorialBoard.objects.select_related("site__profile__unit", "file", "predecessor")
        return boards.get(pk=self.submission.board_id)

    def get_breadcrumbs_items(self) -> list[dict]:
        """From the start over the list of what was received."""
        received = {"url": reverse("boards:received"), "label": str(ReceivedView.page_title)}
        return [HOME, received, {"url": "", "label": str(self.site.profile)}]

    def get_context_data(self, **kwargs) -> dict:
        """The board, the form, and why nothing can be decided if so."""
        form = kwargs.pop("form", None) or ReturnForm()
        refusal = refusal_to_receive(self.request.user, self.submission)
        return super().get_context_data(
            **kwargs, form=form, submission=self.submission, refusal=refusal
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Accepts or returns; the second of two who decide at once is told what the first did."""
        try:
            if request.POST.get("act") == "accept":
                accept(self.submission, request.user)
                done = _("The board was accepted.")
            else:
                form = ReturnForm(request.POST)
                if not form.is_valid():
                    return self.render_to_response(self.get_context_data(form=form))
                send_back(self.submission, request.user, form.cleaned_data["reason"])
                done = _("The board was returned with your reason.")
        except BoardRefused as refusal:
            messages.warning(request, refusal.reason)
        else:
            messages.success(request, done)
        return redirect("boards:decide", self.submission.uid)
