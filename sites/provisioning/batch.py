"""Many sites at once: from a file, a kind of unit or a parent.

First everything is checked and every fault is named by line and column; then each good row is
made in a transaction of its own, so that an interruption leaves no half site and the next run
goes on where it stopped.
"""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from portal.common.tables import Fault, Row, Table
from portal.hosts.index import index
from sites.access.services import PermissionIds
from sites.provisioning.attempts import (
    MOST_ATTEMPTS,
    PAUSE_SECONDS,
    DatabaseFault,
    attempt,
    broken_off,
    note_broken_off,
)
from sites.provisioning.columns import UNIT_CODE, heading, missing, palette_key
from sites.provisioning.errors import ProvisioningRefused
from sites.provisioning.services import ProvisionReport, provision_site, sync_site
from sites.provisioning.spec import CheckedSpec, SiteSpec, check_spec
from sites.units.models import UnitPeriod

# Fields of a spec that a file names by another word.
COLUMN_OF_FIELD = {"unit": UNIT_CODE}
# Without them a line can still be checked.
MAY_BE_EMPTY = frozenset({"host_name", "palette", "administrator_email", "administrator_name"})


@dataclass(frozen=True)
class PlannedSite:
    """A row that can be made.

    Attributes:
        line: physical line in the file; 0 where there is no file.
    """

    line: int
    spec: SiteSpec
    checked: CheckedSpec

    @property
    def is_present(self) -> bool:
        """Whether the site is there already."""
        return self.checked.present is not None


@dataclass
class Plan:
    """What a batch would do, and what is wrong with the rest."""

    sites: list[PlannedSite]
    faults: list[Fault]

    @property
    def new(self) -> list[PlannedSite]:
        """Sites that are still to be made."""
        return [site for site in self.sites if not site.is_present]


@dataclass(frozen=True)
class RowResult:
    """What became of one planned site: a report, or the reason why it was refused."""

    planned: PlannedSite
    report: ProvisionReport | None = None
    refused: str = ""

    @property
    def state(self) -> str:
        """``made``, ``repaired``, ``unchanged`` or ``refused``."""
        return "refused" if self.report is None else state_of(self.report)


def state_of(report: ProvisionReport) -> str:
    """What became of a site that was not refused: ``made``, ``repaired`` or ``unchanged``."""
    if report.is_new:
        return "made"
    return "repaired" if report.repairs else "unchanged"


def plan_units(periods: Iterable[UnitPeriod], day: date) -> Plan:
    """Plans a site for each of these units, with proposed host names."""
    return _plan((0, SiteSpec(unit=period.unit, day=day)) for period in periods)


def plan_table(table: Table, day: date) -> Plan:
    """Plans the sites of a file.

    Args:
        table: as :func:`sites.provisioning.columns.read_portals` gives it; only the column of
            the unit's code is required.
        day: the day on which units and law are read.

    Returns:
        the plan; its faults name each column as the file does.
    """
    faults = list(table.faults)
    # A header at fault leaves open which column is meant.
    if missing(table) or any(fault.line == table.header_line for fault in faults):
        return Plan([], [*faults, *missing(table)])
    units = {
        period.code: period.unit
        for period in UnitPeriod.objects.on(day).select_related("unit").exclude(code="")
    }
    specs = []
    unreadable = {fault.line for fault in table.faults}
    for row in table.rows:
        if row.line in unreadable:
            # A cell that was refused reads as empty, and empty would mean "the proposed one".
            continue
        code = row[UNIT_CODE]
        if code in units:
            specs.append((row.line, _spec_of(row, units[code], day)))
        else:
            faults.append(
                Fault(row.line, heading(table, UNIT_CODE), _unknown_code(code, day, units))
            )
    plan = _plan(specs)
    found = [replace(fault, column=heading(table, fault.column)) for fault in plan.faults]
    plan.faults = sorted([*faults, *found], key=lambda fault: fault.line)
    return plan


def _unknown_code(code: str, day: date, known: dict) -> str:
    values = {"code": code[:40], "day": day.strftime("%d/%m/%Y")}
    if not code:
        return _("The code of the unit is empty.")
    padded = code.zfill(5)
    if code.isdigit() and padded in known:
        return _(
            "No unit has the code “%(code)s”; did a spreadsheet take its zeros? Write “%(padded)s”."
        ) % {
            **values,
            "padded": padded,
        }
    return _("No unit has the code “%(code)s” on %(day)s.") % values


def _spec_of(row: Row, unit, day: date) -> SiteSpec:
    return SiteSpec(
        unit=unit,
        host_name=row["host_name"],
        palette=palette_key(row["palette"]),
        day=day,
        administrator_email=row["administrator_email"],
        administrator_name=row["administrator_name"],
    )


def _plan(specs: Iterable[tuple[int, SiteSpec]]) -> Plan:
    plan = Plan([], [])
    seen_units: dict[int, int] = {}
    seen_hosts: dict[str, int] = {}
    for line, spec in specs:
        try:
            checked = check_spec(spec)
            _refuse_unreachable(checked)
            _refuse_repeated(seen_units, spec.unit.pk, line, "unit")
            _refuse_repeated(seen_hosts, checked.host_name, line, "host_name")
        except ProvisioningRefused as refusal:
            plan.faults += [_fault(line, one) for one in _all_refusals(spec, refusal)]
        else:
            plan.sites.append(PlannedSite(line, spec, checked))
    return plan


def _all_refusals(spec: SiteSpec, first: ProvisioningRefused) -> Iterator[ProvisioningRefused]:
    """The first refusal of a line and those of its other cells, so that a file is mended once."""
    refusal: ProvisioningRefused | None = first
    seen: set[str] = set()
    while refusal and refusal.field not in seen:
        yield refusal
        seen.add(refusal.field)
        if refusal.field not in MAY_BE_EMPTY:
            return
        spec = replace(spec, **{refusal.field: ""})
        refusal = _refusal_of(spec)


def _refusal_of(spec: SiteSpec) -> ProvisioningRefused | None:
    try:
        check_spec(spec)
    except ProvisioningRefused as refusal:
        return refusal
    return None


def _fault(line: int, refusal: ProvisioningRefused) -> Fault:
    return Fault(line, COLUMN_OF_FIELD.get(refusal.field, refusal.field), refusal.reason)


def _refuse_unreachable(checked: CheckedSpec) -> None:
    """A name alone gives nobody an account, and whoever wrote it would wait in vain."""
    if checked.administrator_name and not checked.administrator_email and not checked.present:
        raise ProvisioningRefused(
            _(
                "The e-mail address of this administrator is missing. Add it, or leave the name out."
            ),
            "administrator_email",
        )


def _refuse_repeated(seen: dict, value, line: int, field: str) -> None:
    if value in seen:
        raise ProvisioningRefused(
            _("Line %(line)d already asks for this; leave one of them out.")
            % {"line": seen[value]},
            field,
        )
    seen[value] = line


def carry_out(plan: Plan, *, synchronise: bool = False) -> Iterator[RowResult]:
    """Makes the planned sites one by one.

    A site that the database breaks off, by a lock or a time limit, is put behind all others and
    tried again; after ``MOST_ATTEMPTS`` it is refused, so that it cannot hold up the batch.

    Args:
        plan: the plan; its faulty rows are left out.
        synchronise: also repair the sites that are there already.

    Yields:
        what became of each site, as soon as it is known.

    Raises:
        OperationalError, InterfaceError: the database is away altogether; what was yielded holds.
    """
    permissions = PermissionIds()
    waiting = deque((planned, 1) for planned in plan.sites)
    while waiting:
        planned, number = waiting.popleft()
        try:
            result = _carry_out(planned, synchronise, permissions)
        except DatabaseFault:
            note_broken_off(number, line=planned.line, host=planned.checked.host_name)
            # Without a database no further site has a chance either, and none is blamed for it.
            connection.ensure_connection()
            if number < MOST_ATTEMPTS:
                waiting.append((planned, number + 1))
                time.sleep(PAUSE_SECONDS)
                continue
            result = RowResult(planned, refused=broken_off(number))
        yield result


def _carry_out(planned: PlannedSite, synchronise: bool, permissions: PermissionIds) -> RowResult:
    tried = attempt(
        lambda: carry_out_one(
            planned.spec, planned.checked, synchronise=synchronise, permissions=permissions
        ),
        line=planned.line,
        host=planned.checked.host_name,
    )
    return RowResult(planned, tried.report, tried.refused)


def carry_out_one(
    spec: SiteSpec,
    checked: CheckedSpec,
    *,
    synchronise: bool,
    permissions: PermissionIds | None = None,
) -> ProvisionReport:
    """Makes one site, repairs it if that was asked for, or leaves it as it is.

    Only a site that is made now gets an administrator: one that somebody else has opened since
    the check has a head of its own.

    Args:
        spec: what was asked for.
        checked: what the checks made of it, before the lock was held.
        synchronise: also repair a site that is there already.
        permissions: ids of permissions, handed over by those who make many sites.

    Raises:
        ProvisioningRefused: the spec breaks a rule by now; nothing was changed.
    """
    with transaction.atomic():
        index.lock()
        now = check_spec(spec)
        _refuse_closed(checked, now)
        if now.present is None:
            return provision_site(spec, permissions)
        report = ProvisionReport(now.present.site, False)
        if synchronise:
            report = sync_site(now.present.site, day=now.day, permissions=permissions)
        if checked.present is None:
            report.notes.append(_("Somebody else has opened this portal since the check."))
        if now.administrator_email:
            report.notes.append(not_invited())
        return report


def _refuse_closed(checked: CheckedSpec, now: CheckedSpec) -> None:
    """A line about a portal that was there does not open a second one in its place."""
    if checked.present and checked.present != now.present:
        raise ProvisioningRefused(
            _("“%(host)s” was closed since the check. Check again what is asked for here.")
            % {"host": checked.present.site.hostname}
        )


def not_invited() -> str:
    """What is told where a line names an administrator of a portal that was there before."""
    return _(
        "No invitation was sent to the address in this line, because the portal was there before. "
        "To appoint that person, open the portal in the list of all portals and choose “Appoint "
        "the head of the board”."
    )
