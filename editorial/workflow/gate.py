"""Nothing is published past the review, whichever of Wagtail's screens or acts asks for it.

Wagtail lets whoever has the right to publish do so from the editor, from lists, by copies and by
translations. All of that ends in one action, which asks the rules here; the buttons ask them too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.actions.publish_page_revision import (
    PublishPagePermissionError,
    PublishPageRevisionAction,
)
from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester

from editorial.workflow.rules import direct_publication_refusal

_reviewed: ContextVar[bool] = ContextVar("reviewed", default=False)
_stock_check = PublishPageRevisionAction.check
_stock_can_publish = PagePermissionTester.can_publish


@contextmanager
def reviewed() -> Iterator[None]:
    """What is published within has been decided by the review."""
    token = _reviewed.set(True)
    try:
        yield
    finally:
        _reviewed.reset(token)


def refusal(page: Page, user) -> str:
    """Why an act of Wagtail's may not publish a page for a person; empty if it may.

    Args:
        page: what would be published.
        user: who does it; None for what happens of itself, such as a scheduled time.
    """
    if user is None or _reviewed.get():
        return ""
    return direct_publication_refusal(user, page)


def _check(self, skip_permission_checks: bool = False) -> None:
    reason = refusal(self.object, self.user)
    if reason:
        raise PublishPagePermissionError(reason)
    _stock_check(self, skip_permission_checks)


def _can_publish(self) -> bool:
    return _stock_can_publish(self) and not refusal(self.page, self.user)


def _can_unschedule(self) -> bool:
    return _stock_can_publish(self)


def install() -> None:
    """Puts the rule into Wagtail's action and permissions. Called once, when ready."""
    PublishPageRevisionAction.check = _check
    PagePermissionTester.can_publish = _can_publish
    # Taking a planned time back is no publishing.
    PagePermissionTester.can_unschedule = _can_unschedule
