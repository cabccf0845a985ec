"""Addresses and methods that no public host listens to."""

from urllib.parse import unquote

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.views import View

from portal.common.requests import (
    LONGEST_PATH,
    MOST_PARAMETERS,
    PublicRequestMiddleware,
    refuse_strange_path,
)
from portal.common.tests.two_sites import add_page, make_portal

STRANGE = [
    "//tin/",
    "/-/ready",
    "/-/",
    "//evil.example",
    "//evil.example/",
    "/tin//",
    "/tin/x.css",
    "/tin/;x=1",
    "/tin;x=1/",
    "/tin/%00",
    "/tin/%00/",
    "/tin/%0d%0aSet-Cookie:x",
    "/tin/../tin/",
    "/./tin/",
    "/tin/..",
    "/tin/%5c",
    "/\\evil.example/",
    "/" + "a/" * 600,
    "/" + "a" * (LONGEST_PATH + 1) + "/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", STRANGE)
def test_strange_addresses_are_not_found_on_every_portal(path, prefix):
    for portal in (make_portal("mot"), make_portal("hai")):
        add_page(portal.home, "Tin", "tin")
        # The client would take what follows two slashes for a host.
        response = portal.get("/", PATH_INFO=unquote(prefix + path), REMOTE_ADDR="93.184.216.34")
        assert response.status_code == 404, response.get("Location")
        assert not response.has_header("Location")
        assert "evil" not in response.content.decode()


@pytest.mark.django_db
def test_the_decomposed_form_of_an_address_is_not_found():
    portal = make_portal("mot")
    add_page(portal.home, "Tin", "tin")
    assert portal.get("/ti%CC%81n/").status_code == 404
    assert portal.get("/t%C3%ADn/").status_code == 404


@pytest.mark.parametrize("key", ["RAW_URI", "REQUEST_URI"])
@pytest.mark.parametrize("raw", ["/a%2fb/", "/a%2Fb/?q=1", "/a%5Cb/", "/a%3Bb/", "/a%252fb/"])
def test_a_hidden_separator_is_seen_where_the_server_tells_the_raw_address(key, raw):
    with pytest.raises(Http404):
        refuse_strange_path(RequestFactory().get("/a/b/", **{key: raw}))


def test_a_query_may_hold_what_a_path_may_not():
    refuse_strange_path(RequestFactory().get("/a/b/", RAW_URI="/a/b/?next=%2F%2fx%00;"))


@pytest.mark.django_db
def test_a_missing_slash_leads_on_within_the_host_only():
    portal = make_portal("mot")
    response = portal.get("/tin")
    assert (response.status_code, response["Location"]) == (301, "/tin/")


@pytest.mark.django_db
def test_too_many_or_too_long_parameters_are_a_bad_request():
    portal = make_portal("mot")
    assert portal.get("/?" + "&".join(["a=1"] * MOST_PARAMETERS)).status_code == 200
    for query in ("&".join(["a=1"] * (MOST_PARAMETERS + 1)), "a=1&" * 10_000, "a=" + "x" * 5000):
        response = portal.get("/?" + query)
        assert response.status_code == 400
        assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_unknown_parameters_are_ignored_and_not_repeated():
    portal = make_portal("mot")
    plain, with_marker = portal.get("/"), portal.get("/?marker=%22%3E%3Cmarker")
    assert plain["ETag"] == with_marker["ETag"]
    assert "marker" not in portal.get("/khong-co/?marker=marker").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/en/", "/tin/"])
def test_pages_are_read_only(method, path):
    portal = make_portal("mot")
    add_page(portal.home, "Tin", "tin")
    response = portal.request(method, path)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("takes_input", "status"), [(True, None), (False, 405)])
def test_only_views_for_citizens_take_what_is_sent(takes_input, status):
    class Form(View):
        takes_citizens_input = takes_input

    request = RequestFactory().post("/gui/")
    request.side = "public"
    middleware = PublicRequestMiddleware(lambda request: HttpResponse())
    response = middleware.process_view(request, Form.as_view(), (), {})
    assert (response and response.status_code) == status
    request.side = "admin"
    assert middleware.process_view(request, Form.as_view(), (), {}) is None
