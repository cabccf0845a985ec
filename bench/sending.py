"""Sending comments: 50 a second for five minutes, while the worker is killed again and again."""

import http.client
import os
import queue
import random
import resource
import signal
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db import connection

from bench.comments import ARTICLES, COMMUNE, draft_of
from bench.ground import open_portals
from consultation.comments import receipts
from consultation.comments.models import Comment, Commenter, Notice, Receipt
from editorial.vocabularies.services import load_vocabularies
from portal.common.forms import SHORTEST_SECONDS, issue_token
from portal.common.tests.proxy import free_port, wait_for_port

RATE = 50
SECONDS = int(os.environ.get("BENCH_SECONDS", "300"))
# Seconds after which the worker is killed, and started anew.
WORKER_LIVES = 20
SENDERS = 64
REDIRECTED = 303
DRAINED_WITHIN = 300


@dataclass
class Sent:
    """What came of all that was sent."""

    waits: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    refused: int = 0


def run() -> dict[str, float]:
    """An open loop: a sender that waits delays nobody else's sending.

    Raises:
        SystemExit: the database is not PostgreSQL.
    """
    if connection.vendor != "postgresql":
        raise SystemExit("This needs PostgreSQL: --database postgres://…")
    load_vocabularies()
    site = open_portals([COMMUNE])[0]
    page = draft_of(site)
    connection.close()
    port = free_port()
    server = _start("-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port",
                    str(port), "--workers", "2", "--blocking-threads", "1", "--log-level",
                    "critical", "portal.wsgi:application")  # fmt: skip
    wait_for_port(port)
    stop = threading.Event()
    keeper = threading.Thread(target=_kill_and_restart, args=(stop,))
    keeper.start()
    started = time.process_time()
    sent = _send_all(site.hostname, page.pk, port)
    own = time.process_time() - started
    drained = _drained()
    stop.set()
    keeper.join()
    os.killpg(server.pid, signal.SIGTERM)
    server.wait()
    return _figures(sent, own, drained)


def _start(*arguments: str) -> subprocess.Popen:
    environment = os.environ | {"TASKS": "database", "TRUSTED_PROXIES": "1"}
    return subprocess.Popen([sys.executable, *arguments], env=environment, start_new_session=True)


def _kill_and_restart(stop: threading.Event) -> None:
    while not stop.is_set():
        worker = _start("manage.py", "db_worker", "--interval", "0.5", "--no-startup-delay")
        stop.wait(WORKER_LIVES)
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


def _send_all(host: str, page_id: int, port: int) -> Sent:
    count = RATE * SECONDS
    tokens = [issue_token("comment", host) for _number in range(count)]
    time.sleep(SHORTEST_SECONDS + 1)
    sent, waiting, lock = Sent(), queue.Queue(), threading.Lock()
    threads = [
        threading.Thread(target=_sender, args=(host, page_id, port, waiting, sent, lock))
        for _number in range(SENDERS)
    ]
    for thread in threads:
        thread.start()
    begun = time.perf_counter()
    for number, token in enumerate(tokens):
        due = begun + number / RATE
        time.sleep(max(due - time.perf_counter(), 0))
        waiting.put((due, number, token))
    for _thread in threads:
        waiting.put(None)
    for thread in threads:
        thread.join()
    return sent


def _sender(host, page_id, port, waiting, sent, lock) -> None:
    chance = random.Random(threading.get_ident())
    while (job := waiting.get()) is not None:
        due, number, token = job
        place = f"dieu-{number % ARTICLES + 1}"
        data = {
            "token": token,
            "address": place,
            "text": f"Đề nghị sửa Điều {number % ARTICLES + 1} cho rõ hơn; góp ý thứ {number}.",
            "kind": "individual",
            "name": "Người góp ý",
            "email": f"nguoi{number}@example.org",
        }
        headers = {
            "Host": host,
            "Origin": f"http://{host}",
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": ".".join(str(chance.randint(1, 250)) for _part in range(4)),
        }
        started = time.perf_counter()
        status = _post(port, f"/bieu-mau/gop-y/{page_id}/1/{place}/", data, headers)
        with lock:
            sent.waits.append(time.perf_counter() - due)
            sent.late.append(started - due)
            sent.refused += status != REDIRECTED


def _post(port: int, path: str, data: dict, headers: dict) -> int:
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        client.request("POST", path, urlencode(data), headers)
        return client.getresponse().status
    except OSError:
        return 0
    finally:
        client.close()


def _drained() -> float:
    """Seconds until every mail is sent and every receipt is linked."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < DRAINED_WITHIN:
        left = Notice.objects.filter(sent_at=None).exists()
        if not left and not Receipt.objects.filter(number=None).exists():
            break
        time.sleep(1)
    return time.perf_counter() - begun


def _figures(sent: Sent, own: float, drained: float) -> dict[str, float]:
    stored = Comment.objects.count()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "sent": len(sent.waits),
        "not redirected": sent.refused,
        "lost": len(sent.waits) - sent.refused - stored,
        "without author or receipt": 2 * stored
        - Commenter.objects.count()
        - Receipt.objects.count(),
        "mails not sent": Notice.objects.filter(sent_at=None).count(),
        "faults of the chain": len(receipts.check_chain()),
        "p50, seconds": statistics.median(sent.waits),
        "p95, seconds": statistics.quantiles(sent.waits, n=20)[-1],
        "p95 of the generator's own delay, seconds": statistics.quantiles(sent.late, n=20)[-1],
        "CPU seconds of the generator": own,
        "CPU seconds of application and worker": children.ru_utime + children.ru_stime,
        "seconds until all was mailed and linked": drained,
    }
