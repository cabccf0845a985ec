from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """People who sign in, and the only door to the administration."""

    default = True
    name = "portal.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from portal.accounts import signal_handlers

        signal_handlers.connect()


class StaffConfig(WagtailUsersAppConfig):
    """Wagtail's user screens, with no group or right handed out by them."""
