from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The home page of a portal: the only page that knows every feature."""

    name = "portal.home"
    label = "home"
    verbose_name = _("Home page")

    def ready(self) -> None:
        from wagtail.models import Page

        from portal.common.registry import PageType, page_types
        from portal.home.models import HomePage
        from portal.home.services import pages_of_province
        from portal.media.access import register_reference_source

        page_types.register(
            PageType(
                key="home",
                model=HomePage,
                make=HomePage,
                is_filled=lambda page: True,
                is_section=False,
                children=(
                    "group",
                    "articles",
                    "register",
                    "page",
                    "people",
                    "links",
                    "contact",
                    "consultation",
                    "petitions",
                    "campaigns",
                ),
            )
        )
        register_reference_source(Page, pages_of_province)
