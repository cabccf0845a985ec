"""The first screen and the report on translations show a person's own portals only."""

import pytest
from django.conf import settings
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import Translation, TranslationSource

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.common.tree import within
from portal.hosts.models import Host
from sites.access.models import Role
from sites.access.translating import refusal
from sites.provisioning.services import retire_site, sync_site

REPORT = "/admin/localize/reports/translations/"
RESULTS = f"{REPORT}results/"


@pytest.fixture
def admin_host(db) -> None:
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)


@pytest.fixture
def province(admin_host) -> User:
    return User.objects.create_superuser("quantri.tinh@example.org", "mat-khau-dai-12")


@pytest.fixture
def editor(two_sites, admin_host) -> User:
    """An editor of the first portal."""
    return two_sites.person(two_sites.here, Role.EDITOR)


def fresh(user: User) -> User:
    """The same person without what was kept of their rights."""
    return User.objects.get(pk=user.pk)


def add_english(site: Site) -> Page:
    """Gives a portal an English home page, with the rights on it."""
    english = Locale.objects.get_or_create(language_code="en")[0]
    home = site.root_page.copy_for_translation(english)
    sync_site(site)
    return home


def translate(page: Page) -> Translation:
    """Enters a page among those that are being translated."""
    source, _is_new = TranslationSource.get_or_create_from_instance(page.specific)
    english = Locale.objects.get_or_create(language_code="en")[0]
    return Translation.objects.create(source=source, target_locale=english)


class TestTranslations:
    def test_without_a_second_language_there_is_no_entry_and_no_report(self, two_sites, editor):
        browser = officer_client(editor)
        assert REPORT not in browser.get("/admin/").text
        answer = browser.get(REPORT, follow=True)
        assert answer.redirect_chain == [("/admin/", 302)]
        assert refusal(fresh(editor)) in answer.text
        quick = browser.get(RESULTS, headers={"x-requested-with": "XMLHttpRequest"})
        assert quick.status_code == 403
        assert refusal(fresh(editor)) in quick.text

    def test_the_english_of_another_portal_opens_nothing(self, two_sites, editor):
        add_english(two_sites.there)
        assert refusal(fresh(editor))
        assert officer_client(editor).get(REPORT).status_code == 302

    def test_with_english_one_sees_the_own_portal(self, two_sites, editor):
        for site in (two_sites.here, two_sites.there):
            add_english(site)
            translate(site.root_page)
        browser = officer_client(editor)
        assert REPORT in browser.get("/admin/").text
        for address in (REPORT, RESULTS):
            found = browser.get(address).context["object_list"]
            keys = [translation.source.object_id for translation in found]
            assert keys == [two_sites.here.root_page.translation_key]

    def test_its_statements_do_not_grow_with_its_rows(
        self, two_sites, editor, django_assert_max_num_queries
    ):
        add_english(two_sites.here)
        pages = Page.objects.filter(within(two_sites.here.root_page), depth__gt=3)[:12]
        assert len(pages) == 12
        for page in pages:
            translate(page)
        client = officer_client(editor)
        client.get(REPORT)
        with django_assert_max_num_queries(20):
            text = client.get(REPORT).content.decode()
        assert text.count("Chờ dịch") + text.count("Đã cập nhật") >= 12
        for page in pages:
            assert f"/admin/pages/{page.pk}/edit/" in text

    def test_the_province_sees_all(self, two_sites, province):
        made = {translate(site.root_page).pk for site in (two_sites.here, two_sites.there)}
        browser = officer_client(province)
        assert REPORT in browser.get("/admin/").text
        assert {found.pk for found in browser.get(REPORT).context["object_list"]} == made

    def test_not_in_an_archive(self, two_sites, editor):
        add_english(two_sites.here)
        assert not refusal(fresh(editor))
        retire_site(two_sites.here)
        assert refusal(fresh(editor))

    def test_a_superuser_who_was_switched_off_is_nobody(self, province):
        province.is_active = False
        assert refusal(province)
