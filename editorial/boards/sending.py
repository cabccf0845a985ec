"""A board goes up to the unit above, which accepts it or returns it with a reason."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Site

from editorial.boards import tasks
from editorial.boards.errors import BoardRefused
from editorial.boards.models import EditorialBoard, Submission
from editorial.boards.permissions import receiving_portal, refusal_to_receive, refusal_to_send
from editorial.boards.services import lock_board
from portal.accounts.models import User
from portal.common import clock
from sites.access.standing import acting_now
from sites.units.models import Unit

SENT, RETURNED, ACCEPTED = (f"boards.{act}" for act in ("send", "return", "accept"))
State = Submission.State


def receiver_of(site: Site, day: date) -> Unit | None:
    """The unit above a portal's own on a day; None for the province, and for ended units."""
    period = site.profile.unit.at(day)
    return period.parent if period else None


def refusal_of_board(board: EditorialBoard, day: date) -> str:
    """Why a board cannot be sent up now, whoever asks; empty if it can."""
    open_one = board.submissions.exclude(state=State.RETURNED).select_related("receiver").first()
    if open_one:
        return _already_there(open_one)
    if board.valid_to and board.valid_to < day:
        return _("This board is no longer in force. Send the present one up.")
    if receiver_of(board.site, day) is None:
        return _("No unit stands above this portal's own, so the board is not sent anywhere.")
    return ""


def _already_there(submission: Submission) -> str:
    facts = {
        "unit": submission.receiver,
        "day": date_format(localtime(submission.sent_at), "SHORT_DATE_FORMAT"),
    }
    if submission.is_waiting:
        return (
            _("This board was sent to “%(unit)s” on %(day)s already. Wait for the decision.")
            % facts
        )
    return (
        _("“%(unit)s” has accepted this board, which was sent on %(day)s. Nothing is left to do.")
        % facts
    )


@transaction.atomic
def send_up(board: EditorialBoard, user: User) -> Submission:
    """Sends a board to the unit above its portal's own today.

    Raises:
        BoardRefused: with the reason; nothing was changed.
    """
    board = lock_board(board.pk)
    day = clock.today()
    user = acting_now(user, board.site_id)
    for reason in (refusal_to_send(user, board.site), refusal_of_board(board, day)):
        if reason:
            raise BoardRefused(reason)
    receiver = receiver_of(board.site, day)
    submission = Submission.objects.create(
        board=board, receiver=receiver, sent_by=user, sent_at=clock.now()
    )
    log(board, SENT, user=user, data={"site": board.site_id, "receiver": str(receiver)})
    _tell(tasks.tell_receiver, submission)
    return submission


def accept(submission: Submission, user: User) -> Submission:
    """Accepts a board.

    Raises:
        BoardRefused: the person may not, or somebody has decided by now.
    """
    return _decide(submission, user, State.ACCEPTED)


def send_back(submission: Submission, user: User, reason: str) -> Submission:
    """Returns a board to its portal.

    Args:
        submission: what waits.
        user: who decides.
        reason: what has to be mended.

    Raises:
        BoardRefused: the reason is missing, the person may not, or somebody has decided by now.
    """
    if not reason.strip():
        raise BoardRefused(
            _("Say what has to be mended: the portal reads it and sends the board again."),
            "reason",
        )
    return _decide(submission, user, State.RETURNED, reason.strip())


@transaction.atomic
def _decide(submission: Submission, user: User, state: str, reason: str = "") -> Submission:
    board = lock_board(submission.board_id)
    # Read under the lock: of two who decide at once, the second one is told what the first did.
    fresh = Submission.objects.select_related("receiver", "decided_by").get(pk=submission.pk)
    user = acting_now(user, receiving_portal(fresh.uid))
    refused = refusal_to_receive(user, fresh) or _refusal_of_decided(fresh)
    if refused:
        raise BoardRefused(refused)
    fresh.board = board
    fresh.state, fresh.reason = state, reason
    fresh.decided_at, fresh.decided_by = clock.now(), user
    fresh.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    data = {"site": board.site_id, "receiver": str(fresh.receiver), "reason": reason}
    log(board, ACCEPTED if state == State.ACCEPTED else RETURNED, user=user, data=data)
    _tell(tasks.tell_sender, fresh)
    return fresh


def _refusal_of_decided(submission: Submission) -> str:
    if submission.is_waiting:
        return ""
    return _("%(person)s has decided on this board already: %(state)s. Nothing was changed.") % {
        "person": submission.decided_by or _("Somebody"),
        "state": submission.get_state_display(),
    }


def _tell(task, submission: Submission) -> None:
    transaction.on_commit(lambda: task.enqueue(str(submission.uid)))


def history_of(board: EditorialBoard) -> QuerySet[Submission]:
    """All sendings of a board, the newest first, with who did what."""
    found = board.submissions.select_related("receiver", "sent_by", "decided_by")
    return found.prefetch_related("receiver__periods")
