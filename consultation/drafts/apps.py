from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DraftsConfig(AppConfig):
    """Draft regulations, read article by article."""

    name = "consultation.drafts"
    label = "drafts"
    verbose_name = _("Draft regulations")
