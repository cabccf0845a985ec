"""What answers on which host name."""

import pytest
from django.test import Client
from wagtail.models import Page, Site

from portal.hosts.models import Host

pytestmark = pytest.mark.django_db

ADMIN = "quantri.test.localhost"


@pytest.fixture
def site() -> Site:
    home = Page.get_first_root_node().add_child(title="Một", slug="mot")
    return Site.objects.create(hostname="mot.localhost", root_page=home)


def get(path: str, host: str, **headers):
    return Client(raise_request_exception=True).get(path, headers={"host": host, **headers})


@pytest.mark.parametrize(
    "host",
    [
        "khac.localhost",
        "MOT.localhost",
        "mot.localhost.",
        "mot.localhost:9999",
        "mot.localhost:abc",
        "evil.example",
        "mot.localhost@evil.example",
        "localhost",
        "127.0.0.1",
        "",
        "mot.localhost, evil.example",
    ],
)
@pytest.mark.parametrize("path", ["/", "/admin/", "/tim-kiem/", "/static/css/portal.css"])
def test_names_that_are_not_ours_get_421(site, host, path):
    response = get(path, host)
    assert response.status_code == 421
    assert response["Cache-Control"] == "no-store"


def test_a_removed_name_gets_421_and_a_former_one_leads_on(site):
    site.hostname = "hai.localhost"
    site.save()
    response = get("/tin/?trang=2", "mot.localhost")
    assert response.status_code == 301
    assert response["Location"] == "http://hai.localhost/tin/?trang=2"
    Host.objects.filter(name="mot.localhost").first().delete()
    from portal.hosts.index import index

    index.changed()
    assert get("/", "mot.localhost").status_code == 421


def test_a_former_name_keeps_the_method_of_what_is_sent(site):
    site.hostname = "hai.localhost"
    site.save()
    response = Client().post("/gui/", {"a": 1}, headers={"host": "mot.localhost"})
    assert response.status_code == 308


def test_the_configured_port_is_accepted(site, settings):
    settings.PUBLIC_PORT = 8000
    assert get("/khong-co/", "mot.localhost:8000").status_code == 404


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/login/", "/tai-khoan/vao/", "/documents/1/a.pdf/"]
)
def test_public_hosts_serve_nothing_of_the_administration(site, path):
    assert get(path, "mot.localhost").status_code == 404


def test_the_admin_host_leads_in(site):
    assert get("/", ADMIN)["Location"] == "/admin/"


@pytest.mark.parametrize("path", ["/tin-tuc/", "/en/", "/_util/login/", "/django-admin/"])
def test_the_admin_host_serves_nothing_public(site, path):
    assert get(path, ADMIN).status_code in {302, 404}


def test_a_public_page_has_neither_cookie_nor_vary_by_cookie(site):
    response = get("/khong-co/", "mot.localhost")
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")


def test_both_sides_can_write_the_addresses_of_both(site):
    from django.urls import reverse

    for table in ("portal.urls.public", "portal.urls.admin"):
        assert reverse("wagtailadmin_home", urlconf=table) == "/admin/"
        assert reverse("wagtail_serve", args=["tin/"], urlconf=table) == "/tin/"


@pytest.mark.parametrize("path", ["/-/live", "/-/ready"])
@pytest.mark.parametrize("host", ["mot.localhost", ADMIN, "10.0.0.5:8000", "nobody"])
def test_inner_machines_may_ask_for_health_on_any_host(site, path, host):
    assert get(path, host).status_code == 200


def test_health_is_not_told_to_the_outside(site):
    outside = Client(REMOTE_ADDR="93.184.216.34")
    assert outside.get("/-/ready", headers={"host": "mot.localhost"}).status_code == 404
    through_proxy = get("/-/ready", "mot.localhost", **{"x-forwarded-for": "10.0.0.1"})
    assert through_proxy.status_code == 404


def test_the_list_of_addresses_is_for_development_only(site, settings):
    assert get("/", "localhost").status_code == 421
