from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SimilarityConfig(AppConfig):
    """Comments that are nearly the same."""

    name = "consultation.similarity"
    label = "similarity"
    verbose_name = _("Comments that say the same")
