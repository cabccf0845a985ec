"""A page is neither copied nor moved to a place of another portal, whose title is not told."""

import pytest
from django.conf import settings
from django.urls import reverse

from editorial.articles.models import ArticlePage
from portal.common.testing.officers import officer_client
from portal.hosts.models import Host
from sites.access.models import Role
from sites.profile.models import SiteSection


def section_of(site):
    return SiteSection.objects.get(site=site, key="news").page


def page_on(site, title: str) -> ArticlePage:
    return section_of(site).add_child(instance=ArticlePage(title=title, live=False))


@pytest.fixture
def editor(two_sites):
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
    return officer_client(two_sites.person(two_sites.here, Role.EDITOR))


def copied(editor, page, destination) -> object:
    fields = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": destination}
    address = reverse("wagtailadmin_pages:copy", "portal.urls.admin", args=[page.pk])
    return editor.post(address, fields)


def test_a_copy_to_another_portal_is_not_found(editor, two_sites):
    secret = page_on(two_sites.there, "Tin chưa công bố")
    answer = copied(editor, page_on(two_sites.here, "Tin"), secret.pk)
    assert answer.status_code == 404
    assert "Tin chưa công bố" not in answer.content.decode()


def test_a_place_that_is_not_there_is_not_found_either(editor, two_sites):
    assert copied(editor, page_on(two_sites.here, "Tin"), 10**9).status_code == 404


def test_a_copy_on_the_own_portal_is_made(editor, two_sites):
    page = page_on(two_sites.here, "Tin")
    assert copied(editor, page, section_of(two_sites.here).pk).status_code == 302
    assert page.get_parent().get_children().filter(title="Bản sao").count() == 1
