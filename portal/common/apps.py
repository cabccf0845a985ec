from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    """What every page and feature shares: base page, clock, text, forms."""

    name = "portal.common"
    label = "common"
    verbose_name = _("Common")

    def ready(self) -> None:
        from portal.common import admin_widgets, exports, fields, package_labels, slugs

        admin_widgets.install()
        exports.install()
        fields.install()
        package_labels.install()
        slugs.connect()
