"""Menu groups, standard pages, people, links and contact."""

from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from portal.common.blocks import LINK_SCHEMES, TEXT_FEATURES, BodyBlock
from portal.common.pages import BasePage
from portal.common.streams import BodyField
from sites.profile.services import portal_of

telephone_number = RegexValidator(
    r"\A[0-9+(][0-9 ().+/-]{2,58}[0-9)]\Z", _("Write digits, as in 0222 3822 222 or 1022.")
)


class IntroducedPage(BasePage):
    """A page that begins with a few sentences."""

    intro = models.TextField(_("introduction"), max_length=1000, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]

    class Meta:
        abstract = True


class GroupPage(IntroducedPage):
    """An entry of the main menu: the list of what stands under it."""

    template = "pages/group_page.html"

    class Meta:
        verbose_name = _("menu group")
        verbose_name_plural = _("menu groups")

    def get_context(self, request, *args, **kwargs) -> dict:
        """Adds ``content``: the contacts that stand in the group, and the pages under it."""
        from editorial.pages.services import group_content

        context = super().get_context(request, *args, **kwargs)
        return {**context, "content": group_content(self, request)}


class StandardPage(IntroducedPage):
    """A page of text, such as functions and powers of the agency."""

    body = BodyField(BodyBlock, verbose_name=_("body"), blank=True)
    review_on = models.DateField(
        _("review date"),
        null=True,
        blank=True,
        help_text=_("The day by which somebody should check that the page is still right."),
    )

    template = "pages/standard_page.html"
    content_panels = [*IntroducedPage.content_panels, FieldPanel("body")]
    settings_panels = [*BasePage.settings_panels, FieldPanel("review_on")]
    search_fields = [*IntroducedPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


class PeoplePage(IntroducedPage):
    """Leaders, officials and spokespersons, with how to reach them.

    Names, posts, telephone numbers and official addresses must be public: Decree 43/2011/NĐ-CP,
    Article 10; Decree 42/2022/NĐ-CP, Article 4.
    """

    template = "pages/people_page.html"
    # The sizes that are made of its pictures when it is published.
    picture_sizes = ("portrait", "share")
    content_panels = [
        *IntroducedPage.content_panels,
        InlinePanel("people", heading=_("People"), label=_("person"), max_num=200),
    ]
    search_fields = [
        *IntroducedPage.search_fields,
        index.RelatedFields("people", [index.SearchField("name"), index.SearchField("post")]),
    ]

    class Meta:
        verbose_name = _("people page")
        verbose_name_plural = _("people pages")

    def get_context(self, request, *args, **kwargs) -> dict:
        """Adds ``people``: the people by kind, in their order, and what their texts refer to."""
        from editorial.pages.services import people_of

        context = super().get_context(request, *args, **kwargs)
        return {**context, "people": people_of(self)}


class Person(TranslatableMixin, Orderable):
    """Somebody who holds a post."""

    class Kind(models.TextChoices):
        """In which list somebody stands."""

        LEADER = "leader", _("leader")
        OFFICIAL = "official", _("official")
        SPOKESPERSON = "spokesperson", _("spokesperson")

    page = ParentalKey(PeoplePage, on_delete=models.CASCADE, related_name="people")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.OFFICIAL)
    name = models.CharField(_("full name"), max_length=120)
    post = models.CharField(_("post"), max_length=200)
    telephone = models.CharField(
        _("telephone"), max_length=60, blank=True, validators=[telephone_number]
    )
    fax = models.CharField(_("fax"), max_length=60, blank=True, validators=[telephone_number])
    email = models.EmailField(_("official e-mail"), blank=True)
    biography = RichTextField(
        _("biography and duties"), blank=True, features=TEXT_FEATURES, max_length=10_000
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
        help_text=_("Without one, the person's name."),
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("kind")]),
        FieldPanel("post"),
        FieldRowPanel([FieldPanel("telephone"), FieldPanel("fax"), FieldPanel("email")]),
        FieldPanel("biography"),
        FieldRowPanel([FieldPanel("picture"), FieldPanel("picture_alt")]),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name


class LinksPage(IntroducedPage):
    """Links to other agencies and services, in groups."""

    template = "pages/links_page.html"
    content_panels = [
        *IntroducedPage.content_panels,
        InlinePanel("links", heading=_("Links"), label=_("link"), max_num=300),
    ]
    search_fields = [
        *IntroducedPage.search_fields,
        index.RelatedFields("links", [index.SearchField("title")]),
    ]

    class Meta:
        verbose_name = _("links page")
        verbose_name_plural = _("links pages")

    def get_context(self, request, *args, **kwargs) -> dict:
        """Adds ``groups``: the links by group; groups in the order of their first link."""
        from editorial.pages.services import links_by_group

        context = super().get_context(request, *args, **kwargs)
        return {**context, "groups": links_by_group(self)}


class Link(TranslatableMixin, Orderable):
    """A link to an address elsewhere."""

    page = ParentalKey(LinksPage, on_delete=models.CASCADE, related_name="links")
    group = models.CharField(_("group"), max_length=120, blank=True)
    title = models.CharField(_("title"), max_length=200)
    url = models.URLField(
        _("address"),
        max_length=500,
        validators=[
            URLValidator(
                schemes=list(LINK_SCHEMES), message=_("An address begins with https:// or http://.")
            )
        ],
    )
    description = models.CharField(_("description"), max_length=300, blank=True)

    panels = [
        FieldPanel("group"),
        FieldRowPanel([FieldPanel("title"), FieldPanel("url")]),
        FieldPanel("description"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self) -> str:
        return self.title


class ContactPage(IntroducedPage):
    """How to reach the agency: Decree 43/2011/NĐ-CP, Article 10; Law 104/2016/QH13, Article 19."""

    address = models.CharField(_("address"), max_length=300, blank=True)
    telephone = models.CharField(
        _("telephone"), max_length=60, blank=True, validators=[telephone_number]
    )
    fax = models.CharField(_("fax"), max_length=60, blank=True, validators=[telephone_number])
    email = models.EmailField(_("official e-mail"), blank=True)
    working_hours = models.CharField(_("working hours"), max_length=300, blank=True)
    directions = RichTextField(
        _("how to get there"), blank=True, features=TEXT_FEATURES, max_length=5_000
    )

    template = "pages/contact_page.html"
    content_panels = [
        *IntroducedPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("telephone"), FieldPanel("fax"), FieldPanel("email")]),
                FieldPanel("working_hours"),
                FieldPanel("directions"),
            ],
            _("Contact"),
        ),
    ]
    search_fields = [
        *IntroducedPage.search_fields,
        index.SearchField("address"),
        index.SearchField("directions"),
    ]

    def get_context(self, request, *args, **kwargs) -> dict:
        """Adds ``contact``: the page's own contacts, else those of the portal."""
        from editorial.pages.services import contact_of

        context = super().get_context(request, *args, **kwargs)
        return {**context, "contact": contact_of(self, portal_of(request))}

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")
