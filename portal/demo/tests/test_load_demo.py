"""The command that builds the demonstration."""

import os
import sys
import time

import pytest
from django.core.management import CommandError, call_command

from portal.common import clock
from portal.demo import day, services
from portal.demo.pictures import SCENES
from portal.demo.tests.conftest import DAY
from sites.profile.models import SiteProfile


class RestartedError(Exception):
    """Stands for the process that begins anew."""


@pytest.fixture
def restarts(monkeypatch):
    """Where the command would begin anew: with which arguments, and which clock."""
    calls = []

    def execv(path, arguments):
        calls.append((arguments, {name for name in os.environ if name.startswith("CLOCK_")}))
        raise RestartedError

    monkeypatch.setattr(os, "execv", execv)
    monkeypatch.setattr(sys, "argv", ["manage.py", "load_demo", "--fresh"])
    return calls


@pytest.fixture(autouse=True)
def few_scenes(monkeypatch):
    """Instead of all pictures, one."""
    monkeypatch.setattr(services, "SCENES", {"song-jade": SCENES["song-jade"]})


def test_off_its_day_it_sets_the_clock_and_begins_anew(restarts, monkeypatch):
    monkeypatch.setenv("CLOCK_DAY", "2019-01-01")
    before = time.time()
    with pytest.raises(RestartedError):
        call_command("load_demo")
    ((arguments, clock_names),) = restarts
    assert arguments[1:] == ["manage.py", "load_demo"]
    assert not clock_names
    written = dict(line.split("=") for line in day.environment_file().read_text().split())
    assert written["CLOCK_DAY"] == "2021-04-19"
    assert before - 1 <= float(written["CLOCK_LOADED_AT"]) <= time.time() + 1
    assert not day.loaded_marker().exists()


def test_an_unfinished_load_of_an_earlier_day_begins_on_the_right_day(restarts):
    clock.shift("2021-04-20", time.time())
    try:
        with pytest.raises(RestartedError):
            call_command("load_demo")
    finally:
        clock.shift("", 0)


def test_a_whole_run_says_addresses_and_marks_its_end(small_plan, on_the_day, capsys):
    call_command("load_demo")
    said = capsys.readouterr().out
    assert "http://daidong-tiendu.bacninh.localhost/" in said
    assert "bientap.daidong-tiendu@bacninh.localhost" in said
    assert "Portals: 2 / 2" in said
    assert day.loaded_marker().exists()
    assert SiteProfile.objects.count() == 2
    assert clock.today() == DAY


def test_a_finished_load_keeps_its_day(small_plan, on_the_day, restarts):
    call_command("load_demo")
    clock.shift("2021-04-25", time.time())
    call_command("load_demo")
    assert not restarts


def test_an_interruption_anywhere_leaves_no_mark_and_the_next_run_finishes(
    small_plan, on_the_day, monkeypatch
):
    for name in ("load_registers", "make_accounts", "sites_to_fill"):
        with monkeypatch.context() as broken:
            broken.setattr(services, name, interrupt)
            with pytest.raises(KeyboardInterrupt):
                call_command("load_demo")
        assert not day.loaded_marker().exists()
    call_command("load_demo")
    assert day.loaded_marker().exists()
    assert SiteProfile.objects.count() == 2


def interrupt(*args):
    raise KeyboardInterrupt


def test_uploaded_files_elsewhere_are_never_thrown_away(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    settings.MEDIA_ROOT.mkdir()
    day.loaded_marker().parent.mkdir()
    day.loaded_marker().touch()
    with pytest.raises(CommandError, match="elsewhere"):
        call_command("load_demo", "--fresh")
    assert settings.MEDIA_ROOT.exists()
    assert day.loaded_marker().exists()


def test_fresh_forgets_files_and_begins_anew(db, restarts, monkeypatch, settings):
    monkeypatch.setattr(services, "_drop_tables", lambda: None)
    settings.MEDIA_ROOT.mkdir(parents=True)
    for path in (day.loaded_marker(), day.accounts_file()):
        path.touch()
    with pytest.raises(RestartedError):
        call_command("load_demo", "--fresh")
    assert not day.loaded_marker().exists()
    assert not day.accounts_file().exists()
    assert not settings.MEDIA_ROOT.exists()
    assert "--fresh" not in restarts[0][0]
