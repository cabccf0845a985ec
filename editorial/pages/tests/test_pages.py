"""Groups, standard pages, people, links and contact."""

import json

import pytest
from django.core.exceptions import ValidationError
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from editorial.articles.models import ArticlePage, SectionPage
from editorial.documents.models import DocumentRegisterPage, LegalDocumentPage
from editorial.pages.models import (
    ContactPage,
    GroupPage,
    Link,
    LinksPage,
    PeoplePage,
    Person,
    StandardPage,
)
from portal.common.registry import page_types
from portal.media.models import PortalImage
from portal.media.services import make_renditions

pytestmark = pytest.mark.django_db
MODELS = {
    "group": GroupPage,
    "articles": SectionPage,
    "register": DocumentRegisterPage,
    "page": StandardPage,
    "people": PeoplePage,
    "links": LinksPage,
    "contact": ContactPage,
}


@pytest.fixture
def read(client):
    def read(portal, page) -> str:
        response = client.get(page.get_url_parts()[2], HTTP_HOST=portal.host)
        assert response.status_code == 200
        return response.content.decode()

    return read


@pytest.mark.parametrize(("key", "model"), MODELS.items())
def test_an_empty_page_of_each_key_is_made_live_empty_and_readable(read, portal, key, model):
    kind = page_types.get(key)
    page = kind.make(title="Đề mục", slug="de-muc", locale=portal.home.locale)
    assert type(page) is model
    portal.home.add_child(instance=page)
    assert page.live
    assert not kind.is_filled(page)
    assert "Đề mục" in read(portal, page)


@pytest.mark.parametrize(
    ("parent", "child", "may"),
    [
        (SectionPage, ArticlePage, True),
        (SectionPage, SectionPage, True),
        (SectionPage, StandardPage, False),
        (DocumentRegisterPage, LegalDocumentPage, True),
        (DocumentRegisterPage, ArticlePage, False),
        (GroupPage, SectionPage, True),
        (GroupPage, ArticlePage, False),
        (ContactPage, StandardPage, False),
        (Page, GroupPage, False),
    ],
)
def test_the_registry_says_what_stands_under_what(parent, child, may):
    assert (child in parent.allowed_subpage_models()) is may


def test_a_group_lists_its_live_children_in_the_order_of_the_tree(
    read, portal, django_assert_num_queries
):
    group = portal.home.add_child(instance=GroupPage(title="Giới thiệu", intro="Về tỉnh"))
    filled = {"body": '[{"type": "paragraph", "value": "<p>Có nội dung.</p>"}]'}
    group.add_child(instance=StandardPage(title="Lịch sử", **filled))
    group.add_child(instance=StandardPage(title="Bản đồ", **filled))
    group.add_child(instance=StandardPage(title="Nháp", live=False, **filled))
    group.add_child(instance=StandardPage(title="Còn trống"))
    shown = read(portal, group)
    assert 0 < shown.index("Lịch sử") < shown.index("Bản đồ")
    assert "Nháp" not in shown
    assert "Còn trống" not in shown
    with django_assert_num_queries(2):
        group.get_context(None)


def test_people_stand_by_kind_and_in_their_order(read, portal, django_assert_num_queries):
    image = PortalImage.objects.create(title="Chân dung", file=get_test_image_file())
    make_renditions(image, PeoplePage.picture_sizes)
    page = portal.home.add_child(instance=PeoplePage(title="Lãnh đạo"))
    page.people = [
        Person(name="Bình", post="Chánh Văn phòng", kind=Person.Kind.SPOKESPERSON, sort_order=0),
        Person(name="Cường", post="Phó Chủ tịch", kind=Person.Kind.LEADER, sort_order=2),
        Person(name="An", post="Chủ tịch", kind=Person.Kind.LEADER, sort_order=1, picture=image),
    ]
    page.save()
    assert page_types.get("people").is_filled(page)
    shown = read(portal, page)
    assert 0 < shown.index("An</h3>") < shown.index("Cường") < shown.index("Bình")
    assert 'alt="An"' in shown
    stored = PeoplePage.objects.get(pk=page.pk)
    with django_assert_num_queries(2):
        stored.get_context(None)
    assert {person.locale for person in page.people.all()} == {page.locale}


@pytest.mark.parametrize(
    ("number", "good"),
    [
        ("0222 3822 222", True),
        ("+84 (222) 3.822-222", True),
        ("1022", True),
        ("", True),
        ("gọi tôi", False),
        ("1022\n", False),
        ("12", False),
    ],
)
def test_telephone_numbers(number, good):
    page = ContactPage(telephone=number)
    failed = False
    try:
        page.clean_fields(exclude={f.name for f in page._meta.fields} - {"telephone"})
    except ValidationError:
        failed = True
    assert failed is not good


def test_links_stand_in_groups(read, portal):
    page = portal.home.add_child(instance=LinksPage(title="Liên kết"))
    rows = [("Trung ương", "Chính phủ"), ("", "Khác"), ("Trung ương", "Quốc hội")]
    page.links = [
        Link(group=group, title=title, url="https://example.org/", sort_order=place)
        for place, (group, title) in enumerate(rows)
    ]
    page.save()
    shown = read(portal, page)
    assert shown.count("Trung ương") == 1
    assert 0 < shown.index("Chính phủ") < shown.index("Quốc hội") < shown.index("Khác")


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://chinhphu.vn/", True),
        ("http://x.vn", True),
        ("ftp://x.vn", False),
        ("javascript:alert(1)", False),
        ("//x.vn", False),
    ],
)
def test_a_link_goes_to_the_web_alone(portal, url, good):
    link = Link(title="x", url=url)
    others = {field.name for field in link._meta.fields} - {"url"}
    if good:
        link.clean_fields(exclude=others)
    else:
        with pytest.raises(ValidationError):
            link.clean_fields(exclude=others)


def test_a_standard_page_shows_its_body(read, portal):
    body = json.dumps([{"type": "heading", "value": {"text": "Chức năng", "level": "h2"}}])
    page = portal.home.add_child(instance=StandardPage(title="Cơ cấu", body=body))
    assert '<h2 id="muc-chuc-nang">Chức năng</h2>' in read(portal, page)
    assert page_types.get("page").is_filled(page)


def test_contact_shows_only_what_is_there(read, portal):
    page = ContactPage(title="Liên hệ", address="10 Phù Đổng", directions="<p>Gần <b>ga</b></p>")
    portal.home.add_child(instance=page)
    shown = read(portal, page)
    assert "10 Phù Đổng" in shown
    assert "<b>ga</b>" in shown
    assert "mailto:" not in shown
    assert page_types.get("contact").is_filled(page)


def test_biographies_with_links_are_read_together(read, portal, django_assert_num_queries):
    page = portal.home.add_child(instance=PeoplePage(title="Lãnh đạo"))
    link = f'<p><a linktype="page" id="{portal.section.pk}">Tin</a></p>'
    page.people = [Person(name=f"Người {n}", post="x", biography=link) for n in range(5)]
    page.save()
    assert read(portal, page).count(f'{portal.section.full_url}">Tin') == 5
    stored = PeoplePage.objects.get(pk=page.pk)
    with django_assert_num_queries(2):
        stored.get_context(None)
