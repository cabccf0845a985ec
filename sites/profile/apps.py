from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProfileConfig(AppConfig):
    """The identity and the state of a site."""

    name = "sites.profile"
    label = "profile"
    verbose_name = _("Site profiles")

    def ready(self) -> None:
        from portal.hosts.addresses import read_with_site
        from sites.profile import signal_handlers

        if "profile__unit" not in read_with_site:
            read_with_site.append("profile__unit")
        signal_handlers.connect()
