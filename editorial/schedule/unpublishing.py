"""Makes unpublishing one act, which the hour of an item finds done or not begun.

Wagtail unpublishes in two steps: the page goes, then the hours at which its revisions were to
appear. What the clock publishes between the two would stay published.
"""

from django.db import transaction
from wagtail.actions.unpublish import UnpublishAction

_stock = UnpublishAction._unpublish_object


def install() -> None:
    """Replaces the one method. Called once, when the application is ready."""
    UnpublishAction._unpublish_object = transaction.atomic(_stock)
