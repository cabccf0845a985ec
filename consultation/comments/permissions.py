"""Who may work on the comments that citizens send in."""

from django.utils.translation import gettext as _

from consultation.comments.querysets import OFFICERS
from sites.access.standing import standing


def refusal_to_moderate(user, site_id: int | None) -> str:
    """Why a person may not work on a portal's comments; empty if they may.

    Only who holds the office on the portal itself: no wider role includes what citizens confide.
    """
    if site_id is not None and standing(user).holds(site_id, *OFFICERS):
        return ""
    return _("Only the citizens' officers of this portal work on its comments.")


def is_officer(user) -> bool:
    """Whether a person is citizens' officer of some portal."""
    return bool(standing(user).sites_with(*OFFICERS))
