"""Live and ready, for the machines beside this one."""

import ipaddress

from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

LIVE, READY = "/-/live", "/-/ready"


class HealthMiddleware:
    """Answers on any host name, but to inner addresses only and never through a proxy."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info in {LIVE, READY} and is_inner(request):
            return ready() if request.path_info == READY else JsonResponse({"live": True})
        return self.get_response(request)


def is_inner(request: HttpRequest) -> bool:
    """Whether the request comes straight from this machine or a private network."""
    if "HTTP_X_FORWARDED_FOR" in request.META:
        return False
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return address.is_private or address.is_loopback


def ready() -> JsonResponse:
    """200 when database, cache and file storage answer; 503 with the part that does not."""
    parts = {}
    for name, probe in {"database": _database, "cache": _cache, "files": _files}.items():
        try:
            probe()
            parts[name] = True
        except Exception:  # noqa: BLE001 any fault of a part means that the part is not ready
            parts[name] = False
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _cache() -> None:
    cache.set("ready", 1, 5)
    if cache.get("ready") != 1:
        raise RuntimeError("The cache forgets.")


def _files() -> None:
    default_storage.exists("ready")
