"""How far a run has come: numbers and sentences, the same for the page and for its script."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.common import clock
from sites.batches.tables import address_of
from sites.provisioning.models import ProvisioningRow, ProvisioningRun

State = ProvisioningRow.State
# Rows told at once; a page that fell behind asks again.
MOST_NEWS = 50
# Without a new row for so long, a worker is probably not there.
LONGEST_SILENCE = timedelta(seconds=30)


@dataclass(frozen=True)
class Progress:
    """How far a run has come.

    Attributes:
        total: rows that were to be carried out when it was started.
        done: those that have been.
        counts: rows in each state.
    """

    run: ProvisioningRun
    total: int
    done: int
    counts: dict[str, int]

    @property
    def sentence(self) -> str:
        """“12 of 126 portals”."""
        return ngettext(
            "%(done)d of %(total)d portal", "%(done)d of %(total)d portals", self.total
        ) % {"done": self.done, "total": self.total}

    @property
    def elapsed(self) -> str:
        """Minutes and seconds since the start: “1:05”."""
        seconds = int(self.run.elapsed.total_seconds())
        return f"{seconds // 60}:{seconds % 60:02}"

    @property
    def summary(self) -> str:
        """How many rows are in each state, in words."""
        labels = dict(State.choices)
        return ", ".join(
            f"{labels[state]}: {self.counts[state]}"
            for state in State.values
            if state in self.counts
        )


def progress_of(run: ProvisioningRun) -> Progress:
    """Counts a run's rows."""
    return progress_of_all([run])[run.pk]


def progress_of_all(found: list[ProvisioningRun]) -> dict[int, Progress]:
    """Counts the rows of several runs at once; by primary key."""
    rows = ProvisioningRow.objects.filter(run__in=[run.pk for run in found])
    counted = rows.counts_by_run()
    settled = rows.settled().counts_by_run()
    return {
        run.pk: _progress(run, counted.get(run.pk, {}), settled.get(run.pk, {})) for run in found
    }


def _progress(run: ProvisioningRun, counts: dict[str, int], settled: dict[str, int]) -> Progress:
    done = sum(settled.values())
    pending = sum(counts.get(state, 0) for state in ProvisioningRow.PENDING)
    return Progress(run, done + pending, done, counts)


def is_silent(run: ProvisioningRun) -> bool:
    """Whether nothing has come from a worker for too long."""
    last = run.rows.aggregate(last=Max("settled_at"))["last"] or run.started_at
    return last is not None and clock.now() - last > LONGEST_SILENCE


def as_json(run: ProvisioningRun, known: int) -> dict:
    """What the script of the page needs.

    Args:
        run: the run.
        known: how many carried out rows the page shows already.
    """
    progress = progress_of(run)
    news = run.rows.settled().select_related("site").order_by("settled_at", "pk")
    rows = news[known : known + MOST_NEWS]
    return {
        "state": run.state,
        "done": progress.done,
        "total": progress.total,
        "sentence": progress.sentence,
        "elapsed": progress.elapsed,
        "silent": run.state == ProvisioningRun.State.RUNNING and is_silent(run),
        "announcement": _announcement(run, progress),
        "rows": [_row_as_json(row) for row in rows],
    }


def _announcement(run: ProvisioningRun, progress: Progress) -> str:
    if run.state == ProvisioningRun.State.FINISHED:
        return _("Finished. %(summary)s.") % {"summary": progress.summary}
    if run.state == ProvisioningRun.State.STOPPED:
        return _("Stopped. %(reason)s") % {"reason": run.stop_reason}
    return progress.sentence


def _row_as_json(row: ProvisioningRow) -> dict:
    return {
        "line": row.line,
        "unit": row.unit_name,
        "host": row.host_name,
        "address": address_of(row),
        "state": row.state,
        "label": str(row.get_state_display()),
        "message": row.message,
    }
