"""The people and texts of the review's tests, and a first screen to look at."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.urls import reverse

from editorial.workflow.tests.conftest import (  # noqa: F401 fixtures of the tests beside this file
    article,
    board,
    neighbours,
    sentences_in_english,
)
from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.hosts.models import Host

HOME = reverse("wagtailadmin_home", urlconf="portal.urls.admin")


@pytest.fixture(autouse=True)
def admin_host(db):
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)


@pytest.fixture
def province(db) -> User:
    return User.objects.create_superuser("tinh@example.org", "x-1-Mat-khau")


def screen(user: User) -> dict[str, str]:
    """The panels of a person's first screen by name, each with its tags and texts."""
    response = officer_client(user).get(HOME, headers={"accept-language": "en"})
    assert response.status_code == 200
    found = re.findall(
        r'<section[^>]*aria-labelledby="desk-(\w+)">(.*?)</section>',
        response.content.decode(),
        re.S,
    )
    return {name: unescape(body) for name, body in found}
