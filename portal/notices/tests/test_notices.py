"""Notices of each portal, and what its service worker is told."""

import json

import pytest
from django.test import Client

from portal.common.tests.two_sites import add_page, make_portal
from portal.hosts.index import index
from sites.profile.models import SiteProfile

NOTICES = ["/tuyen-bo-tiep-can/", "/quyen-rieng-tu/"]
ENGLISH_NOTICES = ["/en/accessibility/", "/en/privacy/"]


def get(client, site, path):
    return client.get(path, headers={"host": site.hostname})


def main_of(response) -> str:
    return response.content.decode().split('<main id="main"')[1].split("</main>")[0]


@pytest.mark.parametrize("path", NOTICES)
def test_each_portal_gives_its_own_contacts(two_sites, client, path):
    for site, mail in ((two_sites.here, "day@example.org"), (two_sites.there, "kia@example.org")):
        SiteProfile.objects.filter(site=site).update(email=mail)
    for site, own, other in (
        (two_sites.here, "day@example.org", "kia@example.org"),
        (two_sites.there, "kia@example.org", "day@example.org"),
    ):
        text = get(client, site, path).content.decode()
        assert own in text
        assert other not in text


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*ENGLISH_NOTICES, "/en/offline/"])
def test_a_portal_with_an_english_home_answers_in_english(path):
    response = make_portal("mot").get(path)
    assert response.status_code == 200
    assert '<html lang="en"' in response.text


@pytest.mark.parametrize("path", [*ENGLISH_NOTICES, "/en/offline/"])
def test_a_portal_without_an_english_home_has_no_english_notices(two_sites, client, path):
    response = get(client, two_sites.here, path)
    assert response.status_code == 404
    assert '<html lang="vi"' in response.text


@pytest.mark.parametrize("path", NOTICES)
def test_without_contacts_it_says_where_to_find_them(two_sites, client, path):
    SiteProfile.objects.filter(site=two_sites.here).update(email="", telephone="", address="")
    text = main_of(get(client, two_sites.here, path))
    assert "Chuyên mục liên hệ của cổng này" in text
    assert "<dl" not in text


@pytest.mark.parametrize("path", NOTICES)
def test_every_page_links_to_the_notices_of_its_own_language(two_sites, client, path):
    assert f'href="{path}"' in get(client, two_sites.here, "/").content.decode()


def test_the_pages_cost_next_to_nothing(two_sites, client, django_assert_max_num_queries):
    get(client, two_sites.here, NOTICES[0])
    with django_assert_max_num_queries(3):
        assert get(client, two_sites.here, NOTICES[0]).status_code == 200


def test_search_engines_keep_off_the_page_without_connection(two_sites, client):
    text = get(client, two_sites.here, "/ngoai-tuyen/").content.decode()
    assert '<meta name="robots" content="noindex">' in text
    assert 'data-kept-pages="pages-1"' in text


def told(response) -> dict:
    first = response.content.decode().split("\n", 1)[0]
    return json.loads(first.removeprefix("const SETTINGS = ").removesuffix(";"))


@pytest.mark.django_db
def test_the_worker_rules_its_whole_host_and_is_asked_for_anew():
    response = make_portal("mot").get("/service-worker.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Service-Worker-Allowed"] == "/"
    assert "max-age=0" in response["Cache-Control"]
    assert "worker-src 'self'" in response["Content-Security-Policy"]


def test_the_worker_of_a_portal_in_one_language_keeps_one_page(two_sites, client):
    settings = told(get(client, two_sites.here, "/service-worker.js"))
    assert settings["offline"] == {"vi": "/ngoai-tuyen/"}


@pytest.mark.django_db
def test_what_is_personal_or_asked_for_is_never_kept():
    settings = told(make_portal("mot").get("/service-worker.js"))
    assert settings["offline"] == {"vi": "/ngoai-tuyen/", "en": "/en/offline/"}
    for path in ("/admin/", "/tai-khoan/", "/tim-kiem/", "/en/search/", "/documents/", "/gui/"):
        assert path in settings["never"]


@pytest.mark.django_db
def test_the_administration_has_no_worker(client, settings):
    response = client.get("/service-worker.js", headers={"host": settings.ADMIN_HOST})
    assert response.status_code == 404


@pytest.fixture
def worker(two_sites, client):
    def worker(site=None) -> bytes:
        return get(client, site or two_sites.here, "/service-worker.js").content

    return worker


def change(site, **fields) -> None:
    profile = SiteProfile.objects.get(site=site)
    for name, value in fields.items():
        setattr(profile, name, value)
    profile.save()


def test_a_worker_is_the_same_to_the_byte_while_nothing_changes(two_sites, worker):
    first = worker()
    get(Client(), two_sites.here, "/ngoai-tuyen/")
    change(two_sites.here)
    assert worker() == first


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "Cổng của xã"), ("palette", "plum"), ("telephone", "0222 3822 333")],
)
def test_a_portal_that_looks_otherwise_has_another_worker(two_sites, worker, field, value):
    here, there = worker(), worker(two_sites.there)
    change(two_sites.here, **{field: value})
    assert worker() != here
    assert worker(two_sites.there) == there


def test_only_the_version_differs_so_that_files_at_hand_are_kept(two_sites, client, worker):
    before = told(get(client, two_sites.here, "/service-worker.js"))
    change(two_sites.here, name="Cổng của xã")
    after = told(get(client, two_sites.here, "/service-worker.js"))
    assert before.pop("version") != after.pop("version")
    assert before == after


@pytest.mark.django_db
def test_what_changes_in_english_alone_changes_the_worker_too():
    portal = make_portal("mot")
    before = told(portal.get("/service-worker.js"))
    add_page(portal.english_home, "News", "news", show_in_menus=True)
    index.changed(portal.site.pk)
    assert told(portal.get("/service-worker.js"))["version"] != before["version"]


def test_the_version_costs_no_statement_once_it_is_known(
    two_sites, worker, django_assert_max_num_queries
):
    worker()
    with django_assert_max_num_queries(2):
        worker()
