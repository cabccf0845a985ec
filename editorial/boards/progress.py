"""How far the portals have come with sending their boards up, for each target."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from editorial.boards.models import EditorialBoard, ReportingTarget, Submission
from sites.profile.models import SiteProfile
from sites.units.models import Kind, UnitPeriod

MISSING, UNSENT = "missing", "unsent"
SENT, RETURNED, ACCEPTED = Submission.State.values
STATES = {
    ACCEPTED: _("accepted"),
    SENT: _("sent, waiting"),
    RETURNED: _("returned"),
    UNSENT: _("entered, not sent"),
    MISSING: _("no board entered"),
}
# Where the portal has done its part.
DONE = (SENT, ACCEPTED)


@dataclass(frozen=True)
class Figures:
    """How many portals stand where.

    Attributes:
        label: of which portals.
        required: how many there are.
        counts: by state.
        late: how many have not done their part after the last day.
        filters: the choices in the list that show just these portals.
    """

    label: str
    required: int
    counts: Counter
    late: int
    filters: str = ""

    @property
    def sent(self) -> int:
        """Those that have done their part, decided on or not."""
        return sum(self.counts[state] for state in DONE)

    @property
    def accepted(self) -> int:
        """Those that the unit above has accepted."""
        return self.counts[ACCEPTED]

    @property
    def returned(self) -> int:
        """Those that have to mend their board."""
        return self.counts[RETURNED]

    @property
    def missing(self) -> int:
        """Those that have entered no board, or not sent it."""
        return self.counts[MISSING] + self.counts[UNSENT]

    @property
    def percentage(self) -> int:
        """How many in a hundred have done their part, rounded down, so that 100 means all."""
        return self.sent * 100 // self.required if self.required else 0


def portals_of_target(
    target: ReportingTarget, day: date, units: QuerySet | None = None
) -> QuerySet[SiteProfile]:
    """The live portals that a target asks, with where each of them stands.

    Args:
        target: the target.
        day: the day on which units are read.
        units: keys of the units that are looked at; None for all.

    Returns:
        Profiles with ``unit_name``, ``unit_kind``, ``unit_order``, ``parent_unit``,
        ``parent_name``, ``board_number``, ``board_uid``, ``sent_at``, ``decided_at``,
        ``board_state`` (a key of :data:`STATES`) and ``is_late``.
    """
    period = UnitPeriod.objects.on(day).filter(unit=OuterRef("unit"))
    parent = UnitPeriod.objects.on(day).filter(unit=OuterRef("parent_unit"))
    board = _newest_board(target)
    profiles = SiteProfile.objects.filter(state=SiteProfile.State.LIVE)
    if units is not None:
        profiles = profiles.filter(unit__in=units)
    found = (
        profiles.select_related("site")
        .annotate(
            unit_name=Subquery(period.values("name")[:1]),
            unit_kind=Subquery(period.values("kind")[:1]),
            unit_order=Subquery(period.values("sort_key")[:1]),
            parent_unit=Subquery(period.values("parent")[:1]),
            board=Subquery(board.values("pk")[:1]),
        )
        .filter(unit_kind__in=target.kinds)
        .annotate(parent_name=Subquery(parent.values("name")[:1]))
    )
    return _with_state(found, target, day)


def _newest_board(target: ReportingTarget) -> QuerySet[EditorialBoard]:
    boards = EditorialBoard.objects.filter(site=OuterRef("site"))
    if target.counts_from:
        boards = boards.filter(decided_on__gte=target.counts_from)
    return boards.order_by("-valid_from")


def _with_state(profiles: QuerySet, target: ReportingTarget, day: date) -> QuerySet[SiteProfile]:
    board = EditorialBoard.objects.filter(pk=OuterRef("board"))
    sent = Submission.objects.filter(board=OuterRef("board")).order_by("-sent_at", "-pk")
    is_over = day > target.due_on
    return (
        profiles.annotate(
            board_number=Subquery(board.values("decision_number")[:1]),
            board_uid=Subquery(board.values("uid")[:1]),
            sent_at=Subquery(sent.values("sent_at")[:1]),
            decided_at=Subquery(sent.values("decided_at")[:1]),
            last_state=Subquery(sent.values("state")[:1]),
        )
        .annotate(
            board_state=Case(
                When(board__isnull=True, then=Value(MISSING)),
                When(last_state__isnull=True, then=Value(UNSENT)),
                default=F("last_state"),
                output_field=CharField(),
            )
        )
        .annotate(
            is_late=Case(When(~Q(board_state__in=DONE), then=Value(is_over)), default=Value(False))
        )
    )


def sites_that_are_late(
    target: ReportingTarget,
    day: date,
    sites: Collection[int] | None = None,
    units: QuerySet | None = None,
) -> list[int]:
    """Keys of the sites that have not done their part after the last day.

    Args:
        target: the target.
        day: today.
        sites: only these; None for all.
        units: only the portals of these units; None for all.
    """  # fmt: skip
    if day <= target.due_on:
        return []
    found = portals_of_target(target, day, units).exclude(board_state__in=DONE)
    if sites is not None:
        found = found.filter(site__in=sites)
    return list(found.values_list("site", flat=True))


def figures_of(
    target: ReportingTarget, day: date, units: QuerySet | None = None
) -> tuple[Figures, list[Figures], list[Figures]]:
    """All portals of a target together, by kind, and by the unit above; one statement.

    Args:
        target: the target.
        day: today.
        units: keys of the units that are looked at; None for all.
    """
    columns = ("unit_kind", "parent_unit", "parent_name", "board_state", "is_late")
    rows = list(portals_of_target(target, day, units).order_by().values_list(*columns))
    by_kind, by_parent = defaultdict(list), defaultdict(list)
    for kind, parent, name, state, late in rows:
        by_kind[kind].append((state, late))
        by_parent[(name or "", parent)].append((state, late))
    kinds = [
        _figures(str(Kind(kind).label), by_kind[kind], f"unit_kind={kind}")
        for kind in Kind.values
        if kind in by_kind
    ]
    parents = [
        _figures(name or str(_("directly under nobody")), found, f"parent_unit={parent}")
        for (name, parent), found in sorted(by_parent.items(), key=lambda item: item[0][0])
    ]
    return _figures(str(_("All")), [row[3:] for row in rows], ""), kinds, parents


def _figures(label: str, found: Iterable[tuple[str, bool]], filters: str) -> Figures:
    rows = list(found)
    counts = Counter(state for state, _late in rows)
    return Figures(label, len(rows), counts, sum(bool(late) for _state, late in rows), filters)
