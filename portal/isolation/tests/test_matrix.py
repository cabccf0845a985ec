"""Each role of one portal finds nothing of another at any address, and changes nothing there."""

import pytest
from django.conf import settings

from portal.hosts.models import Host
from portal.isolation.ground import MARKER, furnish
from portal.isolation.matrix import Matrix
from sites.access.models import SITE_ROLES


@pytest.fixture
def portals(two_sites):
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
    return furnish(two_sites.here), furnish(two_sites.there, MARKER)


@pytest.mark.server
@pytest.mark.parametrize("role", SITE_ROLES)
def test_nothing_is_seen_or_touched(portals, role):
    here, there = portals
    report = Matrix(here, there, here.people[role]).run()
    print("\n", report, report.leaks, report.changes, report.errors, report.unknown, sep="\n")  # noqa: T201 the figures of the run
    assert report.unknown == []
    assert report.errors == []
    assert report.leaks == []
    assert report.changes == []
    assert report.tried > 2000
