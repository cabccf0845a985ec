"""Two hundred saves of a draft in one sitting are one line of its history.

The editor saves by itself, every few seconds, over the draft that it saved first. Each time Wagtail
writes an entry and hides the earlier ones on one of its screens; kept, they would fill the log
and its indexes with nothing that anybody did.
"""

import uuid
from datetime import timedelta

from wagtail.log_actions import get_active_log_context
from wagtail.models.audit_log import BaseLogEntry

from sites.trace.finding import about_the_same

SAVE = "wagtail.edit"
# How many saves a line stands for, and when the first of them was.
SAVES, SINCE = "saves", "since"
# After a pause like this, going on is another sitting.
LONGEST_PAUSE = timedelta(hours=4)


def fold(entry: BaseLogEntry) -> BaseLogEntry | None:
    """Lets a new entry stand for the one before it too, if both are saves of one sitting.

    That is so if nothing else was done with the thing in between, by anybody, and the save went
    over the very draft that the save before had written. Publishing, submitting and restoring
    are other acts and are never folded.

    Args:
        entry: about to be written.

    Returns:
        The entry that the new one replaces; None if the new one is a line of its own.
    """
    if entry.action != SAVE or entry.revision_id is None:
        return None
    before = about_the_same(entry).order_by("-pk").first()
    if before and _is_one_sitting(before, entry):
        first = before.data.get(SINCE) or before.timestamp.isoformat()
        entry.uuid = before.uuid or entry.uuid
        entry.data = entry.data | {SAVES: number_of_saves(before) + 1, SINCE: first}
        return before
    if entry.uuid and about_the_same(entry).filter(uuid=entry.uuid, action=SAVE).exists():
        # Wagtail gives all saves over one draft the same mark, by which it shows the last alone.
        entry.uuid = get_active_log_context().uuid or uuid.uuid4()
    return None


def number_of_saves(entry: BaseLogEntry) -> int:
    """How many saves an entry stands for."""
    return entry.data.get(SAVES, 1)


def _is_one_sitting(before: BaseLogEntry, entry: BaseLogEntry) -> bool:
    same = all(
        getattr(before, name) == getattr(entry, name)
        for name in ("action", "user_id", "revision_id")
    )
    return same and entry.timestamp - before.timestamp <= LONGEST_PAUSE
