"""Faults on demand, so that a browser can look at the pages that answer them."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

NAME = "fault"
FAULTS = {
    "400": SuspiciousOperation,
    "403": PermissionDenied,
    "500": RuntimeError,
    "503": OperationalError,
}


class FaultMiddleware:
    """Raises what belongs to the status in ``?fault=``."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        fault = FAULTS.get(request.GET.get(NAME, ""))
        if fault:
            raise fault("On demand")
        return self.get_response(request)
