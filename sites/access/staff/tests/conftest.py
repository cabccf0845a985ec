"""Two portals with an administrator each, and one of the province."""

from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Site

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.hosts.models import Host
from sites.access.models import Role
from sites.access.staff import offers
from sites.access.staff.models import RoleOffer

PASSWORD = "Mot-mat-khau-that-dai-2021"


@dataclass
class People:
    """Who acts in these tests."""

    here: Site
    there: Site
    head: User
    head_there: User
    province: User
    person: object

    def url(self, path: str = "", site: Site | None = None) -> str:
        """An address of the screens of a portal's people."""
        return f"/admin/access/people/{path}?portal={(site or self.here).pk}"


@pytest.fixture
def people(two_sites) -> People:
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
    return People(
        two_sites.here,
        two_sites.there,
        two_sites.person(two_sites.here, Role.ADMINISTRATOR),
        two_sites.person(two_sites.there, Role.ADMINISTRATOR),
        User.objects.create_superuser("tinh@example.org", PASSWORD, full_name="Quản trị tỉnh"),
        two_sites.person,
    )


@pytest.fixture
def browser(people) -> Client:
    """That of the administrator here."""
    return officer_client(people.head)


@pytest.fixture
def at_once(django_capture_on_commit_callbacks):
    """``with at_once():`` does what waits for the commit, as mail does."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def link_of(made: RoleOffer) -> str:
    """The path of the link in the mail."""
    return offers.offer_url(made).removeprefix(settings.WAGTAILADMIN_BASE_URL)


def token_of(made: RoleOffer) -> str:
    """The signed part of the link."""
    return link_of(made).rstrip("/").rsplit("/", 1)[1]
