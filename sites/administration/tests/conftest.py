"""Two portals, an administrator of the province, and people with every role."""

import uuid
from datetime import date

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from portal.accounts.models import User
from portal.common.models import SubmissionKey
from portal.common.testing.officers import officer_client
from portal.hosts.models import Host
from sites.profile.models import SiteProfile
from sites.units.models import Unit, UnitPeriod


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


DAY = date(2021, 4, 19)
EMAIL = "daidong@example.org"
HOST = "daidong-tiendu.bacninh.localhost"


@pytest.fixture
def unit(two_sites) -> Unit:
    """Xã Đại Đồng of Huyện Tiên Du, which has no portal yet."""
    return UnitPeriod.objects.on(DAY).get(name="Xã Đại Đồng", parent__periods__code="260").unit


class Going:
    """One going through the steps."""

    def __init__(self, client: Client) -> None:
        self.client = client
        answer = client.get(portals_url("new"))
        self.key = uuid.UUID(answer["Location"].split("/")[-3])
        self.reviewed = ""

    def url(self, step: str) -> str:
        return portals_url(f"new_{step}", self.key)

    def get(self, step: str, **query):
        return self.client.get(self.url(step), query)

    def post(self, step: str, **fields):
        if step == "review":
            fields = {"reviewed": self.reviewed, **fields}
        return self.client.post(self.url(step), fields)

    def read_review(self) -> str:
        """Reads the last step as a browser does, with what its form will send."""
        answer = self.get("review")
        self.reviewed = answer.context["review"].digest
        assert f'name="reviewed" value="{self.reviewed}"' in answer.text
        return answer.text

    def reach_review(self, unit: Unit, **account) -> None:
        assert self.post("unit", unit=unit.pk)["Location"] == self.url("address")
        self.post("address", host_name=HOST, palette="jade")
        assert self.post("account", **account)["Location"] == self.url("review")
        self.read_review()


@pytest.fixture
def going(client) -> Going:
    return Going(client)


def everything() -> tuple:
    """What a refused creation must leave as it was."""
    return (
        Site.objects.count(),
        SiteProfile.objects.count(),
        User.objects.count(),
        SubmissionKey.objects.count(),
        len(mail.outbox),
    )
