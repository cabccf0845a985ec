"""When the offices of the province work, and how long acts may take, as dated data."""

from datetime import date, time
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from portal.common.models import UidModel
from sites.worktime.forms import HolidayForm, WorkingTimeForm
from sites.worktime.querysets import DatedQuerySet

LONGEST_NORM = 1_000


def _days_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
        name=name,
        violation_error_message=_("The last day lies before the first one. Correct one of them."),
    )


class WorkingTime(UidModel):
    """The weekdays and hours of work from one day to another, both included."""

    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(
        _("valid to"), null=True, blank=True, help_text=_("The last day, included.")
    )
    weekdays = models.JSONField(_("working days of the week"), default=list)
    first_from = models.TimeField(_("first half from"))
    first_to = models.TimeField(_("first half to"))
    second_from = models.TimeField(_("second half from"))
    second_to = models.TimeField(_("second half to"))
    source = models.CharField(
        _("source"), max_length=250, help_text=_("The document that sets the hours.")
    )

    objects = DatedQuerySet.as_manager()

    base_form_class = WorkingTimeForm
    panels = [
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("weekdays"),
        FieldRowPanel([FieldPanel("first_from"), FieldPanel("first_to")]),
        FieldRowPanel([FieldPanel("second_from"), FieldPanel("second_to")]),
        FieldPanel("source"),
    ]

    class Meta:
        verbose_name = _("working time")
        verbose_name_plural = _("working times")
        ordering = ["-valid_from"]
        constraints = [
            _days_in_order("worktime_days_in_order"),
            models.CheckConstraint(
                condition=Q(first_from__lt=F("first_to"))
                & Q(first_to__lte=F("second_from"))
                & Q(second_from__lt=F("second_to")),
                name="worktime_hours_in_order",
                violation_error_message=_(
                    "The hours overlap or run backwards. Correct them so that each half ends "
                    "after it began, and the second begins after the first."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from:%d/%m/%Y}: {self.hours}"

    @property
    def halves(self) -> tuple[tuple[time, time], tuple[time, time]]:
        """Begin and end of both halves of a day."""
        return (self.first_from, self.first_to), (self.second_from, self.second_to)

    @property
    def hours(self) -> str:
        """The hours of a day as people write them."""
        return ", ".join(f"{begin:%H:%M}–{end:%H:%M}" for begin, end in self.halves)

    def clean(self) -> None:
        super().clean()
        if self.valid_from:
            others = WorkingTime.objects.exclude(pk=self.pk)
            _refuse_overlap(others, self.valid_from, self.valid_to)


class Holiday(UidModel):
    """Days off, from the first to the last, and the days off that are worked instead."""

    name = models.CharField(
        _("name"), max_length=120, unique=True, help_text=_("With its year, such as “Tết 2022”.")
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), help_text=_("Included."))
    working_instead = models.JSONField(
        _("worked instead"),
        default=list,
        blank=True,
        help_text=_("Days off that are worked in exchange: 20/02/2021, 27/02/2021."),
    )
    source = models.CharField(
        _("source"), max_length=250, help_text=_("The law or announcement that sets it.")
    )

    base_form_class = HolidayForm
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        FieldPanel("working_instead"),
        FieldPanel("source"),
    ]

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["-first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="worktime_holiday_days_in_order",
                violation_error_message=_(
                    "The last day lies before the first one. Correct one of them."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def days_worked_instead(self) -> list[date]:
        """The days off that are worked in exchange."""
        return [date.fromisoformat(day) for day in self.working_instead]

    def clean(self) -> None:
        super().clean()
        if self.first_day and self.last_day:
            own = [day for day in self.days_worked_instead if self.includes(day)]
            if own:
                raise ValidationError(
                    {
                        "working_instead": _(
                            "%(day)s is a day of this holiday. Name a day outside it."
                        )
                        % {"day": f"{own[0]:%d/%m/%Y}"}
                    }
                )

    def includes(self, day: date) -> bool:
        """Whether a day is one of this holiday."""
        return self.first_day <= day <= self.last_day


class Norm(UidModel):
    """How much working time an act may take, from one day to another."""

    class Unit(models.TextChoices):
        WORKING_HOURS = "working_hours", _("working hours")
        WORKING_DAYS = "working_days", _("working days")

    key = models.SlugField(
        _("key"), max_length=60, help_text=_("Names the act in the program: editing.")
    )
    valid_from = models.DateField(
        _("valid from"), null=True, blank=True, help_text=_("Empty: since ever.")
    )
    valid_to = models.DateField(
        _("valid to"), null=True, blank=True, help_text=_("The last day, included.")
    )
    amount = models.DecimalField(
        _("amount"),
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.25")), MaxValueValidator(LONGEST_NORM)],
    )
    unit = models.CharField(_("unit of time"), max_length=15, choices=Unit)
    source = models.CharField(
        _("source"), max_length=250, help_text=_("The document and article that set it.")
    )

    objects = DatedQuerySet.as_manager()

    panels = [
        FieldPanel("key"),
        FieldRowPanel([FieldPanel("amount"), FieldPanel("unit")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("source"),
    ]

    class Meta:
        verbose_name = _("norm of time")
        verbose_name_plural = _("norms of time")
        ordering = ["key", "-valid_from"]
        constraints = [_days_in_order("worktime_norm_days_in_order")]

    def __str__(self) -> str:
        return f"{self.key}: {self.amount.normalize():f} {self.get_unit_display()}"

    def clean(self) -> None:
        super().clean()
        if self.unit == self.Unit.WORKING_DAYS and self.amount and self.amount % 1:
            raise ValidationError({"amount": _("Working days are counted whole.")})
        others = Norm.objects.filter(key=self.key).exclude(pk=self.pk)
        _refuse_overlap(others, self.valid_from, self.valid_to)


def _refuse_overlap(others: DatedQuerySet, first: date | None, last: date | None) -> None:
    other = others.overlapping(first, last).first()
    if other:
        raise ValidationError(
            {
                "valid_from": _(
                    "On some of these days “%(other)s” holds as well. Give that one a last day "
                    "before this one begins."
                )
                % {"other": other}
            }
        )
