"""How fast the proxy gives a kept page, beside the same bytes as a static file."""

import gzip
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.proxy import ROOT, PortalBehindProxy

HOST = "bacninh.localhost"
FOREIGN_COOKIE = "Cookie: _ga=GA1.2.1234567890.1618800000; _gid=GA1.2.987654321.1618800000"
ROUNDS, SECONDS, CONNECTIONS = 15, 2, 32
FILE = "bench/page.html"
KINDS = ("file", "page", "page with a foreign cookie")


@dataclass(frozen=True)
class Run:
    """Requests per second, and processor seconds of nginx for one request."""

    rate: float
    processor: float


def run() -> dict[str, float]:
    """Asks for each in turn, so that a machine that changes its speed is the same for all.

    Raises:
        SystemExit: the load generator is missing, or an answer was not 200.
    """
    if not shutil.which("wrk"):
        raise SystemExit("wrk is not installed (Debian: apt install wrk).")
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        proxy = PortalBehindProxy(folder, environment=_build(folder))
        try:
            proxy.start()
            return _measure(proxy)
        finally:
            proxy.stop()


def _build(folder: Path) -> dict[str, str]:
    """The small demonstration; returns the environment in which it is served."""
    environment = {
        "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        # Where nginx looks for uploaded files.
        "MEDIA_ROOT": str(folder / "media"),
        "CLOCK_DAY": "2021-04-19",
        "CLOCK_LOADED_AT": str(int(time.time())),
        "DEBUG": "off",
    }
    subprocess.run(
        [sys.executable, "-m", "portal.demo.testing.small"],
        cwd=ROOT,
        env=os.environ | environment | {"DJANGO_SETTINGS_MODULE": "portal.demo.testing.settings"},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return environment


def _measure(proxy: PortalBehindProxy) -> dict[str, float]:
    first = proxy.get(HOST, "/", Accept_Encoding="gzip")
    if first.headers.get("content-encoding") != "gzip":
        raise SystemExit("The proxy gave a page that is not compressed.")
    _write_file(proxy.folder / "static" / FILE, first.body)
    asked = {
        "file": (f"/static/{FILE}",),
        "page": ("/",),
        "page with a foreign cookie": ("/", FOREIGN_COOKIE),
    }
    runs: dict[str, list[Run]] = {kind: [] for kind in KINDS}
    for _round in range(ROUNDS):
        for kind in KINDS:
            runs[kind].append(_load(proxy, *asked[kind]))
    return {"page, compressed bytes": float(len(first.body))} | _figures(runs)


def _figures(runs: dict[str, list[Run]]) -> dict[str, float]:
    figures = {}
    for kind in KINDS:
        figures[f"{kind}, requests/s"] = statistics.median(run.rate for run in runs[kind])
        spent = statistics.median(run.processor for run in runs[kind])
        figures[f"{kind}, nginx, CPU µs"] = 1e6 * spent
    for kind in KINDS[1:]:
        pairs = list(zip(runs[kind], runs["file"], strict=True))
        rates = [one.rate / other.rate for one, other in pairs]
        figures[f"{kind} / file"] = statistics.median(rates)
        # The same without what else the machine was doing: what nginx could do in a second.
        spent = [other.processor / one.processor for one, other in pairs]
        figures[f"{kind} / file, by CPU time of nginx"] = statistics.median(spent)
    return figures


def _write_file(path: Path, compressed: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(gzip.decompress(compressed))
    path.with_name(f"{path.name}.gz").write_bytes(compressed)


def _load(proxy: PortalBehindProxy, path: str, *headers: str) -> Run:
    """Asks for one address over and over."""
    # A copy that has grown too old while others were asked is renewed before the clock runs.
    proxy.get(HOST, path, Accept_Encoding="gzip")
    named = ["-H", f"Host: {HOST}", "-H", "Accept-Encoding: gzip"]
    for header in headers:
        named += ["-H", header]
    url = f"https://localhost:{proxy.https_port}{path}"
    command = ["wrk", "-t", "1", "-c", str(CONNECTIONS), "-d", f"{SECONDS}s", *named, url]
    before = _processor_seconds(proxy.nginx.pid)
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    spent = _processor_seconds(proxy.nginx.pid) - before
    count = int(re.search(r"(\d+) requests in", said)[1])
    if "Non-2xx" in said or not count:
        raise SystemExit(f"{path}: {said}")
    return Run(float(re.search(r"Requests/sec:\s*([\d.]+)", said)[1]), spent / count)


def _processor_seconds(master: int) -> float:
    """What the workers of nginx have used so far, in user and system mode."""
    ticks = 0
    for worker in Path(f"/proc/{master}/task/{master}/children").read_text().split():
        fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
