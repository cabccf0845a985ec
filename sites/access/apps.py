from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    """Roles of a site and the permissions behind them."""

    name = "sites.access"
    label = "access"
    verbose_name = _("Roles")

    def ready(self) -> None:
        from wagtail.models import AbstractPage, Page
        from wagtail.permissions import register_permission_policy

        from portal.accounts import requirements
        from sites.access import comment_mails, leading, second_factor, signal_handlers
        from sites.access.page_policy import PortalPagePolicy

        register_permission_policy(AbstractPage, PortalPagePolicy(Page._meta.label))
        signal_handlers.connect()
        comment_mails.install()
        leading.register_media()
        requirements.register(second_factor.of_roles)
