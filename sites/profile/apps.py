from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProfileConfig(AppConfig):
    """The identity and the state of a site."""

    name = "sites.profile"
    label = "profile"
    verbose_name = _("Site profiles")

    def ready(self) -> None:
        from portal.hosts.addresses import read_with_site
        from portal.media.access import register_reference_source
        from portal.media.policies import register_holder
        from sites.profile import signal_handlers
        from sites.profile.models import SiteProfile
        from sites.profile.permissions import refusal_to_change_emblem

        if "profile__unit" not in read_with_site:
            read_with_site.append("profile__unit")
        register_reference_source(
            SiteProfile, lambda site_id: SiteProfile.objects.filter(site=site_id)
        )
        register_holder(refusal_to_change_emblem)
        signal_handlers.connect()
