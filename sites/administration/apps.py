from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdministrationConfig(AppConfig):
    """The screens on which the province's administrators make and keep portals."""

    name = "sites.administration"
    label = "site_administration"
    verbose_name = _("Administration of portals")
