"""Least periods of consultation, as dated data: code holds no number of days."""

from calendar import monthrange
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from consultation.periods.kept import KeptOnceInForce
from editorial.vocabularies.models import DocumentType
from portal.common.models import UidModel
from sites.blueprint.models import Certainty
from sites.worktime.querysets import DatedQuerySet


class ConsultationPeriod(UidModel):
    """For how many calendar days drafts of a type stand open at least, from one day to another."""

    document_type = models.ForeignKey(
        DocumentType,
        verbose_name=gettext_lazy("document type"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    valid_from = models.DateField(
        gettext_lazy("valid from"),
        null=True,
        blank=True,
        help_text=gettext_lazy("Empty: since ever."),
    )
    valid_to = models.DateField(
        gettext_lazy("valid to"),
        null=True,
        blank=True,
        help_text=gettext_lazy("The last day, included. The day of opening decides."),
    )
    days = models.PositiveSmallIntegerField(
        gettext_lazy("calendar days at least"), validators=[MinValueValidator(1)]
    )
    legal_basis = models.CharField(gettext_lazy("legal basis"), max_length=250)
    certainty = models.CharField(
        gettext_lazy("certainty of the legal basis"),
        max_length=10,
        choices=Certainty,
        default=Certainty.INFERRED,
        help_text=gettext_lazy("Only a verified basis is shown to the public."),
    )
    source = models.CharField(
        gettext_lazy("source"),
        max_length=250,
        blank=True,
        help_text=gettext_lazy("Where the basis was read. A verified basis needs one."),
    )

    objects = DatedQuerySet.as_manager()

    panels = [
        FieldPanel("document_type"),
        FieldPanel("days"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("legal_basis"),
        FieldRowPanel([FieldPanel("certainty"), FieldPanel("source")]),
    ]

    class Meta:
        verbose_name = gettext_lazy("period of consultation")
        verbose_name_plural = gettext_lazy("periods of consultation")
        ordering = ["document_type", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="periods_days_in_order",
                violation_error_message=gettext_lazy(
                    "The last day lies before the first one. Correct one of them."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_type}: {self.days} ({self.legal_basis})"

    def clean(self) -> None:
        super().clean()
        if self.certainty == Certainty.VERIFIED and not self.source:
            raise ValidationError({"source": _("Name where the basis was read.")})
        others = ConsultationPeriod.objects.filter(document_type=self.document_type_id)
        other = others.exclude(pk=self.pk).overlapping(self.valid_from, self.valid_to).first()
        if other:
            raise ValidationError(
                {
                    "valid_from": _(
                        "On some of these days “%(other)s” holds as well. Give that one a last "
                        "day before this one begins."
                    )
                    % {"other": other}
                }
            )


def period_on(document_type: DocumentType | None, day: date) -> ConsultationPeriod | None:
    """The least period for drafts of a type that open on a day; None where none is known.

    Args:
        document_type: of the draft.
        day: on which the draft is opened.
    """
    if document_type is None:
        return None
    rows = ConsultationPeriod.objects.filter(document_type=document_type)
    return rows.overlapping(day, day).select_related("document_type").first()


class RetentionPeriod(UidModel, KeptOnceInForce):
    """For how long names and addresses of those who commented are kept, from a day on.

    The rule of the day on which a comment arrived holds for it, because that was told to its
    author; for those from before the first rule, the first one.

    Attributes:
        months: counted from the end of the consultation: from the day on which the draft was
            answered or withdrawn, and where it never was, from its closing.
    """

    months = models.PositiveSmallIntegerField(
        gettext_lazy("months after the end of the consultation"),
        validators=[MinValueValidator(1), MaxValueValidator(600)],
    )
    basis = models.CharField(
        gettext_lazy("document that lays it down"),
        max_length=250,
        help_text=gettext_lazy("Number, date and who issued it. Citizens read it."),
    )

    panels = [
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("months")]),
        FieldPanel("basis"),
    ]

    class Meta:
        verbose_name = gettext_lazy("period for which authors' data is kept")
        verbose_name_plural = gettext_lazy("periods for which authors' data is kept")
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return f"{self.valid_from:%d/%m/%Y}: {self.months}"


def retention_on(day: date) -> RetentionPeriod | None:
    """The rule for what arrives on a day; of one before the first rule, that one.

    Returns:
        None where nothing was laid down, so that nothing is erased.
    """
    rows = RetentionPeriod.objects.order_by("valid_from")
    return rows.filter(valid_from__lte=day).last() or rows.first()


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
