"""What the law requires of a portal, as dated data.

A requirement set holds the sections and functions that one decree asks for while it is in
force. Code knows keys only; names, addresses, deadlines and articles stand in the rows.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.common.models import UidModel
from sites.blueprint import rules
from sites.blueprint.querysets import RequirementSetQuerySet, SectionQuerySet


class Certainty(models.TextChoices):
    """How sure a statement about the law is."""

    VERIFIED = "verified", _("verified: read in the source named")
    RECALLED = "recalled", _("recalled: have it checked")
    INFERRED = "inferred", _("inferred: have it checked")


class InForceModel(models.Model):
    """Anything that holds from one day to another, both included."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.in_force_from and self.in_force_to and self.in_force_to < self.in_force_from:
            raise ValidationError(
                {"in_force_to": _("The last day lies before the first one. Correct one of them.")}
            )


class RequirementSet(UidModel, InForceModel):
    """The requirements of one decree while it is in force."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    title_vi = models.CharField(_("title in Vietnamese"), max_length=250)
    title_en = models.CharField(_("title in English"), max_length=250)
    document_number = models.CharField(
        _("legal document"),
        max_length=120,
        help_text=_("Number and symbol, such as 42/2022/NĐ-CP."),
    )
    in_force_from = models.DateField(_("in force from"))
    in_force_to = models.DateField(
        _("in force until"), null=True, blank=True, help_text=_("The last day, included.")
    )
    note = models.TextField(_("note"), blank=True)
    is_editable = models.BooleanField(
        _("editable"),
        default=True,
        help_text=_("The sections of a set that is not editable come from the data files."),
    )
    edited_at = models.DateTimeField(
        _("edited at"),
        null=True,
        editable=False,
        help_text=_("When the province last changed this set or a section of it."),
    )

    objects = RequirementSetQuerySet.as_manager()

    class Meta:
        ordering = ["in_force_from"]
        verbose_name = _("requirement set")
        verbose_name_plural = _("requirement sets")
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_to=None) | Q(in_force_to__gte=F("in_force_from")),
                name="blueprint_set_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title_vi

    def clean(self) -> None:
        super().clean()
        if self.in_force_from:
            rules.refuse_overlap(self)


def _one_address(field: str, *, below: bool) -> models.UniqueConstraint:
    """Siblings have different addresses. Two constraints, as databases take nulls for distinct."""
    return models.UniqueConstraint(
        fields=["requirement_set", "parent", field] if below else ["requirement_set", field],
        condition=None if below else Q(parent=None, is_function=False),
        name=f"blueprint_section_{field}_once_{'below' if below else 'on_top'}",
        violation_error_message=_(
            "Another section at the same place has this address. Choose another address."
        ),
    )


class RequiredSection(UidModel, InForceModel):
    """One section or function of a portal that a requirement set asks for.

    A section is a page of the type ``page_type``; a function (search, rating) is something that
    the portal does, and has no page. A group is a page of the menu under which sections stand:
    it is required where one of its sections is.
    """

    requirement_set = models.ForeignKey(
        RequirementSet,
        verbose_name=_("requirement set"),
        on_delete=models.CASCADE,
        related_name="sections",
    )
    key = models.SlugField(_("key"), max_length=60)
    name_vi = models.CharField(_("name in Vietnamese"), max_length=250)
    name_en = models.CharField(_("name in English"), max_length=250)
    slug = models.SlugField(_("address in Vietnamese"), max_length=100, blank=True)
    slug_en = models.SlugField(_("address in English"), max_length=100, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("stands under"),
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="children",
    )
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Among the sections that stand under the same one.")
    )
    page_type = models.CharField(_("page type"), max_length=30, blank=True)
    is_function = models.BooleanField(
        _("function of the portal"), default=False, help_text=_("Such as search: it has no page.")
    )
    kinds = models.JSONField(
        _("kinds of unit"),
        default=list,
        blank=True,
        help_text=_(
            "Which units must have it. Authorities, service units, institutes, associations and "
            "armed forces follow the departments. A group is required where one of its sections is."
        ),
    )
    update_interval_days = models.PositiveSmallIntegerField(
        _("update interval in days"),
        null=True,
        blank=True,
        help_text=_("Empty: whenever something changes."),
    )
    update_rule = models.CharField(_("rule for updating"), max_length=250, blank=True)
    update_certainty = models.CharField(
        _("certainty of the rule for updating"),
        max_length=10,
        choices=Certainty,
        default=Certainty.INFERRED,
    )
    legal_basis = models.CharField(_("legal basis"), max_length=250, blank=True)
    certainty = models.CharField(
        _("certainty of the legal basis"),
        max_length=10,
        choices=Certainty,
        default=Certainty.INFERRED,
        help_text=_("Only a verified basis is shown to the public."),
    )
    source = models.CharField(
        _("source"),
        max_length=250,
        blank=True,
        help_text=_("Where the basis was read. A verified basis needs one."),
    )
    in_force_from = models.DateField(
        _("in force from"),
        null=True,
        blank=True,
        help_text=_("Only where it differs from the set's first day."),
    )
    in_force_to = models.DateField(
        _("in force until"),
        null=True,
        blank=True,
        help_text=_("The last day, included; only where it differs from the set's."),
    )
    note = models.TextField(_("note"), blank=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["requirement_set", "is_function", "order", "key"]
        verbose_name = _("required section")
        verbose_name_plural = _("required sections")
        constraints = [
            models.UniqueConstraint(
                fields=["requirement_set", "key"], name="blueprint_section_key_once_in_set"
            ),
            _one_address("slug", below=True),
            _one_address("slug_en", below=True),
            _one_address("slug", below=False),
            _one_address("slug_en", below=False),
        ]

    def __str__(self) -> str:
        return self.name_vi

    @property
    def is_group(self) -> bool:
        """Whether it is a page of the menu that only holds sections."""
        return self.page_type == rules.GROUP

    @property
    def public_legal_basis(self) -> str:
        """The legal basis as the public may read it: empty unless it was verified."""
        return self.legal_basis if self.certainty == Certainty.VERIFIED else ""

    @property
    def public_update_rule(self) -> str:
        """The rule for updating as the public may read it: empty unless it was verified."""
        return self.update_rule if self.update_certainty == Certainty.VERIFIED else ""

    @property
    def needs_checking(self) -> bool:
        """Whether a lawyer still has to compare the basis or the rule with the official text.

        A group is our own arrangement of the menu: there is nothing to compare.
        """
        basis = self.certainty != Certainty.VERIFIED
        rule = bool(self.update_rule) and self.update_certainty != Certainty.VERIFIED
        return not self.is_group and (basis or rule)

    def clean(self) -> None:
        super().clean()
        rules.refuse_faults(self)
