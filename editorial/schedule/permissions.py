"""Who sees the publishing calendar, and of which portal."""

from django.utils.translation import gettext as _
from wagtail.models import Site

from sites.access.models import Role
from sites.access.standing import standing

WRITING_ROLES = (
    Role.CONTRIBUTOR,
    Role.EDITOR,
    Role.SECRETARY,
    Role.APPROVER,
    Role.ADMINISTRATOR,
    Role.PROVINCIAL_EDITOR,
)


def refusal(user) -> str:
    """Why a person may not see the calendar; empty if they may."""
    held = standing(user)
    if held.is_provincial_administrator or held.sites_with(*WRITING_ROLES):
        return ""
    return _(
        "The publishing calendar is for those who write or approve on a portal. Ask the "
        "administrator of your portal for such a role."
    )


def portal_shown(user, wanted: int | None) -> Site | None:
    """The portal whose calendar a person sees.

    Args:
        user: somebody who may see the calendar.
        wanted: primary key of the portal they ask for; only those whose work is the whole
            province have a choice.

    Returns:
        None where an administrator of the province has still to choose.
    """
    held = standing(user)
    if wanted is not None and held.reaches_everywhere:
        chosen = Site.objects.filter(pk=wanted).first()
        if chosen is not None:
            return chosen
    own = held.sites_with(*WRITING_ROLES)
    return Site.objects.get(pk=min(own)) if own else None
