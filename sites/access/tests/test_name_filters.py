"""Who works on all portals filters by a name; who works on a few ticks them."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.models import Locale, Page, Site

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.hosts.models import Host
from sites.access.models import Role
from sites.provisioning.services import sync_site

TOP = "wagtailadmin_explore_root"


@pytest.fixture(autouse=True)
def admin_host(db) -> None:
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)


@pytest.fixture
def province() -> User:
    return User.objects.create_superuser("quantri.tinh@example.org", "mat-khau-dai-12")


def html(user: User, **query) -> str:
    return officer_client(user).get(reverse(TOP), query, follow=True).content.decode()


def listed(user: User, **query) -> set[int]:
    """Pages with a row in the list of results."""
    found = re.findall(r"<tr[^>]*>.*?/admin/pages/(\d+)/", html(user, **query), re.DOTALL)
    return {int(number) for number in found} - {Page.get_first_root_node().pk}


def below(site: Site) -> set[int]:
    path = site.root_page.path
    return set(Page.objects.filter(path__startswith=path).values_list("pk", flat=True))


def test_an_administrator_gets_a_line_instead_of_all_portals(two_sites, province):
    page = html(province)
    assert re.search(r'<input type="text" name="site"', page)
    assert not re.search(r'<input type="checkbox" name="(site|owner|edited_by)"', page)


def test_a_part_of_the_name_finds_the_pages_of_a_portal(two_sites, province):
    text = two_sites.here.hostname.split(".")[0]
    rows = listed(province, site=text)
    assert rows
    assert rows <= below(two_sites.here)


def test_the_second_language_belongs_to_the_portal(two_sites, province):
    english = Locale.objects.get_or_create(language_code="en")[0]
    home = two_sites.here.root_page.copy_for_translation(english)
    sync_site(two_sites.here)
    text = two_sites.here.hostname.split(".")[0]
    assert home.pk in listed(province, site=text, locale="en")


def test_a_name_that_nobody_has_finds_nothing(two_sites, province):
    assert not listed(province, site="không có cổng nào tên như vậy")
    assert not listed(province, owner="không có ai tên như vậy")


def test_blanks_filter_nothing(two_sites, province):
    assert listed(province, site="  ", has_child_pages="true") == listed(
        province, has_child_pages="true"
    )


def test_by_the_name_of_who_wrote(two_sites, province):
    author = two_sites.person(two_sites.here, Role.EDITOR)
    User.objects.filter(pk=author.pk).update(full_name="Trần Thị Hạnh")
    page = two_sites.here.root_page.get_children().first()
    Page.objects.filter(pk=page.pk).update(owner=author)
    assert listed(province, owner="Thị Hạnh") == {page.pk}
    assert f'value="{author.pk}"' not in html(province)


def test_an_editor_ticks_their_own_portal_and_cannot_name_another(two_sites):
    editor = two_sites.person(two_sites.here, Role.EDITOR)
    page = html(editor)
    assert re.search(rf'type="checkbox" name="site" value="{two_sites.here.pk}"', page)
    assert two_sites.there.site_name not in page
    assert not listed(editor, site=two_sites.there.pk) & below(two_sites.there)
    assert two_sites.there.site_name not in html(editor, site=two_sites.there.hostname)
