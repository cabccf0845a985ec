"""Editorial boards of the demonstration: some sent up, some returned, a few portals without.

Who sits on a board and where it stands follows from the unit's code and its place among its
neighbours, so that two loads give the same, and every receiver has something waiting.
"""

import tomllib
import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import ModelLogEntry

from editorial.boards import sending, services
from editorial.boards.loading import load_targets
from editorial.boards.models import BoardMember, EditorialBoard, Submission
from portal.accounts.models import User
from portal.common.clock import PROVINCE_TIME
from portal.hosts.index import index
from sites.access.models import Role
from sites.profile.models import SiteProfile
from sites.units.models import Kind, UnitPeriod

NONE, ENTERED = "none", "entered"
SENT, RETURNED, ACCEPTED = Submission.State.values
# Neighbours take these in turn.
ROUND = (SENT, ACCEPTED, ACCEPTED, RETURNED, ENTERED, SENT, ACCEPTED, NONE)
# The units that have accounts: each of them finds something to do.
EXAMPLES = {"27": ENTERED, "BN-SYT": RETURNED, "260": SENT, "09355": RETURNED}
# The provincial board is that of Decision 73/QĐ-UBND, which Plan 953/KH-UBND names.
KNOWN = {"27": ("73/QĐ-UBND", date(2021, 1, 20))}
FIRST_DAY, DAYS = date(2021, 3, 22), 15
FORMER_DAY = date(2019, 6, 3)
SATURDAY = 5
SEED = "editorial board"
RECORDED = {SENT: sending.SENT, RETURNED: sending.RETURNED, ACCEPTED: sending.ACCEPTED}


@dataclass
class DemoBoard:
    """One portal's board before it is stored."""

    profile: SiteProfile
    period: UnitPeriod
    state: str
    sender: User | None = None
    receiver: User | None = None
    receiver_name: str = ""

    def __post_init__(self) -> None:
        self.chance = Random(zlib.crc32(f"{SEED} {self.period.code}".encode()))  # noqa: S311 texts
        number, day = KNOWN.get(self.period.code, (None, None))
        self.day = day or _working_day(FIRST_DAY, self.chance.randrange(DAYS))
        self.number = number or f"{self.chance.randrange(15, 180)}/QĐ-{self._issuer()}"

    @property
    def kind(self) -> str:
        """Which seats the board has."""
        administrative = (Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE)
        return str(self.period.kind) if self.period.kind in administrative else "office"

    @property
    def seat(self) -> str:
        """The unit as it stands in a post: “xã Đại Đồng”."""
        name = self.period.name
        return name[:1].lower() + name[1:]

    @property
    def has_former(self) -> bool:
        """Whether an older board was replaced by it."""
        return self.chance_of("former") % 3 == 0 and self.period.code not in KNOWN

    def chance_of(self, what: str) -> int:
        """A number that is always the same for this unit."""
        return zlib.crc32(f"{what} {self.period.code}".encode())

    def _issuer(self) -> str:
        return "UBND" if self.kind != "office" else self.period.code.removeprefix("BN-")

    def moment(self, days: int, hour: int) -> datetime:
        """A moment in working hours, some working days after the decision."""
        day = _working_day(self.day, days)
        return datetime.combine(day, time(hour, self.chance.randrange(60)), PROVINCE_TIME)


def _working_day(first: date, number: int) -> date:
    day = first
    while number or day.weekday() >= SATURDAY:
        day += timedelta(days=1)
        number -= day.weekday() < SATURDAY and number > 0
    return day


@transaction.atomic
def enter_boards(on: date) -> int:
    """Gives the live portals that never had a board theirs; how many boards are new.

    Args:
        on: the day on which units are read.
    """
    load_targets()
    planned = [board for board in _planned(on) if board.state != NONE]
    if not planned:
        return 0
    rows = _store_boards(planned)
    _store_members(planned, rows)
    _store_sendings(planned, rows)
    index.changed(*(board.profile.site_id for board in planned))
    return len(rows)


def _planned(on: date) -> list[DemoBoard]:
    profiles = SiteProfile.objects.filter(
        state=SiteProfile.State.LIVE, site__boards__isnull=True
    ).select_related("site")
    by_unit = {profile.unit_id: profile for profile in profiles}
    people = _people()
    sites = dict(SiteProfile.objects.values_list("unit", "site"))
    places: dict[int | None, int] = defaultdict(int)
    planned = []
    periods = list(UnitPeriod.objects.on(on).order_by("code"))
    names = {period.unit_id: period.name for period in periods}
    for period in periods:
        place = places[period.parent_id]
        places[period.parent_id] += 1
        if period.unit_id not in by_unit:
            continue
        state = EXAMPLES.get(period.code, ROUND[place % len(ROUND)])
        profile = by_unit[period.unit_id]
        receiver = people.get((sites.get(period.parent_id), Role.APPROVER))
        sender = people.get((profile.site_id, Role.SECRETARY))
        above = names.get(period.parent_id, "")
        planned.append(DemoBoard(profile, period, state, sender, receiver, above))
    return planned


def _people() -> dict[tuple[int, str], User]:
    roles = (Role.APPROVER, Role.SECRETARY)
    people = User.objects.filter(groups__site_role__role__in=roles).distinct()
    return {
        (role.site_id, role.role): user
        for user in people.prefetch_related("groups__site_role")
        for group in user.groups.all()
        if (role := getattr(group, "site_role", None)) and role.role in roles
    }


def _store_boards(planned: list[DemoBoard]) -> list[EditorialBoard]:
    with_former = [board for board in planned if board.has_former]
    former = EditorialBoard.objects.bulk_create([_former_row(board) for board in with_former])
    before = {row.site_id: row for row in former}
    rows = EditorialBoard.objects.bulk_create(
        [_row(board, before.get(board.profile.site_id)) for board in planned]
    )
    BoardMember.objects.bulk_create(
        member
        for board in with_former
        for member in _members(board, before[board.profile.site_id], Random(board.number))  # noqa: S311 texts
    )
    return rows


def _row(board: DemoBoard, former: EditorialBoard | None) -> EditorialBoard:
    return EditorialBoard(
        site=board.profile.site,
        decision_number=board.number,
        decided_on=board.day,
        signer=_texts()["signers"][board.kind].format(seat=board.seat),
        valid_from=board.day,
        predecessor=former,
        changed_at=board.moment(0, 8),
    )


def _former_row(board: DemoBoard) -> EditorialBoard:
    row = _row(board, None)
    row.decision_number = f"{board.chance_of('number') % 200 + 10}/QĐ-{board.number.split('-')[1]}"
    row.decided_on = row.valid_from = FORMER_DAY
    row.valid_to = board.day - timedelta(days=1)
    return row


def _store_members(planned: Iterable[DemoBoard], rows: Iterable[EditorialBoard]) -> None:
    BoardMember.objects.bulk_create(
        member
        for board, row in zip(planned, rows, strict=True)
        for member in _members(board, row, board.chance)
    )


def _members(board: DemoBoard, row: EditorialBoard, chance: Random) -> list[BoardMember]:
    host = board.profile.site.hostname
    members = []
    for order, seat in enumerate(_texts()["seats"][board.kind], start=1):
        is_secretary = seat["position"] == BoardMember.Position.SECRETARY
        members.append(
            BoardMember(
                board=row,
                order=order,
                position=seat["position"],
                name=_name(chance),
                post=seat["post"].format(seat=board.seat),
                email=f"banbientap@{host}" if is_secretary else "",
                shows_contacts=is_secretary,
                user=board.sender if is_secretary else None,
            )
        )
    return members


def _name(chance: Random) -> str:
    texts = _texts()
    parts = ("family_names", "middle_names", "given_names")
    return " ".join(chance.choice(texts[part]) for part in parts)


def _store_sendings(planned: list[DemoBoard], rows: list[EditorialBoard]) -> None:
    pairs = [pair for pair in zip(planned, rows, strict=True) if pair[0].period.parent_id]
    sendings = [_sending(board, row) for board, row in pairs if board.state in RECORDED]
    Submission.objects.bulk_create(sendings)
    kind = ContentType.objects.get_for_model(EditorialBoard)
    entries = [_entry(kind, row, services.MADE, row.changed_at, board.sender)
               for board, row in zip(planned, rows, strict=True)]  # fmt: skip
    by_row = {row.pk: board for board, row in pairs}
    for sent in sendings:
        data = {"receiver": by_row[sent.board_id].receiver_name, "reason": sent.reason}
        row = sent.board
        entries.append(_entry(kind, row, sending.SENT, sent.sent_at, sent.sent_by, **data))
        if sent.decided_at:
            action = RECORDED[sent.state]
            entries.append(_entry(kind, row, action, sent.decided_at, sent.decided_by, **data))
    ModelLogEntry.objects.bulk_create(entries)


def _sending(board: DemoBoard, row: EditorialBoard) -> Submission:
    is_decided = board.state != SENT
    reasons = _texts()["reasons"]
    return Submission(
        board=row,
        receiver_id=board.period.parent_id,
        state=board.state,
        sent_at=board.moment(1, 9),
        sent_by=board.sender,
        decided_at=board.moment(3, 14) if is_decided else None,
        decided_by=board.receiver if is_decided else None,
        reason=reasons[board.chance_of("reason") % len(reasons)] if board.state == RETURNED else "",
    )


def _entry(kind: ContentType, row: EditorialBoard, action: str, moment: datetime, user, **data):
    return ModelLogEntry(
        content_type=kind,
        object_id=str(row.pk),
        label=str(row),
        action=action,
        timestamp=moment,
        user=user,
        data={"site": row.site_id, **data},
    )


@cache
def _texts() -> dict:
    return tomllib.loads(Path(__file__).with_name("boards.toml").read_text(encoding="utf-8"))
