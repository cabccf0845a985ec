"""The acts that are written here, how they are worded, and which kind of act any act is."""

from django.db.models import TextChoices
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.log_actions import registry as log_registry

from sites.trace.folding import SAVE, SINCE, number_of_saves

EXPORTED = "trace.export"


class Kind(TextChoices):
    """What the many acts come down to, for those who look for one."""

    CONTENT = "content", gettext_lazy("Writing and changing")
    REVIEW = "review", gettext_lazy("Review and approval")
    PUBLISHING = "publishing", gettext_lazy("Publishing and taking down")
    COMMENTS = "comments", gettext_lazy("Comments of editors")
    CITIZENS = "citizens", gettext_lazy("What citizens send in")
    PEOPLE = "people", gettext_lazy("People, roles and sign-in")
    PORTALS = "portals", gettext_lazy("Portals and boards")
    EXPORTS = "exports", gettext_lazy("Exports")


# How names of acts begin; the longest beginning that fits decides.
_kinds: dict[str, str] = {
    "": Kind.CONTENT,
    "wagtail.publish": Kind.PUBLISHING,
    "wagtail.unpublish": Kind.PUBLISHING,
    "wagtail.schedule": Kind.PUBLISHING,
    "wagtail.workflow": Kind.REVIEW,
    "wagtail.moderation": Kind.REVIEW,
    "workflow.": Kind.REVIEW,
    "wagtail.comments": Kind.COMMENTS,
    "access.": Kind.PEOPLE,
    "accounts.": Kind.PEOPLE,
    "portal.": Kind.PORTALS,
    "portal.appoint": Kind.PEOPLE,
    "portal.invite": Kind.PEOPLE,
    "boards.": Kind.PORTALS,
    "trace.export": Kind.EXPORTS,
}


def register_kind(beginning: str, kind: str) -> None:
    """Says of which kind the acts are whose names begin like this.

    Args:
        beginning: of names of acts, such as ``petitions.``.
        kind: one of :class:`Kind`.
    """
    _kinds[beginning] = kind


def kind_of(action: str) -> str:
    """The kind of an act."""
    fitting = [beginning for beginning in _kinds if action.startswith(beginning)]
    return _kinds[max(fitting, key=len)]


def actions_of(kind: str) -> list[str]:
    """The names of all acts of a kind."""
    return [action for action, _label in log_registry.get_choices() if kind_of(action) == kind]


class SavesFormatter(LogFormatter):
    """Says how often a draft was saved."""

    def __init__(self, plain: LogFormatter) -> None:
        self.label = plain.label
        self.message = plain.message

    def format_comment(self, log_entry) -> str:
        """The number of saves and the first of them; nothing for a single one."""
        number = number_of_saves(log_entry)
        since = parse_datetime(log_entry.data.get(SINCE, ""))
        if number < 2 or since is None:
            return ""
        return ngettext(
            "%(number)d save since %(since)s", "%(number)d saves since %(since)s", number
        ) % {"number": number, "since": date_format(localtime(since), "SHORT_DATETIME_FORMAT")}


class ExportedFormatter(LogFormatter):
    """Says what was taken out of the system, and how much of it."""

    label = gettext_lazy("Export")

    def format_message(self, log_entry) -> str:
        """The name of the list, the number of its rows where it is known, and the kind of file."""
        number = log_entry.data.get("rows")
        name = log_entry.data.get("what", "")
        if number is None:
            told = {"what": name, "format": log_entry.data.get("format", "")}
            return _("Exported: %(what)s, %(format)s") % told
        return ngettext(
            "Exported: %(what)s, %(number)d row, %(format)s",
            "Exported: %(what)s, %(number)d rows, %(format)s",
            number,
        ) % {
            "what": _(name) if name else "",
            "number": number,
            "format": log_entry.data.get("format", ""),
        }


def register(actions: LogActionRegistry) -> None:
    """Makes the acts known to Wagtail's log, and lets a save say how often.

    Args:
        actions: Wagtail's registry, with Wagtail's own acts in it.
    """
    actions.formatters[SAVE] = SavesFormatter(actions.formatters[SAVE])
    actions.register_action(EXPORTED)(ExportedFormatter)
