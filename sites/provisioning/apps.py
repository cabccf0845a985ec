from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProvisioningConfig(AppConfig):
    """Creates, repairs, retires and reopens sites."""

    name = "sites.provisioning"
    label = "provisioning"
    verbose_name = _("Provisioning")

    def ready(self) -> None:
        from sites.provisioning import signal_handlers

        signal_handlers.connect()
