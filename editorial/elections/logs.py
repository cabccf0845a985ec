"""How the history words what was done with an election."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter


class ChangedFormatter(LogFormatter):
    """Says what was entered, changed or deleted."""

    label = gettext_lazy("Change an election")

    def format_message(self, log_entry) -> str:
        """The thing that changed."""
        return _("Election changed: %(thing)s") % {"thing": log_entry.data.get("thing", "")}


class ListPublishedFormatter(LogFormatter):
    """Says whose list."""

    label = gettext_lazy("Publish a list of candidates")

    def format_message(self, log_entry) -> str:
        """The body."""
        told = _("List of candidates published: %(body)s")
        return told % {"body": log_entry.data.get("body", "")}


class ListCorrectedFormatter(LogFormatter):
    """Says whose entry was corrected after publication."""

    label = gettext_lazy("Correct a published list of candidates")

    def format_message(self, log_entry) -> str:
        """The candidate and the reason."""
        told = _("Published list corrected: %(thing)s. Reason: %(reason)s")
        data = log_entry.data
        return told % {"thing": data.get("thing", ""), "reason": data.get("reason", "")}


class ResultsPublishedFormatter(LogFormatter):
    """Says whose results."""

    label = gettext_lazy("Publish results")

    def format_message(self, log_entry) -> str:
        """The body and how many."""
        data = log_entry.data
        told = _("Results published: %(body)s (%(count)d)")
        return told % {"body": data.get("body", ""), "count": data.get("count", 0)}


class TurnoutPublishedFormatter(LogFormatter):
    """Says how many units."""

    label = gettext_lazy("Publish turnout")

    def format_message(self, log_entry) -> str:
        """How many."""
        return _("Turnout published: %(count)d") % {"count": log_entry.data.get("count", 0)}


FORMATTERS = {
    "elections.changed": ChangedFormatter,
    "elections.list_published": ListPublishedFormatter,
    "elections.list_corrected": ListCorrectedFormatter,
    "elections.results_published": ResultsPublishedFormatter,
    "elections.turnout_published": TurnoutPublishedFormatter,
}


def register(actions: LogActionRegistry) -> None:
    """Registers the acts."""
    for action, formatter in FORMATTERS.items():
        actions.register_action(action)(formatter)
