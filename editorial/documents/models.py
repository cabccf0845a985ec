"""The register of legal and administrative documents."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
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
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from editorial.documents.forms import LegalDocumentForm
from editorial.documents.querysets import LegalDocumentManager
from editorial.documents.status import Status, status_on
from editorial.vocabularies.models import DocumentType, Field, Issuer
from portal.common import clock, text
from portal.common.pages import BasePage

NUMBER_PATTERN = r"\A[0-9]{1,6}[A-Za-z]?(?:[/-][0-9A-Za-zÀ-ỹ]+)+\Z"


class DocumentRegisterPage(BasePage):
    """The register: a list of documents that readers search by type, issuer, field and year."""

    intro = models.TextField(_("introduction"), max_length=1000, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]
    template = "documents/document_register_page.html"

    class Meta:
        verbose_name = _("documents register")
        verbose_name_plural = _("documents registers")

    def get_context(self, request, *args, **kwargs) -> dict:
        """Adds ``listing`` (one page of documents) and the bound filter form in it."""
        from editorial.documents.services import register_listing

        context = super().get_context(request, *args, **kwargs)
        return {**context, "listing": register_listing(self, request.GET)}


class LegalDocumentPage(BasePage):
    """One legal or administrative document.

    What it must show (type, issuer, number, dates of issue and effect, abstract, files): Decree
    43/2011/NĐ-CP, Article 10; Decree 42/2022/NĐ-CP, Article 4.
    """

    document_type = models.ForeignKey(
        DocumentType,
        verbose_name=_("document type"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    number = models.CharField(
        _("number and symbol"),
        max_length=60,
        validators=[
            RegexValidator(
                NUMBER_PATTERN,
                _(
                    "Write the number as it stands in the document, without blanks: "
                    "953/KH-UBND or 43/2011/NĐ-CP."
                ),
            )
        ],
    )
    issuer = models.ForeignKey(
        Issuer,
        verbose_name=_("issuing body"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    signer = models.CharField(_("signer"), max_length=200, blank=True)
    field = models.ForeignKey(
        Field,
        verbose_name=_("field"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    issued_on = models.DateField(_("date of issue"), null=True)
    effective_on = models.DateField(
        _("effective date"),
        null=True,
        blank=True,
        help_text=_("Without one, the document counts as in force from its date of issue."),
    )
    expires_on = models.DateField(
        _("expiry date"),
        null=True,
        blank=True,
        help_text=_("The first day on which the document is no longer in force."),
    )
    abstract = models.TextField(_("abstract"), max_length=1000)
    status_override = models.CharField(
        _("status"),
        max_length=12,
        choices=Status.choices,
        blank=True,
        help_text=_("Only where the dates do not tell, such as a document expired in part."),
    )
    folded = models.TextField(editable=False, default="")

    objects = LegalDocumentManager()

    base_form_class = LegalDocumentForm
    template = "documents/legal_document_page.html"
    content_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("document_type"), FieldPanel("number")]),
                FieldRowPanel([FieldPanel("issuer"), FieldPanel("signer")]),
                FieldPanel("abstract"),
                FieldPanel("field"),
            ],
            pgettext_lazy("of law", "Document"),
        ),
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("issued_on"), FieldPanel("effective_on"), FieldPanel("expires_on")]
                ),
                FieldPanel("status_override"),
            ],
            _("Dates"),
        ),
        InlinePanel("files", heading=_("Files"), label=_("file"), max_num=30),
        InlinePanel(
            "replacements",
            heading=_("Replaces"),
            label=pgettext_lazy("of law", "document"),
            max_num=50,
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("number"),
        index.SearchField("abstract"),
        index.SearchField("signer"),
        index.FilterField("document_type"),
        index.FilterField("issuer"),
        index.FilterField("field"),
        index.FilterField("issued_on"),
    ]

    class Meta:
        verbose_name = _("legal document")
        verbose_name_plural = _("legal documents")

    @classmethod
    def to_serve(cls) -> models.QuerySet:
        """With the terms, which every document shows."""
        return cls.objects.select_related("document_type", "issuer", "field")

    def structured_data(self, portal) -> list[dict]:
        """What search engines are told about the document, read on this portal."""
        from editorial.documents.structured import legislation

        return [legislation(self, portal)]

    def get_context(self, request, *args, **kwargs) -> dict:
        """Adds ``replacements``: what the document replaces and what replaces it."""
        from editorial.documents.services import replacements

        context = super().get_context(request, *args, **kwargs)
        return {**context, "replacements": replacements(self)}

    def _set_core_field_defaults(self) -> None:
        """Gives a document without title the usual one, drafts too, before it is checked."""
        self.title = self.title or self.usual_title()
        super()._set_core_field_defaults()

    def clean(self) -> None:
        super().clean()
        if self.issued_on and self.effective_on and self.effective_on < self.issued_on:
            raise ValidationError(
                {"effective_on": _("The effective date lies before the date of issue.")}
            )
        start = self.effective_on or self.issued_on
        if start and self.expires_on and self.expires_on < start:
            raise ValidationError(
                {"expires_on": _("The expiry date lies before the effective date.")}
            )

    def save(self, *args, **kwargs) -> None:
        self.folded = text.fold(f"{self.number} {self.title} {self.abstract}")
        super().save(*args, **kwargs)

    def usual_title(self) -> str:
        """Type, number and abstract in one line, as documents are cited."""
        kind = self.document_type.name_vi if self.document_type_id else ""
        cited = " ".join(part for part in (kind, self.number) if part)
        return ": ".join(part for part in (cited, self.abstract) if part)[:255]

    @property
    def status(self) -> Status:
        """Whether the document is in force today: what the editor said, else by its dates."""
        return status_on(self, clock.today())

    @cached_property
    def document_files(self) -> list["DocumentFile"]:
        """The files in their order."""
        files = self.files.select_related("document") if self.pk else self.files.all()
        return [file for file in files if file.document]


class DocumentFile(TranslatableMixin, Orderable):
    """A file of a document: its text, an annex."""

    page = ParentalKey(LegalDocumentPage, on_delete=models.CASCADE, related_name="files")
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

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("file of a document")
        verbose_name_plural = _("files of documents")


class Replacement(Orderable):
    """That one document replaces another one, wholly or in part. Read from both sides."""

    page = ParentalKey(LegalDocumentPage, on_delete=models.CASCADE, related_name="replacements")
    replaced = models.ForeignKey(
        LegalDocumentPage,
        verbose_name=_("replaced document"),
        on_delete=models.CASCADE,
        related_name="replaced_by",
    )
    partly = models.BooleanField(_("in part only"), default=False)

    panels = [PageChooserPanel("replaced", "documents.LegalDocumentPage"), FieldPanel("partly")]

    class Meta(Orderable.Meta):
        verbose_name = _("replaced document")
        verbose_name_plural = _("replaced documents")
