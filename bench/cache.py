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
from pathlib import Path

from bench.proxy import ROOT, PortalBehindProxy

HAS_DATABASE = False
HOST = "bacninh.localhost"
FOREIGN_COOKIE = "Cookie: _ga=GA1.2.1234567890.1618800000; _gid=GA1.2.987654321.1618800000"
ROUNDS, SECONDS, CONNECTIONS = 7, 4, 32
FILE = "bench/page.html"
KINDS = ("file", "page", "page with a foreign cookie")


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
    rates: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for _round in range(ROUNDS):
        rates["file"].append(_rate(proxy, f"/static/{FILE}"))
        rates["page"].append(_rate(proxy, "/"))
        rates["page with a foreign cookie"].append(_rate(proxy, "/", FOREIGN_COOKIE))
    figures = {"page, compressed bytes": float(len(first.body))}
    figures |= {f"{kind}, requests/s": statistics.median(rates[kind]) for kind in KINDS}
    for kind in KINDS[1:]:
        pairs = zip(rates[kind], rates["file"], strict=True)
        figures[f"{kind} / file"] = statistics.median(one / other for one, other in pairs)
    return figures


def _write_file(path: Path, compressed: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(gzip.decompress(compressed))
    path.with_name(f"{path.name}.gz").write_bytes(compressed)


def _rate(proxy: PortalBehindProxy, path: str, *headers: str) -> float:
    """Requests per second of one address."""
    named = ["-H", f"Host: {HOST}", "-H", "Accept-Encoding: gzip"]
    for header in headers:
        named += ["-H", header]
    url = f"https://localhost:{proxy.https_port}{path}"
    command = ["wrk", "-t", "1", "-c", str(CONNECTIONS), "-d", f"{SECONDS}s", *named, url]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    if "Non-2xx" in said:
        raise SystemExit(f"{path}: {said}")
    return float(re.search(r"Requests/sec:\s*([\d.]+)", said)[1])
