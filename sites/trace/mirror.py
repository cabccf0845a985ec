"""Each act as one JSON line in the stream of the installation's log, for those who watch it.

The line says who did what with which thing by numbers alone: no name, title, text or address of
anybody, least of all of citizens (Nghị định 13/2023/NĐ-CP asks for as little as is needed).
"""

import logging
from functools import partial

from django.db import transaction
from wagtail.models.audit_log import BaseLogEntry

from portal.hosts.index import index
from sites.trace.models import TracedEntry

logger = logging.getLogger("portal.trace")


def mirror(entry: BaseLogEntry, rows: list[TracedEntry]) -> None:
    """Writes the line once the act is sure: what is rolled back was not done.

    Args:
        entry: of one of Wagtail's logs.
        rows: the portals on which it was traced.
    """
    transaction.on_commit(partial(_write, entry, [row.site_id for row in rows]), robust=True)


def _write(entry: BaseLogEntry, site_ids: list[int | None]) -> None:
    names = index.current().current_names
    kind = entry.content_type
    logger.info(
        "act",
        {
            "moment": entry.timestamp.isoformat(timespec="milliseconds"),
            "hosts": " ".join(names.get(site_id, "-") for site_id in site_ids),
            "actor": entry.user.uid if entry.user_id and entry.user else "-",
            "action": entry.action,
            "kind": f"{kind.app_label}.{kind.model}" if kind else "-",
            "object": entry.object_id,
        },
    )
