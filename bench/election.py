"""Election night: results change each second while readers of all portals ask the shipped proxy."""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench.cache import _build
from bench.proxy import ROOT, PortalBehindProxy

SECONDS = int(os.environ.get("BENCH_SECONDS", "60"))
HOSTS = (
    "bacninh.localhost",
    "soyte.bacninh.localhost",
    "tiendu.bacninh.localhost",
    "daidong-tiendu.bacninh.localhost",
)
SLUG = "dien-tap-bau-cu"
PATHS = {HOSTS[0]: f"/su-kien-lon/{SLUG}/ket-qua/"}
SHARED_PATH = f"/chuyen-trang/{SLUG}/ket-qua/"
CONNECTIONS = 32
# What is counted up stands between these numbers of voters who voted.
FIRST = 30_000
PAUSE = 0.1
LOOK = re.compile(
    rb"<th scope=\"row\">Th\xc3\xa0nh ph\xe1\xbb\x91 B\xe1\xba\xafc Ninh</th>\s*<td[^>]*>([\d.]+) /"
)


@dataclass
class Seen:
    """What readers of one portal were given.

    Attributes:
        stale: for each look, seconds since what was shown had been replaced by a newer figure.
        first: when each figure was seen first.
    """

    stale: list[float] = field(default_factory=list)
    first: dict[int, float] = field(default_factory=dict)
    errors: int = 0


def run() -> dict[str, float]:
    """Writes a new figure each second, reads it on four portals, and lets many others read.

    Raises:
        SystemExit: the load generator is missing.
    """
    if not shutil.which("wrk"):
        raise SystemExit("wrk is not installed (Debian: apt install wrk).")
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        environment = _build(folder)
        proxy = PortalBehindProxy(folder, environment=environment)
        try:
            proxy.start()
            return _measure(proxy)
        finally:
            proxy.stop()


def _measure(proxy: PortalBehindProxy) -> dict[str, float]:
    written: dict[int, float] = {}
    seen = {host: Seen() for host in HOSTS}
    stop = threading.Event()
    writer = _writer(proxy)
    threads = [threading.Thread(target=_note, args=(writer, written))]
    threads += [
        threading.Thread(target=_look, args=(proxy, host, written, seen[host], stop))
        for host in HOSTS
    ]
    for thread in threads:
        thread.start()
    said = _load(proxy)
    writer.wait()
    stop.set()
    for thread in threads:
        thread.join()
    return _figures(written, seen, said)


def _writer(proxy: PortalBehindProxy) -> subprocess.Popen:
    command = [sys.executable, "-m", "bench.election", "--write", str(SECONDS)]
    return subprocess.Popen(
        command, cwd=ROOT, env=proxy._environment(), stdout=subprocess.PIPE, text=True
    )


def _note(writer: subprocess.Popen, written: dict[int, float]) -> None:
    for line in writer.stdout:
        number, moment = json.loads(line)
        written[number] = moment


def _look(
    proxy: PortalBehindProxy,
    host: str,
    written: dict[int, float],
    seen: Seen,
    stop: threading.Event,
) -> None:
    path = PATHS.get(host, SHARED_PATH)
    while not stop.is_set():
        answer = proxy.get(host, path)
        now = time.time()
        found = LOOK.search(answer.body)
        if answer.status != 200 or found is None:
            seen.errors += 1
        else:
            number = int(found[1].replace(b".", b""))
            replaced = written.get(number + 1)
            if number in written:
                seen.first.setdefault(number, now)
            if replaced is not None:
                seen.stale.append(max(now - replaced, 0.0))
        time.sleep(PAUSE)


def _load(proxy: PortalBehindProxy) -> str:
    """Many readers of one portal, all the time."""
    url = f"https://localhost:{proxy.https_port}{SHARED_PATH}"
    command = ["wrk", "-t", "1", "-c", str(CONNECTIONS), "-d", f"{SECONDS}s"]
    command += ["-H", f"Host: {HOSTS[-1]}", "-H", "Accept-Encoding: gzip", url]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def _figures(written: dict[int, float], seen: dict[str, Seen], said: str) -> dict[str, float]:
    stale = [seconds for one in seen.values() for seconds in one.stale]
    # A figure that was replaced before anybody asked again is never seen; a later one is.
    until = []
    for one in seen.values():
        for number, moment in written.items():
            shown = [at for later, at in one.first.items() if later >= number]
            if shown:
                until.append(max(min(shown) - moment, 0.0))
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    return {
        "figures written": len(written),
        "looks": float(len(stale)),
        "errors": float(sum(one.errors for one in seen.values())),
        "errors under load": float(failed[1]) if failed else 0.0,
        "requests/s of the load": float(re.search(r"Requests/sec:\s*([\d.]+)", said)[1]),
        "seconds until a figure is seen, median": statistics.median(until),
        "seconds until a figure is seen, 95 of 100": statistics.quantiles(until, n=20)[-1],
        "oldest page shown, seconds": max(stale),
    }


def write(seconds: int) -> None:
    """Enters a new figure each second, and prints it with its moment."""
    import django

    django.setup()
    from editorial.elections.models import Election
    from editorial.results.models import Turnout
    from editorial.results.services import enter_turnout
    from sites.units.models import UnitPeriod

    election = Election.objects.get(law=None)
    period = UnitPeriod.objects.on(election.day).get(code="256")
    row = Turnout.objects.get(election=election, unit=period.unit)
    begun = time.monotonic()
    for number in range(seconds):
        enter_turnout(election, period.unit, row.voters, FIRST + number, publish=True)
        print(json.dumps([FIRST + number, time.time()]), flush=True)
        time.sleep(max(begun + number + 1 - time.monotonic(), 0))


if __name__ == "__main__":
    write(int(sys.argv[2]))
