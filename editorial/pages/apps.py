from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """Menu groups, standard pages, people, links and contact."""

    name = "editorial.pages"
    label = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from editorial.pages import page_types

        page_types.register()
