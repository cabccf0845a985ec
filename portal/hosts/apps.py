from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HostsConfig(AppConfig):
    """Which host names answer, and which site each address belongs to."""

    name = "portal.hosts"
    label = "hosts"
    verbose_name = _("Host names")

    def ready(self) -> None:
        from portal.hosts import addresses, signal_handlers

        addresses.install()
        signal_handlers.connect(self)
