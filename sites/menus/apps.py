from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MenusConfig(AppConfig):
    """Knows which sections are empty, so that no menu leads to them."""

    name = "sites.menus"
    label = "menus"
    verbose_name = _("Menus")

    def ready(self) -> None:
        from sites.menus import signal_handlers

        signal_handlers.connect()
