"""Summaries and figures in Chromium: for everybody, on a telephone, and for officers."""

from datetime import timedelta

import pytest
from django.db import transaction

from consultation.comments.models import Comment
from consultation.comments.tests.citizens import published_comment
from consultation.conftest import SECOND_TEXT, put_text
from consultation.drafts.models import DraftPage
from consultation.drafts.tests.conftest import admin_url
from consultation.drafts.tests.readers import path_of
from consultation.summaries.tests.conftest import close
from portal.common import clock
from portal.common.testing.axe import findings
from portal.common.testing.layout import outside

pytestmark = pytest.mark.browser

SIZES = [
    {"width": 320, "height": 560},
    {"width": 360, "height": 740},
    {"width": 1280, "height": 900},
]
LONG = "Mức hỗ trợ 30 triệu đồng là chưa đủ cho xã có nhiều thôn, đề nghị nâng lên 50 triệu. " * 4


@pytest.fixture
def answered(portal_server, draft, say):
    """A draft whose summary is published, with comments of several days and kinds."""
    with transaction.atomic():
        say(LONG, "dieu-2.khoan-1", "partly", "Tiếp thu một phần: nâng lên 40 triệu đồng. " * 3)
        say("Nhất trí.", "dieu-2.khoan-1", "accepted", "", name="Lê Hiện", name_is_shown=True)
        say("Cần rõ phạm vi.", "dieu-1", organisation="Hội Nông dân xã", name_is_shown=True)
        say("Quá-dài-không-có-chỗ-ngắt" * 9, "dieu-2.khoan-2.diem-a", "not_accepted", "Đã quy định")
        say("Ủng hộ toàn bộ.")
        for number, comment in enumerate(Comment.objects.order_by("pk")):
            moment = clock.now() - timedelta(days=number**2 + 3)
            Comment.objects.filter(pk=comment.pk).update(received_at=moment)
        put_text(draft, SECOND_TEXT.replace("a) Chi nhuận bút;\n", ""))
        draft.save_revision().publish()
        page = close(DraftPage.objects.get(pk=draft.pk))
        page.answered_at = clock.now()
        page.save_revision().publish()
    return DraftPage.objects.get(pk=draft.pk)


def faults_of(window, path: str) -> list[str]:
    window.open(path)
    found = []
    for size in SIZES:
        window.page.set_viewport_size(size)
        for fault in [*outside(window.page), *findings(window.page)]:
            found.append(f"{path} {size['width']} px: {fault}")
    return found


def test_every_page_is_for_everybody(open_window, two_sites, answered):
    window = open_window(two_sites.here.hostname)
    address = path_of(answered)
    faults = faults_of(window, f"{address}tong-hop/") + faults_of(window, f"{address}so-lieu/")
    assert not faults, "\n".join(faults)
    assert not window.violations


def test_a_file_is_one_press_away(open_window, two_sites, answered):
    window = open_window(two_sites.here.hostname)
    window.open(f"{path_of(answered)}tong-hop/")
    for ending in ("docx", "xlsx"):
        with window.page.expect_download() as waited:
            window.page.locator(f"a[href$='/{ending}/']").click()
        assert waited.value.suggested_filename.endswith(f".{ending}")


def test_officers_make_the_files_without_leaving_the_screen(officer_window, officer, answered):
    published_comment_is_missing(answered, officer)
    window = officer_window(officer)
    path = admin_url("summaries:summary", answered.pk)
    faults = faults_of(window, path)
    window.page.locator("main form button[type=submit]").last.click()
    window.page.wait_for_selector("main a[href*='/summaries/files/']")
    faults += faults_of(window, path)
    faults += faults_of(window, admin_url("summaries:preview", answered.pk))
    assert not faults, "\n".join(faults)
    assert not window.violations


def published_comment_is_missing(draft: DraftPage, officer) -> None:
    """A comment that is published and has no answer."""
    later = clock.now() + timedelta(days=1)
    DraftPage.objects.filter(pk=draft.pk).update(closes_at=later)
    with transaction.atomic():
        published_comment(DraftPage.objects.get(pk=draft.pk), officer, "Chưa trả lời")
