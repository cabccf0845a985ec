from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnitsConfig(AppConfig):
    """The register of units and what held for each of them when."""

    name = "sites.units"
    label = "units"
    verbose_name = _("Units")
