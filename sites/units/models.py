"""Units and what held for each of them when."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.common.models import UidModel
from portal.common.text import SORT_KEY_LENGTH, fold, sort_key
from sites.units.querysets import UnitPeriodQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable


class Kind(models.TextChoices):
    """What a unit is; the law binds sections and duties to it."""

    PROVINCE = "province", _("Province")
    DEPARTMENT = "department", _("Department")
    AUTHORITY = "authority", _("Authority")
    SERVICE_UNIT = "service_unit", _("Service unit")
    INSTITUTE = "institute", _("Institute")
    ASSOCIATION = "association", _("Association")
    ARMED_FORCE = "armed_force", _("Armed force")
    DISTRICT = "district", _("District")
    COMMUNE = "commune", _("Commune")
    OTHER = "other", _("Other")


class Unit(UidModel):
    """A body: a province, a department, a commune …, from its founding to its end.

    It is identified by ``uid`` alone. Names, codes and slugs are reused for other areas over the
    years, so they belong to its periods.
    """

    ended_on = models.DateField(
        _("ended on"), null=True, blank=True, help_text=_("The last day on which it existed.")
    )
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="predecessors",
        blank=True,
        verbose_name=_("successors"),
        help_text=_("The units that took its area or its tasks over."),
    )
    awaited_successors = models.CharField(
        _("awaited successors"),
        max_length=500,
        blank=True,
        help_text=_("Codes of successors that are not in the register yet, with semicolons."),
    )
    address = models.CharField(_("address"), max_length=255, blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def __str__(self) -> str:
        period = self.latest_period
        return str(period) if period else str(self.uid)

    @property
    def latest_period(self) -> "UnitPeriod | None":
        """The last period known, whether it holds today or not."""
        periods: Iterable[UnitPeriod] = self.periods.all()
        return max(periods, key=lambda period: period.valid_from, default=None)

    def at(self, day: date) -> "UnitPeriod | None":
        """What held for this unit on ``day``; nothing before its founding and after its end."""
        return self.periods.on(day).first()

    def children(self, day: date) -> UnitPeriodQuerySet:
        """The periods of the units that stood under this one on ``day``, in Vietnamese order.

        A unit that did not exist on ``day`` had none.
        """
        children = UnitPeriod.objects.filter(parent=self).on(day).in_order()
        return children.filter(models.Exists(self.periods.on(day)))


class UnitPeriod(models.Model):
    """What held for a unit from one day to another; the periods of a unit never overlap."""

    unit = models.ForeignKey(
        Unit, on_delete=models.CASCADE, related_name="periods", verbose_name=_("unit")
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(
        _("valid to"),
        null=True,
        blank=True,
        help_text=_("The last day on which this held; empty while it holds."),
    )
    code = models.CharField(_("code"), max_length=30)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    short_name = models.CharField(
        _("short name"), max_length=200, help_text=_("The name without its kind: “Tiên Du”.")
    )
    slug = models.SlugField(_("slug"), max_length=100)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    subtype = models.CharField(
        _("subtype"), max_length=40, blank=True, help_text=_("Such as “phường” or “thị xã”.")
    )
    parent = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="child_periods",
        verbose_name=_("parent"),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("Never shown to the public."))
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH, editable=False, db_index=True)
    folded = models.TextField(editable=False, blank=True, default="")

    objects = UnitPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("period of a unit")
        verbose_name_plural = _("periods of units")
        ordering = ["sort_key", "code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="unit_period_starts_once"),
            models.UniqueConstraint(fields=["code", "valid_from"], name="unit_code_starts_once"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="unit_period_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["parent", "valid_from"], name="unit_period_parent"),
            models.Index(fields=["kind", "valid_from"], name="unit_period_kind"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keeps what is made of the names with them, also where only some fields are saved."""
        self.set_keys()
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "sort_key", "folded"}
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """Puts the period where the Vietnamese alphabet wants its short name, and folds its names."""
        self.sort_key = sort_key(self.short_name or self.name)
        self.folded = fold(f"{self.name} {self.name_en}")

    def clean(self) -> None:
        """Refuses an end before the start, days that overlap, and a unit above itself."""
        if not self.valid_from:
            return
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The end lies before the start.")})
        if self.parent_id and self.parent_id == self.unit_id:
            raise ValidationError({"parent": _("A unit cannot stand under itself.")})
        self._refuse_overlaps()

    def _refuse_overlaps(self) -> None:
        others = UnitPeriod.objects.overlapping(self.valid_from, self.valid_to).exclude(pk=self.pk)
        same_unit = others.filter(unit=self.unit_id).first() if self.unit_id else None
        if same_unit:
            raise ValidationError(
                {
                    "valid_from": _(
                        "These days overlap with the period of “%(name)s” from %(day)s."
                    )
                    % {"name": same_unit.name, "day": same_unit.valid_from.isoformat()}
                }
            )
        holder = others.filter(code=self.code).first()
        if holder:
            raise ValidationError(
                {
                    "code": _("On these days the code %(code)s belongs to “%(name)s”.")
                    % {"code": self.code, "name": holder.name}
                }
            )
