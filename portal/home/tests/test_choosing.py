"""Choosers and reports tell nothing of what another portal has not published."""

import json

import pytest
from django.urls import reverse

from editorial.articles.models import ArticlePage
from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from sites.access.models import Role
from sites.profile.models import SiteSection

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafts(two_sites):
    """A draft on each of two portals."""
    for site, title in ((two_sites.here, "Bản nháp ở đây"), (two_sites.there, "Bản nháp nơi khác")):
        news = SiteSection.objects.get(site=site, key="news").page
        news.add_child(instance=ArticlePage(title=title, live=False))
    return two_sites


def found(user, address: str, **query) -> str:
    return officer_client(user).get(reverse(address), query).content.decode()


def test_the_search_of_the_page_chooser_finds_own_pages_alone(drafts):
    editor = drafts.person(drafts.here, Role.EDITOR)
    answer = found(editor, "wagtailadmin_choose_page_search", q="bản nháp")
    assert "Bản nháp ở đây" in answer
    assert "Bản nháp nơi khác" not in answer


def test_the_page_chooser_begins_with_own_homes_alone(drafts):
    editor = drafts.person(drafts.here, Role.EDITOR)
    answer = json.loads(found(editor, "wagtailadmin_choose_page"))["html"]
    assert drafts.here.root_page.title in answer
    assert drafts.there.root_page.title not in answer


def test_the_administrators_of_the_province_choose_among_all(drafts):
    province = User.objects.create_superuser("tinh@example.org", "mat-khau-dai-12")
    answer = found(province, "wagtailadmin_choose_page_search", q="bản nháp")
    assert "Bản nháp ở đây" in answer
    assert "Bản nháp nơi khác" in answer


def test_who_has_no_role_chooses_nothing(drafts):
    editor = drafts.person(drafts.here, Role.EDITOR)
    editor.groups.clear()
    answer = officer_client(editor).get(reverse("wagtailadmin_choose_page_search"), {"q": "nháp"})
    assert "Bản nháp" not in answer.content.decode()


@pytest.mark.parametrize("address", ["page_types_usage", "page_types_usage_results"])
def test_the_report_over_all_portals_is_for_the_province_alone(drafts, address):
    editor = drafts.person(drafts.here, Role.ADMINISTRATOR)
    province = User.objects.create_superuser("tinh@example.org", "mat-khau-dai-12")
    url = reverse(f"wagtailadmin_reports:{address}")
    assert officer_client(editor).get(url).status_code == 302
    assert officer_client(province).get(url).status_code == 200
    assert url not in found(editor, "wagtailadmin_home")
