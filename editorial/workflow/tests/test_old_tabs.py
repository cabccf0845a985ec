"""What was typed about an item counts, whichever portal was chosen in another window meanwhile."""

import pytest
from django.urls import reverse
from wagtail.models import TaskState

from editorial.workflow.marks import version_of
from editorial.workflow.querysets import portal_of_review
from editorial.workflow.services import submit
from editorial.workflow.tests.conftest import waits
from portal.common.testing.officers import officer_client
from sites.access.models import Role
from sites.access.people import give_role

COMMENT = "Thiếu nguồn"


@pytest.fixture
def submitted(board, article):
    submit(article, board.contributor)
    return waits(article)


def send_back(browser, state):
    """The comment as it was typed before switching."""
    data = {"decision": "reject", "comment": COMMENT, "version": version_of(state.revision)}
    answer = browser.post(reverse("review:show", args=[state.pk]), data)
    state.refresh_from_db()
    return answer


def switched(person, site):
    browser = officer_client(person)
    browser.get("/admin/", {"portal": site.pk})
    return browser


def test_a_decision_counts_on_its_own_portal(two_sites, board, submitted):
    editor = board.editor
    give_role(editor, two_sites.there, Role.CONTRIBUTOR)
    browser = switched(editor, two_sites.there)
    assert send_back(browser, submitted).status_code == 302
    assert submitted.status == TaskState.STATUS_REJECTED
    assert submitted.comment == COMMENT
    assert browser.session["current_portal"] == two_sites.there.pk


def test_roles_of_the_portal_that_was_chosen_do_not_count(two_sites, board, neighbours, submitted):
    approver = neighbours.approver
    give_role(approver, two_sites.here, Role.CONTRIBUTOR)
    send_back(switched(approver, two_sites.there), submitted)
    assert submitted.status == TaskState.STATUS_IN_PROGRESS


def test_without_a_role_there_it_is_not_found(two_sites, neighbours, submitted):
    browser = switched(neighbours.approver, two_sites.there)
    assert send_back(browser, submitted).status_code == 404
    assert submitted.status == TaskState.STATUS_IN_PROGRESS
    asked = reverse("review:show", args=[submitted.pk]) + f"?portal={two_sites.here.pk}"
    assert browser.get(asked).status_code == 404


def test_a_draft_is_submitted_on_its_own_portal(two_sites, board, article):
    author = board.contributor
    give_role(author, two_sites.there, Role.CONTRIBUTOR)
    browser = switched(author, two_sites.there)
    assert browser.post(reverse("review:submit", args=[article.pk]), {}).status_code == 302
    assert waits(article).site_id == two_sites.here.pk


def test_the_portal_of_an_item_is_one_statement(two_sites, submitted, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert portal_of_review(submitted.pk) == two_sites.here.pk
    assert portal_of_review(submitted.pk + 1000) is None
