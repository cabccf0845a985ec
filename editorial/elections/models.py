"""An election: its day and the steps to it, who is elected where, and where people vote."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Site

from portal.common import clock
from portal.common.models import UidModel
from portal.common.text import SORT_KEY_LENGTH, sort_key
from sites.blueprint.models import Certainty
from sites.units.models import Unit


def named(vietnamese: str, english: str) -> str:
    """A name in the language of the page; the Vietnamese one where there is no other."""
    is_english = (get_language() or "").startswith("en")
    return (english if is_english else "") or vietnamese


class ElectionLaw(UidModel, ClusterableModel):
    """The calendar of a law: steps by their distance from election day."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    name_vi = models.CharField(_("Vietnamese name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    document = models.CharField(pgettext_lazy("of law", "document"), max_length=250)

    panels = [
        FieldPanel("key"),
        FieldRowPanel([FieldPanel("name_vi"), FieldPanel("name_en")]),
        FieldPanel("document"),
        InlinePanel("rules", heading=_("Steps"), label=_("step")),
    ]

    class Meta:
        verbose_name = _("calendar of elections")
        verbose_name_plural = _("calendars of elections")
        ordering = ["-key"]

    def __str__(self) -> str:
        return named(self.name_vi, self.name_en)


class Step(models.Model):
    """What a step is called, when it is, and how sure that is.

    Attributes:
        certainty: only what was read in a source is shown to readers as the law's; anything
            else is shown as expected.
    """

    name_vi = models.CharField(_("Vietnamese name"), max_length=250)
    name_en = models.CharField(_("English name"), max_length=250, blank=True)
    hour = models.TimeField(_("hour"), null=True, blank=True)
    certainty = models.CharField(
        _("certainty"), max_length=10, choices=Certainty, default=Certainty.INFERRED
    )
    source = models.CharField(_("source"), max_length=250, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return named(self.name_vi, self.name_en)

    @property
    def is_expected(self) -> bool:
        """Whether readers are told that the day is not certain."""
        return self.certainty != Certainty.VERIFIED


class MilestoneRule(Step):
    """A step of a law's calendar.

    Attributes:
        first_day: days from election day; before it they are negative.
        last_day: where the step takes several days, the last of them.
    """

    law = ParentalKey(ElectionLaw, on_delete=models.CASCADE, related_name="rules")
    key = models.SlugField(_("key"), max_length=40)
    first_day = models.SmallIntegerField(
        _("first day"), help_text=_("Days from election day; before it with a minus: -70.")
    )
    last_day = models.SmallIntegerField(
        _("last day"), null=True, blank=True, help_text=_("Only if the step takes several days.")
    )

    panels = [
        FieldRowPanel([FieldPanel("key"), FieldPanel("certainty")]),
        FieldRowPanel([FieldPanel("name_vi"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day"), FieldPanel("hour")]),
        FieldPanel("source"),
    ]

    class Meta:
        verbose_name = _("step of a calendar")
        verbose_name_plural = _("steps of a calendar")
        ordering = ["first_day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["law", "key"], name="one_rule_per_law_and_key")
        ]


class Election(UidModel):
    """An election that a portal tells of; all that is counted and listed belongs to it."""

    site = models.ForeignKey(
        Site, verbose_name=_("portal"), on_delete=models.CASCADE, related_name="elections"
    )
    name_vi = models.CharField(_("Vietnamese name"), max_length=250)
    name_en = models.CharField(_("English name"), max_length=250, blank=True)
    day = models.DateField(_("election day"))
    law = models.ForeignKey(
        ElectionLaw,
        verbose_name=_("calendar"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The steps are computed from it and can be changed afterwards."),
    )
    notice_vi = models.CharField(
        _("Vietnamese notice"),
        max_length=300,
        blank=True,
        help_text=_("Stands above all lists of the election, such as that data are an example."),
    )
    notice_en = models.CharField(_("English notice"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("election")
        verbose_name_plural = _("elections")
        ordering = ["-day", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return named(self.name_vi, self.name_en)

    @property
    def notice(self) -> str:
        """What stands above all lists."""
        return named(self.notice_vi, self.notice_en)

    @property
    def is_over(self) -> bool:
        """Whether election day has passed."""
        return self.day < clock.today()


class Milestone(Step):
    """A step on the way to an election day, or after it.

    Attributes:
        key: of the rule that it was computed from; empty for one of the election's own.
        is_edited: whether somebody changed it; a new election day does not move it then.
    """

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="milestones")
    key = models.SlugField(_("key"), max_length=40, blank=True, editable=False)
    starts_on = models.DateField(pgettext_lazy("of a step", "day"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    is_edited = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["starts_on", "hour", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "key"], condition=~Q(key=""), name="one_step_per_rule"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="steps_days_in_order",
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError(
                {"ends_on": _("The last day lies before the first one. Correct one of them.")}
            )

    @property
    def last(self) -> date:
        """Its last day."""
        return self.ends_on or self.starts_on

    @property
    def is_past(self) -> bool:
        """Whether its last day has passed."""
        return self.last < clock.today()

    @property
    def is_now(self) -> bool:
        """Whether today is one of its days."""
        return self.starts_on <= clock.today() <= self.last


class Level(models.TextChoices):
    """Whose deputies are elected."""

    ASSEMBLY = "assembly", _("National Assembly")
    PROVINCE = "province", _("People's Council of the province")
    DISTRICT = "district", _("People's Council of a district")
    COMMUNE = "commune", _("People's Council of a commune")


LEVEL_ORDER = {level: place for place, level in enumerate(Level)}


class ElectedBody(models.Model):
    """A body whose deputies are elected."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="bodies")
    level = models.CharField(_("level"), max_length=10, choices=Level)
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The unit of a People's Council; none for the National Assembly."),
    )
    name_vi = models.CharField(_("Vietnamese name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    seats = models.PositiveSmallIntegerField(_("deputies to be elected"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0, editable=False)
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH, editable=False, default="")

    class Meta:
        verbose_name = _("elected body")
        verbose_name_plural = _("elected bodies")
        ordering = ["order", "sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "level", "unit"],
                name="one_body_per_level_and_unit",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return named(self.name_vi, self.name_en)

    def save(self, *args, **kwargs) -> None:
        self.order = LEVEL_ORDER.get(self.level, len(LEVEL_ORDER))
        self.sort_key = sort_key(self.name_vi)
        super().save(*args, **kwargs)


class Constituency(models.Model):
    """A part of the electorate that elects some of a body's deputies."""

    body = models.ForeignKey(ElectedBody, on_delete=models.CASCADE, related_name="constituencies")
    number = models.PositiveSmallIntegerField(pgettext_lazy("of a constituency", "number"))
    seats = models.PositiveSmallIntegerField(_("deputies to be elected"))
    area = models.CharField(
        _("area"),
        max_length=500,
        blank=True,
        help_text=_("In words, as it was published; hamlets where units are not enough."),
    )
    units = models.ManyToManyField(Unit, verbose_name=_("units"), blank=True, related_name="+")

    class Meta:
        verbose_name = _("constituency")
        verbose_name_plural = _("constituencies")
        ordering = ["body", "number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_constituency_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.body} – {self.number}"


class PollingArea(models.Model):
    """Where the voters of some hamlets vote. It says nothing of who they are."""

    election = models.ForeignKey(Election, on_delete=models.CASCADE, related_name="polling_areas")
    unit = models.ForeignKey(
        Unit, verbose_name=_("commune"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("of a polling area", "number"))
    place = models.CharField(_("place"), max_length=250)
    address = models.CharField(_("address"), max_length=250, blank=True)
    hamlets = models.CharField(
        _("hamlets"), max_length=500, blank=True, help_text=_("Whose voters vote here.")
    )
    opens_at = models.TimeField(_("opens"), null=True, blank=True)
    closes_at = models.TimeField(_("closes"), null=True, blank=True)
    early_on = models.DateField(
        _("early voting on"),
        null=True,
        blank=True,
        help_text=_("Only where voting begins before election day."),
    )
    telephone = models.CharField(_("telephone of the team"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("polling area")
        verbose_name_plural = _("polling areas")
        ordering = ["unit", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "unit", "number"], name="one_polling_area_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.place}"

    def clean(self) -> None:
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError(
                {"closes_at": _("It closes before it opens. Correct one of them.")}
            )


def day_from(election_day: date, days: int) -> date:
    """A day by its distance from election day; before it the distance is negative."""
    return election_day + timedelta(days=days)


# Page types are models too; Django finds them here.
from editorial.elections.pages import ElectionPage  # noqa: E402, F401
