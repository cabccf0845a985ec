from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    """Comments of citizens on drafts."""

    name = "consultation.comments"
    label = "comments"
    verbose_name = _("Comments on drafts")
