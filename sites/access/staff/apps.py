from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    """The people of a portal, as its administrators look after them."""

    name = "sites.access.staff"
    label = "staff"
    verbose_name = _("Staff")

    def ready(self) -> None:
        from sites.access.staff import signal_handlers

        signal_handlers.connect()
