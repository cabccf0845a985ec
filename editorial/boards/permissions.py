"""Who may look after a board, send it up and decide on it; why not, for everybody else.

A seat on a board gives no right: only roles on portals are asked here.
"""

from datetime import date
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Site

from editorial.boards.models import EditorialBoard, Submission
from portal.common import clock
from portal.media.models import PortalDocument
from sites.access.models import Role
from sites.access.standing import standing
from sites.profile.models import SiteProfile
from sites.units.models import Unit, UnitPeriod

BOARD_ROLES = (Role.ADMINISTRATOR, Role.SECRETARY, Role.APPROVER)
RECEIVING_ROLES = (*BOARD_ROLES, Role.SUPERVISOR)


def is_provincial_administrator(user) -> bool:
    """Whether a person looks after all portals."""
    return standing(user).is_provincial_administrator


def refusal_to_edit(user, site: Site) -> str:
    """Why a person may not make or correct the board of a site; empty if they may."""
    may = is_provincial_administrator(user) or standing(user).holds(site.pk, *BOARD_ROLES)
    if not may:
        return _(
            "Only administrators, approvers and secretaries of this portal look after its "
            "editorial board. Ask one of them."
        )
    if SiteProfile.objects.filter(site=site.pk, state=SiteProfile.State.RETIRED).exists():
        return _("This portal is an archive: its boards can be read, but not changed.")
    return ""


def refusal_to_send(user, site: Site) -> str:
    """Why a person may not send the board of a site up; empty if they may."""
    return refusal_to_edit(user, site)


def refusal_to_receive(user, submission: Submission) -> str:
    """Why a person may not accept or return a board; empty if they may."""
    if is_provincial_administrator(user):
        return ""
    if receivable(user, clock.today()).filter(pk=submission.pk).exists():
        return ""
    return _(
        "This board was sent to “%(unit)s”: only its administrators, approvers, secretaries and "
        "supervisors decide on it."
    ) % {"unit": submission.receiver}


def refusal_to_change_file(user, item: Model) -> str:
    """Why a person may not change the file of a decision; empty for any other picture or file.

    What was sent up stays as it was; before that, who looks after the board changes its file.

    Args:
        user: who acts.
        item: a stored picture or file.
    """
    if not isinstance(item, PortalDocument):
        return ""
    states = (Submission.State.SENT, Submission.State.ACCEPTED)
    if Submission.objects.filter(board__file=item.pk, state__in=states).exists():
        return _(
            "This is the decision of an editorial board that was sent up. The unit above decides "
            "on exactly this file. Upload a new one if the board is reconstituted."
        )
    boards = EditorialBoard.objects.filter(file=item.pk).select_related("site")
    return next((reason for board in boards if (reason := refusal_to_edit(user, board.site))), "")


def refusal_to_oversee(user) -> str:
    """Why a person may not see how far the portals below have come; empty if they may."""
    if is_provincial_administrator(user) or standing(user).sites_with(Role.SUPERVISOR):
        return ""
    return _(
        "Only supervisors and administrators of the province follow the boards of other portals."
    )


def receiving_units(user, day: date) -> list[int]:
    """Keys of the units for which a person may decide: they exist and their portal is live."""
    return _units_of(standing(user).sites_with(*RECEIVING_ROLES), day)


def receivable(user, day: date) -> QuerySet[Submission]:
    """What was sent to the units for which a person may decide, decided or not.

    What waits with a unit that has ended goes to its successors, or to the unit that stands
    above the sender today.
    """
    if is_provincial_administrator(user):
        return Submission.objects.all()
    units = receiving_units(user, day)
    if not units:
        return Submission.objects.none()
    below = UnitPeriod.objects.on(day).filter(parent__in=units).values("unit")
    found = Submission.objects.before(units, _taken_over(units, day), below, day)
    return Submission.objects.filter(pk__in=found.values("pk"))


def overseen_units(user, day: date) -> QuerySet | None:
    """Keys of the units up to two ranks below those that a person supervises.

    Returns:
        None for administrators of the province, who oversee all.
    """
    if is_provincial_administrator(user):
        return None
    units = _units_of(standing(user).sites_with(Role.SUPERVISOR), day)
    periods = UnitPeriod.objects.on(day)
    direct = periods.filter(parent__in=units).values("unit")
    return periods.filter(Q(parent__in=units) | Q(parent__in=direct)).values("unit")


def readable_boards(user, day: date) -> QuerySet[EditorialBoard]:
    """The boards that a person may read: of their portals, sent to them, or sent from below."""
    boards = EditorialBoard.objects.all()
    overseen = overseen_units(user, day)
    if overseen is None:
        return boards
    sent_from_below = boards.filter(
        site__profile__unit__in=overseen, submissions__isnull=False
    ).values("pk")
    return boards.filter(
        Q(site__in=standing(user).sites_with())
        | Q(pk__in=receivable(user, day).values("board"))
        | Q(pk__in=sent_from_below)
    )


def readable_sites(user) -> QuerySet[Site]:
    """The portals whose boards a person looks after or reads; all for the province."""
    if is_provincial_administrator(user):
        return Site.objects.filter(profile__isnull=False)
    return Site.objects.filter(pk__in=standing(user).sites_with(), profile__isnull=False)


def portal_of_board(uid: UUID) -> int | None:
    """The portal of a board, to be the current one of who works on several.

    Args:
        uid: of the board.
    """
    found = EditorialBoard.objects.filter(uid=uid)
    return found.order_by().values_list("site", flat=True).first()


def receiving_portal(uid: UUID) -> int | None:
    """The portal of the unit to which a board was sent, to be the current one.

    None where that unit has ended: who has taken its place is not asked here.

    Args:
        uid: of the sending.
    """
    receiver = Submission.objects.filter(uid=uid).order_by().values("receiver")[:1]
    existing = UnitPeriod.objects.on(clock.today()).values("unit")
    live = SiteProfile.objects.filter(state=SiteProfile.State.LIVE, unit__in=existing)
    found = live.filter(unit=receiver)
    return found.order_by().values_list("site", flat=True).first()


def _units_of(sites: set[int], day: date) -> list[int]:
    profiles = SiteProfile.objects.filter(site__in=sites, state=SiteProfile.State.LIVE)
    existing = UnitPeriod.objects.on(day).values("unit")
    return list(profiles.filter(unit__in=existing).values_list("unit", flat=True))


def _taken_over(units: list[int], day: date) -> list[int]:
    """The ended units that led to these, through every merger between; a statement a rank."""
    found: set[int] = set()
    following = set(units)
    while following:
        ended = Unit.objects.filter(successors__in=following, ended_on__lt=day)
        following = set(ended.values_list("pk", flat=True)) - found
        found |= following
    return sorted(found)
