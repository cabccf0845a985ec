"""A checked file is carried out row by row: nothing twice, nothing by half."""

from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.log_actions import registry as log_registry
from wagtail.models import Site

from portal.accounts.models import User
from portal.common.registry import page_types
from sites.profile.models import SiteProfile
from sites.provisioning import batch, history, runs
from sites.provisioning.models import ProvisioningRow, ProvisioningRun
from sites.provisioning.services import rename_host
from sites.provisioning.tasks import carry_out_run
from sites.provisioning.tests.conftest import GOOD, HEADER, finish, states

State = ProvisioningRun.State


def test_faults_are_kept_by_line_and_column_and_nothing_is_opened(checked):
    run = checked()
    faults = run.rows.faulty()
    assert [(row.line, row.column) for row in faults] == [
        (5, "unit_code"),
        (8, "host_name"),
        (11, "palette"),
    ]
    assert "09355" in faults[0].message
    assert [row.unit_code for row in faults] == ["9355", "09358", "09361"]
    assert [row.unit_code for row in run.rows.pending()] == GOOD
    assert run.rows.pending()[0].host_name == "lienbao-tiendu.bacninh.localhost"
    assert run.rows.pending()[0].palette == "jade"
    assert (run.state, Site.objects.count()) == (State.CHECKED, 0)


def test_the_seven_are_made_and_the_report_says_so(checked, chief):
    run = finish(checked(), chief)
    assert run.state == State.FINISHED
    assert run.rows.counts() == {"faulty": 3, "made": 7}
    assert SiteProfile.objects.count() == 7
    made = run.rows.filter(state="made").select_related("site")
    assert all(row.site.hostname == row.host_name for row in made)


def test_the_history_of_each_portal_says_who_had_it_opened(checked, chief):
    finish(checked(), chief)
    for profile in SiteProfile.objects.all():
        entry = log_registry.get_logs_for_instance(profile).get()
        assert (entry.action, entry.user) == (history.MADE, chief)


def test_the_same_file_again_changes_nothing(checked, chief):
    finish(checked(), chief)
    before = list(Site.objects.order_by("pk").values_list("pk", "hostname"))
    again = checked()
    assert again.rows.counts() == {"faulty": 3, "unchanged": 7}
    finish(again, chief)
    assert again.rows.counts() == {"faulty": 3, "unchanged": 7}
    assert list(Site.objects.order_by("pk").values_list("pk", "hostname")) == before


def test_a_file_in_which_nothing_is_left_to_do_is_finished_at_once(checked, chief):
    file = (HEADER + "09334,,,,\n").encode()
    finish(checked(file), chief)
    again = checked(file)
    assert (again.state, states(again)) == (State.FINISHED, ["unchanged"])


def test_synchronising_repairs_what_is_missing(checked, chief):
    file = (HEADER + "09334,,,,\n09337,,,,\n").encode()
    finish(checked(file), chief)
    site = Site.objects.get(hostname="lienbao-tiendu.bacninh.localhost")
    site.required_sections.get(key="news").page.delete()
    run = checked(file, synchronise=True)
    assert states(run) == ["present", "present"]
    finish(run, chief)
    assert states(run) == ["repaired", "unchanged"]
    assert site.required_sections.filter(key="news").exists()
    assert run.rows.first().message


def test_starting_twice_starts_once(checked, chief):
    run = checked()
    assert runs.start(run, chief) is True
    started = ProvisioningRun.objects.get().started_at
    other = User.objects.create_superuser("khac@example.org")
    assert runs.start(run, other) is False
    run.refresh_from_db()
    assert (run.started_by, run.started_at) == (chief, started)


def test_nothing_happens_before_the_start(checked):
    run = checked()
    runs.advance(run)
    assert not Site.objects.exists()


def test_a_slice_ends_in_time_and_the_next_goes_on(checked, chief):
    run = checked()
    runs.start(run, chief)
    runs.advance(run, seconds=0)
    assert run.rows.counts() == {"faulty": 3, "made": 1, "planned": 6}
    assert run.state == State.RUNNING
    runs.advance(run, seconds=60)
    assert run.state == State.FINISHED


def test_the_task_carries_out_what_is_left_however_often_it_runs(checked, chief):
    run = checked()
    runs.start(run, chief)
    runs.advance(run, seconds=0)
    for _time in range(2):
        carry_out_run.enqueue(str(run.uid))
    assert run.rows.counts() == {"faulty": 3, "made": 7}
    assert SiteProfile.objects.count() == 7


def test_an_interruption_leaves_row_and_site_of_one_mind(checked, chief, monkeypatch):
    run = checked()
    runs.start(run, chief)
    real, calls = runs.state_of, []

    def interrupted(report):
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return real(report)

    monkeypatch.setattr(runs, "state_of", interrupted)
    with pytest.raises(KeyboardInterrupt):
        runs.advance(run)
    assert run.rows.counts() == {"faulty": 3, "made": 2, "planned": 5}
    assert SiteProfile.objects.count() == 2
    monkeypatch.setattr(runs, "state_of", real)
    runs.advance(run)
    assert run.rows.counts() == {"faulty": 3, "made": 7}


def test_a_row_with_an_unforeseen_fault_is_refused_and_the_rest_goes_on(
    checked, chief, monkeypatch, caplog
):
    run = checked()
    real = batch.provision_site

    def faulty(spec, permissions):
        report = real(spec, permissions)
        if report.site.hostname.startswith("lienbao"):
            raise ZeroDivisionError("secret detail")
        return report

    monkeypatch.setattr(batch, "provision_site", faulty)
    finish(run, chief)
    assert run.rows.counts() == {"faulty": 3, "made": 6, "refused": 1}
    refused = run.rows.get(state="refused")
    assert refused.message.endswith(".")
    assert "secret" not in refused.message
    assert not Site.objects.filter(hostname__startswith="lienbao").exists()
    assert "secret detail" in caplog.text


ASKED_AGAIN = (HEADER + "09334,,,Nguyễn Văn Mẫu,mau@example.org\n").encode()


@pytest.mark.parametrize("synchronise", [False, True])
def test_an_administrator_of_a_portal_that_was_there_is_not_dropped_in_silence(
    checked, chief, synchronise, django_capture_on_commit_callbacks
):
    finish(checked((HEADER + "09334,,,,\n").encode()), chief)
    run = checked(ASKED_AGAIN, synchronise=synchronise)
    told = run.rows.get().message
    assert "Không gửi thư mời" in told
    with django_capture_on_commit_callbacks(execute=True):
        finish(run, chief)
    row = run.rows.get()
    assert (row.state, told in row.message) == ("unchanged", True)
    assert "mau" not in f"{row.message}{row.administrator_name}{row.administrator_email}"
    assert mail.outbox == []
    assert not User.objects.filter(email="mau@example.org").exists()


def test_a_portal_that_came_between_check_and_start_is_told_too(checked, chief):
    run = checked(ASKED_AGAIN)
    finish(checked((HEADER + "09334,,,,\n").encode()), chief)
    finish(run, chief)
    row = run.rows.get()
    assert row.state == "unchanged"
    assert "Không gửi thư mời" in row.message


def test_a_good_row_has_no_remark_about_what_nobody_there_can_mend(checked, chief, monkeypatch):
    monkeypatch.setattr(
        "sites.provisioning.sections.page_types.get", without("register", "document")
    )
    run = checked((HEADER + "09334,,,,\n").encode())
    finish(run, chief)
    assert [(row.state, row.message) for row in run.rows.all()] == [("made", "")]


def without(*keys: str):
    """``page_types.get`` of an installation without these."""
    real = page_types.get
    return lambda key: None if key in keys else real(key)


def test_what_was_taken_in_the_meantime_is_refused_with_its_reason(checked, chief):
    file = (HEADER + "09334,moi.bacninh.localhost,,,\n").encode()
    run = checked(file)
    finish(checked((HEADER + "09337,moi.bacninh.localhost,,,\n").encode()), chief)
    finish(run, chief)
    assert states(run) == ["refused"]
    assert "moi.bacninh.localhost" in run.rows.get().message


def test_a_site_that_was_renamed_in_the_meantime_is_not_made_twice(checked, chief):
    file = (HEADER + "09334,,,,\n").encode()
    run = checked(file)
    finish(checked(file), chief)
    rename_host(Site.objects.get(), "khac.bacninh.localhost")
    finish(run, chief)
    assert states(run) == ["refused"]
    assert Site.objects.count() == 1


@pytest.mark.parametrize("loss", ["rights", "active", "account"])
def test_it_stops_when_its_starter_is_no_administrator_any_more(checked, chief, loss):
    run = checked()
    runs.start(run, chief)
    runs.advance(run, seconds=0)
    if loss == "account":
        chief.delete()
    else:
        field = {"rights": "is_superuser", "active": "is_active"}[loss]
        User.objects.filter(pk=chief.pk).update(**{field: False})
    runs.advance(run)
    assert run.state == State.STOPPED
    assert run.stop_reason.endswith(".")
    assert run.rows.counts() == {"faulty": 3, "made": 1, "planned": 6}
    successor = User.objects.create_superuser("ke-nhiem@example.org")
    runs.go_on(run, successor)
    runs.advance(run)
    assert (run.state, run.started_by, run.stop_reason) == (State.FINISHED, successor, "")


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL locks the row instead")
def test_who_comes_second_to_a_row_takes_the_next(checked, chief, monkeypatch):
    run = checked()
    runs.start(run, chief)
    run.refresh_from_db()
    taken = run.rows.pending().first()
    ProvisioningRow.objects.filter(pk=taken.pk).update(state="made")
    queryset = type(run.rows.all())
    real, answers = queryset.first, [taken]
    monkeypatch.setattr(queryset, "first", lambda self: answers.pop() if answers else real(self))
    assert runs._claim(run).line == taken.line + 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two connections that wait")
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_no_row_twice(checked, chief):
    run = checked()
    runs.start(run, chief)
    barrier, faults = Barrier(2), []

    def work():
        try:
            barrier.wait()
            runs.advance(ProvisioningRun.objects.get())
        except Exception as fault:  # noqa: BLE001 told to the test's own thread
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=work) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    run.refresh_from_db()
    assert run.state == State.FINISHED
    assert run.rows.counts() == {"faulty": 3, "made": 7}
    assert SiteProfile.objects.count() == 7


def test_without_a_worker_the_start_opens_nothing_within_its_request(
    checked, chief, django_capture_on_commit_callbacks
):
    run = checked()
    with django_capture_on_commit_callbacks(execute=True):
        runs.start(run, chief)
    assert not runs.has_worker()
    assert not Site.objects.exists()


def test_with_a_worker_the_start_leaves_the_work_to_it(
    checked, chief, settings, django_capture_on_commit_callbacks
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    from django_tasks_db.models import DBTaskResult

    run = checked()
    with django_capture_on_commit_callbacks(execute=True):
        runs.start(run, chief)
    assert runs.has_worker()
    task = DBTaskResult.objects.get()
    assert task.args_kwargs["args"] == [str(run.uid)]
    assert not Site.objects.exists()


def test_the_command_lists_carries_on_and_forgets(checked, chief, capsys):
    run = checked()
    call_command("provisioning_runs")
    assert str(run.uid) in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("provisioning_runs", "--resume", str(run.uid))
    runs.start(run, chief)
    call_command("provisioning_runs", "--resume", str(run.uid))
    assert SiteProfile.objects.count() == 7
    call_command("provisioning_runs", "--forget")
    assert "0" in capsys.readouterr().out


def test_the_command_refuses_an_unknown_run_and_says_why_one_stopped(checked, chief):
    with pytest.raises(CommandError):
        call_command("provisioning_runs", "--resume", "00000000-0000-4000-8000-000000000000")
    run = checked()
    runs.start(run, chief)
    User.objects.update(is_superuser=False)
    with pytest.raises(CommandError):
        call_command("provisioning_runs", "--resume", str(run.uid))
    assert not Site.objects.exists()
