"""Carries out the rows of a checked file, one by one, so that nothing is done twice or by half.

Each row and its site change in one transaction: a process that is killed leaves the row to be
carried out and no site, or both done. Whoever goes on takes the next row that nobody else has
taken, so that several workers and requests may carry out one run together.
"""

import time
from enum import Enum

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django_tasks import task_backends
from django_tasks.backends.immediate import ImmediateBackend

from portal.accounts.models import User
from portal.common import clock
from sites.access.services import PermissionIds
from sites.provisioning import history
from sites.provisioning.attempts import (
    MOST_ATTEMPTS,
    PAUSE_SECONDS,
    DatabaseFault,
    attempt,
    broken_off,
    note_broken_off,
)
from sites.provisioning.batch import carry_out_one, state_of
from sites.provisioning.errors import ProvisioningRefused
from sites.provisioning.models import ProvisioningRow, ProvisioningRun
from sites.provisioning.services import ProvisionReport
from sites.provisioning.spec import SiteSpec, check_spec

State = ProvisioningRun.State
# No request works for longer than about two seconds; a site takes some tenths of one.
SLICE_SECONDS = 1.5


def has_worker() -> bool:
    """Whether tasks are carried out by a worker, or else at once by whoever hands them in."""
    return not isinstance(task_backends["default"], ImmediateBackend)


def start(run: ProvisioningRun, user: User) -> bool:
    """Lets a checked run be carried out, once, however often this is asked.

    Args:
        run: the run.
        user: on whose authority the sites are made.

    Returns:
        whether it was started now.

    Raises:
        ProvisioningRefused: the check is too old.
    """
    _refuse_expired(run)
    return _let_run(run, user, State.CHECKED)


def go_on(run: ProvisioningRun, user: User) -> None:
    """Carries out as much of a run as one request may, and wakes a worker for the rest.

    A run that stopped goes on, on this person's authority.

    Raises:
        ProvisioningRefused: it was started too long ago.
    """
    _refuse_expired(run)
    if not _let_run(run, user, State.STOPPED) and has_worker():
        _enqueue(run)
    advance(run, seconds=SLICE_SECONDS)


def _let_run(run: ProvisioningRun, user: User, former: str) -> bool:
    with transaction.atomic():
        waiting = ProvisioningRun.objects.filter(pk=run.pk, state=former)
        values = {"state": State.RUNNING, "started_by": user, "stop_reason": ""}
        if former == State.CHECKED:
            values["started_at"] = clock.now()
        is_started = bool(waiting.update(**values))
        if is_started and has_worker():
            transaction.on_commit(lambda: _enqueue(run))
    return is_started


def _enqueue(run: ProvisioningRun) -> None:
    from sites.provisioning.tasks import carry_out_run

    carry_out_run.enqueue(str(run.uid))


def _refuse_expired(run: ProvisioningRun) -> None:
    if run.is_expired:
        raise ProvisioningRefused(
            _("This file was checked on %(day)s, too long ago. Upload it again.")
            % {"day": run.created.astimezone(clock.PROVINCE_TIME).strftime("%d/%m/%Y")}
        )


def advance(run: ProvisioningRun, *, seconds: float | None = None) -> None:
    """Carries out rows until none is left, the run is stopped, or the time is over.

    A row that the database breaks off, by a lock or a time limit, is put behind all others and
    tried again; after ``MOST_ATTEMPTS`` it is refused, so that it cannot hold up the run.

    Args:
        run: the run; nothing happens unless it is running.
        seconds: after which no further row is begun; None for no limit.

    Raises:
        OperationalError, InterfaceError: the database is away altogether; no row was lost.
    """
    permissions = PermissionIds()
    began = time.monotonic()
    while outcome := _carry_out_next(run.pk, permissions):
        if seconds is not None and time.monotonic() - began >= seconds:
            break
        if outcome is Outcome.BROKEN_OFF:
            if seconds is not None:
                # The page asks again in a moment; no request waits.
                break
            time.sleep(PAUSE_SECONDS)
    _finish(run.pk)
    run.refresh_from_db()


class Outcome(Enum):
    """What became of the row that was next."""

    SETTLED = "settled"
    BROKEN_OFF = "broken off"


def _carry_out_next(run_pk: int, permissions: PermissionIds) -> Outcome | None:
    """One row with its site in one transaction; None if there is nothing to do."""
    row = None
    try:
        with transaction.atomic():
            run = _running(run_pk)
            row = _claim(run) if run else None
            if row is None:
                return None
            _settle(run, row, permissions)
    except DatabaseFault:
        if row is None:
            raise
        _break_off(row)
        return Outcome.BROKEN_OFF
    return Outcome.SETTLED


def _running(run_pk: int) -> ProvisioningRun | None:
    """The run while it may be carried out; what is against that stops it."""
    runs = ProvisioningRun.objects.select_related("started_by")
    run = runs.filter(pk=run_pk, state=State.RUNNING).first()
    if run is None:
        return None
    if reason := _reason_to_stop(run):
        _stop(run, reason)
        return None
    return run


def _break_off(row: ProvisioningRow) -> None:
    """Counts an attempt that was rolled back; the last one refuses the row.

    Nothing is counted while the database is away, since then this cannot be written either.
    Whoever else carried the row out in the meantime is left alone.
    """
    number = row.attempts + 1
    note_broken_off(number, run=row.run_id, line=row.line)
    values = {"attempts": number}
    if number >= MOST_ATTEMPTS:
        values |= {
            "state": ProvisioningRow.State.REFUSED,
            "message": broken_off(number),
            "settled_at": clock.now(),
            "administrator_name": "",
            "administrator_email": "",
        }
    ProvisioningRow.objects.pending().filter(pk=row.pk, attempts=row.attempts).update(**values)


def _reason_to_stop(run: ProvisioningRun) -> str:
    starter = run.started_by
    if starter is None or not (starter.is_active and starter.is_superuser):
        return _("Whoever started this is no administrator of the province any more.")
    if run.is_expired:
        return _("It waited for too long. Upload the file again.")
    return ""


def _stop(run: ProvisioningRun, reason: str) -> None:
    running = ProvisioningRun.objects.filter(pk=run.pk, state=State.RUNNING)
    running.update(state=State.STOPPED, stop_reason=reason)


def _claim(run: ProvisioningRun) -> ProvisioningRow | None:
    """The next row, taken so that nobody else carries it out; those broken off come last.

    PostgreSQL locks it until the transaction ends, and others skip it. SQLite has one writer at
    a time, so a conditional write is the claim: who comes second finds the row settled.
    """
    if connection.features.has_select_for_update_skip_locked:
        waiting = run.rows.waiting().select_for_update(no_key=True, skip_locked=True, of=("self",))
        return waiting.select_related("unit").first()
    while row := run.rows.waiting().select_related("unit").first():
        if ProvisioningRow.objects.pending().filter(pk=row.pk).update(settled_at=clock.now()):
            return row
    return None


def _settle(run: ProvisioningRun, row: ProvisioningRow, permissions: PermissionIds) -> None:
    tried = attempt(lambda: _carry_out(run, row, permissions), run=str(run.uid), line=row.line)
    if tried.report is None:
        row.state, row.message = ProvisioningRow.State.REFUSED, tried.refused
    else:
        row.state, row.site = state_of(tried.report), tried.report.site
        row.message = _told(row, tried.report)
    row.settled_at = clock.now()
    # The account holds them from here on; a list of what was opened does not need them.
    row.administrator_name = row.administrator_email = ""
    row.save()


def _carry_out(
    run: ProvisioningRun, row: ProvisioningRow, permissions: PermissionIds
) -> ProvisionReport:
    if row.unit is None:
        raise ProvisioningRefused(_("The unit is no longer in the register."), "unit")
    spec = SiteSpec(
        unit=row.unit,
        host_name=row.host_name,
        palette=row.palette,
        day=run.day,
        administrator_email=row.administrator_email,
        administrator_name=row.administrator_name,
    )
    report = carry_out_one(
        spec, check_spec(spec), synchronise=run.synchronise, permissions=permissions
    )
    _note(report, run.started_by)
    return report


def _note(report: ProvisionReport, starter: User) -> None:
    """The history of a portal says on whose authority the file changed it."""
    if report.is_new:
        history.note_made(report.site, starter)
    elif report.repairs:
        history.note_synchronised(report, starter)


def _told(row: ProvisioningRow, report: ProvisionReport) -> str:
    """What whoever handed the file in has to know; what the check found still stands."""
    if report.is_new:
        return _("Invitation sent to the administrator.") if report.invitation else ""
    remarks = [row.message, *report.repairs, *report.notes]
    return " ".join(_as_sentence(remark) for remark in remarks if remark)


def _as_sentence(remark: str) -> str:
    whole = remark[0].upper() + remark[1:]
    return whole if whole.endswith(".") else f"{whole}."


def _finish(run_pk: int) -> None:
    """Ends a run without rows to do. A row that another worker holds still counts as one."""
    running = ProvisioningRun.objects.filter(pk=run_pk, state=State.RUNNING)
    pending = ProvisioningRow.objects.pending().filter(run=run_pk)
    if not pending.exists():
        running.update(state=State.FINISHED, finished_at=clock.now())
