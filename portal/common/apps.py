from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    """What every page and feature shares: base page, clock, text, forms."""

    name = "portal.common"
    label = "common"
    verbose_name = _("Common")

    def ready(self) -> None:
        from wagtail.models import Page

        from portal.common import admin_widgets, exports, fields, package_labels, slugs
        from portal.common.page_rights import rights_of

        # Wagtail's bulk screens ask pages that they did not read as their own kind.
        Page.permissions_for_user = rights_of
        admin_widgets.install()
        exports.install()
        fields.install()
        package_labels.install()
        slugs.connect()
