"""Sections and the items under them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.models import Orderable, Page, Site
from wagtail.search import index

from editorial.articles.campaigns import drop_foreign_campaigns
from editorial.articles.forms import ArticleForm
from editorial.articles.querysets import ArticleManager
from editorial.articles.tags import drop_foreign_tags
from editorial.vocabularies.models import Genre
from portal.common import clock
from portal.common.blocks import BodyBlock
from portal.common.models import UidModel
from portal.common.pages import BasePage
from portal.common.prepared import PreparedStatement
from portal.common.streams import BodyField


class SiteTag(UidModel):
    """A keyword of one portal. Another portal's keyword of the same name is another one."""

    site = models.ForeignKey(
        Site, verbose_name=_("portal"), on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("slug"), max_length=60)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["site", "slug"], name="one_tag_per_site_and_slug")
        ]

    def __str__(self) -> str:
        return self.name


class SectionPage(BasePage):
    """A section: an introduction and the list of its items."""

    intro = models.TextField(_("introduction"), max_length=1000, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]
    template = "articles/section_page.html"

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request, *args, **kwargs) -> dict:
        """Adds ``listing``: one page of the section's items, with the years to choose from."""
        from editorial.articles.services import section_listing

        context = super().get_context(request, *args, **kwargs)
        return {**context, "listing": section_listing(self, request.GET)}


class ArticlePage(BasePage):
    """A news item or an article."""

    lead = models.TextField(
        _("lead"), max_length=600, blank=True, help_text=_("What happened, in a few sentences.")
    )
    body = BodyField(BodyBlock, verbose_name=_("body"), blank=True)
    picture = models.ForeignKey(
        "media.PortalImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    genre = models.ForeignKey(
        Genre,
        verbose_name=_("genre"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    author = models.CharField(_("author"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects = ArticleManager()

    # What networks call it where it is shared.
    share_type = "article"
    base_form_class = ArticleForm
    template = "articles/article_page.html"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], _("Picture")),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("genre"),
                FieldRowPanel([FieldPanel("author"), FieldPanel("source")]),
                FieldPanel("tag_names"),
                FieldPanel("campaigns"),
            ],
            _("About this item"),
        ),
        InlinePanel(
            "related_links",
            heading=_("Related items"),
            label=pgettext_lazy("of news", "item"),
            max_num=10,
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("genre"),
    ]

    class Meta:
        verbose_name = pgettext_lazy("of news", "item")
        verbose_name_plural = pgettext_lazy("of news", "items")

    def clean(self) -> None:
        super().clean()
        if self.picture_id and not self.picture_alt.strip():
            raise ValidationError(
                {"picture_alt": _("Say what the picture shows, for those who cannot see it.")}
            )

    def save(self, *args, **kwargs) -> None:
        """Drops tags and events of other portals, which a copy or an older draft may bring."""
        if kwargs.get("update_fields") is None:
            drop_foreign_tags(self)
            drop_foreign_campaigns(self)
        super().save(*args, **kwargs)

    @classmethod
    def to_serve(cls) -> models.QuerySet:
        """With the genre, which every item shows."""
        return cls.objects.select_related("genre")

    @property
    def published_on(self) -> date | None:
        """The day in the province on which the item was first published."""
        moment = self.first_published_at
        return moment.astimezone(clock.PROVINCE_TIME).date() if moment else None

    @cached_property
    def site_tags(self) -> list[SiteTag]:
        """The item's tags in their order."""
        in_memory = "tag_links" in getattr(self, "_cluster_related_objects", {})
        if in_memory or not self.pk:
            return [link.tag for link in self.tag_links.all()]
        return [link.tag for link in _tag_links.ask(article=self.pk)]

    def structured_data(self, portal) -> list[dict]:
        """What search engines are told about the item, read on this portal."""
        from editorial.articles.structured import news_article

        return [news_article(self, portal)]

    def get_context(self, request, *args, **kwargs) -> dict:
        """Adds ``content``: what the body refers to, and related items of the same portal."""
        from editorial.articles.services import article_content

        context = super().get_context(request, *args, **kwargs)
        return {**context, "content": article_content(self)}


class ArticleTag(Orderable):
    """That an item bears a tag."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="tag_links")
    tag = models.ForeignKey(SiteTag, on_delete=models.CASCADE, related_name="article_links")

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["article", "tag"], name="one_tag_once_per_article")
        ]


class ArticleCampaign(Orderable):
    """That an item tells of a major event; what kinds of these there are, higher features know."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="campaign_links")
    campaign = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["article", "campaign"], name="one_campaign_once_per_article"
            )
        ]


_tag_links = PreparedStatement(
    lambda article: (
        ArticleTag.objects.filter(article=article).select_related("tag").order_by("sort_order")
    )
)


class RelatedArticle(Orderable):
    """An item that readers of another one may want to read."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_links")
    related = models.ForeignKey(
        ArticlePage,
        verbose_name=pgettext_lazy("of news", "item"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [PageChooserPanel("related", "articles.ArticlePage")]

    class Meta(Orderable.Meta):
        verbose_name = _("related item")
        verbose_name_plural = _("related items")
