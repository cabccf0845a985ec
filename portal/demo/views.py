"""What ``localhost`` shows on a developer's machine."""

from dataclasses import dataclass
from ipaddress import ip_address
from itertools import groupby

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from portal.common import clock
from portal.demo import day
from portal.demo.accounts import read_accounts
from portal.hosts.index import root_url
from sites.profile.models import SiteProfile
from sites.units.models import Kind, UnitPeriod


@dataclass(frozen=True)
class ListedPortal:
    """A portal in the list of addresses."""

    kind: str
    name: str
    address: str


@never_cache
def host_list(request: HttpRequest) -> HttpResponse:
    """All portals by kind, the administration and the demonstration's accounts.

    Passwords are shown to the machine itself only, even if the server listens to others.
    """
    portals = _portals()
    kinds = [
        (Kind(kind).label, list(group)) for kind, group in groupby(portals, lambda row: row.kind)
    ]
    context = {
        "kinds": kinds,
        "count": len(portals),
        "admin_address": f"{settings.WAGTAILADMIN_BASE_URL}/admin/",
        "accounts": read_accounts(day.accounts_file()) if _is_own_machine(request) else [],
        "today": clock.today() if clock.is_shifted() else None,
        "is_loaded": day.loaded_marker().exists(),
    }
    return render(request, "demo/host_list.html", context)


def _portals() -> list[ListedPortal]:
    addresses = dict(
        SiteProfile.objects.filter(state=SiteProfile.State.LIVE).values_list(
            "unit_id", "site__hostname"
        )
    )
    order = {kind: place for place, kind in enumerate(Kind.values)}
    periods = UnitPeriod.objects.on(clock.today()).filter(unit__in=addresses)
    rows = [
        ListedPortal(period.kind, period.name, root_url(addresses[period.unit_id]) + "/")
        for period in periods.order_by("sort_key", "pk")
    ]
    return sorted(rows, key=lambda row: order[row.kind])


def _is_own_machine(request: HttpRequest) -> bool:
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
