from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BatchesConfig(AppConfig):
    """The screens on which many portals are opened from a file."""

    name = "sites.batches"
    label = "portal_batches"
    verbose_name = _("Portals from files")
