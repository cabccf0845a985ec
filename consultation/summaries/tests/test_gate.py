"""A summary is published once every admitted comment has its answer, and not before."""

from datetime import timedelta

import pytest
from wagtail.models import PageLogEntry

from consultation.comments.answering import answer
from consultation.comments.models import Comment
from consultation.comments.moderation import decide
from consultation.comments.tests.citizens import comment_on, published_comment
from consultation.drafts.models import DraftPage
from consultation.drafts.status import State
from consultation.drafts.tests.conftest import admin_url
from consultation.drafts.tests.conftest import officer as signed_in  # noqa: F401 a fixture
from consultation.summaries.gate import shows_summary
from consultation.summaries.models import Export, PublishedSummary
from consultation.summaries.tests.conftest import close, publish_answers
from portal.common import clock
from portal.common.testing.filled import filled

pytestmark = pytest.mark.django_db


def written(moment) -> str:
    return moment.astimezone(clock.PROVINCE_TIME).strftime("%d/%m/%Y %H:%M")


@pytest.fixture
def errors(signed_in):  # noqa: F811
    """``errors(draft, moment)``: what the form says of a moment of answers."""
    client = signed_in("editor")

    def send(draft, moment=None) -> str:
        path = admin_url("wagtailadmin_pages:edit", draft.pk)
        data = filled(client.get(path), answered_at=written(moment or clock.now()))
        response = client.post(path, data)
        if response.status_code == 302:
            return ""
        return str(response.context["form"].errors["answered_at"])

    return send


class TestTheForm:
    def test_refuses_while_a_comment_waits_or_has_no_answer(self, draft, officer, errors):
        comment = comment_on(draft)
        draft = close(draft)
        assert "1 góp ý" in errors(draft)
        comment = decide(comment, officer, "published", edition=comment.edition)
        assert "1 góp ý" in errors(draft)
        answer(comment, officer, "noted", "Xin cảm ơn", edition=comment.edition)
        assert errors(draft) == ""

    def test_without_comments_it_needs_the_file(self, draft, errors):
        assert "tệp" in errors(close(draft))

    def test_no_moment_in_the_future(self, draft, say, errors):
        say()
        assert errors(close(draft), clock.now() + timedelta(days=1))

    def test_what_was_published_can_still_be_corrected(
        self, draft, say, officer, errors, django_capture_on_commit_callbacks
    ):
        say()
        page = publish_answers(draft, django_capture_on_commit_callbacks)
        Comment.objects.update(disposition="", answered_at=None)
        assert errors(page) == ""


class TestPublication:
    def test_gives_readers_the_summary_and_its_files(
        self, draft, say, django_capture_on_commit_callbacks
    ):
        say()
        page = publish_answers(draft, django_capture_on_commit_callbacks)
        assert page.state == State.ANSWERED
        assert shows_summary(page)
        files = Export.objects.filter(draft=page, is_public=True, state="ready")
        assert {file.format for file in files} == {"docx", "xlsx"}
        assert PageLogEntry.objects.filter(page=page.pk, action="summaries.publish").count() == 1

    def test_what_slipped_in_holds_the_summary_back_and_not_the_page(
        self, draft, officer, say, django_capture_on_commit_callbacks
    ):
        say()
        published_comment(draft, officer, "muộn")
        draft.title = "Tên đã sửa"
        page = publish_answers(draft, django_capture_on_commit_callbacks)
        assert page.answered_at is None
        assert page.state == State.CLOSED
        assert not shows_summary(page)
        assert not PublishedSummary.objects.exists()
        assert not Export.objects.exists()
        entry = PageLogEntry.objects.get(page=page.pk, action="summaries.hold")
        assert "1" in entry.data["reason"]

    def test_a_later_comment_does_not_take_back_what_was_published(
        self, draft, say, officer, django_capture_on_commit_callbacks
    ):
        say()
        page = publish_answers(draft, django_capture_on_commit_callbacks)
        Comment.objects.update(disposition="", answered_at=None)
        page.title = "Sửa lỗi chính tả"
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        page = DraftPage.objects.get(pk=page.pk)
        assert shows_summary(page)
        assert page.state == State.ANSWERED

    def test_it_stays_whatever_becomes_of_the_draft(
        self, draft, say, django_capture_on_commit_callbacks
    ):
        say()
        page = publish_answers(draft, django_capture_on_commit_callbacks)
        page.withdrawn_at = clock.now()
        assert shows_summary(page)
        page.answered_at = None
        assert not shows_summary(page)
        page.save_revision().publish()
        assert not PublishedSummary.objects.exists()
