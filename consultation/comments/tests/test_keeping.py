"""What citizens were asked about, and what they said, stays."""

import pytest
from django.db.models import ProtectedError
from wagtail.models import Page

from consultation.comments.tests.citizens import comment_on
from consultation.drafts.tests.conftest import admin_url
from portal.common.testing.officers import officer_client
from sites.access.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(two_sites):
    person = two_sites.person(two_sites.here, Role.ADMINISTRATOR)
    person.is_superuser = True
    person.save()
    return person


def rights(page, person):
    return Page.objects.get(pk=page.pk).permissions_for_user(person)


def test_an_open_draft_is_neither_unpublished_nor_deleted_by_its_board(draft, two_sites):
    approver = two_sites.person(two_sites.here, Role.APPROVER)
    assert not rights(draft, approver).can_unpublish()
    assert not rights(draft, approver).can_delete()
    assert "đang góp ý" in rights(draft, approver).reason_to_stay()


@pytest.mark.parametrize("above", [0, 1, 2])
def test_a_commented_draft_and_what_it_stands_below_is_deleted_by_nobody(
    above, draft, administrator
):
    page = Page.objects.get(pk=draft.pk)
    for _step in range(above):
        page = page.get_parent()
    assert rights(page, administrator).can_delete()
    comment_on(draft)
    assert not rights(page, administrator).can_delete()
    answer = officer_client(administrator).post(admin_url("wagtailadmin_pages:delete", page.pk))
    assert answer.status_code in {302, 403}
    assert Page.objects.filter(pk=draft.pk).exists()


def test_another_portals_pages_are_not_kept_by_it(draft, foreign_draft, administrator):
    comment_on(draft)
    assert rights(foreign_draft, administrator).can_delete()


def test_the_database_keeps_it_as_well(draft):
    comment_on(draft)
    with pytest.raises(ProtectedError):
        draft.delete()
