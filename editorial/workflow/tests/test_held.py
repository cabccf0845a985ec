"""What others read, approved or hold is neither deleted nor moved under their hands."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from editorial.workflow import services
from editorial.workflow.tests.conftest import fresh, waits
from portal.accounts.models import User
from portal.common import clock
from portal.common.testing.officers import officer_client
from sites.profile.models import SiteSection


@pytest.fixture
def elsewhere(board) -> Page:
    """Another section that takes articles."""
    news = SiteSection.objects.get(site=board.site, key="news").page.specific
    section = type(news)(title="Chuyện làng", slug="chuyen-lang", locale=news.locale)
    return news.get_parent().specific.add_child(instance=section)


@pytest.fixture
def waiting(board, article):
    services.submit(article, board.contributor)
    return article


@pytest.fixture
def at_approval(board, waiting):
    services.decide(waits(waiting), board.editor, "approve")
    return waiting


@pytest.fixture
def planned(board, article):
    page = fresh(article).get_latest_revision_as_object()
    # Wagtail asks the real clock.
    page.go_live_at = timezone.now() + timedelta(days=2)
    page.save_revision(user=board.contributor)
    services.submit(fresh(article), board.contributor)
    for reviewer in (board.editor, board.approver):
        services.decide(waits(article), reviewer, "approve")
    return fresh(article)


@pytest.fixture
def held(board, article):
    """Held by its editor."""
    article.locked, article.locked_by, article.locked_at = True, board.editor, clock.now()
    article.save()
    return article


def said(answer) -> str:
    return " ".join(map(str, answer.context["messages"]))


def delete(browser, page):
    return browser.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)


def delete_with_many(browser, page):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return browser.post(f"{address}?id={page.pk}", follow=True)


def move(browser, page, to):
    address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, to.pk])
    return browser.post(address, follow=True)


def is_there(page) -> bool:
    return Page.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize(
    ("state", "role", "reason"),
    [
        ("waiting", "contributor", "đang chờ duyệt"),
        ("waiting", "administrator", "đang chờ duyệt"),
        ("at_approval", "editor", "đang chờ duyệt"),
        ("planned", "contributor", "giờ hẹn"),
        ("planned", "editor", "giờ hẹn"),
        ("held", "contributor", "đang giữ"),
    ],
)
def test_others_leave_it_where_it_is(board, elsewhere, request, state, role, reason):
    page, browser = request.getfixturevalue(state), board.browser(role)
    section = page.get_parent()
    told = said(delete(browser, page))
    delete_with_many(browser, page)
    assert is_there(page)
    # Who writes only has no right to move at all, and so needs no reason.
    assert reason in told or role == "administrator"
    move(browser, page, elsewhere)
    assert fresh(page).get_parent() == section


@pytest.mark.parametrize(
    ("state", "role"),
    [
        ("waiting", "editor"),
        ("at_approval", "approver"),
        ("planned", "approver"),
        ("held", "editor"),
    ],
)
def test_those_whose_turn_it_is_may(board, request, state, role):
    page = request.getfixturevalue(state)
    delete(board.browser(role), page)
    assert not is_there(page)


def test_the_province_may(board, at_approval):
    province = User.objects.create_superuser("tinh@example.org", "mat-khau-dai-12")
    delete(officer_client(province), at_approval)
    assert not is_there(at_approval)


def test_what_came_back_is_its_authors(board, waiting):
    services.decide(waits(waiting), board.editor, "reject", comment="Thiếu ảnh")
    delete(board.browser("contributor"), waiting)
    assert not is_there(waiting)
