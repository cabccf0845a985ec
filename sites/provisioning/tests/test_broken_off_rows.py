"""A database that breaks off a row loses nothing and holds up nobody."""

import pytest
from django.db import OperationalError
from wagtail.models import Site

from sites.provisioning import runs
from sites.provisioning.models import ProvisioningRun
from sites.provisioning.tests.conftest import HEADER, TEN_ROWS, finish, states

State = ProvisioningRun.State


def away(*arguments, **options):
    raise OperationalError("gone")


@pytest.fixture
def pauses(monkeypatch):
    """How long a worker would have waited, each time."""
    found = []
    monkeypatch.setattr(runs.time, "sleep", found.append)
    return found


@pytest.fixture
def break_off(monkeypatch):
    """``break_off(times)`` has the portal of the first line broken off; None for always.

    Returns the lines' host labels in the order in which they were begun.
    """

    def prepare(times: int | None) -> list[str]:
        real, begun = runs.carry_out_one, []

        def carry_out_one(spec, *arguments, **options):
            begun.append(spec.host_name.split("-")[0])
            report = real(spec, *arguments, **options)
            if begun[-1] == "lienbao" and (times is None or begun.count("lienbao") <= times):
                raise OperationalError("canceling statement due to statement timeout")
            return report

        monkeypatch.setattr(runs, "carry_out_one", carry_out_one)
        return begun

    return prepare


def test_a_database_that_is_away_loses_no_row_and_counts_no_attempt(checked, chief, monkeypatch):
    run = checked((HEADER + "09334,,,Mẫu,mau@example.org\n").encode())
    runs.start(run, chief)
    monkeypatch.setattr(runs, "carry_out_one", away)
    monkeypatch.setattr(type(run.rows.all()), "update", away)
    monkeypatch.setattr(runs, "_claim", lambda run: run.rows.waiting().first())
    for _time in range(5):
        with pytest.raises(OperationalError):
            runs.advance(run)
    row = run.rows.get()
    assert (row.state, row.attempts, row.administrator_email) == ("planned", 0, "mau@example.org")


def test_a_row_that_is_always_broken_off_is_refused_and_holds_up_nobody(
    checked, chief, break_off, pauses, caplog
):
    run = checked(TEN_ROWS.replace(b"09334,,,,", "09334,,,Mẫu,mau@example.org".encode()))
    begun = break_off(None)
    finish(run, chief)
    assert run.state == State.FINISHED
    assert run.rows.counts() == {"faulty": 3, "made": 6, "refused": 1}
    refused = run.rows.get(state="refused")
    assert (refused.line, refused.attempts) == (2, 3)
    assert "3" in refused.message
    assert "timeout" not in refused.message
    assert (refused.administrator_name, refused.administrator_email) == ("", "")
    assert not Site.objects.filter(hostname__startswith="lienbao").exists()
    assert [number for number, label in enumerate(begun) if label == "lienbao"] == [0, 7, 8]
    assert len(pauses) == 3
    assert caplog.text.count("statement timeout") >= 3


@pytest.mark.parametrize("times", [1, 2])
def test_a_lock_that_passes_costs_nothing_but_time(checked, chief, break_off, pauses, times):
    run = checked()
    break_off(times)
    finish(run, chief)
    assert run.rows.counts() == {"faulty": 3, "made": 7}
    assert len(pauses) == times


def test_attempts_are_counted_across_processes_and_no_request_waits(
    checked, chief, break_off, pauses
):
    run = checked((HEADER + "09334,,,,\n").encode())
    runs.start(run, chief)
    begun = break_off(None)
    for attempt in (1, 2):
        runs.advance(ProvisioningRun.objects.get(), seconds=60)
        assert len(begun) == run.rows.get().attempts == attempt
        assert states(run) == ["planned"]
    runs.advance(run, seconds=60)
    assert (run.state, states(run)) == (State.FINISHED, ["refused"])
    assert pauses == []


def test_who_settled_a_row_meanwhile_is_not_overruled(checked, chief):
    run = checked((HEADER + "09334,,,,\n").encode())
    stale = run.rows.get()
    finish(run, chief)
    stale.attempts = runs.MOST_ATTEMPTS - 1
    runs._break_off(stale)
    assert states(run) == ["made"]
