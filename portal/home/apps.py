from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The home page of a portal: the only page that knows every feature."""

    name = "portal.home"
    label = "home"
    verbose_name = _("Home page")
