"""Header, menu, breadcrumb and footer: each portal shows its own and names those above it."""

import re
from datetime import date

import pytest
from django.db import OperationalError

from portal.hosts.index import index
from sites.menus.models import EmptySection
from sites.profile.models import SiteProfile, SiteSection, SocialLink
from sites.provisioning.services import provision_site
from sites.provisioning.spec import SiteSpec

DAY = date(2021, 4, 19)


@pytest.fixture
def filled_sites(two_sites):
    """Two portals whose menus show their sections."""
    fill_menus()
    return two_sites


def fill_menus():
    EmptySection.objects.all().delete()
    index.changed()


def get(client, site, path="/"):
    return client.get(path, headers={"host": site.hostname}).content.decode()


def part(text, start, end):
    """What stands in a page from one piece of markup to the next."""
    return text[text.index(start) :].split(end, 1)[0]


def menu_of(text):
    return part(text, '<nav class="menu"', "</nav>")


def test_a_menu_shows_the_sections_of_its_own_portal_alone(filled_sites, client):
    news = SiteSection.objects.get(site=filled_sites.there, key="news").page.specific
    news.title = "Tin của riêng bên kia"
    news.save_revision().publish()
    fill_menus()
    assert "Tin của riêng bên kia" in menu_of(get(client, filled_sites.there))
    assert "Tin của riêng bên kia" not in get(client, filled_sites.here)


def test_hidden_and_unpublished_sections_are_not_in_the_menu(filled_sites, client):
    news = SiteSection.objects.get(site=filled_sites.here, key="news").page
    assert f'href="/{news.slug}/"' in menu_of(get(client, filled_sites.here))
    news.show_in_menus = False
    news.save()
    assert f'href="/{news.slug}/"' not in menu_of(get(client, filled_sites.here))
    news.show_in_menus = True
    news.save()
    news.unpublish()
    assert f'href="/{news.slug}/"' not in menu_of(get(client, filled_sites.here))


def current_marks(text):
    return re.findall(r'href="([^"]+)" aria-current="(\w+)"', menu_of(text))


def test_the_menu_marks_the_page_shown_and_the_section_it_stands_in(filled_sites, client):
    site = filled_sites.here
    section = SiteSection.objects.filter(site=site, page__depth=4).first().page
    parent = section.get_parent()
    assert current_marks(get(client, site)) == [("/", "page")]
    assert current_marks(get(client, site, f"/{parent.slug}/")) == [(f"/{parent.slug}/", "page")]
    below = get(client, site, f"/{parent.slug}/{section.slug}/")
    assert current_marks(below) == [(f"/{parent.slug}/", "true")]


def test_a_section_whose_slug_begins_like_another_is_not_marked(filled_sites, client):
    site = filled_sites.here
    news = SiteSection.objects.get(site=site, key="news").page.specific
    twin = news.copy(update_attrs={"slug": f"{news.slug}-2", "title": "Chuyên mục sinh đôi"})
    text = get(client, site, f"/{twin.slug}/")
    assert (f"/{news.slug}/", "true") not in current_marks(text)
    assert all(href != f"/{news.slug}/" for href, _ in current_marks(text))


def test_the_breadcrumb_leads_from_the_supervising_unit_to_the_page(filled_sites, client):
    site = filled_sites.here
    district = filled_sites.here.profile.unit.at(DAY).parent
    above = provision_site(SiteSpec(unit=district, day=DAY)).site
    section = SiteSection.objects.filter(site=site, page__depth=4).first().page
    parent = section.get_parent()
    text = get(client, site, f"/{parent.slug}/{section.slug}/")
    crumbs = part(text, '<nav class="crumbs', "</nav>")
    links = re.findall(r'href="([^"]+)"', crumbs)
    assert links == [f"http://{above.hostname}/", "/", f"/{parent.slug}/"]
    assert re.findall(r'aria-current="page">([^<]+)<', crumbs) == [section.title]


def test_a_home_page_has_no_breadcrumb(filled_sites, client):
    assert 'class="crumbs' not in get(client, filled_sites.here)


def test_a_portal_links_to_those_above_it_once_they_exist(filled_sites, client):
    district = filled_sites.here.profile.unit.at(DAY).parent
    text = get(client, filled_sites.here)
    strip = part(text, 'class="strip__where"', "</ul>")
    assert district.at(DAY).name in strip
    assert "<a" not in strip
    above = provision_site(SiteSpec(unit=district, day=DAY)).site
    text = get(client, filled_sites.here)
    assert f'href="http://{above.hostname}/"' in part(text, 'class="strip__where"', "</ul>")
    assert f'href="http://{above.hostname}/"' in part(text, '<footer class="footer"', "</footer>")


def test_a_footer_shows_the_contacts_of_its_own_portal_alone(filled_sites, client):
    profile = SiteProfile.objects.get(site=filled_sites.here)
    profile.address, profile.telephone = "Thôn Đại Thượng", "0222 3837 000"
    profile.email, profile.responsible_person = "ubnd@example.org", "Chủ tịch UBND xã"
    profile.save()
    SocialLink.objects.create(
        profile=profile, network="zalo", address="https://zalo.me/xa", sort_order=1
    )
    footer = part(get(client, filled_sites.here), '<footer class="footer"', "</footer>")
    for shown in (
        "Thôn Đại Thượng",
        "0222 3837 000",
        "mailto:ubnd@example.org",
        "Chủ tịch UBND xã",
        "https://zalo.me/xa",
    ):
        assert shown in footer
        assert shown not in get(client, filled_sites.there)


def test_an_english_footer_says_that_address_and_person_are_vietnamese(filled_sites, client):
    profile = SiteProfile.objects.get(site=filled_sites.here)
    profile.address, profile.responsible_person = "Thôn Đại Thượng", "Chủ tịch UBND xã"
    profile.save()
    english = part(get(client, filled_sites.here, "/en/search/"), "<footer", "</footer>")
    vietnamese = part(get(client, filled_sites.here), "<footer", "</footer>")
    for shown in ("Thôn Đại Thượng", "Chủ tịch UBND xã"):
        assert f'<span lang="vi">{shown}</span>' in english
        assert f"<span>{shown}</span>" in vietnamese


def test_the_name_in_the_other_language_says_which_language_it_is(filled_sites, client):
    profile = SiteProfile.objects.get(site=filled_sites.here)
    profile.name, profile.name_en = "Cổng xã Mẫu", "Sample Portal"
    profile.save()
    header = part(get(client, filled_sites.here), '<div class="masthead"', "</form>")
    assert "<strong>Cổng xã Mẫu</strong>" in header
    assert '<span class="masthead__other" lang="en">Sample Portal</span>' in header
    english = part(
        get(client, filled_sites.here, "/en/search/"), '<div class="masthead"', "</form>"
    )
    assert "<strong>Sample Portal</strong>" in english
    assert '<span class="masthead__other" lang="vi">Cổng xã Mẫu</span>' in english


@pytest.mark.parametrize("path", ["/khong-co/", "/en/missing/", "/rss/khong-co/"])
def test_a_missing_page_keeps_header_menu_and_footer_of_its_own_portal(filled_sites, client, path):
    here, there = filled_sites.here, filled_sites.there
    for site, other in ((here, there), (there, here)):
        response = client.get(path, headers={"host": site.hostname})
        text = response.content.decode()
        assert response.status_code == 404
        assert f'href="http://{other.hostname}' not in text
        assert other.site_name not in text
        assert menu_of(text).count("<a") > 5
        assert 'class="footer"' in text
        assert text.count('role="search"') == 2
        assert text.count("<h1>") == 1
        assert 'name="robots" content="noindex"' in text
        assert "aria-current" not in text


def test_a_missing_page_is_plain_where_the_dress_cannot_be_made(monkeypatch, two_sites, client):
    def broken(*args, **kwargs):
        raise OperationalError("secret-host is down")

    monkeypatch.setattr("sites.profile.services.line_of", broken)
    response = client.get("/khong-co/", headers={"host": two_sites.here.hostname})
    text = response.content.decode()
    assert response.status_code == 404
    assert "Không có trang nào ở địa chỉ này" in text
    assert "css/portal.css" in text
    assert 'class="footer"' not in text
    assert "secret" not in text


def test_an_archive_says_since_when_on_pages_and_on_faults(filled_sites, client):
    profile = SiteProfile.objects.get(site=filled_sites.here)
    profile.state, profile.retired_on = SiteProfile.State.RETIRED, date(2021, 4, 1)
    profile.save()
    for path in ("/", "/khong-co/", "/tim-kiem/"):
        text = get(client, filled_sites.here, path)
        assert 'class="archive"' in text
        assert "01/04/2021" in text
        assert 'class="archive"' not in get(client, filled_sites.there, path)


def test_reading_aids_are_there_and_need_the_script_to_be_seen(filled_sites, client):
    text = get(client, filled_sites.here)
    assert text.index("js/portal.js") < text.index("css/portal.css") < text.index("<body>")
    assert 'data-worker="/service-worker.js"' in text
    aids = part(text, '<details class="aids"', "</details>")
    assert aids.count("data-aid=") == 5
    assert re.search(r"data-aid-read [^>]*hidden", aids)
