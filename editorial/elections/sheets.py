"""Tables of constituencies and of polling areas."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from editorial.elections.forms import clean_line
from editorial.elections.models import Constituency, ElectedBody, Election, PollingArea
from editorial.elections.voter_lists import reason_to_refuse_columns
from portal.common.sheets import Sheet, SheetRow, word_of
from portal.common.tables import Fault, Table
from sites.units.models import Kind, UnitPeriod

DAYS = ["%Y-%m-%d", "%d/%m/%Y"]
HOURS = ["%H:%M", "%H:%M:%S", "%Hh%M", "%Hh", "%H"]
SEPARATORS = ";,"


class UnitNames:
    """The units of an election day by their names and codes; names of several lead to none."""

    def __init__(self, election: Election, kinds: Iterable[str]) -> None:
        found: dict[str, set[int]] = {}
        periods = UnitPeriod.objects.on(election.day).filter(kind__in=list(kinds))
        for unit, name, short, code in periods.values_list("unit", "name", "short_name", "code"):
            for word in {word_of(name), word_of(short), word_of(code)}:
                found.setdefault(word, set()).add(unit)
        self._found = found

    def one(self, written: str) -> int:
        """The key of the unit that is named.

        Raises:
            ValidationError: there is none of this name, or several.
        """
        units = self._found.get(word_of(written), set())
        if len(units) == 1:
            return next(iter(units))
        if units:
            told = _("Several units are called “%(name)s”. Write the unit's code.")
        else:
            told = _("No unit is called “%(name)s” on election day.")
        raise forms.ValidationError(told % {"name": written})


class ConstituencyRow(forms.Form):
    """A row of a table of constituencies."""

    number = forms.IntegerField(
        label=capfirst(pgettext_lazy("of a constituency", "number")), min_value=1, max_value=32_000
    )
    seats = forms.IntegerField(
        label=capfirst(gettext_lazy("deputies to be elected")), min_value=1, max_value=32_000
    )
    units = forms.CharField(
        label=capfirst(gettext_lazy("units")),
        required=False,
        help_text=gettext_lazy("Names or codes, separated by semicolons."),
    )
    area = clean_line(Constituency, "area")

    def __init__(self, *args, names: UnitNames, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.names = names

    def clean_units(self) -> list[int]:
        """Keys of the units."""
        written = self.cleaned_data["units"]
        for separator in SEPARATORS:
            if separator in written:
                parts = written.split(separator)
                break
        else:
            parts = [written]
        return [self.names.one(part) for part in parts if part.strip()]


class PlaceSheet(Sheet):
    """A table of places or figures, in which nobody is named."""

    def reason_to_refuse(self, table: Table) -> str:
        """A list of voters."""
        return reason_to_refuse_columns(table.headings.values())


class ConstituencySheet(PlaceSheet):
    """The constituencies of a body."""

    form_class = ConstituencyRow

    def __init__(self, body: ElectedBody) -> None:
        self.body = body
        self.names = UnitNames(body.election, [Kind.DISTRICT, Kind.COMMUNE])

    def form_options(self) -> dict:
        """The names of units."""
        return {"names": self.names}

    def faults_between(self, rows: Sequence[SheetRow]) -> Iterable[Fault]:
        """A number that stands twice."""
        return twice(rows, "number", str(ConstituencyRow.base_fields["number"].label))


class PollingAreaRow(forms.Form):
    """A row of a table of polling areas. No column takes names of voters."""

    unit = forms.CharField(
        label=capfirst(gettext_lazy("commune")),
        help_text=gettext_lazy("Name or code of the commune."),
    )
    number = forms.IntegerField(
        label=capfirst(pgettext_lazy("of a polling area", "number")), min_value=1, max_value=32_000
    )
    place = clean_line(PollingArea, "place")
    address = clean_line(PollingArea, "address")
    hamlets = clean_line(PollingArea, "hamlets")
    opens_at = forms.TimeField(
        label=capfirst(gettext_lazy("opens")), required=False, input_formats=HOURS,
        help_text=gettext_lazy("Such as 07:00."),
    )  # fmt: skip
    closes_at = forms.TimeField(
        label=capfirst(gettext_lazy("closes")), required=False, input_formats=HOURS,
        help_text=gettext_lazy("Such as 19:00."),
    )  # fmt: skip
    early_on = forms.DateField(
        label=capfirst(gettext_lazy("early voting on")), required=False, input_formats=DAYS,
        help_text=gettext_lazy("A day such as 22/05/2021; only where voting begins earlier."),
    )  # fmt: skip
    telephone = clean_line(PollingArea, "telephone")

    def __init__(self, *args, names: UnitNames, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.names = names

    def clean_unit(self) -> int:
        """The key of the commune."""
        return self.names.one(self.cleaned_data["unit"])

    def clean(self) -> dict:
        cleaned = super().clean()
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("It closes before it opens. Correct one of them."))
        return cleaned


class PollingAreaSheet(PlaceSheet):
    """The polling areas of an election."""

    form_class = PollingAreaRow

    def __init__(self, election: Election) -> None:
        self.names = UnitNames(election, [Kind.COMMUNE])

    def form_options(self) -> dict:
        """The names of communes."""
        return {"names": self.names}

    def faults_between(self, rows: Sequence[SheetRow]) -> Iterable[Fault]:
        """A number that stands twice in a commune."""
        seen: set[tuple] = set()
        for row in rows:
            key = row["unit"], row["number"]
            if key in seen:
                label = str(PollingAreaRow.base_fields["number"].label)
                yield Fault(row.line, label, _("This row stands in the file already."))
            seen.add(key)


def twice(rows: Sequence[SheetRow], name: str, label: str) -> Iterable[Fault]:
    """A fault for each row whose value stands in an earlier one."""
    seen: set = set()
    for row in rows:
        if row[name] in seen:
            yield Fault(row.line, label, _("This row stands in the file already."))
        seen.add(row[name])
