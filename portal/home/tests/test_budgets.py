"""A reader's page costs the same few statements however many sites there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from editorial.articles.models import ArticlePage
from editorial.vocabularies.models import Genre
from portal.hosts.index import index
from sites.profile.models import SiteSection

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
