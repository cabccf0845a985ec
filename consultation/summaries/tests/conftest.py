"""Drafts whose time for comments is over, with comments and answers."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from consultation.comments.answering import answer
from consultation.comments.loading import load_consent_texts
from consultation.comments.models import Comment
from consultation.comments.tests.citizens import published_comment
from consultation.drafts.models import DraftPage
from portal.common import clock
from sites.access.models import Role

MARKER = "DẤU-HIỆU-7391"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()


@pytest.fixture
def draft(make_draft, two_sites):
    load_consent_texts()
    return make_draft(two_sites.here)


@pytest.fixture
def officer(two_sites):
    return two_sites.person(two_sites.here, Role.CITIZENS_OFFICER)


@pytest.fixture
def say(draft, officer):
    """``say(text, address, disposition, **author)``: a published comment with its answer."""

    def make(text="Đồng ý.", address="", disposition="noted", explanation="Xin cảm ơn", **author):
        comment = published_comment(draft, officer, text, address, **author)
        if disposition:
            answer(comment, officer, disposition, explanation, edition=comment.edition)
        return Comment.objects.get(pk=comment.pk)

    return make


def close(draft: DraftPage) -> DraftPage:
    """As if the time for comments had passed."""
    now = clock.now()
    values = {"opens_at": now - timedelta(days=40), "closes_at": now - timedelta(days=2)}
    DraftPage.objects.filter(pk=draft.pk).update(**values)
    draft.closings.all().delete()
    return DraftPage.objects.get(pk=draft.pk)


def publish_answers(draft: DraftPage, capture) -> DraftPage:
    """Publishes the draft with the moment of its answers, and lets the worker make the files."""
    page = close(draft)
    page.answered_at = clock.now()
    with capture(execute=True):
        page.save_revision().publish()
    return DraftPage.objects.get(pk=draft.pk)
