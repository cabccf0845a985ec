"""Where the rights of a person come from."""

import pytest
from django.contrib.auth.models import Permission

from portal.accounts.models import User
from portal.common.testing.officers import grant

pytestmark = pytest.mark.django_db

NAME = "wagtailadmin.access_admin"


@pytest.fixture
def person() -> User:
    return User.objects.create_user("canbo@example.org")


@pytest.fixture
def permission() -> Permission:
    return Permission.objects.get(codename="access_admin")


def test_what_one_person_alone_was_given_counts_for_nothing(person, permission):
    person.user_permissions.add(permission)
    assert not person.has_perm(NAME)
    assert person.get_all_permissions() == set()


def test_rights_come_with_groups_in_one_statement(person, permission, django_assert_num_queries):
    grant(person, [permission])
    with django_assert_num_queries(1):
        assert person.has_perm(NAME)
        assert person.get_all_permissions() == {NAME}
