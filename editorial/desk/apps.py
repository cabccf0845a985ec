from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The first screen of the administration."""

    name = "editorial.desk"
    label = "desk"
    verbose_name = _("Desk")
