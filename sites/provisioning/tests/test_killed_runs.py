"""Processes that are killed, or work on one file at once, leave no row that lies."""

import os
import signal
import subprocess
import sys
import time

import pytest

from sites.provisioning.tests.test_killed import PREPARE, ROOT, count_sites, manage

pytestmark = pytest.mark.server
LEAST_SITES = 3
COMMUNES = 40

CHECK = (
    PREPARE
    + """
from portal.accounts.models import User
from portal.common import clock
from datetime import date
from sites.provisioning.checking import check_file
from sites.provisioning.runs import start
from sites.units.models import UnitPeriod
chief = User.objects.create_superuser("quan-tri@example.org")
day = date(2021, 4, 19)
codes = UnitPeriod.objects.on(day).filter(kind="commune").values_list("code", flat=True)[:40]
file = "\\n".join(["unit_code", *codes]).encode()
run = check_file(file, "x.csv", day=day, synchronise=False, user=chief)
start(run, chief)
print("UID", run.uid, "UID")
"""
)
STATE = """
from sites.profile.models import SiteProfile
from sites.provisioning.models import ProvisioningRow, ProvisioningRun
from wagtail.models import Page
made = set(ProvisioningRow.objects.filter(state="made").values_list("site", flat=True))
sites = set(SiteProfile.objects.values_list("site", flat=True))
counts = ProvisioningRow.objects.all().counts()
print("STATE", counts.get("made", 0), counts.get("planned", 0), len(sites), made == sites,
      ProvisioningRun.objects.get().state, any(Page.find_problems()))
"""


def state(environment: dict) -> list[str]:
    return manage(environment, "shell", "-v0", "-c", STATE).stdout.split("STATE")[1].split()


def worker(environment: dict, uid: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", "provisioning_runs", "--resume", uid],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )


def test_kill_9_leaves_row_and_site_of_one_mind_and_two_that_go_on_do_no_row_twice(tmp_path):
    database = tmp_path / "runs.sqlite3"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": f"sqlite:///{database}",
    }
    manage(environment, "migrate", "-v0")
    uid = manage(environment, "shell", "-v0", "-c", CHECK).stdout.split("UID")[1].strip()
    process = worker(environment, uid)
    deadline = time.monotonic() + 120
    while count_sites(database) < LEAST_SITES and time.monotonic() < deadline:
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    made, planned, sites, agrees, run_state, problems = state(environment)
    assert LEAST_SITES <= int(made) < COMMUNES
    assert int(made) + int(planned) == COMMUNES
    assert (sites, agrees, run_state, problems) == (made, "True", "running", "False")
    both = [worker(environment, uid) for _number in range(2)]
    assert [process.wait(timeout=240) for process in both] == [0, 0]
    assert state(environment) == [str(COMMUNES), "0", str(COMMUNES), "True", "finished", "False"]
