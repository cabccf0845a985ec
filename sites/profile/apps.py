from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProfileConfig(AppConfig):
    """The identity and the state of a site."""

    name = "sites.profile"
    label = "profile"
    verbose_name = _("Site profiles")
