"""Where the editorial board of the portal stands."""

from django.urls import reverse

from editorial.boards.models import ReportingTarget, Submission
from editorial.boards.progress import DONE
from editorial.desk.panels import DeskPanel


class BoardStatusPanel(DeskPanel):
    """Entered, sent, accepted or returned; and by when it is due."""

    name = "desk_board"
    template_name = "desk/board.html"
    order = 60

    def is_shown(self) -> bool:
        """For those who look after the board."""
        return self.desk.looks_after_board

    def get_context_data(self, parent_context) -> dict:
        """The newest board, its last sending and the next target that asks for it."""
        desk = self.desk
        sending, target = desk.sending, self._target()
        return {
            "board": desk.board,
            "sending": sending,
            "State": Submission.State,
            "receiver": desk.period.above if desk.period else "",
            "target": target,
            "is_late": target is not None and desk.today > target.due_on,
            "url": reverse("boards:site", args=[desk.site_id]),
        }

    def _target(self) -> ReportingTarget | None:
        """The earliest target for which the portal has still to do its part."""
        desk = self.desk
        if desk.period is None or desk.period.parent_id is None:
            return None
        decided_on = desk.board.decided_on if desk.board else None
        is_sent = desk.sending is not None and desk.sending.state in DONE
        for target in ReportingTarget.objects.order_by("due_on", "pk"):
            counts = decided_on and (not target.counts_from or decided_on >= target.counts_from)
            if desk.period.kind in target.kinds and not (is_sent and counts):
                return target
        return None
