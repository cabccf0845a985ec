"""Drafts that citizens were asked about stay where they are."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from wagtail.models import Page

from consultation.drafts.models import DraftPage
from consultation.drafts.status import State
from portal.common import clock


def open_drafts(pages: Sequence[Page]) -> dict[int, str]:
    """Why drafts that stand open stay before readers, by number; one statement.

    Args:
        pages: any pages.
    """
    keys = [page.pk for page in pages if issubclass(page.specific_class or Page, DraftPage)]
    if not keys:
        return {}
    now = clock.now()
    rows = DraftPage.objects.live().filter(pk__in=keys).in_state(State.OPEN, now)
    reason = _("Citizens are commenting on this draft. Withdraw it with a reason instead, so that "
               "they see what became of it.")  # fmt: skip
    return dict.fromkeys(rows.values_list("pk", flat=True), reason)
