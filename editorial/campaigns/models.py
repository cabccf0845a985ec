"""Major events, and which items tell of them."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.fields import RichTextField
from wagtail.models import Locale, Orderable, Site, TranslatableMixin
from wagtail.search import index

from editorial.articles.models import ArticlePage
from editorial.campaigns.forms import CampaignForm
from editorial.campaigns.querysets import CampaignManager, NewsQuerySet
from editorial.campaigns.status import State, state_on
from editorial.vocabularies.models import Genre
from portal.common import clock
from portal.common.blocks import SHORT_TEXT_FEATURES, BodyBlock
from portal.common.pages import BasePage
from portal.common.streams import BodyField
from portal.common.text import dialled


class CampaignsPage(BasePage):
    """The section of a portal on which its major events stand, past ones too."""

    intro = models.TextField(_("introduction"), max_length=1000, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]
    template = "campaigns/campaigns_page.html"

    class Meta:
        verbose_name = _("major events")
        verbose_name_plural = _("sections of major events")

    def get_context(self, request, *args, **kwargs) -> dict:
        """Adds ``listing``: one page of campaigns, running ones first."""
        from editorial.campaigns.services import campaign_listing

        context = super().get_context(request, *args, **kwargs)
        return {**context, "listing": campaign_listing(self, request.GET)}


class CampaignPage(RoutablePageMixin, BasePage):
    """The hub of a major event. One portal owns it; others show it under an address of theirs.

    Plan 953/KH-UBND of 2021-04-06 (task 11) asks the province's portal and all component portals
    to tell of the elections and of the province's major events.
    """

    class Reach(models.TextChoices):
        OWN = "own", _("this portal alone")
        NAMED = "named", _("this portal and those named below")
        ALL = "all", _("this portal and all portals below it")

    starts_on = models.DateField(_("first day"), null=True)
    ends_on = models.DateField(
        _("last day"), null=True, help_text=_("From the day after, the hub is an archive.")
    )
    main_day = models.DateField(
        _("day that is counted down to"),
        null=True,
        blank=True,
        help_text=_("Such as the opening day. Without one, nothing is counted."),
    )
    lead = models.TextField(
        _("lead"), max_length=1000, blank=True, help_text=_("What it is about, in plain words.")
    )
    banner_text = models.CharField(
        _("text of the banner"),
        max_length=120,
        blank=True,
        help_text=_("On home pages while it runs. Left empty, it is the title."),
    )
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
    body = BodyField(BodyBlock, verbose_name=_("body"), blank=True)
    contact = models.TextField(_("contact"), max_length=1000, blank=True)
    hotline = models.CharField(_("hotline"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    reach = models.CharField(_("shown on"), max_length=10, choices=Reach, default=Reach.OWN)

    objects = CampaignManager()

    base_form_class = CampaignForm
    template = "campaigns/campaign_page.html"
    hub_panels = [
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel("main_day"),
                FieldPanel("banner_text"),
            ],
            _("When it runs"),
        ),
        MultiFieldPanel([FieldPanel("reach"), FieldPanel("named_sites")], _("Where it is shown")),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], _("Picture")),
        FieldPanel("body"),
        InlinePanel(
            "documents",
            heading=pgettext_lazy("of a campaign", "Documents"),
            label=_("file"),
            max_num=200,
        ),
        InlinePanel(
            "questions", heading=_("Questions and answers"), label=_("question"), max_num=100
        ),
        MultiFieldPanel(
            [FieldPanel("contact"), FieldRowPanel([FieldPanel("hotline"), FieldPanel("email")])],
            _("Contact"),
        ),
    ]
    content_panels = [*BasePage.content_panels, *hub_panels]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("starts_on"),
        index.FilterField("ends_on"),
    ]

    class Meta:
        verbose_name = _("major event")
        verbose_name_plural = pgettext_lazy("pages", "major events")

    @property
    def state(self) -> State:
        """Where the campaign stands today."""
        return state_on(self.starts_on, self.ends_on, clock.today())

    @property
    def is_over(self) -> bool:
        """Whether the hub is an archive."""
        return self.state == State.ENDED

    @property
    def days_left(self) -> int | None:
        """Days until the day that is counted down to; None without one or once it has passed."""
        day = self.counted_day
        left = (day - clock.today()).days if day else -1
        return left if left >= 0 else None

    @property
    def counted_day(self):
        """The day that is counted down to; other kinds of campaigns know it otherwise."""
        return self.main_day

    @property
    def dialled(self) -> str:
        """The hotline as a telephone dials it."""
        return dialled(self.hotline)

    def hub_parts(self) -> list:
        """Further parts of the hub, for kinds of campaigns that have some."""
        return []

    @cached_property
    def campaign_files(self) -> list["CampaignDocument"]:
        """The files in their order."""
        files = self.documents.select_related("document") if self.pk else self.documents.all()
        return [file for file in files if file.document]

    def clean(self) -> None:
        super().clean()
        if self.picture_id and not self.picture_alt.strip():
            raise ValidationError(
                {"picture_alt": _("Say what the picture shows, for those who cannot see it.")}
            )
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError(
                {"ends_on": _("The last day lies before the first one. Correct one of them.")}
            )

    def get_context(self, request, *args, **kwargs) -> dict:
        """Adds ``hub``: what the hub shows, and where its own addresses begin."""
        from editorial.campaigns.services import hub_of

        context = super().get_context(request, *args, **kwargs)
        return {**context, "hub": hub_of(self, request)}

    def structured_data(self, portal) -> list[dict]:
        """What search engines are told about it."""
        from editorial.campaigns.structured import campaign_data

        return [campaign_data(self)]

    @re_path(r"^(?:tin|news)/$", name="news")
    def news(self, request):
        """The items of all portals that tell of it."""
        from editorial.campaigns.views import news

        return news(self, request)

    @re_path(r"^(?:tin|news)/rss/$", name="news_feed")
    def news_feed(self, request):
        """The newest of these items, for feed readers."""
        from editorial.campaigns.feeds import news_feed

        return news_feed(self, request)

    @re_path(r"^(?:van-ban|documents)/$", name="documents")
    def documents_by_kind(self, request):
        """All documents, by kind."""
        from editorial.campaigns.views import documents

        return documents(self, request)

    @re_path(r"^(?:hoi-dap|questions)/$", name="questions")
    def questions_and_answers(self, request):
        """What people ask about it."""
        from editorial.campaigns.views import questions

        return questions(self, request)


class CampaignPortal(Orderable):
    """A portal that shows a campaign of another one."""

    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="portals")
    site = models.ForeignKey(
        Site, verbose_name=_("portal"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("portal that shows a major event")
        verbose_name_plural = _("portals that show a major event")
        constraints = [
            models.UniqueConstraint(fields=["page", "site"], name="one_campaign_once_per_portal")
        ]


class CampaignDocument(TranslatableMixin, Orderable):
    """A document of a campaign."""

    class Kind(models.TextChoices):
        RESOLUTION = "resolution", _("resolutions and decisions")
        PLAN = "plan", _("plans and directives")
        GUIDE = "guide", _("guidance")
        FORM = "form", _("forms and templates")
        LIST = "list", _("lists")
        RESULT = "result", _("results")
        OTHER = "other", _("other documents")

    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("what it is"), max_length=12, choices=Kind, default=Kind.OTHER)
    document = models.ForeignKey(
        "media.PortalDocument",
        verbose_name=_("file"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    title = models.CharField(
        _("title"),
        max_length=300,
        blank=True,
        help_text=_("Without one, the title of the file is shown."),
    )
    number = models.CharField(_("number and symbol"), max_length=60, blank=True)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("number"), FieldPanel("issued_on")]),
        FieldPanel("document"),
        FieldPanel("title"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("document of a major event")
        verbose_name_plural = _("documents of major events")


class CampaignQuestion(TranslatableMixin, Orderable):
    """What people ask about a campaign, and the answer."""

    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(_("question"), max_length=300)
    answer = RichTextField(_("answer"), features=SHORT_TEXT_FEATURES, max_length=3000)
    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("The article of the law or the document that says so, as it was read."),
    )

    panels = [FieldPanel("question"), FieldPanel("answer"), FieldPanel("source")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("question about a major event")
        verbose_name_plural = _("questions about major events")

    @property
    def anchor(self) -> str:
        """The name under which it can be linked to."""
        return f"hoi-{self.pk or 0}"


class CampaignNews(models.Model):
    """That a published item tells of a campaign: what its list of news is read from.

    It repeats of the item what the list is ordered and filtered by, so that one index gives a
    page of it, however many items and portals there are. Services keep it right.

    Attributes:
        campaign_key: what all translations of a campaign share.
        level: which kind of unit the item's portal belongs to.
    """

    class Level(models.TextChoices):
        PROVINCE = "province", pgettext_lazy("level", "Province")
        BODY = "body", pgettext_lazy("level", "Departments and other bodies")
        DISTRICT = "district", pgettext_lazy("level", "Districts")
        COMMUNE = "commune", pgettext_lazy("level", "Communes")

    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="campaign_news")
    campaign_key = models.UUIDField(default=uuid.uuid4)
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=10, choices=Level)
    genre = models.ForeignKey(Genre, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField()

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of a major event")
        verbose_name_plural = _("items of major events")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "campaign_key"], name="one_item_once_per_campaign"
            )
        ]
        indexes = [
            models.Index(
                fields=["campaign_key", "locale", "-published_at", "-article"],
                name="campaign_news_all",
            ),
            models.Index(
                fields=["campaign_key", "locale", "site", "-published_at", "-article"],
                name="campaign_news_portal",
            ),
            models.Index(
                fields=["campaign_key", "locale", "level", "-published_at", "-article"],
                name="campaign_news_level",
            ),
            models.Index(
                fields=["campaign_key", "locale", "genre", "-published_at", "-article"],
                name="campaign_news_genre",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_key}: {self.article_id}"
