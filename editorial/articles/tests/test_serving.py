"""Sections and items as readers get them."""

import json
from datetime import UTC, date, datetime

import pytest
from wagtail.images.tests.utils import get_test_image_file

from editorial.articles.models import (
    ArticlePage,
    ArticleTag,
    RelatedArticle,
    SectionPage,
    SiteTag,
)
from editorial.vocabularies.models import Genre
from portal.common import clock
from portal.media.models import PortalImage
from portal.media.services import make_renditions

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    def read(portal, page, query: str = "", status: int = 200) -> str:
        response = client.get(page.get_url_parts()[2] + query, HTTP_HOST=portal.host)
        assert response.status_code == status
        return response.content.decode()

    return read


@pytest.fixture
def image() -> PortalImage:
    picture = PortalImage.objects.create(title="Cầu", file=get_test_image_file())
    make_renditions(picture)
    return picture


def links_to(pages) -> dict:
    anchors = "".join(f'<a linktype="page" id="{page.pk}">{page.title}</a> ' for page in pages)
    return {"type": "paragraph", "value": f"<p>{anchors}</p>"}


def test_an_item_shows_what_it_has(read, portal, image):
    article = portal.article(
        "Đường đi mới",
        lead="Thông xe",
        author="Lan",
        source="BNP",
        picture=image,
        picture_alt="Cầu mới",
        body=json.dumps([{"type": "paragraph", "value": "<p>Nội <b>dung</b></p>"}]),
    )
    shown = read(portal, article)
    for part in ("Đường đi mới", "Thông xe", "Lan", "BNP", 'alt="Cầu mới"', "<b>dung</b>"):
        assert part in shown


def test_a_title_with_markup_is_shown_as_text(read, portal):
    article = portal.article("<script>x</script>", slug="x", lead="<i>y</i>")
    shown = read(portal, article)
    assert "<script>x" not in shown
    assert "<i>y" not in shown


def test_the_day_shown_is_the_provinces(portal):
    article = portal.article("x", first_published_at=datetime(2021, 4, 18, 17, 0, tzinfo=UTC))
    assert article.published_on == date(2021, 4, 19)
    assert ArticlePage(title="y").published_on is None


def test_a_section_lists_its_items_and_those_of_its_sub_sections_newest_first(read, portal):
    below = portal.section.add_child(instance=SectionPage(title="Kinh tế"))
    portal.article("Bài cũ", first_published_at=datetime(2021, 1, 1, tzinfo=UTC))
    portal.article("Bài mới", under=below, first_published_at=datetime(2021, 2, 1, tzinfo=UTC))
    portal.article("Bài nháp", live=False)
    shown = read(portal, portal.section)
    assert 0 < shown.index("Bài mới") < shown.index("Bài cũ")
    assert "Bài nháp" not in shown
    assert "Kinh tế" in shown
    assert "Bài cũ" not in read(portal, below)


def test_a_section_shows_no_other_portals_items(read, portal, other_portal):
    other_portal.article("Bài của sở")
    assert "Bài của sở" not in read(portal, portal.section)
    assert "Bài của sở" in read(other_portal, other_portal.section)


@pytest.mark.parametrize(
    ("moment", "in_2021"),
    [
        (datetime(2020, 12, 31, 16, 59, 59, tzinfo=UTC), False),
        (datetime(2020, 12, 31, 17, 0, tzinfo=UTC), True),
        (datetime(2021, 12, 31, 16, 59, 59, tzinfo=UTC), True),
        (datetime(2021, 12, 31, 17, 0, tzinfo=UTC), False),
    ],
)
def test_a_year_is_one_of_the_provinces_calendar(read, portal, moment, in_2021):
    portal.article("Bài ở ranh giới", first_published_at=moment)
    assert ("Bài ở ranh giới" in read(portal, portal.section, "?nam=2021")) is in_2021


@pytest.mark.parametrize("year", ["x", "0", "20211", "1989", "2999", "²⁰²¹", "2021;"])
def test_a_year_that_is_not_there_is_said_and_everything_shown(read, portal, year):
    portal.article("Một bài")
    shown = read(portal, portal.section, f"?nam={year}")
    assert 'role="alert"' in shown
    assert "Một bài" in shown


def test_the_years_to_choose_from_are_those_of_the_items(read, portal):
    portal.article("a", first_published_at=datetime(2019, 5, 1, tzinfo=UTC))
    portal.article("b", first_published_at=datetime(2021, 5, 1, tzinfo=UTC))
    shown = read(portal, portal.section, "?nam=2020")
    assert [year for year in range(2017, 2024) if f'<option value="{year}"' in shown] == [
        2019,
        2020,
        2021,
    ]


def test_a_long_list_has_pages_of_twenty(read, portal):
    for number in range(21):
        portal.article(
            f"Bài số {number:02}", first_published_at=datetime(2021, 1, number + 1, tzinfo=UTC)
        )
    first, second = read(portal, portal.section), read(portal, portal.section, "?trang=2")
    assert first.count("<article ") == 20
    assert second.count("<article ") == 1
    assert "Bài số 00" in second
    read(portal, portal.section, "?trang=3", status=404)
    read(portal, portal.section, "?trang=x", status=404)


def test_related_items_are_live_and_of_the_same_portal(read, portal, other_portal):
    near, draft = portal.article("Bài gần"), portal.article("Bài nháp", live=False)
    far = other_portal.article("Bài của sở")
    article = portal.article("Bài chính")
    article.related_links = [
        RelatedArticle(related=page, sort_order=place)
        for place, page in enumerate((far, draft, near))
    ]
    article.save()
    shown = read(portal, article)
    assert "Bài gần" in shown
    assert "Bài nháp" not in shown
    assert "Bài của sở" not in shown


def test_related_items_keep_the_editors_order_in_drafts_too(portal):
    from editorial.articles.services import article_content

    pages = [portal.article(f"Bài {number}") for number in range(3)]
    article = portal.article("Bài chính")
    article.related_links = [
        RelatedArticle(related=page, sort_order=place) for place, page in enumerate(reversed(pages))
    ]
    wanted = [page.pk for page in reversed(pages)]
    assert [page.pk for page in article_content(article).related] == wanted
    article.save()
    stored = ArticlePage.objects.get(pk=article.pk)
    assert [page.pk for page in article_content(stored).related] == wanted


def test_a_link_to_a_draft_tells_no_address(read, portal):
    draft = portal.article("Bí mật", live=False)
    article = portal.article("x", body=json.dumps([links_to([draft])]))
    assert draft.slug not in read(portal, article)


def test_a_link_to_another_portal_names_its_host(read, portal, other_portal):
    far = other_portal.article("Bài của sở")
    article = portal.article("x", body=json.dumps([links_to([far])]))
    assert f'href="{far.full_url}"' in read(portal, article)


def full_article(portal, image, links: int) -> ArticlePage:
    genre = Genre.objects.get_or_create(key="tin", defaults={"name_vi": "Tin"})[0]
    others = [portal.article(f"Bài {number}") for number in range(links)]
    picture = {"image": {"image": image.pk, "alt_text": "a", "decorative": False}, "caption": ""}
    body = [links_to(others), {"type": "picture", "value": picture}, links_to(others)]
    article = portal.article(
        "Bài chính", picture=image, picture_alt="Cầu", genre=genre, body=json.dumps(body)
    )
    tag = SiteTag.objects.create(site=portal.site, name="cầu", slug="cau")
    article.tag_links = [ArticleTag(tag=tag)]
    article.related_links = [RelatedArticle(related=others[0])]
    article.save()
    return article


def test_an_item_with_fifty_links_costs_at_most_ten_statements(
    read, portal, image, django_assert_max_num_queries
):
    article = full_article(portal, image, links=50)
    read(portal, article)
    with django_assert_max_num_queries(10):
        shown = read(portal, article)
    assert shown.count("/tin-tuc/bai-") >= 2 * 50
    assert "cầu" in shown


def test_a_listing_of_twenty_rows_costs_at_most_ten_statements(
    read, portal, image, django_assert_max_num_queries
):
    for number in range(25):
        portal.article(f"Bài {number}", picture=image, picture_alt="Cầu")
    portal.section.add_child(instance=SectionPage(title="Kinh tế"))
    read(portal, portal.section)
    with django_assert_max_num_queries(10):
        assert read(portal, portal.section).count("<picture") == 20


def test_a_picture_needs_words(portal, image):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="picture_alt"):
        portal.article("x", picture=image, picture_alt="  ")


def test_today_is_asked_of_the_one_clock(read, portal, monkeypatch):
    portal.article("Một bài")
    monkeypatch.setattr(clock, "today", lambda: date(2020, 12, 31))
    assert 'role="alert"' in read(portal, portal.section, "?nam=2021")
