"""Drafts that citizens are asked about."""

from datetime import datetime

from django.conf import settings
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
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from consultation.drafts.forms import DraftForm
from consultation.drafts.panels import TextPanel
from consultation.drafts.querysets import DraftManager, Reach
from consultation.drafts.status import (
    State,
    closes_with_its_day,
    days_left,
    last_moment,
    state_of,
)
from consultation.versions.models import DraftVersion
from editorial.vocabularies.models import DocumentType, Field, Issuer
from portal.common import clock, text
from portal.common.pages import BasePage


class ConsultationPage(BasePage):
    """The section of a portal on which drafts stand."""

    intro = models.TextField(_("introduction"), max_length=1000, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]
    template = "drafts/consultation_page.html"

    class Meta:
        verbose_name = _("consultation on drafts")
        verbose_name_plural = _("consultations on drafts")

    def get_context(self, request, *args, **kwargs) -> dict:
        """Adds ``listing``: one page of drafts, with the bound filter form in it."""
        from consultation.drafts.listing import draft_listing

        context = super().get_context(request, *args, **kwargs)
        return {**context, "listing": draft_listing(self, request)}


class DraftPage(RoutablePageMixin, BasePage):
    """A draft of a legal document, or of a policy, on which citizens may comment.

    What it must show (full text, closing day, address and e-mail of the receiving unit): Decree
    43/2011/NĐ-CP, Article 10.
    """

    class Nature(models.TextChoices):
        DOCUMENT = "document", _("draft of a legal document")
        POLICY = "policy", _("policy or guideline")

    class Reaches(models.TextChoices):
        OWN = Reach.OWN, _("this portal alone")
        PROVINCE = Reach.PROVINCE, _("this portal and the province's")
        ALL = Reach.ALL, _("all portals of the province")

    class Contact(models.TextChoices):
        """What citizens who comment must say of themselves beside their name."""

        NONE = "none", _("neither e-mail nor telephone")
        EITHER = "either", _("e-mail or telephone")
        EMAIL = "email", _("e-mail")
        TELEPHONE = "telephone", _("telephone")

    nature = models.CharField(
        _("what it is"), max_length=10, choices=Nature, default=Nature.DOCUMENT
    )
    document_type = models.ForeignKey(
        DocumentType,
        verbose_name=_("document type"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("How long the draft has to stand open depends on it."),
    )
    drafting_unit = models.CharField(
        _("drafting unit"),
        max_length=250,
        blank=True,
        help_text=_("Left empty, it is the unit of this portal."),
    )
    deciding_body = models.ForeignKey(
        Issuer,
        verbose_name=_("deciding body"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    field = models.ForeignKey(
        Field,
        verbose_name=_("field"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    target_groups = models.CharField(
        _("whom it concerns"), max_length=500, blank=True, help_text=_("In plain words.")
    )
    summary = models.TextField(
        _("summary"),
        max_length=3000,
        help_text=_("What would change, for whom and from when: in plain words, not in clauses."),
    )
    legal_basis = models.TextField(_("legal basis"), max_length=3000, blank=True)
    opens_at = models.DateTimeField(_("opens"), null=True)
    closes_at = models.DateTimeField(
        _("closes"), null=True, help_text=_("Comments are taken until right before this moment.")
    )
    closing_reason = models.CharField(
        _("reason for the later closing"),
        max_length=500,
        blank=True,
        help_text=_("Readers see it. Only needed where a closing that was published is put off."),
    )
    receiving_address = models.CharField(
        _("address that receives comments"), max_length=255, blank=True
    )
    receiving_email = models.EmailField(_("e-mail address that receives comments"), blank=True)
    receiving_telephone = models.CharField(_("telephone for questions"), max_length=30, blank=True)
    contact = models.CharField(
        _("who comments must give"), max_length=10, choices=Contact, default=Contact.EITHER
    )
    confirms_email = models.BooleanField(
        _("the e-mail address must be confirmed"),
        default=False,
        help_text=_("A comment counts once its author has opened a link that was mailed."),
    )
    comment_policy = models.TextField(
        _("rules for comments"),
        max_length=2000,
        blank=True,
        help_text=_("What is published, what is not, who answers until when: readers see it "
                    "above the form."),
    )  # fmt: skip
    summary_due_on = models.DateField(
        _("summary promised for"),
        null=True,
        blank=True,
        help_text=_("The day until which readers were promised the answers to their comments."),
    )
    reach = models.CharField(_("shown on"), max_length=10, choices=Reaches, default=Reach.PROVINCE)
    text_version = models.ForeignKey(
        DraftVersion,
        verbose_name=_("text"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    summarising_from = models.DateTimeField(_("being summarised since"), null=True, blank=True)
    answered_at = models.DateTimeField(
        _("answered"),
        null=True,
        blank=True,
        help_text=_("When the answers were published. Every published comment needs one before."),
    )
    issued_document = models.ForeignKey(
        "documents.LegalDocumentPage",
        verbose_name=_("document that was issued"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("reason for the withdrawal"), max_length=500, blank=True)
    folded = models.TextField(editable=False, default="")

    objects = DraftManager()

    base_form_class = DraftForm
    template = "drafts/draft_page.html"
    # A copy is a draft of its own, and has no text yet.
    exclude_fields_in_copy = ["text_version"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        TextPanel(heading=_("Text of the draft")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("nature"), FieldPanel("document_type")]),
                FieldRowPanel([FieldPanel("deciding_body"), FieldPanel("field")]),
                FieldPanel("drafting_unit"),
                FieldPanel("target_groups"),
                FieldPanel("legal_basis"),
            ],
            pgettext_lazy("of law", "Draft"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                FieldPanel("closing_reason"),
            ],
            _("Time for comments"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("receiving_address"),
                FieldRowPanel([FieldPanel("receiving_email"), FieldPanel("receiving_telephone")]),
            ],
            _("Where comments are received"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("contact"), FieldPanel("confirms_email")]),
                FieldPanel("comment_policy"),
                FieldPanel("summary_due_on"),
            ],
            _("Comments of citizens"),
        ),
        FieldPanel("reach"),
        InlinePanel("files", heading=_("Files"), label=_("file"), max_num=30),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("summarising_from"), FieldPanel("answered_at")]),
                PageChooserPanel("issued_document", "documents.LegalDocumentPage"),
                FieldPanel("withdrawn_at"),
                FieldPanel("withdrawal_reason"),
            ],
            _("After the closing"),
            classname="collapsed",
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.FilterField("opens_at"),
        index.FilterField("closes_at"),
    ]

    class Meta:
        verbose_name = _("draft for consultation")
        verbose_name_plural = _("drafts for consultation")

    @classmethod
    def to_serve(cls) -> models.QuerySet:
        """With the terms and the version, which every draft shows."""
        return cls.objects.select_related(
            "document_type", "deciding_body", "field", "text_version", "issued_document"
        )

    @property
    def state(self) -> State:
        """Where the consultation stands now."""
        return state_of(self, self._now)

    @cached_property
    def _now(self) -> datetime:
        """One moment for everything that a page says."""
        return clock.now()

    @property
    def is_open(self) -> bool:
        """Whether comments are taken now."""
        return self.state == State.OPEN

    @property
    def days_left(self) -> int:
        """Days until the closing, the last one begun included."""
        return days_left(self.closes_at, self._now) if self.closes_at else 0

    @property
    def period_days(self) -> int:
        """For how many days the draft stands open in all."""
        if not self.opens_at or not self.closes_at:
            return 0
        return days_left(self.closes_at, self.opens_at)

    @property
    def text_page_id(self) -> int | None:
        """The draft that the text belongs to: this one, or the one that it translates."""
        return self.text_version.page_id if self.text_version_id else self.pk

    @property
    def days_gone(self) -> int:
        """Whole days of that time that have passed."""
        return max(self.period_days - self.days_left, 0)

    @property
    def last_moment(self) -> datetime | None:
        """The last moment for comments; its day is the last day."""
        return last_moment(self.closes_at) if self.closes_at else None

    @property
    def closes_with_its_day(self) -> bool:
        """Whether comments are taken until the end of the last day."""
        return bool(self.closes_at) and closes_with_its_day(self.closes_at)

    @cached_property
    def draft_files(self) -> list["DraftFile"]:
        """The files in their order."""
        files = self.files.select_related("document") if self.pk else self.files.all()
        return [file for file in files if file.document]

    def get_context(self, request, *args, **kwargs) -> dict:
        """Adds ``shown``: the text of the draft and what belongs to it."""
        from consultation.drafts.reading import shown_draft

        return {
            **self.context(request, *args, **kwargs),
            "shown": shown_draft(self, is_preview=getattr(request, "is_preview", False)),
        }

    def context(self, request, *args, **kwargs) -> dict:
        """What every page about the draft shows, also those that show another text."""
        return super().get_context(request, *args, **kwargs)

    def structured_data(self, portal) -> list[dict]:
        """What search engines are told about the draft, read on this portal."""
        from consultation.drafts.structured import draft_data

        return [draft_data(self, portal)]

    @re_path(r"^(?:phien-ban|version)/(?P<number>[0-9]{1,4})/$", name="version")
    def version(self, request, number: str):
        """An earlier version of the text."""
        from consultation.drafts.views.public import version

        return version(self, request, int(number))

    @re_path(r"^(?:so-sanh|compare)/(?P<old>[0-9]{1,4})-(?P<new>[0-9]{1,4})/$", name="comparison")
    def comparison(self, request, old: str, new: str):
        """What changed between two versions, provision by provision."""
        from consultation.drafts.views.public import comparison

        return comparison(self, request, int(old), int(new))

    @re_path(
        r"^(?:gop-y|comments)/(?:(?P<place>[a-z0-9/-]{1,255})/)?$",
        name="comments",
    )
    def published_comments(self, request, place: str | None = None):
        """What citizens said on the draft, or on one of its provisions: “dieu-5/khoan-2”."""
        from consultation.comments.views.listing import published_comments

        return published_comments(self, request, (place or "").replace("/", "."))

    @re_path(r"^(?:tim|find)/$", name="find")
    def find_in_draft(self, request):
        """Words in the text, and in what citizens said on it."""
        from consultation.comments.views.finding import find

        return find(self, request)

    @re_path(r"^(?:tong-hop|summary)/(?:(?P<file_format>docx|xlsx)/)?$", name="summary")
    def comment_summary(self, request, file_format: str | None = None):
        """What citizens said, provision by provision, and what became of it."""
        from consultation.summaries.views.public import summary

        return summary(self, request, file_format or "")

    @re_path(r"^(?:so-lieu|figures)/$", name="figures")
    def comment_figures(self, request):
        """How many commented, on what, when, and what became of it."""
        from consultation.summaries.views.public import figures

        return figures(self, request)

    def save(self, *args, **kwargs) -> None:
        self.folded = text.fold(f"{self.title} {self.summary}")
        super().save(*args, **kwargs)


class DraftFile(TranslatableMixin, Orderable):
    """A file that belongs to a draft."""

    class Kind(models.TextChoices):
        DRAFT = "draft", _("the draft")
        STATEMENT = "statement", _("statement to the authority")
        REPORT = "report", _("impact report")
        SUMMARY = "summary", _("comments received and how they were answered")
        OTHER = "other", _("other")

    page = ParentalKey(DraftPage, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(_("what it is"), max_length=10, choices=Kind, default=Kind.DRAFT)
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

    panels = [FieldPanel("kind"), FieldPanel("document"), FieldPanel("title")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("file of a draft")
        verbose_name_plural = _("files of drafts")


class Closing(models.Model):
    """A closing time as it was published: the first one, and each later one with its reason."""

    page = models.ForeignKey(DraftPage, on_delete=models.CASCADE, related_name="closings")
    closes_at = models.DateTimeField(_("closes"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    published_at = models.DateTimeField(_("published"), default=clock.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("published closing time")
        verbose_name_plural = _("published closing times")
        ordering = ["page", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "closes_at"], name="each_closing_once")
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.closes_at:%d/%m/%Y %H:%M}"

    @property
    def last_moment(self) -> datetime:
        """The last moment for comments, as it was told then."""
        return last_moment(self.closes_at)
