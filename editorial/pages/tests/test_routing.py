"""Addresses of pages are found in two statements, as Wagtail would find them."""

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Locale, Page, Site
from wagtail.url_routing import RouteResult

from editorial.pages.models import GroupPage, StandardPage
from portal.common.routing import DEEPEST_ADDRESS, find_route
from portal.hosts.index import index
from portal.hosts.models import Host

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Page:
    Locale.objects.get_or_create(language_code="vi")
    root = Page.get_first_root_node()
    home = root.add_child(instance=GroupPage(title="A", slug="a"))
    site = Site.objects.create(hostname="a.test.localhost", root_page=home, port=80)
    Host.objects.get_or_create(name=site.hostname, defaults={"site": site})
    index.changed(site.pk)
    return home


@pytest.fixture
def find(home):
    def find(path: str) -> RouteResult | None:
        request = RequestFactory().get("/", headers={"host": "a.test.localhost"})
        find.request = request
        return find_route(request, path)

    with translation.override("vi"):
        yield find


def add(parent: Page, title: str, **fields) -> Page:
    return parent.add_child(instance=StandardPage(title=title, **fields))


@pytest.mark.parametrize("depth", [1, 4])
def test_a_page_is_found_at_any_depth_in_as_many_statements(
    home, find, depth, django_assert_num_queries
):
    page, path = home, ""
    for level in range(depth):
        page = add(page, f"Trang {level}")
        path += f"trang-{level}/"
    index.current()
    find(path)
    with django_assert_num_queries(2):
        found = find(path).page
    assert found == page.specific
    assert type(found) is page.specific_class
    assert [step.depth for step in find.request.page_trail] == list(range(2, 3 + depth))


@pytest.mark.parametrize(
    "path", ["b/", "a/", "trang/b/", "b/trang/", "trang/trang/", "a\0/", "x/" * 50]
)
def test_what_is_not_there_is_not_found(home, find, path):
    add(home, "Trang")
    assert find(path) is None


def test_a_draft_is_not_found_and_what_is_under_it_is_as_in_wagtail(home, find):
    draft = add(home, "Nháp", live=False)
    add(draft, "Trang")
    assert find("nhap/") is None
    assert find("nhap/trang/").page.title == "Trang"


def test_the_same_words_under_another_portal_are_not_found(home, find):
    other = Page.get_first_root_node().add_child(instance=GroupPage(title="B", slug="b"))
    add(other, "Trang")
    assert find("trang/") is None


def test_a_language_without_a_home_page_has_no_pages(home, find):
    add(home, "Trang")
    with translation.override("en"):
        assert find("trang/") is None


def test_a_page_type_with_a_route_of_its_own_decides_what_is_below(home, find, monkeypatch):
    page = add(home, "Trang")
    asked = []

    def route(self, request, components):
        asked.append(components)
        if components == ["2021"]:
            return RouteResult(self, kwargs={"year": 2021})
        raise Http404

    monkeypatch.setattr(StandardPage, "route", route, raising=False)
    result = find("trang/2021/")
    assert (result.page, result.kwargs) == (page, {"year": 2021})
    assert find("trang/x/") is None
    assert asked == [["2021"], ["x"]]


def test_the_deepest_address(home, find):
    page = home
    for _level in range(DEEPEST_ADDRESS - 6):
        page = add(page, "x")
    assert find("x/" * (DEEPEST_ADDRESS - 6)).page == page
