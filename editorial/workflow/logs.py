"""How the history words what is special in a review."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

from editorial.workflow.marks import OWN_TEXT, URGENT


class UrgentFormatter(LogFormatter):
    """Says the reason."""

    label = gettext_lazy("Publish urgently")

    def format_message(self, log_entry) -> str:
        """Why it could not wait."""
        return _("Published without review: %(reason)s") % {
            "reason": log_entry.data.get("reason", "")
        }


def register(actions: LogActionRegistry) -> None:
    """Makes the acts known to Wagtail's history.

    Args:
        actions: Wagtail's registry.
    """
    actions.register_action(URGENT)(UrgentFormatter)
    actions.register_action(
        OWN_TEXT,
        gettext_lazy("Approve one's own text"),
        gettext_lazy("Approved by the one who wrote it, as the portal allows"),
    )
