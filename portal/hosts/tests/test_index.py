"""The index follows every change at once, and only what changed is read."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from portal.hosts import index as index_module
from portal.hosts.addresses import site_id_of
from portal.hosts.index import AddressIndex, index
from portal.hosts.models import Host, IndexVersion

pytestmark = pytest.mark.django_db


def make_site(name: str) -> Site:
    home = Page.get_first_root_node().add_child(title=name, slug=name)
    return Site.objects.create(hostname=f"{name}.localhost", root_page=home)


def test_a_page_knows_its_site_by_its_path(django_assert_num_queries):
    first, second = make_site("mot"), make_site("hai")
    page = second.root_page.add_child(title="Tin", slug="tin")
    index.check()
    with django_assert_num_queries(0):
        assert site_id_of(page) == second.pk
        assert page.full_url == "http://hai.localhost/tin/"
        assert page.get_url(current_site=second) == "/tin/"
        assert page.get_url(current_site=first) == "http://hai.localhost/tin/"


def test_a_page_outside_all_sites_has_no_address():
    page = Page.get_first_root_node().add_child(title="Lạc", slug="lac")
    assert page.full_url is None
    assert site_id_of(page) is None


def test_another_process_reads_only_the_site_that_changed():
    other = AddressIndex()
    for number in range(5):
        make_site(f"s{number}")
    other.check()
    make_site("moi")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        names = set(other.check().hosts)
    assert "moi.localhost" in names
    hosts = [query["sql"] for query in queries if "hosts_host" in query["sql"]]
    assert len(hosts) == 1
    assert " IN (" in hosts[0]


def test_another_process_sees_a_new_name_a_retitled_site_and_a_deletion():
    other = AddressIndex()
    site = make_site("cu")
    assert "cu.localhost" in other.check().hosts
    site.hostname = "moi.localhost"
    site.save()
    snapshot = other.check()
    assert snapshot.hosts["cu.localhost"].state == Host.State.FORMER
    assert snapshot.current_names[site.pk] == "moi.localhost"
    site.delete()
    assert "moi.localhost" not in other.check().hosts


def test_saving_a_home_page_rebuilds_nothing_in_two_languages():
    site = make_site("mot")
    english = Locale.objects.get_or_create(language_code="en")[0]
    copy = site.root_page.copy_for_translation(english)
    assert {root.language_code for root in index.check().roots.values()} == {"vi", "en"}
    before = IndexVersion.objects.get(pk=1).number
    for home in (Page.objects.get(pk=site.root_page.pk), Page.objects.get(pk=copy.pk)):
        home.title = "Tên khác"
        home.save()
    assert IndexVersion.objects.get(pk=1).number == before


def test_a_home_page_with_another_slug_is_seen():
    site = make_site("mot")
    child = site.root_page.add_child(title="Tin", slug="tin")
    home = Page.objects.get(pk=site.root_page.pk)
    home.slug = "khac"
    home.save()
    child.refresh_from_db()
    assert index.check().root_paths[0].root_path == "/khac/"
    assert child.full_url == "http://mot.localhost/tin/"


def test_a_change_that_is_rolled_back_leaves_nothing_behind():
    make_site("mot")
    index.check()
    with transaction.atomic():
        make_site("hai")
        assert "hai.localhost" in index.current().hosts
        transaction.set_rollback(True)
    index.changed()
    assert "hai.localhost" not in index.check().hosts


def test_a_rolled_back_savepoint_leaves_nothing_in_its_transaction():
    with transaction.atomic():
        make_site("mot")
        with transaction.atomic():
            make_site("hai")
            assert "hai.localhost" in index.current().hosts
            transaction.set_rollback(True)
        assert set(index.current().hosts) >= {"mot.localhost"}
        assert "hai.localhost" not in index.current().hosts


def test_an_unfinished_change_is_seen_by_its_own_transaction_only():
    index.check()
    shared = index._shared
    with transaction.atomic():
        make_site("hai")
        assert "hai.localhost" in index.check().hosts
        assert index._shared is shared


def test_many_changes_are_read_at_once(monkeypatch):
    other = AddressIndex()
    make_site("dau")
    other.check()
    monkeypatch.setattr(index_module, "MOST_CHANGES", 2)
    for number in range(4):
        make_site(f"s{number}")
    assert len(other.check().roots) == 5


def test_a_request_asks_for_the_version_once(django_assert_num_queries):
    site = make_site("mot")
    page = site.root_page.add_child(title="Tin", slug="tin")
    index.check()
    with django_assert_num_queries(1), index.pinned():
        for _ in range(3):
            assert page.full_url


def test_root_url_follows_the_settings(settings):
    settings.PUBLIC_SCHEME, settings.PUBLIC_PORT = "https", 443
    site = make_site("mot")
    assert site.root_url == "https://mot.localhost"
    settings.PUBLIC_PORT = 8443
    assert site.root_url == "https://mot.localhost:8443"


@pytest.mark.parametrize("count", [1, 30])
def test_addresses_cost_the_same_with_any_number_of_sites(count, django_assert_num_queries):
    for number in range(count):
        make_site(f"s{number}")
    page = Page.objects.get(slug="s0").add_child(title="Tin", slug="tin")
    index.forget()
    with django_assert_num_queries(4):
        assert page.full_url == "http://s0.localhost/tin/"


def test_a_renamed_or_moved_page_leaves_a_redirect_on_its_own_site(
    django_capture_on_commit_callbacks,
):
    first, second = make_site("mot"), make_site("hai")
    section = first.root_page.add_child(title="Tin", slug="tin")
    page = section.add_child(title="Bài", slug="bai")
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "bai-moi"
        page.save_revision().publish()
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=first.root_page.pk), pos="last-child")
    made = {redirect.old_path: redirect for redirect in Redirect.objects.all()}
    assert set(made) == {"/tin/bai", "/tin/bai-moi"}
    assert {redirect.site_id for redirect in made.values()} == {first.pk}
    assert Page.objects.get(pk=page.pk).full_url == "http://mot.localhost/bai-moi/"
    assert second.pk not in {redirect.site_id for redirect in made.values()}


def test_a_page_moved_to_the_place_of_a_home_page_is_noticed():
    site = make_site("mot")
    section = site.root_page.add_child(title="Tin", slug="tin")
    before = IndexVersion.objects.get(pk=1).number
    section.move(Page.get_first_root_node(), pos="last-child")
    assert IndexVersion.objects.get(pk=1).number > before
    assert site_id_of(Page.objects.get(pk=section.pk)) is None
