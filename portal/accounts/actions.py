"""What is written into the log about accounts, and how the log words it.

The subject of an entry is the account, its author whoever acted. Nobody's password and no address
of an unknown person is ever written.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter

SIGNED_IN = "accounts.signed_in"
SIGN_IN_FAILED = "accounts.sign_in_failed"
SIGNED_OUT = "accounts.signed_out"
PASSWORD_CHANGED = "accounts.password_changed"  # noqa: S105 the name of an act
FACTOR_ADDED = "accounts.second_factor_added"
FACTOR_REMOVED = "accounts.second_factor_removed"
FACTOR_FORGOTTEN = "accounts.second_factors_forgotten"
SUSPENDED = "accounts.suspended"
REINSTATED = "accounts.reinstated"
WARNED = "accounts.warned_of_disuse"
BLOCKED = "accounts.blocked_for_disuse"

METHODS = {
    "password": gettext_lazy("password"),
    "password_reset": gettext_lazy("a link to a new password"),
    "socialaccount": gettext_lazy("the province's own sign-in"),
    "totp": gettext_lazy("authenticator app"),
    "webauthn": gettext_lazy("passkey or security key"),
    "recovery_codes": gettext_lazy("recovery code"),
}


def method_names(methods: list[str]) -> str:
    """Ways of signing in, as people call them; unknown ones by their technical name."""
    return ", ".join(str(METHODS.get(method, method)) for method in methods)


class SignedInFormatter(LogFormatter):
    """Says by which means."""

    label = gettext_lazy("Sign in")

    def format_message(self, log_entry) -> str:
        """The means that were used in this session."""
        return _("Signed in (%(methods)s)") % {
            "methods": method_names(log_entry.data.get("methods", []))
        }


class FailedFormatter(LogFormatter):
    """Says what was wrong."""

    label = gettext_lazy("Fail to sign in")

    def format_message(self, log_entry) -> str:
        """The means that was refused."""
        return _("Sign-in refused (%(methods)s)") % {
            "methods": method_names([log_entry.data.get("method", "password")])
        }


class FactorAddedFormatter(LogFormatter):
    """Says which."""

    label = gettext_lazy("Add a second factor")

    def format_message(self, log_entry) -> str:
        """The kind of factor."""
        return _("Second factor added: %(kind)s") % {
            "kind": method_names([log_entry.data.get("kind", "")])
        }


class FactorRemovedFormatter(LogFormatter):
    """Says which."""

    label = gettext_lazy("Remove a second factor")

    def format_message(self, log_entry) -> str:
        """The kind of factor."""
        return _("Second factor removed: %(kind)s") % {
            "kind": method_names([log_entry.data.get("kind", "")])
        }


class SuspendedFormatter(LogFormatter):
    """Says why."""

    label = gettext_lazy("Suspend an account")

    def format_message(self, log_entry) -> str:
        """The reason, where one was given."""
        reason = log_entry.data.get("reason")
        if not reason:
            return _("Account suspended")
        return _("Account suspended: %(reason)s") % {"reason": reason}


def register(registry: LogActionRegistry) -> None:
    """Makes the acts known to Wagtail's history.

    Args:
        registry: Wagtail's.
    """
    registry.register_action(SIGNED_IN)(SignedInFormatter)
    registry.register_action(SIGN_IN_FAILED)(FailedFormatter)
    registry.register_action(FACTOR_ADDED)(FactorAddedFormatter)
    registry.register_action(FACTOR_REMOVED)(FactorRemovedFormatter)
    registry.register_action(SUSPENDED)(SuspendedFormatter)
    registry.register_action(SIGNED_OUT, gettext_lazy("Sign out"), gettext_lazy("Signed out"))
    registry.register_action(
        PASSWORD_CHANGED, gettext_lazy("Change the password"), gettext_lazy("Password changed")
    )
    registry.register_action(
        FACTOR_FORGOTTEN,
        gettext_lazy("Take all second factors away"),
        gettext_lazy("All second factors taken away, because they were lost"),
    )
    registry.register_action(
        REINSTATED, gettext_lazy("Let a person in again"), gettext_lazy("Account open again")
    )
    registry.register_action(
        WARNED, gettext_lazy("Warn of disuse"), gettext_lazy("Owner warned: not used for long")
    )
    registry.register_action(
        BLOCKED, gettext_lazy("Block for disuse"), gettext_lazy("Account blocked for disuse")
    )
