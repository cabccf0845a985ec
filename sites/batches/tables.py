"""The tables that people download here: the template of a file, and what became of its rows."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.hosts.index import root_url
from sites.profile import palettes
from sites.profile.models import SiteProfile
from sites.provisioning.columns import HEADINGS
from sites.provisioning.models import ProvisioningRow
from sites.units.models import UnitPeriod

# What is told about each column of a file.
NOTES = {
    "unit_code": gettext_lazy("Required: the code of the unit on the chosen day, such as 09334."),
    "unit_name": gettext_lazy("For whoever fills in the file; the code decides."),
    "host_name": gettext_lazy("Empty: a name is proposed from the unit's."),
    "palette": gettext_lazy("Empty: the usual one of the kind of unit."),
    "administrator_name": gettext_lazy("Who heads the board, or empty."),
    "administrator_email": gettext_lazy(
        "Gets an account that may publish and look after people, and an invitation by mail."
    ),
}
TEMPLATE_COLUMNS = list(HEADINGS.items())

# The headings of the tables on the screens.
RUN_HEADINGS = [
    gettext_lazy("File"),
    gettext_lazy("State"),
    gettext_lazy("Rows"),
    gettext_lazy("Started by"),
    gettext_lazy("Checked on"),
]
FAULT_HEADINGS = [
    gettext_lazy("Line"),
    gettext_lazy("Column"),
    gettext_lazy("Code of the unit"),
    gettext_lazy("What to do"),
]
PLAN_HEADINGS = [
    gettext_lazy("Line"),
    gettext_lazy("Unit"),
    gettext_lazy("Host name"),
    gettext_lazy("Palette"),
    gettext_lazy("Administrator"),
    gettext_lazy("State"),
    gettext_lazy("Remarks"),
]
ROW_HEADINGS = [
    gettext_lazy("Line"),
    gettext_lazy("Unit"),
    gettext_lazy("Portal"),
    gettext_lazy("State"),
    gettext_lazy("Remarks"),
]


def column_notes() -> list[tuple[str, str]]:
    """The heading of each column of a file with what it means."""
    notes = {code: str(note) for code, note in NOTES.items()}
    notes["palette"] += " " + _("One of: %(known)s.") % {"known": palettes.names()}
    return [(str(heading), notes[code]) for code, heading in HEADINGS.items()]


def periods_without_site(day: date, *, kind: str = "", parent_code: str = "") -> QuerySet:
    """What holds on a day for the units that have no live site, in Vietnamese order.

    Args:
        day: the day.
        kind: a value of :class:`sites.units.models.Kind`; empty for all.
        parent_code: code of the unit above; empty for all.
    """
    live = SiteProfile.objects.filter(unit=OuterRef("unit"), state=SiteProfile.State.LIVE)
    periods = UnitPeriod.objects.on(day).exclude(Exists(live)).in_order()
    if kind:
        periods = periods.filter(kind=kind)
    if parent_code:
        above = UnitPeriod.objects.on(day).filter(code=parent_code)
        periods = periods.filter(parent__in=above.values("unit"))
    return periods


def parents_of_missing(day: date) -> QuerySet:
    """What holds on a day for the units above those that have no live site."""
    missing = periods_without_site(day).filter(parent__isnull=False).order_by()
    return UnitPeriod.objects.on(day).filter(unit__in=missing.values("parent")).in_order()


def template_rows(periods: Iterable[UnitPeriod]) -> Iterator[dict[str, str]]:
    """A row to be filled in for each unit."""
    for period in periods:
        yield {"unit_code": period.code, "unit_name": period.name}


def report_columns() -> list[tuple[str, str]]:
    """Keys and headings of the report."""
    return [
        ("line", _("Line")),
        ("column", _("Column")),
        ("unit_code", _("Code of the unit")),
        ("unit_name", _("Unit")),
        ("address", _("Address")),
        ("state", _("State")),
        ("message", _("Remarks")),
    ]


def report_rows(rows: Iterable[ProvisioningRow]) -> Iterator[dict[str, object]]:
    """What became of each row; without the people whom the file named."""
    for row in rows:
        yield {
            "line": row.line,
            "column": row.column,
            "unit_code": row.unit_code,
            "unit_name": row.unit_name,
            "address": address_of(row) or row.host_name,
            "state": row.get_state_display(),
            "message": row.message,
        }


def address_of(row: ProvisioningRow) -> str:
    """Where the site of a row answers today; empty if it has none."""
    return root_url(row.site.hostname) if row.site else ""
