"""What home pages show, of their own portal and of those around it."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import ReferenceIndex, Site

from editorial.articles.models import ArticlePage
from editorial.documents.models import LegalDocumentPage
from editorial.vocabularies.models import DocumentType, Issuer
from portal.media.models import PortalImage
from portal.media.services import make_renditions
from sites.profile.models import SiteProfile, SiteSection
from sites.provisioning.services import provision_site, retire_site
from sites.provisioning.spec import SiteSpec
from sites.units.models import UnitPeriod

DAY = date(2021, 4, 19)
NOON = datetime(2021, 4, 18, 5, tzinfo=UTC)


def site_of(code: str) -> Site:
    unit = UnitPeriod.objects.on(DAY).get(code=code).unit
    return provision_site(SiteSpec(unit=unit, day=DAY)).site


@pytest.fixture
def province(two_sites) -> Site:
    return site_of("27")


@pytest.fixture
def district(two_sites) -> Site:
    """The district of the two communes."""
    period = UnitPeriod.objects.on(DAY).get(unit=two_sites.here.profile.unit)
    return site_of(UnitPeriod.objects.on(DAY).get(unit=period.parent).code)


@pytest.fixture
def read(client):
    def read(site: Site, path: str = "/") -> str:
        response = client.get(path, headers={"host": site.hostname})
        assert response.status_code == 200
        return response.content.decode()

    return read


def publish(site: Site, title: str, section: str = "news", hours: int = 0, **fields) -> ArticlePage:
    page = SiteSection.objects.get(site=site, key=section).page.specific
    moment = NOON + timedelta(hours=hours)
    return page.add_child(instance=ArticlePage(title=title, first_published_at=moment, **fields))


def main_of(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


def test_an_empty_home_says_what_will_appear(read, two_sites):
    main = main_of(read(two_sites.here))
    assert 'class="empty"' in main
    assert "<section" not in main


def test_a_home_without_news_shows_its_name_and_its_supervising_unit(read, two_sites, district):
    main = main_of(read(two_sites.here))
    assert f"<h1>{two_sites.here.site_name}</h1>" in main
    assert f'href="http://{district.hostname}/"' in main
    publish(two_sites.here, "Tin đầu")
    main = main_of(read(two_sites.here))
    assert "<h1>" not in main
    assert 'class="empty"' not in main


def test_the_menu_of_a_new_portal_leads_home(read, two_sites):
    html = read(two_sites.here)
    menu = html[html.index('<nav class="menu"') :]
    assert 'href="/" aria-current="page"' in menu[: menu.index("</nav>")]
    assert "<summary>" not in menu[: menu.index("</nav>")]


def test_the_newest_leads_and_four_follow(read, two_sites):
    for number in range(6):
        publish(two_sites.here, f"Tin số {number}", hours=number)
    main = main_of(read(two_sites.here))
    places = [main.find(f">Tin số {number}<") for number in (5, 4, 3, 2, 1)]
    assert places == sorted(places)
    assert places[0] > 0
    assert "Tin số 0" not in main
    assert re.search(r"<h2><a [^>]+>Tin số 5<", main)


def test_a_home_shows_its_own_portal_only(read, two_sites):
    publish(two_sites.there, "Tin xã bên")
    publish(two_sites.there, "Chỉ đạo xã bên", "direction")
    publish(two_sites.here, "Bản nháp", live=False)
    html = read(two_sites.here)
    assert "xã bên" not in html
    assert "Bản nháp" not in html


def test_direction_and_documents_have_blocks_without_what_leads(read, two_sites):
    for number in range(7):
        publish(two_sites.here, f"Chỉ đạo {number}", "direction", hours=number)
    register = SiteSection.objects.get(site=two_sites.here, key="legal_documents").page.specific
    register.add_child(
        instance=LegalDocumentPage(
            title="Kế hoạch",
            number="12/KH-UBND",
            abstract="Về cổng",
            issued_on=DAY,
            document_type=DocumentType.objects.first(),
            issuer=Issuer.objects.first(),
        )
    )
    main = main_of(read(two_sites.here))
    for number in range(7):
        assert main.count(f">Chỉ đạo {number}<") == 1
    block = main[main.index('id="direction"') :]
    assert ">Chỉ đạo 1<" in block
    assert ">Chỉ đạo 6<" not in block
    assert "12/KH-UBND" in main


def test_news_of_the_province_keep_their_address_and_name_their_source(read, two_sites, province):
    article = publish(province, "Tin toàn tỉnh")
    for site in (two_sites.here, two_sites.there):
        main = main_of(read(site))
        assert f'href="{article.full_url}"' in main
        assert 'id="shared"' in main
        assert "Tỉnh Bắc Ninh" in main
        assert "cols--lead" not in main
        assert ArticlePage.objects.count() == 1
    assert 'id="shared"' not in main_of(read(province))


def test_pictures_of_shared_news_are_served_by_the_portal_that_shows_them(
    client, read, two_sites, province
):
    picture = PortalImage.objects.create(title="Cầu", file=get_test_image_file())
    make_renditions(picture, ["thumb"])
    article = publish(province, "Tin toàn tỉnh", picture=picture, picture_alt="Cầu mới")
    ReferenceIndex.create_or_update_for_object(article)
    url = re.search(r'<img src="(/media/images/[^"]+)"', read(two_sites.here))[1]
    for site in (two_sites.here, province):
        assert client.get(url, headers={"host": site.hostname}).status_code == 200
    own = publish(two_sites.there, "Tin riêng", picture=None)
    article.delete()
    own.picture, own.picture_alt = picture, "Cầu mới"
    own.save()
    ReferenceIndex.create_or_update_for_object(own)
    assert client.get(url, headers={"host": two_sites.here.hostname}).status_code == 404


def test_a_district_lists_its_communes_and_the_province_counts_them(
    read, two_sites, district, province
):
    names = [
        UnitPeriod.objects.on(DAY).get(unit=site.profile.unit).name
        for site in (two_sites.here, two_sites.there)
    ]
    below = main_of(read(district))
    above = main_of(read(province))
    for name in names:
        assert f">{name}<" in below
        assert f">{name}<" not in above
    assert "?loai=xa" in above
    assert 'name="tu-khoa"' in above
    assert 'id="portals"' not in main_of(read(two_sites.here))


def test_a_closed_portal_leaves_the_list(read, two_sites, district):
    name = UnitPeriod.objects.on(DAY).get(unit=two_sites.there.profile.unit).name
    assert f">{name}<" in main_of(read(district))
    retire_site(two_sites.there)
    assert f">{name}<" not in main_of(read(district))


def test_machines_are_told_of_this_portals_unit_alone(read, two_sites, district):
    SiteProfile.objects.filter(site=two_sites.here).update(telephone="0222 3822 222")
    SiteProfile.objects.filter(site=two_sites.there).update(telephone="0222 3999 999")
    html = read(two_sites.here)
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert data["@type"] == "GovernmentOrganization"
    assert data["telephone"] == "0222 3822 222"
    assert f'property="og:title" content="{data["name"]}"' in html
    assert data["url"] == f"http://{two_sites.here.hostname}/"
    assert data["parentOrganization"]["name"].startswith("Huyện")
    assert "3999" not in html


def test_a_welcome_stands_where_it_was_written(read, two_sites):
    home = two_sites.here.root_page.specific
    home.welcome = "Chào <b>mừng</b>"
    home.save()
    assert "Chào &lt;b&gt;mừng" in read(two_sites.here)
    assert "Chào" not in main_of(read(two_sites.there))
