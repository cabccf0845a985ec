from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Sections and the news items under them."""

    name = "editorial.articles"
    label = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from editorial.articles import page_types, signal_handlers

        page_types.register()
        signal_handlers.connect()
