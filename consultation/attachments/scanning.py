"""A program against viruses reads files on their way: ClamAV, which listens at an address.

It is spoken to with its ``INSTREAM`` command: the file in parts, each after its length.
"""

import socket
import struct
from typing import BinaryIO

from django.conf import settings

PART = 64 * 1024
SECONDS = 60
LONGEST_ANSWER = 4096


class ScannerAway(Exception):
    """The program that is set up does not answer; nothing leaves quarantine meanwhile."""


def is_set_up() -> bool:
    """Whether there is such a program."""
    return bool(settings.VIRUS_SCANNER)


def has_virus(file: BinaryIO) -> bool:
    """Whether the program finds a virus.

    Raises:
        ScannerAway: it cannot be reached, or gives no answer that is understood.
    """
    try:
        with _connected() as connection:
            answer = _asked(connection, file)
    except OSError as fault:
        raise ScannerAway(str(fault)) from fault
    if answer.endswith("FOUND"):
        return True
    if answer.endswith("OK"):
        return False
    raise ScannerAway(answer)


def _connected() -> socket.socket:
    address = settings.VIRUS_SCANNER
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(SECONDS)
        connection.connect(address)
        return connection
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)


def _asked(connection: socket.socket, file: BinaryIO) -> str:
    connection.sendall(b"zINSTREAM\0")
    file.seek(0)
    while part := file.read(PART):
        connection.sendall(struct.pack("!L", len(part)) + part)
    connection.sendall(struct.pack("!L", 0))
    answer = b""
    while len(answer) < LONGEST_ANSWER:
        part = connection.recv(LONGEST_ANSWER)
        answer += part
        if not part or b"\0" in part:
            break
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()
