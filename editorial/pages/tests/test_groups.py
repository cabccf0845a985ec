"""The landing page of a menu group: contacts at once, and the newest of what stands under it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.articles.models import ArticlePage, SectionPage
from editorial.pages.models import ContactPage, GroupPage, StandardPage
from editorial.pages.services import NEWEST
from portal.common import clock
from portal.hosts.index import index
from sites.menus.services import look_again_below
from sites.profile.models import SiteProfile

pytestmark = pytest.mark.django_db
MOST = 10


@pytest.fixture
def portal(two_sites):
    """A portal with a profile, as provisioning makes it."""
    site = two_sites.here
    return SimpleNamespace(site=site, home=site.root_page.specific, host=site.hostname)


@pytest.fixture
def group(portal):
    return portal.home.add_child(instance=GroupPage(title="Liên hệ", slug="nhom", intro="Lời dẫn"))


@pytest.fixture
def read(client, portal):
    def read(page) -> str:
        look_again_below(portal.home)
        index.changed(portal.site.pk)
        response = client.get(page.get_url_parts()[2], headers={"host": portal.host})
        assert response.status_code == 200
        return response.text.split('<main id="main"')[1].split("</main>")[0]

    return read


def add_section(group, title: str, items: int = 0) -> SectionPage:
    section = group.add_child(instance=SectionPage(title=title))
    for number in range(1, items + 1):
        section.add_child(
            instance=ArticlePage(
                title=f"{title} tin {number}",
                lead="Tóm tắt",
                first_published_at=clock.now() - timedelta(days=items - number),
            )
        )
    return section


def test_a_group_shows_the_contacts_of_its_contact_page_at_once(read, portal, group):
    SiteProfile.objects.filter(site=portal.site).update(
        address="Số 1 đường Chính",
        telephone="0222 3822 222",
        email="a@example.org",
        responsible_person="Trưởng ban An",
    )
    group.add_child(instance=StandardPage(title="Đầu mối", body=text()))
    page = group.add_child(
        instance=ContactPage(
            title="Thông tin giao dịch", working_hours="7 giờ 30", directions="<p>Gần chợ</p>"
        )
    )
    shown = read(group)
    for part in (
        "Số 1 đường Chính",
        'href="tel:02223822222"',
        'href="mailto:a@example.org"',
        "Trưởng ban An",
        "7 giờ 30",
        "Gần chợ",
    ):
        assert shown.count(part) == 1
    assert shown.index("Lời dẫn") < shown.index("7 giờ 30") < shown.index("Đầu mối")
    assert shown.count(page.title) == 1


def test_what_the_contact_page_says_itself_comes_before_the_profile(read, portal, group):
    SiteProfile.objects.filter(site=portal.site).update(telephone="0222 1111 111")
    group.add_child(instance=ContactPage(title="Giao dịch", telephone="0222 2222 222"))
    shown = read(group)
    assert "0222 2222 222" in shown
    assert "0222 1111 111" not in shown


def test_a_contact_page_without_contacts_is_not_shown(read, portal, group):
    none = {"address": "", "telephone": "", "email": "", "responsible_person": ""}
    SiteProfile.objects.filter(site=portal.site).update(**none)
    group.add_child(instance=ContactPage(title="Giao dịch"))
    shown = read(group)
    assert "Giao dịch" not in shown
    assert 'class="empty"' in shown


def text() -> str:
    return '[{"type": "paragraph", "value": "<p>Có nội dung.</p>"}]'


@pytest.mark.parametrize("items", [1, NEWEST, NEWEST + 1])
def test_a_group_shows_the_newest_entries_of_each_section(read, group, items):
    add_section(group, "Phổ biến", items)
    shown = read(group)
    places = [shown.find(f"Phổ biến tin {number}<") for number in range(items, 0, -1)]
    assert all(place > 0 for place in places[:NEWEST])
    assert places[:NEWEST] == sorted(places[:NEWEST])
    assert all(place == -1 for place in places[NEWEST:])
    assert shown.count("<time") == min(items, NEWEST)


def test_drafts_and_what_stands_elsewhere_are_no_entries_of_a_group(read, portal, group):
    section = add_section(group, "Phổ biến", 1)
    section.add_child(instance=ArticlePage(title="Bản nháp", lead="Tóm tắt", live=False))
    hidden = group.add_child(instance=SectionPage(title="Chưa mở", live=False))
    hidden.add_child(instance=ArticlePage(title="Chưa tới lúc", lead="Tóm tắt"))
    add_section(portal.home, "Bên cạnh", 1)
    shown = read(group)
    for title in ("Bản nháp", "Chưa mở", "Chưa tới lúc", "Bên cạnh"):
        assert title not in shown


def test_pages_of_text_under_a_page_have_no_day(read, group):
    page = group.add_child(instance=StandardPage(title="Tổ chức", body=text()))
    page.add_child(instance=StandardPage(title="Phòng Hành chính", body=text()))
    shown = read(group)
    assert "Phòng Hành chính" in shown
    assert "<time" not in shown


def test_a_group_costs_the_same_few_statements_whatever_it_holds(read, group, client, portal):
    group.add_child(instance=ContactPage(title="Giao dịch", telephone="0222 2222 222"))
    add_section(group, "Một", 1)

    def statements() -> int:
        read(group)
        with CaptureQueriesContext(connection) as queries:
            client.get(group.get_url_parts()[2], headers={"host": portal.host})
        return len(queries)

    few = statements()
    for number in range(5):
        add_section(group, f"Mục {number}", NEWEST + 1)
    assert statements() == few <= MOST


def test_a_group_that_is_previewed_before_it_is_saved_holds_nothing():
    content = GroupPage(title="Mới").get_context(None)["content"]
    assert content.entries == []
    assert content.contact is None
