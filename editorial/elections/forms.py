"""Forms of elections in the administration."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from editorial.campaigns.forms import CampaignForm
from editorial.elections.models import (
    Constituency,
    ElectedBody,
    Election,
    Level,
    Milestone,
    PollingArea,
)
from editorial.elections.voter_lists import reason_to_refuse_title
from portal.common.fields import CleanCharField
from sites.units.models import Kind, UnitPeriod

KIND_OF_LEVEL = {
    Level.PROVINCE: Kind.PROVINCE,
    Level.DISTRICT: Kind.DISTRICT,
    Level.COMMUNE: Kind.COMMUNE,
}
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class ElectionPageForm(CampaignForm):
    """Edits the hub of an election; elections of other portals are not offered."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "election" in self.fields:
            field = self.fields["election"]
            field.queryset = field.queryset.filter(site=self.site_id)
            field.empty_label = _("Choose an election, or enter one under “Elections” first")

    def clean(self) -> dict:
        cleaned = super().clean()
        for form in self.child_forms("documents"):
            document = form.cleaned_data.get("document")
            titles = [form.cleaned_data.get("title", ""), document.title if document else ""]
            reason = next(filter(None, map(reason_to_refuse_title, titles)), "")
            if reason:
                form.add_error("document", reason)
        return cleaned


class ThingForm(forms.ModelForm):
    """A form of one thing of an election; its texts are cleaned like all others."""

    use_required_attribute = False

    def __init__(self, *args, election: Election | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.election = election

    def _post_clean(self) -> None:
        """Checks the constraints with the fields that the form does not show, too."""
        super()._post_clean()
        if not self.errors:
            try:
                self.instance.validate_constraints()
            except forms.ValidationError as error:
                self._update_errors(error)


def clean_line(model: type, name: str, **options: Any) -> CleanCharField:
    """A line of text for a field of a model, with its label, help and length."""
    field = model._meta.get_field(name)
    return CleanCharField(
        label=capfirst(field.verbose_name),
        help_text=field.help_text,
        max_length=field.max_length,
        required=not field.blank,
        **options,
    )


class ElectionForm(ThingForm):
    """Enters an election, or changes it."""

    site = forms.ModelChoiceField(Site.objects.none(), label=_("Portal"))
    name_vi = clean_line(Election, "name_vi")
    name_en = clean_line(Election, "name_en")
    notice_vi = clean_line(Election, "notice_vi")
    notice_en = clean_line(Election, "notice_en")

    class Meta:
        model = Election
        fields = ["site", "name_vi", "name_en", "day", "law", "notice_vi", "notice_en"]
        widgets = {"day": DAY}

    def __init__(self, *args, sites: set[int] | None, **kwargs) -> None:
        """Offers portals.

        Args:
            sites: keys of those on which the person enters elections; None for all.
        """
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # An election stays with its portal: hubs and rights follow it.
            del self.fields["site"]
            return
        rows = Site.objects.filter(profile__isnull=False).order_by("site_name", "pk")
        self.fields["site"].queryset = rows if sites is None else rows.filter(pk__in=sites)
        if sites is not None and len(sites) == 1:
            self.initial.setdefault("site", next(iter(sites)))


class MilestoneForm(ThingForm):
    """Enters a step, or changes one."""

    name_vi = clean_line(Milestone, "name_vi")
    name_en = clean_line(Milestone, "name_en")
    source = clean_line(Milestone, "source")

    class Meta:
        model = Milestone
        fields = ["name_vi", "name_en", "starts_on", "ends_on", "hour", "certainty", "source"]
        widgets = {"starts_on": DAY, "ends_on": DAY, "hour": HOUR}


class BodyForm(ThingForm):
    """Enters a body, or changes it."""

    name_vi = clean_line(ElectedBody, "name_vi")
    name_en = clean_line(ElectedBody, "name_en")

    class Meta:
        model = ElectedBody
        fields = ["level", "unit", "name_vi", "name_en", "seats"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self.fields["unit"], self.election, list(KIND_OF_LEVEL.values()))

    def clean(self) -> dict:
        cleaned = super().clean()
        kind = KIND_OF_LEVEL.get(cleaned.get("level"))
        unit = cleaned.get("unit")
        if kind is None and unit and cleaned.get("level"):
            self.add_error("unit", _("The National Assembly belongs to no unit: choose none."))
        period = unit.at(self.election.day) if unit else None
        if kind is not None and "unit" in cleaned and (period is None or period.kind != kind):
            self.add_error("unit", _("Choose the unit whose People's Council it is."))
        return cleaned


class ConstituencyForm(ThingForm):
    """Enters a constituency, or changes it."""

    area = clean_line(Constituency, "area")

    class Meta:
        model = Constituency
        fields = ["number", "seats", "area", "units"]
        widgets = {"units": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kinds = [Kind.DISTRICT, Kind.COMMUNE]
        offer_units(self.fields["units"], self.election, kinds, self.instance.body)
        self.fields["number"].min_value = self.fields["seats"].min_value = 1

    def clean_seats(self) -> int:
        """At least one."""
        return at_least_one(self.cleaned_data["seats"])

    def clean_number(self) -> int:
        """From one."""
        return at_least_one(self.cleaned_data["number"])


class PollingAreaForm(ThingForm):
    """Enters a polling area, or changes it. There is no place for names of voters."""

    place = clean_line(PollingArea, "place")
    address = clean_line(PollingArea, "address")
    hamlets = clean_line(PollingArea, "hamlets")
    telephone = clean_line(PollingArea, "telephone")

    class Meta:
        model = PollingArea
        fields = [
            "unit", "number", "place", "address", "hamlets", "opens_at", "closes_at", "early_on",
            "telephone",
        ]  # fmt: skip
        widgets = {"opens_at": HOUR, "closes_at": HOUR, "early_on": DAY}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self.fields["unit"], self.election, [Kind.COMMUNE])


class SheetForm(forms.Form):
    """Chooses a table."""

    file = forms.FileField(
        label=_("Table"),
        help_text=_("CSV or XLSX; the first row names the columns."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    use_required_attribute = False


def at_least_one(value: int) -> int:
    """The number, unless it is none.

    Raises:
        ValidationError: it is zero.
    """
    if value < 1:
        raise forms.ValidationError(_("Write a number from 1."))
    return value


def offer_units(field: Any, election: Election, kinds: list[str], body: Any = None) -> None:
    """Offers the units of some kinds that existed on election day, by name.

    Args:
        field: of a form; its queryset and labels are set.
        election: whose day counts.
        kinds: of units.
        body: for a People's Council, only units within its own.
    """
    periods = UnitPeriod.objects.on(election.day).filter(kind__in=kinds)
    if body is not None and body.level in {Level.DISTRICT, Level.COMMUNE}:
        own = periods.filter(parent=body.unit_id) | periods.filter(unit=body.unit_id)
        periods = own
    names = dict(periods.in_order().values_list("unit", "name"))
    field.queryset = field.queryset.model.objects.filter(pk__in=names)
    is_many = isinstance(field, forms.ModelMultipleChoiceField)
    field.choices = [*([] if is_many else [("", "---------")]), *names.items()]
