"""A site made in one process answers at once in another, which was started before."""

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.server
ROOT = Path(__file__).resolve().parents[3]

MAKE = """
from wagtail.models import Page, Site
from portal.home.models import HomePage
home = Page.get_first_root_node().add_child(instance=HomePage(title="Mới", slug="moi"))
Site.objects.create(hostname="moi.localhost", root_page=home)
"""
RENAME = """
from wagtail.models import Site
site = Site.objects.get(hostname="moi.localhost")
site.hostname = "khac.localhost"
site.save()
"""
REMOVE = """
from wagtail.models import Site
Site.objects.get(hostname="khac.localhost").delete()
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def status(port: int, host: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/", headers={"Host": f"{host}:{port}"})
    return connection.getresponse().status


@pytest.fixture
def other_process(tmp_path):
    """A server in a process of its own, and a way to run code in a further one."""
    port = free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'two.sqlite3'}",
        "PUBLIC_PORT": str(port),
    }

    def manage(*arguments: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
            timeout=240,
        )

    manage("migrate", "-v0")
    server = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port),
         "--workers", "2", "--blocking-threads", "1", "portal.wsgi:application"],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            status(port, "nobody.localhost")
            break
        except OSError:
            time.sleep(0.2)
    yield port, lambda code: manage("shell", "-v0", "-c", code)
    server.terminate()
    server.wait(30)


def test_made_renamed_and_removed_sites_are_seen_at_once(other_process):
    port, run = other_process
    tries = range(4)  # both workers are asked
    assert {status(port, "moi.localhost") for _ in tries} == {421}
    run(MAKE)
    assert {status(port, "moi.localhost") for _ in tries} == {200}
    run(RENAME)
    assert {status(port, "moi.localhost") for _ in tries} == {301}
    assert {status(port, "khac.localhost") for _ in tries} == {200}
    run(REMOVE)
    assert {status(port, "khac.localhost") for _ in tries} == {421}
