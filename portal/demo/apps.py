from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """The demonstration's data, accounts and list of addresses."""

    name = "portal.demo"
    label = "demo"
    verbose_name = _("Demonstration")
