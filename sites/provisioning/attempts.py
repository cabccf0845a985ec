"""One try to make or mend one site: what refuses it, and what is only broken off and tried again.

Files of the administration and the command carry their lines out by the same rules, so that one
line never costs the others their portals or their report.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sites.provisioning.errors import ProvisioningRefused
from sites.provisioning.services import ProvisionReport

logger = logging.getLogger(__name__)

DatabaseFault = (OperationalError, InterfaceError)
# A lock or a short outage is over by then; what the database breaks off more often is no chance.
MOST_ATTEMPTS = 3
# How long a worker waits before it goes on behind a line that the database broke off.
PAUSE_SECONDS = 2


@dataclass(frozen=True)
class Attempt:
    """What became of one try: a report, or the reason why the site was refused."""

    report: ProvisionReport | None = None
    refused: str = ""


def attempt(act: Callable[[], ProvisionReport], **place: str | int) -> Attempt:
    """Makes or mends one site, or leaves nothing behind.

    Args:
        act: what makes or mends it.
        place: fields by which the log names the line.

    Returns:
        what became of it; also a fault of the system is a refusal, without its details.

    Raises:
        OperationalError, InterfaceError: away, busy or too slow: nothing was changed, and the
            site may be tried again.
    """
    try:
        # A savepoint: a refused site leaves nothing behind, and its row still says why.
        with transaction.atomic():
            return Attempt(act())
    except ProvisioningRefused as refusal:
        return Attempt(refused=refusal.reason)
    except DatabaseFault:
        raise
    except Exception:
        logger.exception("provisioning_row_failed", extra=place)
        return Attempt(refused=_fault_of_the_system())


def note_broken_off(number: int, **place: str | int) -> None:
    """Writes to the log that the database broke a try off, and lets a dead connection go.

    Args:
        number: how many tries of this line were broken off by now.
        place: fields by which the log names the line.
    """
    logger.warning("provisioning_row_broken_off", extra={**place, "attempt": number}, exc_info=True)
    # Inside a transaction it is the caller's, who could not go on with another one.
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


def broken_off(number: int) -> str:
    """Why a line is refused that the database broke off so many times."""
    return ngettext(
        "The database broke this line off %(number)d time. Nothing was changed; the fault is in "
        "the log. Tell whoever runs the server, then upload this line again.",
        "The database broke this line off %(number)d times. Nothing was changed; the fault is in "
        "the log. Tell whoever runs the server, then upload this line again.",
        number,
    ) % {"number": number}


def _fault_of_the_system() -> str:
    return _(
        "The portal could not be opened because of a fault of the system. Nothing was "
        "changed; the fault is in the log. Upload this line again once it is mended."
    )
