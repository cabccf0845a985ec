"""What the review writes into the log, and what names a version."""

from django.db.models import Model
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from portal.hosts.addresses import site_id_of

OWN_TEXT, URGENT = "review.own_text", "review.urgent"


def note(action: str, page: Page, user: Model, data: dict | None = None) -> None:
    """Writes an act on a page's latest version into the log, with its portal.

    Args:
        action: one of the acts above.
        page: the page.
        user: who did it.
        data: what else the log keeps.
    """
    log(
        instance=page,
        action=action,
        user=user,
        revision=page.latest_revision,
        data=(data or {}) | {"site": site_id_of(page)},
    )


def version_of(revision: Revision | None) -> str:
    """Names exactly one text: a version that is written over gets another name."""
    if revision is None:
        return ""
    return f"{revision.pk}-{int(revision.created_at.timestamp() * 1_000_000)}"
