"""Least periods of consultation, as dated data: code holds no number of days."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel

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
