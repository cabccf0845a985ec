"""The home page of a portal."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from portal.common.pages import BasePage


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

    def get_context(self, request, *args, **kwargs) -> dict:
        from portal.home.services import home_blocks

        return super().get_context(request, *args, **kwargs) | {"blocks": home_blocks(self)}
