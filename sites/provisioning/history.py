"""Who had a portal made or mended: entries in the history that the administration shows."""

from wagtail.log_actions import log
from wagtail.models import Site

from portal.accounts.models import User
from sites.provisioning.services import ProvisionReport

MADE, SYNCHRONISED = "portal.make", "portal.synchronise"


def note_made(site: Site, user: User) -> None:
    """Writes who had a portal made.

    Args:
        site: the new portal's site.
        user: who asked for it.
    """
    log(site.profile, MADE, user=user, data={"host": site.hostname})


def note_synchronised(report: ProvisionReport, user: User) -> None:
    """Writes who had a portal synchronised, and how much was put right.

    Args:
        report: what became of it.
        user: who asked for it.
    """
    data = {"repairs": len(report.repairs)}
    log(report.site.profile, SYNCHRONISED, user=user, data=data)
