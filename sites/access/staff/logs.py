"""How the history words what was done with the people of a portal."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

from sites.access.staff.wording import role_names

INVITED, REVOKED, ACCEPTED, DECLINED, LINK_SENT, SUSPENDED, REINSTATED, REMOVED = (
    f"staff.{act}"
    for act in (
        "invited",
        "revoked",
        "accepted",
        "declined",
        "link_sent",
        "suspended",
        "reinstated",
        "removed",
    )
)

WORDS = {
    INVITED: (gettext_lazy("Invite a person"), gettext_lazy("Invited as: %(roles)s")),
    REVOKED: (
        gettext_lazy("Revoke an invitation"),
        gettext_lazy("Invitation revoked, as: %(roles)s"),
    ),
    ACCEPTED: (
        gettext_lazy("Accept an invitation"),
        gettext_lazy("Invitation accepted, as: %(roles)s"),
    ),
    DECLINED: (
        gettext_lazy("Decline an invitation"),
        gettext_lazy("Invitation declined, as: %(roles)s"),
    ),
    LINK_SENT: (
        gettext_lazy("Send a first link again"),
        gettext_lazy("New link to a first password sent"),
    ),
    SUSPENDED: (
        gettext_lazy("Suspend on a portal"),
        gettext_lazy("Suspended; these roles rest: %(roles)s"),
    ),
    REINSTATED: (
        gettext_lazy("Let in again on a portal"),
        gettext_lazy("Let in again, as: %(roles)s"),
    ),
    REMOVED: (
        gettext_lazy("Remove from a portal"),
        gettext_lazy("Removed from the portal; was: %(roles)s"),
    ),
}


def register(actions: LogActionRegistry) -> None:
    """Makes the acts known to Wagtail's history.

    Args:
        actions: Wagtail's registry.
    """
    for action, (label, message) in WORDS.items():
        actions.register_action(action)(_formatter(label, message))


def _formatter(name, message) -> type[LogFormatter]:
    class StaffFormatter(LogFormatter):
        """Says which roles it was about."""

        label = name

        def format_message(self, log_entry) -> str:
            """The sentence, with the names of the roles."""
            roles = role_names(log_entry.data.get("roles", [])) or _("no role")
            return message % {"roles": roles}

    return StaffFormatter
