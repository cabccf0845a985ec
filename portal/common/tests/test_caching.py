"""What caches may keep of public and other answers."""

import gzip

import pytest
from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from portal.common.caching import PublicCacheMiddleware, PublicGZipMiddleware
from portal.common.tests.two_sites import add_page, make_portal


def answer(response, *, side="public", method="get", **headers):
    """What a reader gets when a view gives this response."""
    request = getattr(RequestFactory(), method)("/tin/", **headers)
    request.side = side
    inner = PublicCacheMiddleware(lambda request: response)
    return PublicGZipMiddleware(inner)(request)


def test_a_public_answer_may_be_kept_and_has_a_version():
    response = answer(HttpResponse("Bắc Ninh"))
    assert response["Cache-Control"] == settings.PAGE_CACHE_CONTROL
    assert response["ETag"].startswith('"')
    assert response["Vary"] == "Accept-Encoding"


def test_the_version_is_that_of_the_content():
    first, same, other = (answer(HttpResponse(text))["ETag"] for text in ("a", "a", "b"))
    assert first == same != other


def test_compressed_or_not_it_is_the_same_version_told_as_a_weak_one():
    text = "Bắc Ninh " * 200
    plain = answer(HttpResponse(text))
    packed = answer(HttpResponse(text), HTTP_ACCEPT_ENCODING="gzip")
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content).decode() == text
    assert int(packed["Content-Length"]) == len(packed.content)
    assert packed["ETag"] == "W/" + plain["ETag"]
    again = answer(HttpResponse(text), HTTP_IF_NONE_MATCH=packed["ETag"])
    assert again.status_code == 304


@pytest.mark.parametrize("method", ["get", "head"])
def test_who_has_the_page_gets_no_content(method):
    tag = answer(HttpResponse("a"))["ETag"]
    response = answer(HttpResponse("a"), method=method, HTTP_IF_NONE_MATCH=f'"x", {tag}')
    assert (response.status_code, response.content) == (304, b"")
    assert response["ETag"] == tag
    assert response["Cache-Control"] == settings.PAGE_CACHE_CONTROL
    assert response["Vary"] == "Accept-Encoding"


def test_a_date_alone_is_not_believed_because_menus_change_too():
    response = answer(HttpResponse("a"), HTTP_IF_MODIFIED_SINCE="Sat, 01 Jan 2050 00:00:00 GMT")
    assert response.status_code == 200


@pytest.mark.parametrize("status", [500, 502, 503, 400, 403, 405])
def test_faults_are_never_kept(status):
    response = answer(HttpResponse("x", status=status, headers={"Cache-Control": "public"}))
    assert response["Cache-Control"] == "no-store"
    assert not response.has_header("ETag")


@pytest.mark.parametrize("status", [301, 302, 404, 410])
def test_addresses_without_a_page_are_kept_for_a_moment(status):
    response = answer(HttpResponse("x", status=status))
    assert response["Cache-Control"] == settings.ERROR_CACHE_CONTROL
    assert response.status_code == status


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_answers_to_other_methods_are_never_kept(method):
    assert answer(HttpResponse("x"), method=method)["Cache-Control"] == "no-store"


def test_what_depends_on_the_reader_is_kept_by_nobody():
    with_cookie = HttpResponse("x")
    with_cookie.set_cookie("a", "b")
    for response in (with_cookie, HttpResponse("x", headers={"Vary": "Accept-Encoding, Cookie"})):
        assert answer(response)["Cache-Control"] == "private, no-store"
        assert not response.has_header("ETag")


def test_a_view_that_forbids_keeping_is_obeyed_and_not_compressed():
    secret = HttpResponse("x" * 1000, headers={"Cache-Control": "no-store"})
    response = answer(secret, HTTP_ACCEPT_ENCODING="gzip")
    assert response["Cache-Control"] == "no-store"
    assert not response.has_header("Content-Encoding")
    assert not response.has_header("ETag")


@pytest.mark.parametrize("side", ["admin", "list"])
def test_other_sides_keep_nothing_and_are_not_compressed(side):
    response = answer(HttpResponse("x" * 1000), side=side, HTTP_ACCEPT_ENCODING="gzip")
    assert response["Cache-Control"] == "private, no-store"
    assert not response.has_header("Content-Encoding")
    set_by_view = HttpResponse("x", headers={"Cache-Control": "max-age=60"})
    assert answer(set_by_view, side=side)["Cache-Control"] == "max-age=60"


def test_a_preview_is_never_kept():
    response = HttpResponse("x", headers={"Cache-Control": "public"})
    assert answer(response, side="preview")["Cache-Control"] == "private, no-store"


def test_files_are_passed_on_as_they_are():
    response = answer(StreamingHttpResponse([b"x" * 1000]), HTTP_ACCEPT_ENCODING="gzip")
    assert not response.has_header("Content-Encoding")
    picture = answer(
        HttpResponse(b"x" * 1000, content_type="image/png"), HTTP_ACCEPT_ENCODING="gzip"
    )
    assert not picture.has_header("Content-Encoding")


@pytest.mark.django_db
def test_pages_of_two_portals_have_versions_and_dates_and_no_cookies():
    for portal in (make_portal("mot"), make_portal("hai")):
        page = add_page(portal.home, "Tin", "tin")
        response = portal.get("/tin/", HTTP_COOKIE="sessionid=abc", HTTP_ACCEPT_LANGUAGE="en")
        assert response.status_code == 200
        assert response["Vary"] == "Accept-Encoding"
        assert response["Cache-Control"] == settings.PAGE_CACHE_CONTROL
        assert not response.cookies
        assert response["Last-Modified"].endswith("GMT")
        tag = response["ETag"]
        assert portal.get("/tin/", HTTP_IF_NONE_MATCH=tag).status_code == 304
        page.title = "Tin mới"
        page.save_revision().publish()
        assert portal.get("/tin/", HTTP_IF_NONE_MATCH=tag).status_code == 200
