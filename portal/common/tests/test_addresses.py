"""Addresses that are no pages, and the words that pages may not take."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.models import Page

from portal.common.addresses import (
    ADDRESSES,
    RESERVED,
    SectionPathConverter,
    is_reserved,
    reserved_words,
    route,
)
from portal.common.page_forms import BaseCopyForm
from portal.common.tests.two_sites import add_page, make_portal


def test_every_address_has_a_word_in_each_language(settings):
    for table in (ADDRESSES, RESERVED):
        for name, words in table.items():
            assert set(words) == {code for code, _ in settings.LANGUAGES}, name
            assert all(word.endswith("/") and not word.startswith("/") for word in words.values())


def test_no_word_stands_for_two_addresses_of_a_language():
    for language in ("vi", "en"):
        words = [by[language] for table in (ADDRESSES, RESERVED) for by in table.values()]
        assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("active", "asked", "expected"),
    [
        ("vi", None, "tim-kiem/"),
        ("en", None, "search/"),
        ("vi", "en", "search/"),
        ("en-gb", None, "search/"),
        ("fr", None, "tim-kiem/"),
        (None, None, "tim-kiem/"),
    ],
)
def test_the_word_follows_the_language(active, asked, expected):
    with translation.override(active):
        assert route("search", asked) == expected


@pytest.mark.parametrize(
    "word",
    ["tim-kiem", "search", "rss", "atom", "sitemap", "tra-cuu", "ban-bien-tap", "en", "admin"],
)
def test_words_of_all_languages_are_taken_right_below_a_home_page_only(word):
    assert word in reserved_words()
    assert is_reserved(word, 3)
    assert not is_reserved(word, 2)
    assert not is_reserved(word, 4)
    assert not is_reserved(f"{word}-2", 3)


@pytest.mark.parametrize("path", ["", "/", "a//b", "a/", "/a", "a/../b", "a.b", "á", "a b", "A"])
def test_a_section_path_is_made_of_slugs(path):
    import re

    assert not re.fullmatch(SectionPathConverter.regex, path)


@pytest.fixture
def portal():
    return make_portal("mot")


@pytest.mark.django_db
class TestPagesKeepClear:
    """However a page comes to its place, it never hides behind an address of the portal."""

    @pytest.mark.parametrize("slug", ["tim-kiem", "search", "so-do-trang", "tra-cuu"])
    def test_a_new_page_in_either_tree_is_refused(self, portal, slug):
        for home in (portal.home, portal.english_home):
            with pytest.raises(ValidationError, match=slug):
                add_page(home, "Trang", slug)
        assert not Page.objects.filter(slug=slug).exists()

    def test_deeper_the_word_is_free(self, portal):
        section = add_page(portal.home, "Tin", "tin")
        page = add_page(section, "Tìm kiếm", "tim-kiem")
        assert portal.get("/tin/tim-kiem/").status_code == 200
        page.title = "Khác"
        page.save()

    def test_renaming_is_refused(self, portal):
        page = add_page(portal.home, "Tin", "tin")
        page.slug = "tim-kiem"
        with pytest.raises(ValidationError):
            page.save()

    def test_moving_up_is_refused_and_changes_nothing(self, portal):
        section = add_page(portal.home, "Tin", "tin")
        page = add_page(section, "Tìm kiếm", "tim-kiem")
        with pytest.raises(ValidationError):
            page.move(portal.home, pos="last-child")
        assert Page.objects.get(pk=page.pk).url_path == f"{section.url_path}tim-kiem/"

    def test_copying_up_is_refused(self, portal):
        section = add_page(portal.home, "Tin", "tin")
        page = add_page(section, "Tìm kiếm", "tim-kiem")
        for attributes in ({"slug": "tim-kiem"}, {"slug": "rss"}):
            with pytest.raises(ValidationError):
                page.copy(to=portal.home, update_attrs=attributes)
        page.copy(to=portal.home, update_attrs={"slug": "tim-kiem-2"})
        assert Page.objects.filter(depth=3, slug="tim-kiem-2").exists()

    def test_an_alias_is_refused(self, portal):
        section = add_page(portal.home, "Tin", "tin")
        page = add_page(section, "Tìm kiếm", "tim-kiem")
        with pytest.raises(ValidationError):
            page.create_alias(parent=portal.home)

    def test_the_form_of_a_copy_says_why(self, portal, django_user_model):
        officer = django_user_model.objects.create_superuser(email="a@b.vn", password="x")
        section = add_page(portal.home, "Tin", "tin")
        page = add_page(section, "Tìm kiếm", "tim-kiem")
        data = {"new_title": "Tìm kiếm", "new_slug": "tim-kiem", "new_parent_page": portal.home.pk}
        form = BaseCopyForm(data, user=officer, page=page)
        assert not form.is_valid()
        assert "new_slug" in form.errors
        form = BaseCopyForm({**data, "new_slug": "tim-them"}, user=officer, page=page)
        assert "new_slug" not in form.errors

    def test_the_administration_refuses_a_move_with_a_message(
        self, portal, django_user_model, client
    ):
        from django.contrib.messages.storage.fallback import FallbackStorage
        from django.test import RequestFactory

        from portal.common.wagtail_hooks import refuse_move_to_reserved_address

        section = add_page(portal.home, "Tin", "tin")
        page = add_page(section, "Tìm kiếm", "tim-kiem")
        request = RequestFactory().post("/")
        request.session = client.session
        request._messages = FallbackStorage(request)
        assert refuse_move_to_reserved_address(request, page, section) is None
        assert refuse_move_to_reserved_address(request, page, portal.home).status_code == 302
        assert "tim-kiem" in str(next(iter(request._messages)))
