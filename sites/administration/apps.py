from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdministrationConfig(AppConfig):
    """The screens on which the province's administrators make and keep portals."""

    name = "sites.administration"
    label = "site_administration"
    verbose_name = _("Administration of portals")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from sites.profile.models import SiteProfile
        from sites.profile.permissions import ProfilePermissionPolicy

        register_permission_policy(SiteProfile, ProfilePermissionPolicy(SiteProfile))
