"""Fixtures: the small demonstration, built once for a test run and served by each worker."""

import contextlib
import fcntl
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from portal.common.testing.sqlite.base import template_path
from portal.common.tests.proxy import Answer, ask, free_port, wait_for_port
from portal.demo.day import DEMO_DAY

ROOT = Path(__file__).resolve().parent.parent.parent.parent


@dataclass(frozen=True)
class SmallDemo:
    """The running demonstration.

    Attributes:
        port: where it listens on 127.0.0.1.
        addresses: full addresses, by the name of the kind of page.
    """

    port: int
    addresses: dict[str, str]

    def get(self, url: str) -> Answer:
        """Asks as a reader without a browser does, whatever names this machine can resolve."""
        parts = urlsplit(url)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            path = urlunsplit(("", "", parts.path, parts.query, ""))
            return ask(connection, "GET", path, parts.netloc, {})


@pytest.fixture(scope="session")
def small_demo(tmp_path_factory, django_db_setup) -> Iterator[SmallDemo]:
    """The small demonstration, served by a process of its own."""
    base = tmp_path_factory.getbasetemp()
    # All workers of one run share the folder above theirs.
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "small-demo"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        addresses = _build(folder)
    port = free_port()
    process = _serve(folder, port)
    try:
        wait_for_port(port)
        yield SmallDemo(port, {name: _at(port, url) for name, url in addresses.items()})
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def _build(folder: Path) -> dict[str, str]:
    listed = folder / "addresses.json"
    if not listed.exists():
        # Migrating takes longer than all the rest; the other tests have done it already.
        if template_path().exists():
            shutil.copy(template_path(), folder / "demo.sqlite3")
        made = subprocess.run(
            [sys.executable, "-m", "portal.demo.testing.small"],
            cwd=ROOT,
            env=_environment(folder, 80),
            stdout=subprocess.PIPE,
            check=True,
        )
        listed.write_bytes(made.stdout)
    return json.loads(listed.read_text(encoding="utf-8"))


def _serve(folder: Path, port: int) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        + ["--port", str(port), "--log-level", "critical", "portal.wsgi:application"],
        cwd=ROOT,
        env=_environment(folder, port),
        start_new_session=True,
    )


def _environment(folder: Path, port: int) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.demo.testing.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "PUBLIC_PORT": str(port),
        "CLOCK_DAY": DEMO_DAY.isoformat(),
        "CLOCK_LOADED_AT": str(int(time.time())),
        "DEBUG": "off",
    }


def _at(port: int, url: str) -> str:
    return urlsplit(url)._replace(netloc=f"{urlsplit(url).netloc}:{port}").geturl()
