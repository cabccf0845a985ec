"""By password alone, at every address that has a password field: nobody gets in who may not."""

import re
from itertools import product

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from portal.accounts import invitations
from portal.accounts.invitations import invitation_url
from portal.accounts.models import User
from portal.accounts.second_factor import set_up_totp
from portal.accounts.tests.conftest import PASSWORD
from portal.common.testing.officers import officer_client
from sites.access.models import Role

INSIDE = ["/", "/admin/", "/admin/pages/", "/admin/account/", "/admin/images/", "/admin/reports/"]
# Doors that stock Wagtail and Django have, and that must not come back with an update.
STOCK = ["/admin/login/", "/_util/login/", "/django-admin/login/", "/accounts/login/"]


@pytest.fixture(autouse=True)
def fresh_limits():
    """Attempts counted at one door must not shut the next."""
    cache.clear()
    yield
    cache.clear()


def addresses(entries: list | None = None, before: str = "/") -> set[str]:
    """Every address of the admin host, with something in the place of each argument."""
    found: set[str] = set()
    for entry in get_resolver("portal.urls.admin").url_patterns if entries is None else entries:
        place = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            found.add(filled(place))
        elif type(entry).__name__ != "ReverseOnlyResolver":
            found |= addresses(entry.url_patterns, place)
    return found


def filled(place: str) -> str:
    """The pattern as an address, as good as it goes."""
    place = re.sub(r"<int:\w+>", "1", place)
    place = re.sub(r"<(\w+:)?\w+>", "x", place)
    place = re.sub(r"\(\?P?<?\w*>?[^()]*(\([^()]*\)[^()]*)*\)", "1", place)
    return re.sub(r"[\^$\\]|\.\*|\?", "", place)


def has_password_field(answer) -> bool:
    if "html" not in answer.headers.get("Content-Type", "") or answer.streaming:
        return False
    return 'type="password"' in answer.content.decode(errors="replace")


def visit(client: Client, path: str):
    # An address filled at random may ask for an object that is not there.
    client.raise_request_exception = False
    return client.get(path)


def people(two_sites) -> list[User]:
    """Approvers and administrators of the province, with and without a factor; all must have one."""
    approvers = [two_sites.person(two_sites.here, Role.APPROVER) for _number in range(2)]
    chiefs = [
        User.objects.create_superuser(f"nguoi{number}@example.org", PASSWORD) for number in range(2)
    ]
    for user in approvers:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    for user in (approvers[0], chiefs[0]):
        set_up_totp(user)
        user.refresh_from_db()
    return approvers + chiefs


def every_door(user: User) -> list[str]:
    """Addresses with a password field, for whoever comes and for who is signed in by half."""
    invited = User.objects.create_user("duoc.moi@example.org")
    invitation = invitations.invite(invited, site_name="A", role_name="B")
    link = invitation_url(invitation).removeprefix(settings.WAGTAILADMIN_BASE_URL)
    clients = [Client(SERVER_NAME=settings.ADMIN_HOST), officer_client(user, second_factor=False)]
    paths = sorted(addresses() | {link})
    return [path for path in paths if any(has_password_field(visit(c, path)) for c in clients)]


def knock(client: Client, door: str, user: User) -> None:
    """Fills in the form of a door with address and password, as far as it has fields."""
    page = BeautifulSoup(client.get(door, follow=True).content.decode(), "html.parser")
    fields = {tag["name"]: tag.get("value", "") for tag in page.select("main input[name]")}
    for name in {"login", "username", "email", *fields}:
        is_secret = "password" in name
        fields[name] = PASSWORD if is_secret else fields.get(name) or user.email
    client.post(door, {**fields, "password": PASSWORD})


def assert_outside(client: Client) -> None:
    assert {path: client.get(path).status_code for path in INSIDE} == dict.fromkeys(INSIDE, 302)


def test_no_door_opens_by_password_alone(two_sites):
    persons = people(two_sites)
    doors = every_door(persons[1])
    # A walk that sees nothing must not pass.
    assert len(addresses()) > 200
    assert {reverse("account_login"), reverse("account_change_password")} <= set(doors)
    assert any(door.startswith("/tai-khoan/loi-moi/") for door in doors)
    for person, door in product(persons, [*doors, *STOCK]):
        cache.clear()
        newcomer = Client(SERVER_NAME=settings.ADMIN_HOST)
        knock(newcomer, door, person)
        # The invited person comes in by the invitation, and not by this password.
        if newcomer.session.get(SESSION_KEY) in {None, str(person.pk)}:
            assert_outside(newcomer)
        half_in = officer_client(person, second_factor=False)
        knock(half_in, door, person)
        if half_in.session.get(SESSION_KEY) in {None, str(person.pk)}:
            assert_outside(half_in)


def test_who_need_not_have_a_second_factor_is_let_in(two_sites):
    editor = two_sites.person(two_sites.here, Role.EDITOR)
    editor.set_password(PASSWORD)
    editor.save(update_fields=["password"])
    client = Client(SERVER_NAME=settings.ADMIN_HOST)
    knock(client, reverse("account_login"), editor)
    assert client.get("/admin/account/").status_code == 200
