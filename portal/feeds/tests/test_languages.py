"""A page leads to its other languages and to its feeds."""

import re

import pytest
from django.template import Context
from wagtail.models import Locale

from editorial.articles.models import SectionPage
from portal.common.templatetags.portal_tags import language_versions, section_feed
from portal.common.tests.two_sites import make_portal


def hreflangs(response) -> dict[str, str]:
    found = re.findall(
        r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', response.content.decode()
    )
    return dict(found)


@pytest.fixture
def portal():
    make_portal("hai")
    portal = make_portal("mot")
    section = SectionPage(title="Tin", slug="tin", locale=portal.home.locale)
    portal.home.add_child(instance=section)
    portal.section = section
    return portal


def translate(page, *, live=True):
    english = page.copy_for_translation(Locale.objects.get(language_code="en"))
    english.slug = "news"
    revision = english.save_revision()
    if live:
        revision.publish()
    return english


@pytest.mark.django_db
def test_a_live_translation_is_named_on_both_sides(portal):
    translate(portal.section)
    both = {"vi": "http://mot.localhost/tin/", "en": "http://mot.localhost/en/news/"}
    for path in ("/tin/", "/en/news/"):
        response = portal.get(path)
        assert hreflangs(response) == both
    text = portal.get("/tin/").content.decode()
    assert re.search(
        r'<a href="http://mot\.localhost/en/news/" hreflang="en" lang="en">English', text
    )
    assert re.search(r'<span aria-current="true" lang="vi">Tiếng Việt', text)


@pytest.mark.django_db
def test_without_a_live_translation_nothing_is_offered(portal):
    assert hreflangs(portal.get("/tin/")) == {}
    translate(portal.section, live=False)
    assert hreflangs(portal.get("/tin/")) == {}


@pytest.mark.django_db
def test_an_alias_is_no_translation(portal):
    portal.section.copy_for_translation(Locale.objects.get(language_code="en"), alias=True)
    assert hreflangs(portal.get("/tin/")) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("vietnamese", "english"), [("/tim-kiem/", "/en/search/"), ("/so-do-trang/", "/en/sitemap/")]
)
def test_addresses_that_are_no_pages_have_their_other_word(portal, vietnamese, english):
    both = {"vi": f"http://mot.localhost{vietnamese}", "en": f"http://mot.localhost{english}"}
    assert hreflangs(portal.get(vietnamese)) == hreflangs(portal.get(english)) == both


@pytest.mark.django_db
def test_a_portal_of_one_language_costs_nothing(portal, django_assert_num_queries):
    portal.english_home.delete()
    portal.section.refresh_from_db()
    language_versions(Context({"page": portal.section}))
    with django_assert_num_queries(0):
        assert language_versions(Context({"page": portal.section})) == []


def test_without_page_and_request_there_is_nothing():
    assert language_versions(Context({})) == []


@pytest.mark.django_db
def test_feeds_are_announced_and_answer(portal):
    text = portal.get("/tin/").content.decode()
    found = re.findall(
        r'<link rel="alternate" type="application/(\w+)\+xml"[^>]* href="([^"]+)"', text
    )
    assert found == [
        ("rss", "/rss/"),
        ("atom", "/atom/"),
        ("rss", "/rss/tin/"),
        ("atom", "/atom/tin/"),
    ]
    for _kind, path in found:
        assert portal.get(path).status_code == 200


@pytest.mark.django_db
def test_the_feed_of_a_home_page_is_that_of_the_portal(portal):
    assert section_feed(portal.home, "rss") == "/rss/"
