"""How the history words what was done with the text of a draft."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter, log

TAKEN = "drafts.take_text"


class TakenFormatter(LogFormatter):
    """Says from which file."""

    label = gettext_lazy("Take over a text")

    def format_message(self, log_entry) -> str:
        """The file and the number of provisions."""
        return _("Took over a text of %(count)s provisions, read from %(source)s") % {
            "count": log_entry.data.get("count", 0),
            "source": log_entry.data.get("source") or _("pasted text"),
        }


def note_taken(page, version, user) -> None:
    """Writes that a text was taken over."""
    data = {
        "version": str(version.uid),
        "source": version.source_name,
        "count": version.provisions.count(),
    }
    log(instance=page, action=TAKEN, user=user, data=data)


def register(actions: LogActionRegistry) -> None:
    """Makes the acts known to Wagtail's history.

    Args:
        actions: Wagtail's registry.
    """
    actions.register_action(TAKEN)(TakenFormatter)
