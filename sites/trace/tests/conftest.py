"""Two portals in use, and people who read what was done on them."""

import pytest
from django.conf import settings

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.hosts.models import Host
from sites.access.models import Role


@pytest.fixture
def admin_host(db) -> None:
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)


@pytest.fixture
def province(admin_host) -> User:
    return User.objects.create_superuser("quantri.tinh@example.org", full_name="Quản trị tỉnh")


@pytest.fixture
def reader(two_sites, admin_host) -> User:
    """The administrator of the first portal."""
    person = two_sites.person(two_sites.here, Role.ADMINISTRATOR)
    person.full_name = "Nguyễn Quản Trị"
    person.save()
    return person


@pytest.fixture
def stranger(two_sites) -> User:
    """Somebody of the second portal, by whose name nothing may be found on the first."""
    person = two_sites.person(two_sites.there, Role.EDITOR)
    person.full_name = "kin7q Người Lạ"
    person.save()
    return person


@pytest.fixture
def browser(reader):
    return officer_client(reader)
