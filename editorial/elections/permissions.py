"""Who looks after elections, and why others may not."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from editorial.elections.models import Election
from sites.access.models import Role
from sites.access.standing import standing
from sites.profile.models import SiteProfile

EDITING = (Role.EDITOR, Role.SECRETARY, Role.APPROVER, Role.ADMINISTRATOR)
PUBLISHING = (Role.APPROVER,)


def own_elections(user) -> QuerySet[Election]:
    """The elections that a person looks after; all for administrators of the province."""
    held = standing(user)
    if held.is_provincial_administrator:
        return Election.objects.all()
    return Election.objects.filter(site__in=held.sites_with(*EDITING))


def editing_sites(user) -> set[int] | None:
    """Keys of the portals on which a person enters elections; None for all."""
    held = standing(user)
    return None if held.is_provincial_administrator else held.sites_with(*EDITING)


def looks_after_elections(user) -> bool:
    """Whether a person enters elections on any portal."""
    sites = editing_sites(user)
    return sites is None or bool(sites)


def refusal_to_edit(user, site_id: int) -> str:
    """Why a person may not enter or change what belongs to an election; empty if they may."""
    held = standing(user)
    if not (held.is_provincial_administrator or held.holds(site_id, *EDITING)):
        return _(
            "Only editors, secretaries, approvers and administrators of this portal look after "
            "its elections. Ask one of them."
        )
    return refusal_of_archive(site_id)


def refusal_to_publish(user, site_id: int) -> str:
    """Why a person may not publish lists of candidates or results; empty if they may."""
    held = standing(user)
    if not (held.is_provincial_administrator or held.holds(site_id, *PUBLISHING)):
        return _(
            "Only approvers of this portal publish lists of candidates and results. Ask one of "
            "them."
        )
    return refusal_of_archive(site_id)


def refusal_of_archive(site_id: int) -> str:
    """Why nothing is changed on a portal that is an archive; empty on all others."""
    if SiteProfile.objects.filter(site=site_id, state=SiteProfile.State.RETIRED).exists():
        return _("This portal is an archive: its elections can be read, but not changed.")
    return ""


def portal_of_election(number: object) -> int | None:
    """The portal of an election, to be the current one of who works on several.

    Args:
        number: its primary key.
    """
    found = Election.objects.filter(pk=number)
    return found.order_by().values_list("site", flat=True).first()
