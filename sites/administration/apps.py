from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdministrationConfig(AppConfig):
    """The screens on which the province's administrators make and keep portals."""

    name = "sites.administration"
    label = "site_administration"
    verbose_name = _("Administration of portals")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from sites.access import leading
        from sites.administration.identity import portal_of_profile
        from sites.profile.models import SiteProfile
        from sites.profile.permissions import ProfilePermissionPolicy

        register_permission_policy(SiteProfile, ProfilePermissionPolicy(SiteProfile))
        leading.register("pk", portal_of_profile, "portals:profile", "portals:profile_history")
