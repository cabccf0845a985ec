"""Pages that say what is wrong and what to do."""

import pytest
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from portal.common import errors
from portal.common.tests.two_sites import make_portal
from portal.hosts.index import index


@pytest.mark.django_db
def test_an_unknown_address_wears_its_own_portals_name():
    first, second = make_portal("mot"), make_portal("hai")
    for portal, other in ((first, second), (second, first)):
        text = portal.get("/khong-co/").content.decode()
        assert portal.site.site_name in text
        assert other.site.site_name not in text
        assert 'action="/tim-kiem/"' in text
        assert 'content="noindex"' in text
        assert "khong-co" not in text


@pytest.mark.django_db
def test_below_the_english_prefix_it_leads_to_the_english_home():
    text = make_portal("mot").get("/en/missing/").content.decode()
    assert '<html lang="en">' in text
    assert 'href="/en/"' in text
    assert 'action="/en/search/"' in text


@pytest.mark.django_db
def test_a_portal_without_english_answers_below_that_prefix_in_its_own_language():
    portal = make_portal("mot")
    portal.english_home.delete()
    index.forget()
    response = portal.get("/en/missing/")
    text = response.text
    assert response.status_code == 404
    assert response["Content-Language"] == "vi"
    assert '<html lang="vi">' in text
    assert 'action="/tim-kiem/"' in text
    assert "/en/" not in text.split("<main")[1]


@pytest.mark.django_db
def test_the_administration_shows_no_portal():
    make_portal("mot")
    response = Client().get("/khong-co/", headers={"host": "quantri.test.localhost"})
    assert response.status_code == 404
    assert "Cổng mot" not in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_our_own_fault_needs_neither_database_nor_request(language, django_db_blocker):
    with translation.override(language):
        response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert response["Cache-Control"] == "no-store"
    assert f'<html lang="{language}">' in response.content.decode()


def test_a_database_that_does_not_answer_asks_for_patience():
    try:
        raise OperationalError("secret-host is down")
    except OperationalError:
        response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "secret" not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fault", "status"), [(ValueError("secret"), 500), (OperationalError("secret"), 503)]
)
def test_a_fault_in_a_view_is_answered_plainly_and_kept_nowhere(monkeypatch, fault, status):
    portal = make_portal("mot")

    def broken(*args, **kwargs):
        raise fault

    monkeypatch.setattr("wagtail.models.Page.serve", broken)
    client = Client(raise_request_exception=False)
    response = client.get("/", headers={"host": portal.host})
    assert response.status_code == status
    assert response["Cache-Control"] == "no-store"
    assert "secret" not in response.content.decode()


@pytest.mark.parametrize("name", ["400", "403", "404", "500", "503", "403_csrf", "portal/too_many"])
def test_every_page_is_complete_without_any_context(name):
    text = render_to_string(f"{name}.html", {"language": "vi", "home": "/", "search": "/tim-kiem/"})
    assert text.startswith("<!doctype html>")
    assert text.count("<h1>") == 1
    assert 'href="/"' in text
    assert "<style" not in text
    assert "<script" not in text


def test_a_plain_page_needs_no_collected_style_sheet(monkeypatch):
    def missing(path):
        raise ValueError("no entry in the manifest")

    monkeypatch.setattr(errors, "static", missing)
    text = errors.not_found(RequestFactory().get("/")).content.decode()
    assert "<h1>" in text
    assert "stylesheet" not in text


def test_who_asks_too_often_is_told_when_to_come_back():
    response = errors.too_many(RequestFactory().get("/"), 120)
    assert response.status_code == 429
    assert response["Retry-After"] == "120"
