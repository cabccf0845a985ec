from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """Pictures and files, checked on the way in and on the way out."""

    name = "portal.media"
    label = "media"
    verbose_name = _("Media")
