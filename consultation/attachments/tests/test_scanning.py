"""ClamAV reads files in quarantine; without its word none leaves."""

import socketserver
import struct
import threading

import pytest

from consultation.attachments import scanning, services
from consultation.attachments.models import AttachedFile
from consultation.attachments.tests.test_files import PDF, body, pdf
from consultation.comments.models import Comment

pytestmark = pytest.mark.django_db
EVIL = b"EVIL-7f3"


class Scanner(socketserver.BaseRequestHandler):
    """Speaks as much of the protocol as is asked: finds :data:`EVIL`."""

    def handle(self) -> None:
        assert self._read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!L", self._read(4))[0]:
            content += self._read(size)
        found = b"stream: Evil.Test FOUND" if EVIL in content else b"stream: OK"
        self.request.sendall(self.server.answer or found + b"\0")

    def _read(self, size: int) -> bytes:
        found = b""
        while len(found) < size:
            part = self.request.recv(size - len(found))
            if not part:
                return found
            found += part
        return found


@pytest.fixture
def scanner(settings):
    """One that listens, and whose answer a test may replace."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Scanner)
    server.answer = b""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.VIRUS_SCANNER = f"127.0.0.1:{server.server_address[1]}"
    yield server
    server.shutdown()
    server.server_close()


def states() -> list[tuple[str, str]]:
    rows = AttachedFile.objects.order_by("pk")
    return [(one.state, one.fault) for one in rows]


def test_a_virus_stays_in_quarantine_for_good(citizen, officer, scanner):
    large = PDF + b"x" * 200_000
    citizen.send(attached=[pdf(content=PDF + EVIL), pdf(content=large)])
    services.look_at_all()
    assert states() == [("unfit", "virus"), ("ready", "")]
    first, second = AttachedFile.objects.order_by("pk")
    assert officer.get("open_file", first.uid).status_code == 404
    assert body(officer.get("open_file", second.uid)) == large
    page = officer.read("item", Comment.objects.get().uid)
    assert "a virus was found in it" in page
    assert "No program against viruses" not in page


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"\0", b"?"])
def test_what_is_not_understood_is_no_clearance(citizen, scanner, answer):
    scanner.answer = answer
    citizen.send(attached=[pdf()])
    assert services.look_at_all() == 0
    assert states() == [("quarantined", "")]


def test_while_it_is_away_files_wait_and_then_go_on(citizen, scanner, settings):
    address = settings.VIRUS_SCANNER
    settings.VIRUS_SCANNER = "127.0.0.1:9"
    citizen.send(attached=[pdf(), pdf()])
    assert services.look_at_all() == 0
    assert states() == [("quarantined", "")] * 2
    settings.VIRUS_SCANNER = address
    assert services.look_at_all() == 2
    assert states() == [("ready", "")] * 2
    assert all(AttachedFile.objects.values_list("was_scanned", flat=True))


def test_without_one_officers_are_told(citizen, officer):
    assert not scanning.is_set_up()
    citizen.send(attached=[pdf()])
    services.look_at_all()
    assert "No program against viruses" in officer.read("item", Comment.objects.get().uid)
    assert not AttachedFile.objects.get().was_scanned
