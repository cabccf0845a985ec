from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """Standard pages, people, links and contact."""

    name = "editorial.pages"
    label = "pages"
    verbose_name = _("Pages")
