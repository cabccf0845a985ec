"""One request after another through the WSGI application, timed in CPU seconds."""

import time
from wsgiref.util import setup_testing_defaults

from django.core.wsgi import get_wsgi_application
from django.db import connection, reset_queries

from bench.speed import yardstick


class Requests:
    """Asks a project for its pages as its server would."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.application = get_wsgi_application()
        self.status = ""

    def get(self, path: str) -> bytes:
        """The body of one answer.

        Raises:
            SystemExit: the answer is not 200.
        """
        environ = {"HTTP_HOST": self.host, "PATH_INFO": path, "REQUEST_METHOD": "GET"}
        setup_testing_defaults(environ)
        environ["SERVER_NAME"] = self.host
        answer = self.application(environ, self._started)
        body = b"".join(answer)
        answer.close()
        if not self.status.startswith("200"):
            raise SystemExit(f"{self.host}{path}: {self.status}")
        return body

    def _started(self, status: str, headers: list, *_rest) -> None:
        self.status = status

    def time(self, path: str) -> tuple[float, float, int]:
        """CPU seconds of one request, the same in units of the yardstick, and its statements."""
        statements = self._count(path)
        unit = yardstick()
        started = time.process_time()
        self.get(path)
        spent = time.process_time() - started
        return spent, 2 * spent / (unit + yardstick()), statements

    def _count(self, path: str) -> int:
        connection.force_debug_cursor = True
        reset_queries()
        # The signal at the start of a request forgets the statements before it, not those after.
        self.get(path)
        connection.force_debug_cursor = False
        return len(connection.queries_log)
