"""The policy for pages answers as Wagtail's does, in one condition."""

import random

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from portal.accounts.models import User
from sites.access.page_policy import PortalPagePolicy

pytestmark = pytest.mark.django_db

STOCK = PagePermissionPolicy("wagtailcore.Page")
ACTIONS = (("change",), ("add",), ("publish", "lock"), ("add", "change"), ("bulk_delete",))
CODENAMES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")


@pytest.fixture
def pages() -> list[Page]:
    """Five home pages, each with two levels below it."""
    root = Page.get_first_root_node()
    writer = User.objects.create_user("nguoi.viet@example.org")
    for number in range(5):
        home = root.add_child(instance=Page(title=f"h{number}", slug=f"h{number}"))
        for place in range(2):
            section = home.add_child(instance=Page(title=f"s{place}", slug=f"s{place}"))
            section.add_child(instance=Page(title="i", slug="i", owner=writer))
    return list(Page.objects.order_by("path"))


def person_with(rights: list[tuple[Page, str]]) -> User:
    """The writer of the items, with rights on some pages."""
    user = User.objects.get(email="nguoi.viet@example.org")
    group = Group.objects.create(name=f"g{Group.objects.count()}")
    user.groups.set([group])
    for page, codename in set(rights):
        permission = Permission.objects.get(
            codename=codename, content_type__app_label="wagtailcore"
        )
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    return User.objects.get(pk=user.pk)


def numbers(pages) -> list[int]:
    found = list(pages.values_list("pk", flat=True))
    assert len(found) == len(set(found))
    return sorted(found)


def test_it_is_the_policy_of_all_pages():
    assert isinstance(policy_registry.get_by_type(Page), PortalPagePolicy)


@pytest.mark.parametrize("seed", range(12))
def test_each_answer_is_wagtails(pages, seed):
    chance = random.Random(seed)  # noqa: S311 examples, no secrets
    rights = [
        (chance.choice(pages[1:]), chance.choice(CODENAMES)) for _ in range(chance.randint(1, 7))
    ]
    person = person_with(rights)
    ours = PortalPagePolicy("wagtailcore.Page")
    assert numbers(ours.explorable_instances(person)) == numbers(STOCK.explorable_instances(person))
    for actions in ACTIONS:
        mine = ours.instances_user_has_any_permission_for(person, actions)
        assert numbers(mine) == numbers(
            STOCK.instances_user_has_any_permission_for(person, actions)
        )


@pytest.mark.parametrize("codename", CODENAMES)
def test_a_right_at_the_root_reaches_as_far_as_wagtails(pages, codename):
    person = person_with([(pages[0], codename)])
    ours = PortalPagePolicy("wagtailcore.Page")
    assert numbers(ours.explorable_instances(person)) == numbers(STOCK.explorable_instances(person))
    assert len(numbers(ours.explorable_instances(person))) == len(pages)


def test_without_rights_there_is_nothing(pages):
    person = person_with([])
    ours = PortalPagePolicy("wagtailcore.Page")
    assert numbers(ours.instances_user_has_any_permission_for(person, {"change"})) == []
    person.is_active = False
    assert numbers(ours.explorable_instances(person)) == []


def test_a_right_on_one_home_page_shows_nothing_beside_it(pages):
    homes = [page for page in pages if page.depth == 2]
    person = person_with([(homes[1], "lock_page")])
    found = PortalPagePolicy("wagtailcore.Page").explorable_instances(person)
    beside = set(found.filter(depth__gt=1).values_list("path", flat=True))
    assert beside
    assert all(path.startswith(homes[1].path) for path in beside)


def test_more_portals_ask_no_more_statements(pages):
    def statements(count: int) -> int:
        homes = [page for page in pages if page.depth == 2][:count]
        person = person_with([(home, "lock_page") for home in homes])
        with CaptureQueriesContext(connection) as asked:
            list(PortalPagePolicy("wagtailcore.Page").explorable_instances(person))
        return len(asked)

    assert statements(1) == statements(5) == 2
