from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    """Roles of a site and the permissions behind them."""

    name = "sites.access"
    label = "access"
    verbose_name = _("Roles")

    def ready(self) -> None:
        from portal.accounts import requirements
        from sites.access import second_factor, signal_handlers

        signal_handlers.connect()
        requirements.register(second_factor.of_roles)
