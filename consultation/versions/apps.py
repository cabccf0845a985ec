from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VersionsConfig(AppConfig):
    """What became of each provision from one version of a draft to the next."""

    name = "consultation.versions"
    label = "draft_versions"
    verbose_name = _("Versions of drafts")
