"""The order of a load."""

from datetime import date
from pathlib import Path

from django.db import transaction

from portal.common.tables import read_table
from portal.hosts.index import index
from sites.units.loading.checks import check
from sites.units.loading.plan import describe, plan_units
from sites.units.loading.report import LoadReport
from sites.units.loading.rows import read_rows
from sites.units.loading.timeline import Timeline
from sites.units.loading.writing import write
from sites.units.models import Unit
from sites.units.signals import register_changed


@transaction.atomic
def load(file: str | Path | bytes, *, valid_from: date | None, dry_run: bool) -> LoadReport:
    """See :func:`sites.units.services.load_units`."""
    read = read_rows(read_table(file), valid_from)
    timeline = Timeline(read.rows)
    faults = [*read.faults, *check(timeline, read.faulty_codes)]
    report = LoadReport(faults=sorted(faults, key=lambda fault: (fault.line, fault.column)))
    faulty_lines = {fault.line for fault in faults}
    plans = [] if faults else plan_units(timeline)
    report.changes = [
        change for change in describe(timeline, plans) if change.line not in faulty_lines
    ]
    report.awaited = sorted({code for plan in plans if plan.body.in_file for code in plan.awaited})
    report.linked = sum(
        not plan.body.in_file and "successors" in plan.changed_fields() for plan in plans
    )
    if not faults and not dry_run:
        write(timeline, plans)
        index.changed()
        register_changed.send(sender=Unit)
        report.applied = True
    return report
