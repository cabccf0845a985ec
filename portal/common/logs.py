"""What the application writes about its own faults: one JSON object per line.

Nothing of what people send is written: no query, body, cookie, header or address of a person.
Messages of exceptions are left out as well, since databases and forms quote values in them;
the kind of exception and the places in the code say where to look.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime

from django.http import HttpRequest

LONGEST_VALUE = 500
# Control characters, line and paragraph separators, marks that turn the direction of writing.
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
# Parts of an address that are as good as a key: links of invitations and to a new password.
SECRET_PARTS = ("token", "key", "uidb36")
MASK = "***"


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON; values stand in fields, never in the text itself."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        request = getattr(record, "request", None)
        request = request if isinstance(request, HttpRequest) else None
        secrets = _secrets(request)
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": _clean(record.msg, secrets),
        }
        if record.args:
            entry["values"] = _values(record.args, secrets)
        if hasattr(record, "status_code"):
            entry["status"] = record.status_code
        if request:
            entry["method"] = _clean(request.method, secrets)
            entry["host"] = _clean(getattr(getattr(request, "portal_host", None), "name", ""), [])
            entry["path"] = _clean(request.path, secrets)
        if record.exc_info and record.exc_info[1]:
            entry |= _exception(record.exc_info[1])
        return json.dumps(entry, ensure_ascii=False)


def _values(arguments: tuple | dict, secrets: list[str]) -> list[str] | dict[str, str]:
    if isinstance(arguments, dict):
        return {str(name): _clean(value, secrets) for name, value in arguments.items()}
    return [_clean(value, secrets) for value in arguments]


def _secrets(request: HttpRequest | None) -> list[str]:
    """The secret parts of the address, also as Django escapes them in its own records."""
    match = getattr(request, "resolver_match", None)
    parts = [match.kwargs[name] for name in SECRET_PARTS if name in match.kwargs] if match else []
    parts = [str(part) for part in parts if part]
    return parts + [part.encode("unicode_escape").decode("ascii") for part in parts]


def _clean(value: object, secrets: list[str]) -> str:
    text = _kind(value) if isinstance(value, BaseException) else str(value)
    for secret in secrets:
        text = text.replace(secret, MASK)
    return UNPRINTABLE.sub(" ", text)[:LONGEST_VALUE]


def _exception(exception: BaseException) -> dict[str, object]:
    """The kinds of the exception and of what led to it, and the code's places, outermost first."""
    chain: list[BaseException] = []
    while exception and exception not in chain:
        chain.append(exception)
        is_hidden = exception.__suppress_context__
        exception = exception.__cause__ or (None if is_hidden else exception.__context__)
    found: dict[str, object] = {
        "exception": _kind(chain[0]),
        "traceback": _places(chain[0]),
    }
    if len(chain) > 1:
        found["causes"] = [
            {"exception": _kind(cause), "traceback": _places(cause)} for cause in chain[1:]
        ]
    return found


def _kind(exception: BaseException) -> str:
    return f"{type(exception).__module__}.{type(exception).__qualname__}"


def _places(exception: BaseException) -> list[str]:
    return [
        f"{frame.filename}:{frame.lineno} {frame.name}: {_clean(frame.line or '', [])}"
        for frame in traceback.extract_tb(exception.__traceback__)
    ]
