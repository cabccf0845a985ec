"""What stays once readers have seen it, or once the province has planned its end."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from editorial.workflow import gate, services
from editorial.workflow.marks import version_of
from editorial.workflow.tests.conftest import allow_own_texts, fresh
from editorial.workflow.tests.test_gate import form_of
from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from sites.access.models import Role
from sites.access.people import give_role
from sites.profile.models import SiteSection


@pytest.mark.parametrize("how", ["urgent", "own"])
def test_what_readers_saw_is_not_written_over_once_it_is_taken_away(board, article, how):
    saved = article.latest_revision
    if how == "urgent":
        give_role(board.approver, board.site, Role.ADMINISTRATOR)
        version = version_of(saved)
        services.publish_urgently(fresh(article), board.approver, reason="Bão", version=version)
    else:
        allow_own_texts(board.site)
        saved.publish(user=board.approver)
    fresh(article).unpublish(user=board.approver)
    words = Revision.objects.get(pk=saved.pk).content["lead"]
    browser = board.browser("contributor")
    browser.post(
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        form_of(browser, fresh(article))
        | {"lead": "Từ tab cũ.", "overwrite_revision_id": saved.pk},
        headers={"accept": "application/json", "x-requested-with": "XMLHttpRequest"},
    )
    assert Revision.objects.get(pk=saved.pk).content["lead"] == words


def test_an_end_that_the_province_planned_is_left_and_hinders_nobody(board):
    news = SiteSection.objects.get(site=board.site, key="news").page.specific
    address = reverse("wagtailadmin_pages:edit", args=[news.pk])
    end = (timezone.localtime() + timedelta(days=30)).strftime("%Y-%m-%d %H:%M")
    province = User.objects.create_superuser("tinh@example.org", "mat-khau-dai-12")
    client = officer_client(province)
    client.post(address, form_of(client, news) | {"expire_at": end})
    with gate.reviewed():
        Page.objects.get(pk=news.pk).get_latest_revision().publish(user=province)
    editor = board.browser("editor")
    sent = form_of(editor, news) | {"title": "Tin tức mới", "expire_at": end}
    assert editor.post(address, sent).status_code == 302
    assert editor.post(address, sent | {"expire_at": ""}).status_code == 200
    assert Page.objects.get(pk=news.pk).get_latest_revision().content["expire_at"]
