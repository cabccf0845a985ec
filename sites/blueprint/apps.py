from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlueprintConfig(AppConfig):
    """The sections that the law requires of each kind of unit, as dated data."""

    name = "sites.blueprint"
    label = "blueprint"
    verbose_name = _("Required sections")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from sites.blueprint.models import RequiredSection, RequirementSet
        from sites.blueprint.permissions import LawPermissionPolicy

        for model in (RequirementSet, RequiredSection):
            register_permission_policy(model, LawPermissionPolicy(model))
