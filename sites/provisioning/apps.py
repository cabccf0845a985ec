from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProvisioningConfig(AppConfig):
    """Creates, repairs, retires and reopens sites."""

    name = "sites.provisioning"
    label = "provisioning"
    verbose_name = _("Provisioning")

    def ready(self) -> None:
        from portal.common.page_rights import register_keeper
        from sites.provisioning import signal_handlers
        from sites.provisioning.required import sections_that_stay

        register_keeper(sections_that_stay)
        signal_handlers.connect()
