"""A reader's page costs the same few statements however many sites there are."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site

from editorial.articles.models import ArticlePage
from editorial.vocabularies.models import Genre
from portal.hosts.index import index
from portal.media.models import PortalImage
from portal.media.services import make_renditions
from sites.directory.tests.test_directory import many_portals
from sites.profile.models import SiteSection
from sites.provisioning.services import provision_site
from sites.provisioning.spec import SiteSpec
from sites.units.models import UnitPeriod

MOST = 10
ROWS = 20


def thousand_sites() -> None:
    """A thousand more sites with their home pages, in bulk."""
    root = Page.get_first_root_node()
    last = root.get_last_child().path
    pages = []
    for number in range(1000):
        last = Page(path=last, depth=2)._inc_path()
        pages.append(
            Page(
                path=last,
                depth=2,
                title=f"n{number}",
                draft_title=f"n{number}",
                slug=f"n{number}",
                url_path=f"/n{number}/",
                locale_id=1,
                content_type_id=root.content_type_id,
            )
        )
    homes = Page.objects.bulk_create(pages)
    Site.objects.bulk_create(
        [Site(hostname=f"{home.slug}.localhost", root_page=home) for home in homes]
    )
    index.changed()


@pytest.fixture
def portal_with_news(two_sites):
    """A commune's news section with more items than one page of the listing."""
    news = SiteSection.objects.get(site=two_sites.here, key="news").page.specific
    genre = Genre.objects.first()
    for number in range(ROWS + 5):
        news.add_child(
            instance=ArticlePage(
                title=f"Tin số {number}", slug=f"tin-so-{number}", lead="Tóm tắt", genre=genre
            )
        )
    return two_sites.here, news


def statements(client, site: Site, path: str) -> int:
    client.get(path, headers={"host": site.hostname})
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path, headers={"host": site.hostname})
    assert response.status_code == 200
    return len(queries)


@pytest.mark.parametrize("path", ["/tin-tuc/", "/tin-tuc/tin-so-3/", "/"])
def test_pages_cost_at_most_ten_statements_with_1_and_1000_sites(portal_with_news, client, path):
    site, _news = portal_with_news
    few = statements(client, site, path)
    thousand_sites()
    many = statements(client, site, path)
    assert few == many
    assert few <= MOST


def with_picture(section, number: int) -> None:
    """A news item whose picture has files."""
    picture = PortalImage.objects.create(title="Cầu", file=get_test_image_file())
    make_renditions(picture, ["thumb"])
    section.add_child(
        instance=ArticlePage(title=f"Tin ảnh {number}", picture=picture, picture_alt="Cầu")
    )


@pytest.mark.parametrize(("code", "most"), [("27", 15), ("BN-SYT", 10), ("260", 10)])
def test_homes_of_all_kinds_cost_the_same_with_many_portals(two_sites, client, code, most):
    day = date(2021, 4, 19)
    for one in dict.fromkeys(["27", code]):
        unit = UnitPeriod.objects.on(day).get(code=one).unit
        site = provision_site(SiteSpec(unit=unit, day=day)).site
        with_picture(SiteSection.objects.get(site=site, key="news").page.specific, 1)
    few = statements(client, site, "/")
    many_portals(300)
    with_picture(SiteSection.objects.get(site=site, key="news").page.specific, 2)
    assert statements(client, site, "/") == few <= most
