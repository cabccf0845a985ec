"""How the history of a portal words what was done with it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogActionRegistry, LogFormatter

from sites.administration import services
from sites.provisioning import history


class RenamedFormatter(LogFormatter):
    """Says both host names."""

    label = gettext_lazy("Rename the host")

    def format_message(self, log_entry) -> str:
        """The old and the new host name."""
        return _("Host renamed from %(old)s to %(new)s") % log_entry.data


class SynchronisedFormatter(LogFormatter):
    """Says how much was put right."""

    label = gettext_lazy("Synchronise")

    def format_message(self, log_entry) -> str:
        """The number of things that had drifted."""
        number = log_entry.data.get("repairs", 0)
        if not number:
            return _("Synchronised: everything was right")
        return ngettext(
            "Synchronised: %(number)d thing put right",
            "Synchronised: %(number)d things put right",
            number,
        ) % {"number": number}


class InvitedFormatter(LogFormatter):
    """Says to whom."""

    label = gettext_lazy("Send an invitation again")

    def format_message(self, log_entry) -> str:
        """The address that a new link went to."""
        return _("Invitation sent again to %(email)s") % log_entry.data


class AppointedFormatter(LogFormatter):
    """Says whose account it is."""

    label = gettext_lazy("Appoint the head of the board")

    def format_message(self, log_entry) -> str:
        """The address that got the roles."""
        return _("Head of the board: %(email)s") % log_entry.data


def register(actions: LogActionRegistry) -> None:
    """Makes the acts known to Wagtail's history.

    Args:
        actions: Wagtail's registry.
    """
    actions.register_action(
        history.MADE, gettext_lazy("Open a portal"), gettext_lazy("Portal opened")
    )
    actions.register_action(
        services.RETIRED,
        gettext_lazy("Close a portal"),
        gettext_lazy("Portal closed and kept as an archive"),
    )
    actions.register_action(
        services.REOPENED, gettext_lazy("Reopen a portal"), gettext_lazy("Portal reopened")
    )
    actions.register_action(services.RENAMED)(RenamedFormatter)
    actions.register_action(history.SYNCHRONISED)(SynchronisedFormatter)
    actions.register_action(services.APPOINTED)(AppointedFormatter)
    actions.register_action(services.INVITED)(InvitedFormatter)
