"""How the history words what became of a summary."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

PUBLISHED, HELD = "summaries.publish", "summaries.hold"


class HeldFormatter(LogFormatter):
    """Says why."""

    label = gettext_lazy("Hold a summary back")

    def format_message(self, log_entry) -> str:
        """What was missing."""
        return _("Held the summary back, so the draft is not called answered: %(reason)s") % {
            "reason": log_entry.data.get("reason", "")
        }


def register(actions: LogActionRegistry) -> None:
    """Makes the acts known to Wagtail's history.

    Args:
        actions: Wagtail's registry.
    """
    actions.register_action(
        PUBLISHED, gettext_lazy("Publish a summary"), gettext_lazy("Published the summary")
    )
    actions.register_action(HELD)(HeldFormatter)
