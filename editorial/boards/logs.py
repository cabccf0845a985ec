"""How the history words what was done with a board."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogActionRegistry, LogFormatter

from editorial.boards import sending, services, tasks
from editorial.boards.models import EditorialBoard


class ReconstitutedFormatter(LogFormatter):
    """Says which board it follows."""

    label = gettext_lazy("Reconstitute an editorial board")

    def format_message(self, log_entry) -> str:
        """The number of the former decision."""
        return _("Editorial board reconstituted, in place of that of decision %(former)s") % {
            "former": log_entry.data.get("former", "")
        }


class ChangedFormatter(LogFormatter):
    """Says what was corrected, and why where a reason was asked."""

    label = gettext_lazy("Correct an editorial board")

    def format_message(self, log_entry) -> str:
        """The facts that changed, in words."""
        what = ", ".join(_name_of(name) for name in log_entry.data.get("changes", []))
        reason = log_entry.data.get("reason", "")
        if reason:
            facts = {"what": what, "reason": reason}
            return _("Editorial board corrected: %(what)s. Reason: %(reason)s") % facts
        return _("Editorial board corrected: %(what)s") % {"what": what}


class SentFormatter(LogFormatter):
    """Says to whom."""

    label = gettext_lazy("Send an editorial board up")

    def format_message(self, log_entry) -> str:
        """The unit above."""
        return _("Editorial board sent to “%(receiver)s”") % {
            "receiver": log_entry.data.get("receiver", "")
        }


class AcceptedFormatter(LogFormatter):
    """Says by whom."""

    label = gettext_lazy("Accept an editorial board")

    def format_message(self, log_entry) -> str:
        """The unit above."""
        return _("Editorial board accepted by “%(receiver)s”") % {
            "receiver": log_entry.data.get("receiver", "")
        }


class ReturnedFormatter(LogFormatter):
    """Says by whom and why."""

    label = gettext_lazy("Return an editorial board")

    def format_message(self, log_entry) -> str:
        """The unit above and its reason."""
        return _("Editorial board returned by “%(receiver)s”: %(reason)s") % {
            "receiver": log_entry.data.get("receiver", ""),
            "reason": log_entry.data.get("reason", ""),
        }


class RemindedFormatter(LogFormatter):
    """Says of what, and how many people got the mail."""

    label = gettext_lazy("Remind of the editorial board")

    def format_message(self, log_entry) -> str:
        """The target and the number of people."""
        number = log_entry.data.get("people", 0)
        return ngettext(
            "Reminder of the editorial board mailed to %(number)d person: %(target)s",
            "Reminder of the editorial board mailed to %(number)d people: %(target)s",
            number,
        ) % {"number": number, "target": log_entry.data.get("target", "")}


def _name_of(fact: str) -> str:
    if fact == "members":
        return _("members")
    return str(EditorialBoard._meta.get_field(fact).verbose_name)


def register(actions: LogActionRegistry) -> None:
    """Makes the acts known to Wagtail's history.

    Args:
        actions: Wagtail's registry.
    """
    actions.register_action(
        services.MADE,
        gettext_lazy("Enter an editorial board"),
        gettext_lazy("Editorial board entered"),
    )
    actions.register_action(services.RECONSTITUTED)(ReconstitutedFormatter)
    actions.register_action(services.CHANGED)(ChangedFormatter)
    actions.register_action(sending.SENT)(SentFormatter)
    actions.register_action(sending.ACCEPTED)(AcceptedFormatter)
    actions.register_action(sending.RETURNED)(ReturnedFormatter)
    actions.register_action(tasks.REMINDED)(RemindedFormatter)
