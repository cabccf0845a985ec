"""The abstract page that every page type builds on."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from portal.common.addresses import reserved_words


class BasePage(Page):
    """What all pages of all portals share: a description, a picture to share, and the rules.

    A page has no view restriction: what is not public is not published.
    """

    share_image = models.ForeignKey(
        "media.PortalImage",
        verbose_name=_("share picture"),
        help_text=_("Shown where the page is shared. Without one, the page's own picture is used."),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    private_page_options: list[str] = []
    show_in_menus_default = True

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            _("For search engines"),
        ),
        MultiFieldPanel(
            [FieldPanel("show_in_menus"), FieldPanel("share_image")], _("For the portal")
        ),
    ]
    search_fields = [*Page.search_fields, index.SearchField("search_description")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.depth in (None, 3) and self.slug in reserved_words():
            raise ValidationError(
                {
                    "slug": _("“%(slug)s” is an address of the portal itself. Choose another one.")
                    % {"slug": self.slug}
                }
            )

    def get_view_restrictions(self) -> models.QuerySet:
        """None: a restriction cannot work on a host without session."""
        return PageViewRestriction.objects.none()
