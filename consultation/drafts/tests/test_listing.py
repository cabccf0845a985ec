"""The list of drafts and the block on home pages: whose drafts they show, and at what cost."""

from datetime import date, timedelta

import pytest
from wagtail.models import Locale

from consultation.drafts.listing import open_drafts
from consultation.drafts.models import DraftPage
from consultation.drafts.tests.readers import html, path_of, read, section_of
from portal.common import clock
from sites.provisioning.services import provision_site
from sites.provisioning.spec import SiteSpec
from sites.units.models import UnitPeriod

SECOND = timedelta(seconds=1)
MANY = 20


@pytest.fixture
def province(two_sites):
    """The province's own portal above the two communes."""
    day = date(2021, 4, 19)
    unit = UnitPeriod.objects.on(day).get(code="27").unit
    return provision_site(SiteSpec(unit=unit, day=day)).site


def test_another_portals_drafts_appear_only_as_far_as_they_reach(make_draft, two_sites, province):
    here, there = two_sites.here, two_sites.there
    shown_on = {
        make_draft(here, "Riêng xã ta", reach="own"): {here},
        make_draft(here, "Xã ta gửi tỉnh"): {here, province},
        make_draft(there, "Riêng xã bạn", reach="own"): {there},
        make_draft(there, "Xã bạn gửi tỉnh"): {there, province},
        make_draft(province, "Riêng tỉnh", reach="own"): {province},
        make_draft(province, "Tỉnh và tỉnh"): {province},
        make_draft(province, "Tỉnh gửi các xã", reach="all"): {here, there, province},
    }
    for site in (here, there, province):
        listed = html(site, section_of(site))
        for page, sites in shown_on.items():
            assert (page.title in listed) == (site in sites), (site.hostname, page.title)
    for site in (here, there):
        titles = {draft.title for draft in open_drafts(site.root_page, MANY)}
        assert titles == {page.title for page, sites in shown_on.items() if site in sites}


def test_a_draft_of_another_portal_leads_there_and_says_whose_it_is(
    make_draft, two_sites, province
):
    page = make_draft(two_sites.here, "Xã ta gửi tỉnh", drafting_unit="Ban soạn thảo")
    shown = html(province, section_of(province))
    assert f'href="{page.full_url}"' in shown
    assert "Ban soạn thảo" in shown
    assert "<span>Xã Liên Bão</span>" in shown
    assert read(province, path_of(page)).status_code == 404


def test_the_list_is_narrowed_and_says_what_it_does_not_understand(make_draft, two_sites):
    make_draft(two_sites.here, "Dự thảo đang mở")
    closed = make_draft(two_sites.here, "Dự thảo đã đóng")
    DraftPage.objects.filter(pk=closed.pk).update(closes_at=clock.now() - SECOND)
    path = path_of(section_of(two_sites.here))
    shown = read(two_sites.here, path, **{"trang-thai": "closed"}).content.decode()
    assert "Dự thảo đã đóng" in shown
    assert "Dự thảo đang mở" not in shown
    shown = read(two_sites.here, path, **{"tu-khoa": "dang mo"}).content.decode()
    assert "Dự thảo đang mở" in shown
    assert "Dự thảo đã đóng" not in shown
    shown = read(two_sites.here, path, **{"trang-thai": "x", "linh-vuc": "<b>"}).content.decode()
    assert "Dự thảo đang mở" in shown
    assert 'role="alert"' in shown
    assert "<b>" not in shown
    assert read(two_sites.here, path, trang="2").status_code == 404


def test_the_list_is_narrowed_to_the_drafts_of_one_unit(make_draft, two_sites, province):
    make_draft(two_sites.here, "Xã ta gửi tỉnh")
    make_draft(two_sites.there, "Riêng xã bạn", reach="own")
    path = path_of(section_of(province))
    alone = html(two_sites.here, section_of(two_sites.here))
    assert 'name="don-vi"' not in alone
    make_draft(province, "Của tỉnh")
    listed = html(province, section_of(province))
    assert f'<option value="{two_sites.here.pk}">Xã Liên Bão</option>' in listed
    # Who shows nothing here is not offered.
    assert f'<option value="{two_sites.there.pk}">' not in listed
    shown = read(province, path, **{"don-vi": str(two_sites.here.pk)}).text
    assert "Xã ta gửi tỉnh" in shown
    assert "Của tỉnh" not in shown
    refused = read(province, path, **{"don-vi": str(two_sites.there.pk)}).text
    assert 'role="alert"' in refused
    assert "Riêng xã bạn" not in refused


def test_an_empty_list_says_what_will_come_and_an_empty_search_what_to_do(make_draft, two_sites):
    path = path_of(section_of(two_sites.here))
    empty = read(two_sites.here, path).content.decode()
    make_draft(two_sites.here)
    searched = read(two_sites.here, path, **{"tu-khoa": "zzzz"}).content.decode()
    assert empty.count('class="empty"') == searched.count('class="empty"') == 1
    assert "Xóa bộ lọc" in searched


def test_the_number_of_drafts_costs_no_statement(
    make_draft, two_sites, province, django_assert_max_num_queries
):
    path = path_of(section_of(province))
    make_draft(province, "Dự thảo đầu tiên")
    counts = set()
    for number in range(MANY):
        if number in {0, MANY - 1}:
            read(province, path)
            with django_assert_max_num_queries(15) as captured:
                shown = read(province, path).content.decode()
            assert shown.count('<li class="doc">') == number + 1
            counts.add(len(captured))
        make_draft([two_sites.here, two_sites.there, province][number % 3], f"Số {number}", text="")
    assert len(counts) == 1


def test_home_pages_show_what_is_open_the_first_to_close_first(make_draft, two_sites, freeze_clock):
    now = clock.now()
    freeze_clock(now)
    late = make_draft(two_sites.here, "Còn lâu", closes_at=now + timedelta(days=40))
    soon = make_draft(two_sites.here, "Sắp hết", closes_at=now + timedelta(days=31))
    shown = html(two_sites.here, two_sites.here.root_page)
    assert shown.index(soon.title) < shown.index(late.title)
    assert "còn 31 ngày" in shown
    freeze_clock(soon.closes_at - SECOND)
    assert soon.title in html(two_sites.here, two_sites.here.root_page)
    freeze_clock(soon.closes_at)
    assert soon.title not in html(two_sites.here, two_sites.here.root_page)
    freeze_clock(late.closes_at)
    assert 'id="drafts"' not in html(two_sites.here, two_sites.here.root_page)


def test_drafts_cost_a_home_page_no_more_statements(
    make_draft, two_sites, django_assert_max_num_queries
):
    def statements() -> int:
        read(two_sites.here, "/")
        with django_assert_max_num_queries(15) as captured:
            read(two_sites.here, "/")
        return len(captured)

    make_draft(two_sites.here)
    one = statements()
    for number in range(3):
        make_draft(two_sites.here, f"Số {number}", text="")
    assert statements() == one


def test_a_home_page_shows_the_drafts_of_its_own_language(make_draft, two_sites):
    make_draft(two_sites.here, "Dự thảo tiếng Việt")
    english, _ = Locale.objects.get_or_create(language_code="en")
    home = two_sites.here.root_page.specific.copy_for_translation(english)
    assert open_drafts(home, MANY) == []
    assert [draft.title for draft in open_drafts(two_sites.here.root_page, MANY)] == [
        "Dự thảo tiếng Việt"
    ]
