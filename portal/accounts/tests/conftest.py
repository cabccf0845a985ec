"""People, and the host that they sign in on."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.test import Client

from portal.accounts.models import User
from portal.hosts.models import Host

PASSWORD = "Mot-mat-khau-that-dai-2021"


@pytest.fixture(autouse=True)
def fresh_limits():
    """Attempts counted in one test must not shut out the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def admin_host(db) -> Host:
    return Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)[0]


@pytest.fixture
def officer_client(admin_host) -> Client:
    """A browser on the admin host in which nobody is signed in yet."""
    return Client(SERVER_NAME=admin_host.name)


@pytest.fixture
def superuser(db) -> User:
    return User.objects.create_superuser("quantri@example.org", PASSWORD, full_name="Lê Quản Trị")


@pytest.fixture
def writer(db) -> User:
    """Somebody who may enter the administration and need not have a second factor."""
    user = User.objects.create_user("viet.bai@example.org", PASSWORD, full_name="Đỗ Viết Bài")
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    return user


@pytest.fixture
def newcomer(db) -> User:
    return User.objects.create_user("nguoi.moi@example.org", full_name="Trần Mới")
