"""What an editor is about to make can be looked at before it is first saved."""

import pytest
from django.test import RequestFactory
from wagtail.models import Locale, Page, Site

from portal.common.registry import PageType, page_types
from portal.hosts.index import index
from sites.menus.models import EmptySection
from sites.profile.models import SiteSection


def place_for(kind: PageType, site: Site) -> Page:
    """A page of the site under which the type may stand; the root for a home page."""
    if kind.key == "home":
        return Page.get_first_root_node()
    for page in site.root_page.get_descendants(inclusive=True).specific():
        parent = page_types.of(type(page))
        if parent and kind.key in parent.children:
            return page
    # No law asks for the section in which it stands, so that no new portal has one.
    above = next(parent for parent in page_types.all() if kind.key in parent.children)
    section = above.make(title="Mục", slug="muc", locale=Locale.get_default())
    return place_for(above, site).add_child(instance=section)


def put_under(page: Page, parent: Page) -> None:
    """Gives an unsaved page the place that Wagtail's preview gives it."""
    page.depth = parent.depth + 1
    last = parent.get_last_child()
    page.path = last._inc_path() if last else page._get_path(parent.path, page.depth, 1)
    page.set_url_path(parent)


@pytest.mark.parametrize("kind", page_types.all(), ids=lambda kind: kind.key)
def test_a_page_of_every_type_is_previewed_before_it_is_saved(two_sites, kind):
    page = kind.make(title="Chưa lưu", slug="chua-luu", locale=Locale.get_default())
    put_under(page, place_for(kind, two_sites.here))
    request = RequestFactory().get("/", headers={"host": "quantri.test.localhost"})
    response = page.make_preview_request(request, page.default_preview_mode)
    assert response.status_code == 200
    assert "Chưa lưu" in response.content.decode()


def test_a_draft_is_previewed_in_its_place(two_sites):
    EmptySection.objects.all().delete()
    index.changed()
    news = SiteSection.objects.get(site=two_sites.here, key="news").page
    page = page_types.get("articles").make(
        title="Chuyên mục con", slug="con", locale=Locale.get_default()
    )
    put_under(page, news)
    request = RequestFactory().get("/", headers={"host": "quantri.test.localhost"})
    text = page.make_preview_request(request, page.default_preview_mode).content.decode()
    crumbs = text.split('<nav class="crumbs')[1].split("</nav>")[0]
    assert f'href="/{news.slug}/"' in crumbs
    assert 'aria-current="page">Chuyên mục con<' in crumbs
    assert f'href="/{news.slug}/" aria-current="true"' in text
    assert "data-worker" not in text
