"""Boards are made, reconstituted and corrected here, each with its entry in the history."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Site

from editorial.boards.errors import BoardRefused
from editorial.boards.models import BoardMember, EditorialBoard, Submission
from editorial.boards.permissions import refusal_to_edit
from portal.accounts.models import User
from portal.common import clock
from portal.common.models import SubmissionKey
from portal.hosts.index import index
from portal.media.models import PortalDocument
from sites.access.standing import acting_now

ONE_DAY = timedelta(days=1)
PURPOSE = "editorial board"
MADE, RECONSTITUTED, CHANGED = (f"boards.{act}" for act in ("make", "reconstitute", "change"))
Position = BoardMember.Position
# Of these positions a board has one person at most.
SINGLE = (Position.HEAD, Position.STANDING_DEPUTY)


@dataclass(frozen=True)
class Decision:
    """The decision that sets a board up.

    Attributes:
        valid_from: the first day of the board.
        valid_to: its last day; None while it is in force.
        upload: stores a new file in the site's collection and returns it, asked only when
            nothing else stands against the act.
    """

    decision_number: str
    decided_on: date
    signer: str
    valid_from: date
    valid_to: date | None = None
    file: PortalDocument | None = None
    shows_file: bool = False
    upload: Callable[[], PortalDocument] | None = None

    def write(self, board: EditorialBoard) -> None:
        """Writes itself into a board, which is not saved."""
        file = self.upload() if self.upload else self.file
        for name in FACTS:
            setattr(board, name, getattr(self, name))
        board.file = file
        board.changed_at = clock.now()


FACTS = ("decision_number", "decided_on", "signer", "valid_from", "valid_to", "shows_file")


@dataclass(frozen=True)
class Seat:
    """One member, as the form or a file names them."""

    position: str
    name: str
    post: str = ""
    telephone: str = ""
    email: str = ""
    shows_contacts: bool = False
    user: User | None = None
    order: int = 1


SEAT_FIELDS = (
    "position", "name", "post", "telephone", "email", "shows_contacts", "user", "order",
)  # fmt: skip


def current_board(site: Site, day: date) -> EditorialBoard | None:
    """The board of a site that is in force on a day."""
    return EditorialBoard.objects.on(day).filter(site=site).select_related("file").first()


def newest_board(site: Site) -> EditorialBoard | None:
    """The board of a site with the latest first day: in force, to come, or the last there was."""
    return EditorialBoard.objects.filter(site=site).select_related("file").first()


def seats_of(board: EditorialBoard) -> list[Seat]:
    """The members of a board in their order."""
    return [
        Seat(**{name: getattr(member, name) for name in SEAT_FIELDS})
        for member in board.members.select_related("user")
    ]


@transaction.atomic
def reconstitute(
    site: Site,
    decision: Decision,
    seats: Iterable[Seat] | None = None,
    *,
    user: User,
    key: uuid.UUID | None = None,
) -> EditorialBoard:
    """Sets up the next board of a site (“kiện toàn”), or its first one.

    The former board, if it has no end, is closed on the day before.

    Args:
        site: the site.
        decision: the new decision.
        seats: the members; those of the former board if none are given.
        user: who asks.
        key: names one sending of the form; the same key gives the same board.

    Raises:
        BoardRefused: nothing was changed.
    """
    index.lock()
    user = acting_now(user, site.pk)
    _refuse(refusal_to_edit(user, site))
    sent, is_first = _remember(key)
    if not is_first:
        return _made_before(sent, site)
    former = newest_board(site)
    seats = seats_of(former) if seats is None and former else list(seats or ())
    _close(former, decision)
    board = EditorialBoard(site=site, predecessor=former)
    _store(board, decision, seats)
    if sent:
        sent.result = str(board.pk)
        sent.save(update_fields=["result"])
    action, data = (RECONSTITUTED, {"former": str(former)}) if former else (MADE, {})
    log(board, action, user=user, data={"site": site.pk, **data})
    return board


@transaction.atomic
def correct(
    board: EditorialBoard,
    decision: Decision,
    seats: Iterable[Seat],
    *,
    user: User,
    seen: str,
    reason: str = "",
) -> EditorialBoard:
    """Corrects what is recorded of a board.

    Args:
        board: the board.
        decision: all facts anew.
        seats: all members anew.
        user: who asks.
        seen: the version that the form showed, see :func:`version_of`.
        reason: why; needed once the unit above has accepted the board.

    Raises:
        BoardRefused: nothing was changed.
    """
    index.lock()
    board = lock_board(board.pk)
    user = acting_now(user, board.site_id)
    _refuse(refusal_to_edit(user, board.site))
    if version_of(board) != seen:
        raise BoardRefused(
            _(
                "Somebody else has changed this board since you opened the form. Open it anew "
                "and enter your changes again."
            )
        )
    _refuse(refusal_to_correct(board))
    if needs_reason(board) and not reason:
        raise BoardRefused(_REASON_NEEDED(), "reason")
    seats = list(seats)
    changes = _changes(board, decision, seats)
    if changes:
        _store(board, decision, seats)
        data = {"site": board.site_id, "changes": changes, "reason": reason}
        log(board, CHANGED, user=user, data=data)
    return board


def version_of(board: EditorialBoard) -> str:
    """Which state of a board a form shows."""
    return board.changed_at.astimezone(UTC).isoformat()


def refusal_to_correct(board: EditorialBoard) -> str:
    """Why a board cannot be corrected now, whoever asks; empty if it can."""
    waiting = board.submissions.waiting().select_related("receiver").first()
    if waiting is None:
        return ""
    return _(
        "This board lies with “%(unit)s”, which decides on it as it was sent. Wait for the "
        "decision; if something is wrong, ask for it to be returned."
    ) % {"unit": waiting.receiver}


def needs_reason(board: EditorialBoard) -> bool:
    """Whether a correction has to be explained, because the unit above accepted the board."""
    return board.submissions.filter(state=Submission.State.ACCEPTED).exists()


def lock_board(pk: int) -> EditorialBoard:
    """Reads a board anew and keeps others from deciding on it until the transaction ends.

    Raises:
        BoardRefused: it is gone.
    """
    boards = EditorialBoard.objects.select_for_update(no_key=True, of=("self",))
    board = boards.select_related("site").filter(pk=pk).first()
    if board is None:
        raise BoardRefused(_("This board is no longer there. Open the list anew."))
    return board


def _REASON_NEEDED() -> str:  # noqa: N802 a sentence, in the language of whoever reads it
    return _(
        "The unit above has accepted this board. Say why it is corrected: the reason stays in "
        "the history."
    )


def _refuse(reason: str) -> None:
    if reason:
        raise BoardRefused(reason)


def _remember(key: uuid.UUID | None) -> tuple[SubmissionKey | None, bool]:
    if key is None:
        return None, True
    return SubmissionKey.objects.get_or_create(key=key, defaults={"purpose": PURPOSE})


def _made_before(sent: SubmissionKey, site: Site) -> EditorialBoard:
    made = None
    if sent.purpose == PURPOSE and sent.result:
        made = EditorialBoard.objects.filter(site=site, pk=sent.result).first()
    if made is None:
        raise BoardRefused(_("This form was sent before and made no board. Begin anew."))
    return made


def _close(former: EditorialBoard | None, decision: Decision) -> None:
    """Ends the former board on the day before the new one; one that has ended is left alone."""
    if former is None or former.valid_to is not None:
        return
    if decision.valid_from <= former.valid_from:
        raise BoardRefused(
            _(
                "The present board of decision %(number)s is in force from %(day)s. The new one "
                "has to begin later."
            )
            % {"number": former, "day": _day(former.valid_from)},
            "valid_from",
        )
    former.valid_to = decision.valid_from - ONE_DAY
    former.changed_at = clock.now()
    former.save(update_fields=["valid_to", "changed_at"])


def _store(board: EditorialBoard, decision: Decision, seats: list[Seat]) -> None:
    _check_days(board, decision)
    check_seats(board.site, seats)
    if decision.file and not own_documents(board.site).filter(pk=decision.file.pk).exists():
        raise BoardRefused(_("Choose a file of this portal."), "file")
    decision.write(board)
    board.save()
    # All anew: two people who change places would meet each other's seat one by one.
    board.members.all().delete()
    BoardMember.objects.bulk_create(
        [BoardMember(board=board, **{name: getattr(seat, name) for name in SEAT_FIELDS})
         for seat in seats]
    )  # fmt: skip


def _check_days(board: EditorialBoard, decision: Decision) -> None:
    if decision.valid_to and decision.valid_to < decision.valid_from:
        raise BoardRefused(_("The last day lies before the first one."), "valid_to")
    others = EditorialBoard.objects.overlapping(decision.valid_from, decision.valid_to)
    other = others.filter(site=board.site).exclude(pk=board.pk).first()
    if other:
        raise BoardRefused(
            _(
                "On these days the board of decision %(number)s is in force (from %(day)s). "
                "Correct the days of one of them."
            )
            % {"number": other, "day": _day(other.valid_from)},
            "valid_from",
        )


def check_seats(site: Site, seats: list[Seat]) -> None:
    """Checks the members of a board together.

    Raises:
        BoardRefused: no head, a position that only one may have is taken twice, or an account
            of somebody who has no role on the site.
    """
    held = [seat.position for seat in seats]
    if Position.HEAD not in held:
        raise BoardRefused(
            _("A board needs a head. Give one member the position “%(head)s”.")
            % {"head": Position.HEAD.label}
        )
    for position in SINGLE:
        if held.count(position) > 1:
            raise BoardRefused(
                _("Only one member can be “%(position)s”. Give the others another position.")
                % {"position": position.label}
            )
    wanted = {seat.user.pk for seat in seats if seat.user}
    if wanted - set(people_of(site).filter(pk__in=wanted).values_list("pk", flat=True)):
        raise BoardRefused(_("An account beside a member has no role on this portal. Take it out."))


def people_of(site: Site):
    """The active people who hold a role on a site."""
    people = User.objects.filter(is_active=True, groups__site_role__site=site)
    return User.objects.filter(pk__in=people.values("pk")).order_by("full_name", "email")


def own_documents(site: Site):
    """The files in a site's collection and those below it, the newest first."""
    collection = site.profile.collection
    if collection is None:
        return PortalDocument.objects.none()
    folders = collection.get_descendants(inclusive=True)
    return PortalDocument.objects.filter(collection__in=folders).order_by("-created_at", "-pk")


def _changes(board: EditorialBoard, decision: Decision, seats: list[Seat]) -> list[str]:
    """Names of the facts that differ from what is stored."""
    found = [name for name in FACTS if getattr(board, name) != getattr(decision, name)]
    new_file = decision.file.pk if decision.file else None
    if decision.upload or board.file_id != new_file:
        found.append("file")
    if [asdict_of(seat) for seat in seats_of(board)] != [asdict_of(seat) for seat in seats]:
        found.append("members")
    return found


def asdict_of(seat: Seat) -> dict:
    """A seat as plain values, to be compared."""
    return {name: getattr(seat, name) for name in SEAT_FIELDS}


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
