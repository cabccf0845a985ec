"""Dated lists that the province keeps and all portals share."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from editorial.vocabularies.querysets import TermQuerySet
from portal.common import text
from portal.common.models import UidModel


class Term(UidModel):
    """One word of a list, from its first to its last day.

    A term is never deleted while something uses it: its last day is set instead, and what was
    published under it keeps it.
    """

    key = models.SlugField(
        _("key"),
        max_length=60,
        unique=True,
        help_text=_("Stands in addresses of filtered lists. Does not change."),
    )
    name_vi = models.CharField(_("Vietnamese name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(
        _("valid to"), null=True, blank=True, help_text=_("The last day on which it is offered.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    sort_key = models.CharField(max_length=600, editable=False, db_index=True)

    objects = TermQuerySet.as_manager()

    panels = [
        FieldPanel("key"),
        FieldRowPanel([FieldPanel("name_vi"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to"), FieldPanel("order")]),
    ]

    class Meta:
        abstract = True
        ordering = ["order", "sort_key"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page; the Vietnamese one where there is no other."""
        is_english = (get_language() or "").startswith("en")
        return (self.name_en if is_english else "") or self.name_vi

    def clean(self) -> None:
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError(
                {"valid_to": _("The last day lies before the first one. Correct one of them.")}
            )

    def save(self, *args, **kwargs) -> None:
        self.sort_key = text.sort_key(self.name_vi)
        super().save(*args, **kwargs)


class Field(Term):
    """What a document or an item is about: land, health, education …"""

    class Meta(Term.Meta):
        verbose_name = _("field")
        verbose_name_plural = _("fields")


class Genre(Term):
    """What kind of piece an item is: news, interview, report …"""

    class Meta(Term.Meta):
        verbose_name = _("genre")
        verbose_name_plural = _("genres")


class DocumentType(Term):
    """The form of a document: decision, plan, directive …"""

    abbreviation = models.CharField(
        _("abbreviation"),
        max_length=12,
        blank=True,
        validators=[
            RegexValidator(
                r"\A[A-Za-zĐđ]+\Z", _("Letters only, as in the number of a document: QĐ, KH, TTr.")
            )
        ],
        help_text=_("As it stands in the number of a document: QĐ, KH, CT."),
    )

    panels = [*Term.panels, FieldPanel("abbreviation")]

    class Meta(Term.Meta):
        verbose_name = _("document type")
        verbose_name_plural = _("document types")


class Issuer(Term):
    """A body that issues documents."""

    class Meta(Term.Meta):
        verbose_name = _("issuing body")
        verbose_name_plural = _("issuing bodies")


LISTS: dict[str, type[Term]] = {
    "fields": Field,
    "genres": Genre,
    "document_types": DocumentType,
    "issuers": Issuer,
}
