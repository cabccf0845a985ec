"""What waits for me: items to review, texts and boards that came back, boards sent to us."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.boards.menu import has_portals_below
from editorial.boards.models import Submission
from editorial.boards.permissions import RECEIVING_ROLES, receivable
from editorial.desk.desks import WORKING_ROLES
from editorial.desk.panels import DeskPanel
from editorial.workflow.models import ReviewState, ReviewTask
from editorial.workflow.querysets import sent_back_to, waiting_for
from portal.common import clock
from sites.units.models import Kind, UnitPeriod

MOST_SHOWN = 10


class Pressing(IntEnum):
    """How pressing something is, the most pressing first."""

    LATE = 0
    DUE = 1
    RETURNED = 2
    RECEIVED = 3


@dataclass(frozen=True)
class Entry:
    """Something that waits.

    Attributes:
        what: what has to be done with it.
        moment: by when; where nothing is due, since when it waits.
        portal: name of the portal, where the person may have several before them.
        comment: what somebody said of it.
    """

    pressing: Pressing
    what: str
    title: str
    url: str
    moment: datetime | None
    portal: str = ""
    comment: str = ""
    has_deadline: bool = False

    @property
    def is_late(self) -> bool:
        """Whether its deadline has passed."""
        return self.pressing == Pressing.LATE


class WaitingPanel(DeskPanel):
    """The most pressing first, at most ten, with the way to all."""

    name = "desk_waiting"
    template_name = "desk/waiting.html"
    order = 20

    def is_shown(self) -> bool:
        """For everybody who writes, reviews or decides on boards."""
        return self.desk.is_provincial_administrator or self.desk.holds(*WORKING_ROLES)

    def get_context_data(self, parent_context) -> dict:
        """The entries of all sources in one order."""
        texts = [*self._reviews(), *self._sent_back()]
        received = [*self._received()]
        found = [*texts, *self._own_board(), *received]
        found.sort(key=lambda entry: (entry.pressing, entry.moment is None, entry.moment))
        return {
            "entries": found[:MOST_SHOWN],
            "is_cut": len(found) > MOST_SHOWN,
            "most": MOST_SHOWN,
            "has_texts": bool(texts),
            "has_boards": bool(received),
        }

    def _reviews(self) -> Iterable[Entry]:
        user, now = self.desk.user, clock.now()
        # What one has sent oneself is for somebody else to approve.
        rows = waiting_for(user).exclude(
            step=ReviewTask.Step.APPROVAL,
            workflow_state__requested_by=user,
            site__profile__allows_own_texts=False,
        )
        rows = rows.select_related("page", "site")
        for state in rows.order_by(F("due_at").asc(nulls_last=True), "started_at")[
            : MOST_SHOWN + 1
        ]:
            is_late = state.due_at is not None and state.due_at < now
            yield Entry(
                pressing=Pressing.LATE if is_late else Pressing.DUE,
                what=_to_do(state),
                title=_title(state),
                url=_on_portal(reverse("review:show", args=[state.pk]), state),
                moment=state.due_at or state.started_at,
                portal=self._portal(state),
                has_deadline=state.due_at is not None,
            )

    def _sent_back(self) -> Iterable[Entry]:
        rows = ReviewState.objects.filter(
            workflow_state__in=sent_back_to(self.desk.user),
            pk=F("workflow_state__current_task_state"),
        )
        rows = rows.select_related("page", "site").order_by("finished_at")
        for state in rows[: MOST_SHOWN + 1]:
            yield Entry(
                pressing=Pressing.RETURNED,
                what=_("sent back to you for changes"),
                title=_title(state),
                url=_on_portal(reverse("wagtailadmin_pages:edit", args=[state.page_id]), state),
                moment=state.finished_at,
                portal=self._portal(state),
                comment=state.comment,
            )

    def _own_board(self) -> Iterable[Entry]:
        if not self.desk.looks_after_board:
            return
        sending = self.desk.sending
        if sending and sending.state == Submission.State.RETURNED:
            yield Entry(
                pressing=Pressing.RETURNED,
                what=_("editorial board, returned to your portal"),
                title=_("Decision %(number)s") % {"number": self.desk.board.decision_number},
                url=reverse("boards:show", args=[self.desk.board.uid]),
                moment=sending.decided_at,
                comment=sending.reason,
            )

    def _received(self) -> Iterable[Entry]:
        rows = self._submissions().waiting().select_related("board__site")
        for sending in rows.order_by("sent_at", "pk")[: MOST_SHOWN + 1]:
            yield Entry(
                pressing=Pressing.RECEIVED,
                what=_("editorial board, to accept or return"),
                title=_("Decision %(number)s") % {"number": sending.board.decision_number},
                url=reverse("boards:decide", args=[sending.uid]),
                moment=sending.sent_at,
                portal=sending.board.site.site_name,
            )

    def _submissions(self):
        """Administrators of the province are shown what was sent to the province itself."""
        desk = self.desk
        if desk.is_provincial_administrator:
            periods = UnitPeriod.objects.on(desk.today).filter(kind=Kind.PROVINCE)
            return Submission.objects.filter(receiver__in=periods.values("unit"))
        if any(has_portals_below(site) for site in desk.held.sites_with(*RECEIVING_ROLES)):
            return receivable(desk.user, desk.today)
        return Submission.objects.none()

    def _portal(self, state: ReviewState) -> str:
        return state.site.site_name if self.desk.reaches_everywhere else ""


def _to_do(state: ReviewState) -> str:
    if state.step == ReviewTask.Step.EDITING:
        return _("to edit and pass on")
    return _("to approve")


def _title(state: ReviewState) -> str:
    return state.page.draft_title or state.page.title


def _on_portal(url: str, state: ReviewState) -> str:
    return f"{url}?portal={state.site_id}"
