"""The home page of a portal."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from portal.common.pages import BasePage
from sites.profile.services import portal_of


class HomePage(BasePage):
    """The first page of a portal. Provisioning makes it; nobody adds or removes one by hand."""

    welcome = models.TextField(
        _("welcome"),
        blank=True,
        max_length=500,
        help_text=_("One or two sentences under the name."),
    )

    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"
    content_panels = [*Page.content_panels, FieldPanel("welcome")]
    search_fields = [*BasePage.search_fields, index.SearchField("welcome")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Never in the page tree: home pages come with their site."""
        return False

    def structured_data(self, portal) -> list[dict]:
        """What search engines are told about the portal."""
        from portal.home.structured import organization

        return [organization(self, portal)]

    def get_context(self, request, *args, **kwargs) -> dict:
        """Adds ``blocks``: all that the page shows of its portal and of those around it."""
        from portal.home.services import home_blocks

        context = super().get_context(request, *args, **kwargs)
        return {**context, "blocks": home_blocks(self, portal_of(request))}
