"""Two portals, an administrator of the province, and people with every role."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.hosts.models import Host
from sites.profile.models import SiteProfile


def portals_url(name: str, *args) -> str:
    """An address of these screens."""
    return reverse(f"portals:{name}", urlconf="portal.urls.admin", args=args)


@pytest.fixture
def province(db) -> User:
    """An administrator of the province."""
    return User.objects.create_superuser(
        "quantri.tinh@example.org", "mat-khau-dai-12", full_name="Quản trị tỉnh"
    )


@pytest.fixture
def client(province) -> Client:
    """The browser in which the administrator of the province is signed in."""
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
    return officer_client(province)


@pytest.fixture
def here(two_sites) -> SiteProfile:
    """The profile of the first portal."""
    return two_sites.here.profile


@pytest.fixture
def there(two_sites) -> SiteProfile:
    """The profile of the second portal."""
    return two_sites.there.profile
