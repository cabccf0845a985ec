from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Notices that are the same on every portal."""

    name = "portal.notices"
    label = "notices"
    verbose_name = _("Notices")
