"""Reads a file that asks for many sites and keeps what the check found, never the file."""

from datetime import date
from pathlib import PurePosixPath, PureWindowsPath

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.common import clock
from portal.common.tables import Fault, Table
from portal.common.text import UnfitTextError, clean_text
from sites.provisioning.batch import PlannedSite, not_invited, plan_table
from sites.provisioning.columns import UNIT_CODE, missing, read_portals, unread
from sites.provisioning.models import ProvisioningRow, ProvisioningRun, oldest_kept

MAX_BYTES = 2 * 1024 * 1024
# A check asks about seven statements and takes up to ten milliseconds a row, within a request; the
# command takes longer files.
MAX_ROWS = 500
LONGEST_FILE_NAME = 100
LONGEST_COLUMNS = 255
BATCH_SIZE = 500


class FileRefused(Exception):
    """A file is refused as a whole; nothing of it was kept.

    Attributes:
        reasons: sentences that say what is wrong and what to do.
    """

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def check_file(
    data: bytes, file_name: str, *, day: date, synchronise: bool, user: User
) -> ProvisioningRun:
    """Checks every row of a file and keeps the result as a run that can be started.

    Args:
        data: the bytes of a CSV file or workbook.
        file_name: what its owner calls it.
        day: the day on which units and law are read.
        synchronise: whether sites that are there already are to be repaired too.
        user: who handed it in.

    Raises:
        FileRefused: it cannot be read to its end, is too long, or lacks its columns or rows.
    """
    name = cleaned_file_name(file_name)
    table = read_portals(data, name, max_bytes=MAX_BYTES, max_rows=MAX_ROWS)
    _refuse_unusable(table)
    plan = plan_table(table, day)
    cells = {row.line: row.cells for row in table.rows}
    with transaction.atomic():
        forget_people()
        run = ProvisioningRun.objects.create(
            started_by=user,
            file_name=name,
            day=day,
            synchronise=synchronise,
            unread_columns=", ".join(unread(table))[:LONGEST_COLUMNS],
        )
        rows = [_faulty_row(run, fault, cells.get(fault.line, {})) for fault in plan.faults]
        rows += [_good_row(run, planned) for planned in plan.sites]
        ProvisioningRow.objects.bulk_create(rows, batch_size=BATCH_SIZE)
        if not plan.faults and not run.rows.pending().exists():
            run.state, run.finished_at = ProvisioningRun.State.FINISHED, clock.now()
            run.save(update_fields=["state", "finished_at"])
    return run


def cleaned_file_name(file_name: str) -> str:
    """The last part of a path, fit to be shown."""
    last = PurePosixPath(PureWindowsPath(file_name).as_posix()).name
    try:
        return clean_text(last, LONGEST_FILE_NAME) or _("The file")
    except UnfitTextError:
        return _("The file")


def forget_people() -> int:
    """Erases names and addresses from files that waited too long; returns from how many rows.

    Rows that were carried out have lost them already. A file waits since its check, a started one
    since its start, so that nothing is erased under the hands of whoever carries it out.
    """
    rows = ProvisioningRow.objects.exclude(administrator_name="", administrator_email="")
    waits_since = Coalesce("run__started_at", "run__created")
    old = rows.alias(waits_since=waits_since).filter(waits_since__lt=oldest_kept())
    return old.update(administrator_name="", administrator_email="")


def _refuse_unusable(table: Table) -> None:
    if not table.is_whole:
        raise FileRefused([str(fault) for fault in table.faults])
    # A header at fault leaves open which column is meant.
    header = [fault for fault in table.faults if fault.line == table.header_line]
    header += missing(table)
    if header:
        raise FileRefused([str(fault) for fault in header])
    if not table.rows and not table.faults:
        raise FileRefused([_("There is no row below the header. Add a row for each portal.")])


def _faulty_row(run: ProvisioningRun, fault: Fault, cells: dict[str, str]) -> ProvisioningRow:
    return ProvisioningRow(
        run=run,
        line=fault.line,
        column=fault.column[:60],
        unit_code=cells.get(UNIT_CODE, "")[:60],
        host_name=cells.get("host_name", "")[:255],
        palette=cells.get("palette", "")[:40],
        state=ProvisioningRow.State.FAULTY,
        message=fault.message,
    )


def _good_row(run: ProvisioningRun, planned: PlannedSite) -> ProvisioningRow:
    checked = planned.checked
    row = ProvisioningRow(
        run=run,
        line=planned.line,
        unit_code=checked.period.code,
        unit=checked.unit,
        unit_name=checked.period.name,
        host_name=checked.host_name,
        palette=checked.palette,
    )
    if not planned.is_present:
        row.state = ProvisioningRow.State.PLANNED
        row.administrator_name = checked.administrator_name
        row.administrator_email = checked.administrator_email
        return row
    row.site = checked.present.site
    row.palette = checked.present.palette
    if run.synchronise:
        row.state = ProvisioningRow.State.PRESENT
    else:
        row.state = ProvisioningRow.State.UNCHANGED
        row.message = _("The portal was there before this file.")
    if checked.administrator_email:
        # The person is not kept, so that the remark has to be written now.
        row.message = not_invited()
    return row
