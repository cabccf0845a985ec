"""Mails about comments reach those alone who still work on the portal of the page.

Wagtail writes to whoever has subscribed to a page or taken part in a thread, for ever.
"""

from collections.abc import Iterable

from wagtail.admin.views.pages import edit
from wagtail.models import Page

from portal.accounts.models import User
from sites.access.choosing import reaches

_stock_send = edit.send_notification


def send_to_those_at_hand(recipients: Iterable[User], notification: str, context: dict) -> bool:
    """Sends what Wagtail would send, without those whose rights no longer reach the page.

    Args:
        recipients: whom Wagtail would write to.
        notification: which mail.
        context: what the mail tells; the page among it.

    Returns:
        Whether all mails were handed over.
    """
    page: Page | None = context.get("page")
    kept = [person for person in recipients if page is None or reaches(person, page)]
    return _stock_send(kept, notification, context)


def install() -> None:
    """Puts it in the place of Wagtail's. Called once, when ready."""
    edit.send_notification = send_to_those_at_hand
