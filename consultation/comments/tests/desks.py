"""Officers at their screens of comments."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from consultation.comments.models import Comment
from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.hosts.models import Host
from sites.access.models import Role

URLCONF = "portal.urls.admin"
# Never on a screen unless an officer has asked for it.
SECRET = "kin7q"
AUTHOR = {
    "name": f"Người {SECRET}",
    "organisation": "",
    "email": f"{SECRET}@example.org",
    "telephone": f"0222 {SECRET}",
}


class Desk:
    """Somebody who is signed in to the administration, as their browser sees it."""

    def __init__(self, person: User) -> None:
        self.person = person
        self.browser: Client = officer_client(person)

    def get(self, name: str, *args, query: str = ""):
        return self.browser.get(address(name, *args) + query)

    def post(self, name: str, /, *args, follow: bool = False, **fields):
        return self.browser.post(address(name, *args), fields, follow=follow)

    def read(self, name: str, *args, query: str = "") -> str:
        """What a screen that is shown says."""
        answer = self.get(name, *args, query=query)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()


def address(name: str, *args) -> str:
    """An address of the screens of comments."""
    return reverse(f"comments:{name}", URLCONF, args=args)


def numbers_in(page: str) -> list[int]:
    """The comments that a list names, in its order."""
    return [int(found) for found in re.findall(r'/">Comment (\d+)</a>', page)]


def told(answer) -> str:
    """What the messages of an answer say."""
    return " ".join(str(message) for message in answer.context["messages"])


def again(comment: Comment) -> Comment:
    """A comment as it is stored."""
    return Comment.objects.get(pk=comment.pk)


@pytest.fixture
def desk(two_sites):
    """``desk(role, site=None)``: somebody with this role on the portal, at the desk."""
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)

    def sit(role: str, site=None) -> Desk:
        person = two_sites.person(site or two_sites.here, role)
        UserProfile.objects.create(user=person, preferred_language="en")
        return Desk(person)

    return sit


@pytest.fixture
def officer(desk) -> Desk:
    """The citizens' officer of the commune “here”."""
    return desk(Role.CITIZENS_OFFICER)


@pytest.fixture
def stranger(desk, two_sites) -> Desk:
    """The citizens' officer of the commune “there”."""
    return desk(Role.CITIZENS_OFFICER, two_sites.there)
