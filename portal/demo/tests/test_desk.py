"""Texts stand at every step of the review, so that every role finds something; once."""

import pytest
from wagtail.models import Page, Site

from editorial.workflow.models import ReviewState
from editorial.workflow.querysets import sent_back_to, waiting, waiting_for
from portal.accounts.models import User
from portal.common import clock
from portal.demo import services
from portal.demo.tests.conftest import DAY, EXAMPLE, NEIGHBOUR
from sites.access.models import Role
from sites.access.people import people_with_role
from sites.worktime.loading import load_working_time

pytestmark = pytest.mark.django_db


@pytest.fixture
def example(two_portals, on_the_day) -> Site:
    load_working_time()
    services.make_accounts()
    return Site.objects.get(hostname=two_portals[EXAMPLE])


def first(site: Site, role: Role) -> User:
    return people_with_role(site, role).order_by("pk").first()


def test_every_role_of_the_review_finds_something(example, two_portals):
    assert services.bring_texts_on_their_way(DAY) > 5
    for role in (Role.EDITOR, Role.SECRETARY, Role.APPROVER):
        assert waiting_for(first(example, role)).exists()
    (back,) = sent_back_to(first(example, Role.CONTRIBUTOR))
    assert back.current_task_state.comment
    assert {state.step for state in waiting()} == {"editing", "approval"}
    neighbour = Site.objects.get(hostname=two_portals[NEIGHBOUR])
    assert not ReviewState.objects.filter(site=neighbour).exists()


def test_one_is_late_one_is_planned_and_one_is_a_draft(example):
    services.bring_texts_on_their_way(DAY)
    assert waiting().filter(due_at__lt=clock.now()).count() == 1
    author = first(example, Role.CONTRIBUTOR)
    planned = [page for page in Page.objects.filter(owner=author) if page.approved_schedule]
    assert len(planned) == 1
    drafts = Page.objects.filter(owner=author, live=False)
    assert any(not page.current_workflow_state and not page.approved_schedule for page in drafts)


def test_loading_again_adds_nothing(example):
    services.bring_texts_on_their_way(DAY)
    before = Page.objects.count(), ReviewState.objects.count()
    assert services.bring_texts_on_their_way(DAY) == 0
    assert (Page.objects.count(), ReviewState.objects.count()) == before
