from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The home page of a portal: the only page that knows every feature."""

    name = "portal.home"
    label = "home"
    verbose_name = _("Home page")

    def ready(self) -> None:
        from portal.common.registry import PageType, page_types
        from portal.home.models import HomePage

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
                ),
            )
        )
