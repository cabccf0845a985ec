"""Officers in front of the forms of drafts."""

import pytest
from django.urls import reverse

from portal.common.testing.officers import officer_client
from portal.hosts.models import Host

URLCONF = "portal.urls.admin"


@pytest.fixture
def officer(two_sites, settings):
    """``officer(role, site=None)``: a signed-in browser of somebody with this role."""
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)

    def sign_in(role: str, site=None):
        person = two_sites.person(site or two_sites.here, role)
        client = officer_client(person)
        client.person = person
        return client

    return sign_in


def admin_url(name: str, *args) -> str:
    """An address of the administration."""
    return reverse(name, URLCONF, args=args)
