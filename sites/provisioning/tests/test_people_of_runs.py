"""Names and addresses of future administrators are kept until their row is done, or too old."""

from datetime import timedelta

import pytest
from django.core import mail
from wagtail.models import Site

from portal.accounts.models import User
from portal.common import clock
from sites.provisioning import runs
from sites.provisioning.checking import forget_people
from sites.provisioning.errors import ProvisioningRefused
from sites.provisioning.models import ProvisioningRun
from sites.provisioning.tests.conftest import HEADER, finish

State = ProvisioningRun.State


def test_the_head_of_the_board_is_invited_and_then_forgotten_here(
    checked, chief, django_capture_on_commit_callbacks
):
    run = checked((HEADER + "09334,,,Nguyễn Văn Mẫu,mau@example.org\n").encode())
    row = run.rows.get()
    assert (row.administrator_name, row.administrator_email) == (
        "Nguyễn Văn Mẫu",
        "mau@example.org",
    )
    with django_capture_on_commit_callbacks(execute=True):
        finish(run, chief)
    row.refresh_from_db()
    assert (row.administrator_name, row.administrator_email) == ("", "")
    assert "mau@" not in row.message
    assert [message.to for message in mail.outbox] == [["mau@example.org"]]


def test_a_faulty_row_keeps_no_person(checked):
    run = checked((HEADER + "09334,,,Nguyễn Văn Mẫu,mau@@example\n").encode())
    row = run.rows.get()
    assert (row.state, row.column) == ("faulty", "administrator_email")
    assert "mau" not in f"{row.message}{row.administrator_name}{row.administrator_email}"


@pytest.mark.parametrize(("days", "is_kept"), [(30, True), (31, False)])
def test_people_of_a_file_that_waited_too_long_are_erased_and_it_cannot_be_started(
    checked, chief, days, is_kept
):
    run = checked((HEADER + "09334,,,Mẫu,mau@example.org\n").encode())
    moment = clock.now() - timedelta(days=days) + timedelta(seconds=5)
    ProvisioningRun.objects.update(created=moment)
    run.refresh_from_db()
    assert forget_people() == (0 if is_kept else 1)
    assert run.rows.filter(administrator_email="mau@example.org").exists() is is_kept
    if is_kept:
        assert runs.start(run, chief)
    else:
        with pytest.raises(ProvisioningRefused):
            runs.start(run, chief)
        assert run.rows.pending().exists()


PEOPLE = (HEADER + "09334,,,Một,mot@example.org\n09337,,,Hai,hai@example.org\n").encode()


def test_a_run_that_was_begun_on_the_last_day_is_carried_to_its_end(checked, chief):
    run = checked(PEOPLE)
    last_moment = clock.now() - timedelta(days=30) + timedelta(minutes=1)
    ProvisioningRun.objects.update(created=last_moment)
    run.refresh_from_db()
    runs.start(run, chief)
    runs.advance(run, seconds=0)
    ProvisioningRun.objects.update(created=last_moment - timedelta(minutes=2))
    run.refresh_from_db()
    assert forget_people() == 0
    runs.go_on(run, chief)
    assert (run.state, run.rows.counts()) == (State.FINISHED, {"made": 2})
    assert User.objects.filter(email="hai@example.org").exists()


@pytest.mark.parametrize("state", [State.RUNNING, State.STOPPED])
@pytest.mark.parametrize(("days", "is_kept"), [(30, True), (31, False)])
def test_people_of_a_run_that_never_ended_are_erased_in_the_end(
    checked, chief, state, days, is_kept
):
    run = checked(PEOPLE)
    runs.start(run, chief)
    runs.advance(run, seconds=0)
    moment = clock.now() - timedelta(days=days) + timedelta(seconds=5)
    ProvisioningRun.objects.update(started_at=moment, state=state)
    assert forget_people() == (0 if is_kept else 1)
    assert run.rows.filter(administrator_email="hai@example.org").exists() is is_kept


def test_a_run_that_was_started_too_long_ago_stops_before_it_opens_a_portal_without_its_head(
    checked, chief
):
    run = checked()
    runs.start(run, chief)
    ProvisioningRun.objects.update(started_at=clock.now() - timedelta(days=31))
    runs.advance(run)
    assert (run.state, Site.objects.count()) == (State.STOPPED, 0)
    run.refresh_from_db()
    with pytest.raises(ProvisioningRefused):
        runs.go_on(run, chief)
