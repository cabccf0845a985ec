"""A process that is killed leaves no half site."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.server
ROOT = Path(__file__).resolve().parents[3]
LEAST_SITES = 3
COMMUNES = 126
ROLES = 6

PREPARE = """
from pathlib import Path
from sites.units.services import load_units
from sites.blueprint.services import load_law
load_units(Path("sites/units/data/units_2021.csv"))
load_law()
"""
STATE = """
from wagtail.models import Page, Site
from sites.profile.models import SiteProfile, SiteSection
from sites.access.models import SiteRole
sites = Site.objects.count()
sections = {profile.site.required_sections.count() for profile in SiteProfile.objects.all()}
print("STATE", sites, SiteProfile.objects.count(), Page.objects.filter(depth=2).count(),
      SiteRole.objects.count(), len(sections), any(Page.find_problems()))
"""


def manage(environment: dict, *arguments: str, **options):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=environment, text=True, capture_output=True, check=True, timeout=240, **options,
    )  # fmt: skip


def state(environment: dict) -> list[str]:
    return manage(environment, "shell", "-v0", "-c", STATE).stdout.split("STATE")[1].split()


def count_sites(path: Path) -> int:
    with sqlite3.connect(path) as database:
        return database.execute("SELECT COUNT(*) FROM wagtailcore_site").fetchone()[0]


def test_kill_9_in_the_middle_leaves_whole_sites_and_the_next_run_finishes(tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'killed.sqlite3'}",
    }
    manage(environment, "migrate", "-v0")
    manage(environment, "shell", "-v0", "-c", PREPARE)
    provision = ("provision_sites", "--kind", "commune", "--date", "2021-04-19")
    process = subprocess.Popen(
        [sys.executable, "manage.py", *provision],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 120
    while count_sites(tmp_path / "killed.sqlite3") < LEAST_SITES and time.monotonic() < deadline:
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    sites, profiles, homes, roles, kinds, problems = state(environment)
    assert LEAST_SITES <= int(sites) < COMMUNES
    assert sites == profiles == homes
    assert int(roles) == ROLES * int(sites)
    assert kinds == "1"
    assert problems == "False"
    manage(environment, *provision)
    whole = [str(COMMUNES)] * 3 + [str(ROLES * COMMUNES), "1", "False"]
    assert state(environment) == whole
