"""What a public host listens to at all."""

import re

from django.core.exceptions import SuspiciousOperation, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed

PUBLIC = "public"
READING = ("GET", "HEAD", "OPTIONS")
LONGEST_PATH = 1_000
LONGEST_QUERY = 4_000
MOST_PARAMETERS = 100
# Empty parts, dot parts, parameters of a part, backslashes and control characters: another
# program on the way may read such an address as another page. What stands below /-/ is told to the
# machines beside this one only, see ``portal.hosts.health``.
STRANGE_PATH = re.compile(r"/-(?:/|$)|//|/\.{1,2}(?:/|$)|[;\\\x00-\x1f\x7f]")
# The same, hidden by an encoding that is gone before the application sees the path.
HIDDEN = re.compile(r"%(?:25)*(?:2f|5c|3b|00)", re.IGNORECASE)
# Where servers put the address as it was sent.
RAW_ADDRESS_KEYS = ("RAW_URI", "REQUEST_URI")


class PublicRequestMiddleware:
    """Refuses, the same way everywhere, what no public address can mean.

    Strange paths are not found; too many or too long parameters are a bad request; and only
    views that take something from citizens (``takes_citizens_input``) accept other methods than
    those for reading.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if getattr(request, "side", None) == PUBLIC:
            refuse_strange_path(request)
            refuse_long_query(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """405 for writing to an address that is only read."""
        if getattr(request, "side", None) != PUBLIC or request.method in READING:
            return None
        if getattr(getattr(view, "view_class", view), "takes_citizens_input", False):
            return None
        return HttpResponseNotAllowed(READING)


def refuse_strange_path(request: HttpRequest) -> None:
    """Stops addresses that another program may read differently.

    Raises:
        Http404: the path is strange or too long.
    """
    path = request.path_info
    raw = next((request.META[key] for key in RAW_ADDRESS_KEYS if key in request.META), "")
    hidden = HIDDEN.search(raw.partition("?")[0])
    if len(path) > LONGEST_PATH or STRANGE_PATH.search(path) or hidden:
        raise Http404


def refuse_long_query(request: HttpRequest) -> None:
    """Stops a request with more parameters than any public page has.

    Raises:
        SuspiciousOperation: the query is too long.
        TooManyFieldsSent: it has too many parameters.
    """
    query = request.META.get("QUERY_STRING", "")
    if query.count("&") >= MOST_PARAMETERS:
        raise TooManyFieldsSent
    if len(query) > LONGEST_QUERY:
        raise SuspiciousOperation("The query is too long.")
