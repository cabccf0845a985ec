"""Which roles require a second factor."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.accounts import requirements
from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from sites.access.models import SITE_ROLES, Role
from sites.access.people import give_role
from sites.access.second_factor import ROLES, of_roles

MUST = {Role.APPROVER, Role.ADMINISTRATOR, Role.CITIZENS_OFFICER}


@pytest.mark.parametrize("role", SITE_ROLES)
def test_each_role(two_sites, role, django_assert_num_queries):
    person = two_sites.person(two_sites.here, role)
    with django_assert_num_queries(1):
        sentence = of_roles(person)
    assert bool(sentence) is (role in ROLES)
    if sentence:
        assert str(Role(role).label) in sentence


def test_the_roles_that_publish_or_give_rights_or_read_personal_data_must():
    assert MUST <= ROLES
    assert not ROLES & {Role.CONTRIBUTOR, Role.EDITOR, Role.SECRETARY}


def test_one_role_among_many_is_enough(two_sites):
    person = two_sites.person(two_sites.here, Role.EDITOR)
    assert not requirements.reason(person)
    give_role(person, two_sites.there, Role.APPROVER)
    assert requirements.reason(person)


def test_a_person_without_any_role_need_not(db):
    assert requirements.reason(User.objects.create_user("a@example.org")) == ""


def test_a_role_given_meanwhile_stops_the_very_next_request(two_sites):
    person = two_sites.person(two_sites.here, Role.EDITOR)
    client = officer_client(person, second_factor=False)
    assert client.get("/admin/account/").status_code == 200
    give_role(person, two_sites.there, Role.APPROVER)
    assert client.get("/admin/account/").status_code == 302


def test_the_gate_costs_one_statement_at_most(two_sites):
    person = two_sites.person(two_sites.here, Role.EDITOR)
    counts = []
    for second_factor in (True, False):
        client = officer_client(person, second_factor=second_factor)
        client.get("/admin/account/")
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/admin/account/").status_code == 200
        counts.append(len(captured))
    assert counts[1] - counts[0] == 1
