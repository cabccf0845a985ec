"""All that a request gives away: its answer, files in it, messages, mails and lines of the log."""

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test import TestCase
from openpyxl import load_workbook

WORKBOOK = "spreadsheetml"
STREAM = "portal.trace"
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
# Every request writes its own session; that is no change of anything.
OF_NOBODY = "django_session"


@dataclass
class Seen:
    """What one request did.

    Attributes:
        texts: by where they stand, in small letters.
        has_written: whether a row was written, whosever it is.
    """

    texts: dict[str, str] = field(default_factory=dict)
    has_written: bool = False

    def read(self, answer: HttpResponse) -> None:
        """Adds what the answer says, and what the next screen would say of the act."""
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if WORKBOOK in answer.headers.get("Content-Type", ""):
            self.texts["workbook"] = "\n".join(cells_of(content)).lower()
        self.texts["answer"] = content.decode(errors="ignore").lower()
        self.texts["headers"] = str(answer.headers).lower()
        self.texts["messages"] = messages_of(answer).lower()

    def around(self, sought: str) -> list[str]:
        """Where a text was found, each with what stands about it."""
        found = []
        for place, text in self.texts.items():
            at = text.find(sought)
            if at >= 0:
                found.append(f"{place}: …{text[max(0, at - 60) : at + 60]}…")
        return found


@contextmanager
def watching() -> Iterator[Seen]:
    """Notes what is sent, logged and written while a request is answered.

    What is put off until the transaction ends is done at once: it would never be done in a
    transaction that is rolled back.
    """
    seen = Seen()
    lines: list[str] = []
    handler = _Lines(lines)
    logger = logging.getLogger(STREAM)
    logger.addHandler(handler)
    before = len(getattr(mail, "outbox", []))
    try:
        with (
            connection.execute_wrapper(_note_writes(seen)),
            TestCase.captureOnCommitCallbacks(execute=True),
        ):
            yield seen
    finally:
        logger.removeHandler(handler)
    sent = getattr(mail, "outbox", [])[before:]
    seen.texts["mail"] = "\n".join(_letter(message) for message in sent).lower()
    seen.texts["log"] = "\n".join(lines).lower()


def cells_of(content: bytes) -> Iterator[str]:
    """The texts of all cells of a workbook, and the names of its sheets."""
    book = load_workbook(io.BytesIO(content), read_only=True)
    for sheet in book:
        yield sheet.title
        for row in sheet.iter_rows(values_only=True):
            yield from (str(value) for value in row if value is not None)


def messages_of(answer: HttpResponse) -> str:
    """What the next screen would say of the act."""
    storage = getattr(answer.wsgi_request, "_messages", None)
    queued = getattr(storage, "_queued_messages", [])
    return " ".join(str(message.message) for message in queued)


class _Lines(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.msg} {record.args}")


def _note_writes(seen: Seen):
    def note(execute, sql, params, many, context):
        if WRITES.match(sql) and OF_NOBODY not in sql:
            seen.has_written = True
        return execute(sql, params, many, context)

    return note


def _letter(message) -> str:
    attached = " ".join(str(part) for part in getattr(message, "attachments", []))
    people = " ".join(message.recipients())
    return f"{people} {message.from_email} {message.subject} {message.body} {attached}"
