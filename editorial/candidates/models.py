"""Candidates, the lists that they stand on, and what was corrected after publication."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from editorial.elections.models import Constituency, ElectedBody
from portal.common import clock
from portal.common.models import UidModel
from portal.common.text import SORT_KEY_LENGTH, sort_key


class Sex(models.TextChoices):
    """As the published lists say it."""

    FEMALE = "female", _("female")
    MALE = "male", _("male")


class Qualification(models.TextChoices):
    """The highest professional qualification, for figures."""

    NONE = "none", _("without vocational training")
    VOCATIONAL = "vocational", _("vocational or intermediate")
    COLLEGE = "college", _("college")
    BACHELOR = "bachelor", _("university")
    MASTER = "master", _("master's degree")
    DOCTOR = "doctor", _("doctorate")


# What the published lists say of each candidate beside the name, in their order.
FACTS = (
    "other_name",
    "born_on",
    "sex",
    "nationality",
    "ethnicity",
    "religion",
    "home_place",
    "residence",
    "general_education",
    "profession_studied",
    "qualification",
    "title",
    "political_theory",
    "languages",
    "profession",
    "workplace",
    "joined_party_on",
    "deputy_before",
    "nominated_by",
)


class Candidate(UidModel):
    """Somebody who stands for election, with what the published list says of them.

    Declarations of assets and full curricula vitae are not kept here: they are not published.
    """

    constituency = models.ForeignKey(
        Constituency,
        verbose_name=_("constituency"),
        on_delete=models.PROTECT,
        related_name="candidates",
    )
    full_name = models.CharField(_("full name"), max_length=120)
    other_name = models.CharField(_("other name"), max_length=120, blank=True)
    born_on = models.DateField(_("date of birth"))
    sex = models.CharField(_("sex"), max_length=6, choices=Sex)
    nationality = models.CharField(_("nationality"), max_length=60, default="Việt Nam")
    ethnicity = models.CharField(_("ethnic group"), max_length=60)
    religion = models.CharField(_("religion"), max_length=60, blank=True)
    home_place = models.CharField(_("home place"), max_length=250)
    residence = models.CharField(_("present residence"), max_length=250)
    general_education = models.CharField(_("general education"), max_length=60, blank=True)
    profession_studied = models.CharField(_("professional education"), max_length=250, blank=True)
    qualification = models.CharField(
        _("highest qualification"), max_length=10, choices=Qualification, blank=True
    )
    title = models.CharField(_("academic title or degree"), max_length=120, blank=True)
    political_theory = models.CharField(_("political theory"), max_length=60, blank=True)
    languages = models.CharField(_("foreign languages"), max_length=120, blank=True)
    profession = models.CharField(_("profession and post"), max_length=300)
    workplace = models.CharField(_("workplace"), max_length=300, blank=True)
    joined_party_on = models.DateField(_("joined the Party on"), null=True, blank=True)
    deputy_before = models.CharField(
        _("deputy before"), max_length=250, blank=True, help_text=_("Bodies and terms.")
    )
    nominated_by = models.CharField(
        _("nominated by"),
        max_length=250,
        blank=True,
        help_text=_("Left empty for those who nominated themselves."),
    )
    picture = models.ForeignKey(
        "media.PortalImage",
        verbose_name=_("photograph"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    biography = models.TextField(_("short biography"), max_length=5000, blank=True)
    programme = models.TextField(_("action programme"), max_length=5000, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH, editable=False, default="")

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["constituency", "full_name", "born_on"],
                name="one_candidate_once_per_constituency",
                violation_error_message=_("This candidate stands in this constituency already."),
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args, **kwargs) -> None:
        """Keeps the place in the list: by the given name, which Vietnamese names end with."""
        self.sort_key = place_of(self.full_name)
        super().save(*args, **kwargs)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What the published list says, in its order.

        An empty entry is a dash, so that all candidates are shown alike.
        """
        told = {"nominated_by": self.nominated_by or _("self-nominated")}
        found = []
        for name in FACTS:
            field = self._meta.get_field(name)
            display = getattr(self, f"get_{name}_display", None)
            value = told.get(name) or (display() if display else getattr(self, name))
            if isinstance(value, date):
                value = date_format(value, "SHORT_DATE_FORMAT")
            found.append((str(field.verbose_name), str(value or "–")))
        return found


class PublishedList(models.Model):
    """That the list of a body's candidates is published: from then on it is frozen."""

    body = models.OneToOneField(
        ElectedBody, on_delete=models.CASCADE, related_name="published_list"
    )
    published_at = models.DateTimeField(_("published"), default=clock.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("published list of candidates")
        verbose_name_plural = _("published lists of candidates")

    def __str__(self) -> str:
        return f"{self.body}: {self.published_at:%d/%m/%Y %H:%M}"


class Correction(models.Model):
    """What changed on a list after it was published; readers see every row."""

    class Kind(models.TextChoices):
        CORRECTED = "corrected", pgettext_lazy("of a list", "corrected")
        WITHDRAWN = "withdrawn", pgettext_lazy("of a list", "withdrawn")
        ADDED = "added", pgettext_lazy("of a list", "added")

    body = models.ForeignKey(ElectedBody, on_delete=models.CASCADE, related_name="corrections")
    candidate = models.ForeignKey(
        Candidate, null=True, on_delete=models.SET_NULL, related_name="corrections"
    )
    candidate_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind)
    field = models.CharField(max_length=40, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("correction of a list")
        verbose_name_plural = _("corrections of lists")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.candidate_name}: {self.get_kind_display()}"

    @property
    def field_name(self) -> str:
        """What was corrected, as lists call it."""
        return str(Candidate._meta.get_field(self.field).verbose_name) if self.field else ""


def place_of(full_name: str) -> str:
    """Where a name stands in a list: by the given name, then by what stands before it."""
    *before, given = full_name.split() or [""]
    return sort_key(" ".join([given, *before]))
