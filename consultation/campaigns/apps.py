from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    """Comments that are nearly the same."""

    name = "consultation.campaigns"
    label = "campaigns"
    verbose_name = _("Campaigns")
