"""Items, documents and lists as networks and search engines see them."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from wagtail.images.tests.utils import get_test_image_file

from editorial.articles.models import ArticlePage
from editorial.documents.models import LegalDocumentPage
from editorial.vocabularies.models import DocumentType, Issuer
from portal.media.models import PortalImage
from portal.media.services import make_renditions
from sites.profile.models import SiteSection


@pytest.fixture
def head_of(client, two_sites):
    def head_of(page, query: str = "") -> str:
        host = two_sites.here.hostname
        response = client.get(page.get_url_parts()[2] + query, headers={"host": host})
        html = response.content.decode()
        return html[: html.index("</head>")]

    return head_of


def section(two_sites, key: str):
    return SiteSection.objects.get(site=two_sites.here, key=key).page.specific


def data_in(head: str) -> dict[str, dict]:
    found = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', head)[1])
    return {one["@type"]: one for one in (found if isinstance(found, list) else [found])}


def test_an_item_is_a_news_article_with_its_picture(two_sites, head_of):
    picture = PortalImage.objects.create(title="Cầu", file=get_test_image_file())
    make_renditions(picture)
    article = section(two_sites, "news").add_child(
        instance=ArticlePage(
            title="Thông xe </script>",
            slug="thong-xe",
            lead="Sáng nay",
            picture=picture,
            picture_alt="Cầu mới",
            first_published_at=datetime(2021, 4, 19, 2, tzinfo=UTC),
        )
    )
    head = head_of(article)
    data = data_in(head)
    news = data["NewsArticle"]
    assert news["headline"] == "Thông xe </script>"
    assert news["datePublished"] == "2021-04-19T02:00:00+00:00"
    assert news["description"] == "Sáng nay"
    assert news["image"] == [re.search(r'property="og:image" content="([^"]+)"', head)[1]]
    assert news["image"][0].startswith(f"http://{two_sites.here.hostname}/media/images/")
    assert news["image"][0].endswith(".jpg")
    assert data["BreadcrumbList"]["itemListElement"][-1]["name"] == "Thông xe </script>"
    assert 'content="summary_large_image"' in head
    assert 'property="og:type" content="article"' in head
    assert two_sites.there.hostname not in head


def test_a_share_picture_comes_before_the_items_own(two_sites, head_of):
    own, shared = (
        PortalImage.objects.create(title=name, file=get_test_image_file(f"{name}.png"))
        for name in ("rieng", "chia-se")
    )
    for picture in (own, shared):
        make_renditions(picture)
    article = section(two_sites, "news").add_child(
        instance=ArticlePage(title="a", picture=own, picture_alt="a", share_image=shared)
    )
    stem = shared.file.name.rsplit("/", 1)[1].split(".")[0]
    assert stem in re.search(r'property="og:image" content="([^"]+)"', head_of(article))[1]


@pytest.mark.parametrize(
    ("expires", "force"),
    [(None, "https://schema.org/InForce"), (date(2021, 4, 19), "https://schema.org/NotInForce")],
)
def test_a_document_is_legislation_with_its_force(two_sites, head_of, expires, force):
    document = section(two_sites, "legal_documents").add_child(
        instance=LegalDocumentPage(
            title="Kế hoạch",
            number="12/KH-UBND",
            abstract="Về cổng",
            issued_on=date(2021, 4, 1),
            expires_on=expires,
            document_type=DocumentType.objects.first(),
            issuer=Issuer.objects.first(),
        )
    )
    head = head_of(document)
    told = data_in(head)["Legislation"]
    assert told["legislationIdentifier"] == "12/KH-UBND"
    assert told["legislationDate"] == "2021-04-01"
    assert told["legislationLegalForce"] == force
    assert 'name="description" content="Về cổng"' in head


def test_a_further_page_of_a_list_is_a_page_of_its_own(two_sites, head_of):
    news = section(two_sites, "news")
    for number in range(21):
        moment = datetime(2021, 4, 1, tzinfo=UTC)
        news.add_child(instance=ArticlePage(title=f"Tin {number}", first_published_at=moment))
    canonical = re.compile(r'rel="canonical" href="([^"]+)"')
    assert canonical.search(head_of(news))[1] == news.full_url
    assert canonical.search(head_of(news, "?trang=2"))[1] == f"{news.full_url}?trang=2"
    assert canonical.search(head_of(news, "?nam=2021"))[1] == news.full_url


def test_address_title_and_portal_are_told_for_sharing(two_sites, head_of):
    news = section(two_sites, "news")
    news.intro = 'Tin <b>"hay"</b>'
    news.save()
    head = head_of(news)
    assert f'<meta property="og:url" content="http://{two_sites.here.hostname}/tin-tuc/">' in head
    assert '<meta property="og:locale" content="vi_VN">' in head
    assert 'name="description" content="Tin &lt;b&gt;&quot;hay&quot;&lt;/b&gt;"' in head
    assert '<meta property="og:type" content="website">' in head
    assert '<meta name="twitter:card" content="summary">' in head
    assert "og:image" not in head
    trail = data_in(head)["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in trail] == [1, 2]
    assert all(two_sites.here.hostname in item["item"] for item in trail)


def test_a_home_page_says_whose_it_is_where_nobody_wrote_a_description(two_sites, head_of):
    home = two_sites.here.root_page.specific
    assert '<meta name="description" content="Tin tức, văn bản' in head_of(home)
    home.welcome = "Xã bên sông Đuống."
    home.save()
    assert '<meta name="description" content="Xã bên sông Đuống.">' in head_of(home)
