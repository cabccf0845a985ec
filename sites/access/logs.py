"""How the history words what was done with roles."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

from sites.access.models import Role
from sites.access.people import GIVEN, TAKEN


def _role(log_entry) -> str:
    name = log_entry.data.get("role", "")
    return str(Role(name).label) if name in Role.values else name


class GivenFormatter(LogFormatter):
    """Says which role."""

    label = gettext_lazy("Give a role")

    def format_message(self, log_entry) -> str:
        """The role that the person got."""
        return _("Role given: %(role)s") % {"role": _role(log_entry)}


class TakenFormatter(LogFormatter):
    """Says which role."""

    label = gettext_lazy("Take a role")

    def format_message(self, log_entry) -> str:
        """The role that the person lost."""
        return _("Role taken: %(role)s") % {"role": _role(log_entry)}


def register(actions: LogActionRegistry) -> None:
    """Makes the acts known to Wagtail's history.

    Args:
        actions: Wagtail's registry.
    """
    actions.register_action(GIVEN)(GivenFormatter)
    actions.register_action(TAKEN)(TakenFormatter)
