"""What was decided on, planned or published is never written over, whichever tab saves."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Revision

from editorial.workflow import gate, services
from editorial.workflow.tests.conftest import change, fresh, waits
from editorial.workflow.tests.test_gate import form_of
from portal.common import clock


def autosave(page, user, over: Revision, lead: str = "Bài viết lại.") -> Revision:
    """Saves as a tab does that has saved this version before."""
    article = fresh(page).get_latest_revision_as_object()
    article.lead = lead
    return article.save_revision(user=user, overwrite_revision=over)


def lead_of(revision: Revision) -> str:
    return Revision.objects.get(pk=revision.pk).content["lead"]


@pytest.fixture
def saved(article) -> Revision:
    """The version that the contributor's tab has saved."""
    return article.latest_revision


def test_a_version_that_nobody_knows_of_is_written_over(board, article, saved):
    assert autosave(article, board.contributor, saved) == saved
    assert lead_of(saved) == "Bài viết lại."
    assert fresh(article).revisions.count() == 1


def publish(board, article, saved) -> None:
    with gate.reviewed():
        saved.publish(user=board.approver)


def plan(board, article, saved) -> None:
    saved.approved_go_live_at = clock.now() + timedelta(days=1)
    saved.save()


def send_back(board, article, saved) -> None:
    services.submit(fresh(article), board.contributor)
    services.decide(waits(article), board.editor, "reject", comment="Thiếu ảnh")


@pytest.mark.parametrize("record", [publish, plan, send_back])
def test_a_version_on_record_stays_and_the_new_words_are_a_version_of_their_own(
    board, article, saved, record
):
    record(board, article, saved)
    made = autosave(article, board.contributor, saved)
    assert made != saved
    assert (lead_of(saved), lead_of(made)) == ("Từ sáng sớm.", "Bài viết lại.")
    # The tab goes on with what it was given.
    assert autosave(article, board.contributor, made, "Lần nữa.") == made


def test_a_version_that_another_has_followed_is_refused_as_before(board, article, saved):
    publish(board, article, saved)
    change(article, board.editor)
    with pytest.raises(PermissionDenied):
        autosave(article, board.contributor, saved)


def test_so_is_somebody_elses(board, article, saved):
    with pytest.raises(PermissionDenied):
        autosave(article, board.editor, saved)


def test_the_old_tab_of_a_published_article_is_told_its_new_version(board, article, saved):
    publish(board, article, saved)
    browser = board.browser("contributor")
    answer = browser.post(
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        form_of(browser, article) | {"lead": "Từ tab cũ.", "overwrite_revision_id": saved.pk},
        headers={"accept": "application/json", "x-requested-with": "XMLHttpRequest"},
    )
    told = json.loads(answer.content)
    assert told["revision_id"] == fresh(article).latest_revision_id != saved.pk
    assert lead_of(saved) == "Từ sáng sớm."
    assert fresh(article).has_unpublished_changes
