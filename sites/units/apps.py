from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnitsConfig(AppConfig):
    """The register of units and what held for each of them when."""

    name = "sites.units"
    label = "units"
    verbose_name = _("Units")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from sites.units.models import UnitPeriod
        from sites.units.permissions import RegisterPermissionPolicy

        register_permission_policy(UnitPeriod, RegisterPermissionPolicy(UnitPeriod))
