"""What is written about faults, and what never is."""

import io
import json
import logging
import logging.config

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.test import Client, RequestFactory
from django.urls import ResolverMatch

from portal.common.logs import MASK, JsonFormatter
from portal.common.tests.two_sites import make_portal

PERSON = "Nguyễn Văn Kín"


@pytest.fixture
def lines(monkeypatch):
    """The lines that the installation's own handler has written."""
    stream = io.StringIO()
    handler = next(
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler.formatter, JsonFormatter)
    )
    monkeypatch.setattr(handler, "stream", stream)
    return lambda: stream.getvalue().splitlines()


def broken(*args, **kwargs):
    try:
        raise KeyError(PERSON)
    except KeyError as error:
        raise ValueError(PERSON) from error


@pytest.mark.django_db
class TestAFaultInAView:
    def test_leaves_one_line_without_what_was_sent(self, monkeypatch, lines):
        portal = make_portal("mot")
        monkeypatch.setattr("wagtail.models.Page.serve", broken)
        client = Client(raise_request_exception=False)
        client.cookies["sessionid"] = "kin-dao"
        address = "/?dien-thoai=0912345678"
        client.get(address, headers={"host": portal.host, "authorization": "kin-dao"})
        (line,) = lines()
        entry = json.loads(line)
        assert entry["level"] == "ERROR"
        assert entry["exception"] == "builtins.ValueError"
        assert entry["causes"][0]["exception"] == "builtins.KeyError"
        assert any("test_logs.py" in place and "broken" in place for place in entry["traceback"])
        assert (entry["method"], entry["path"], entry["status"]) == ("GET", "/", 500)
        assert entry["host"] == portal.host
        for secret in ("0912345678", "kin-dao", "Kín", "127.0.0.1"):
            assert secret not in line

    def test_nor_what_was_posted_in_the_administration(self, monkeypatch, lines):
        make_portal("mot")
        monkeypatch.setattr("allauth.account.forms.LoginForm.clean", broken)
        client = Client(SERVER_NAME=settings.ADMIN_HOST, raise_request_exception=False)
        fields = {"login": "can.bo@example.org", "password": "mat-khau-kin"}
        assert client.post("/tai-khoan/vao/", fields).status_code == 500
        (line,) = lines()
        assert "can.bo" not in line
        assert "mat-khau-kin" not in line

    def test_an_address_that_is_not_there_leaves_nothing(self, lines):
        portal = make_portal("mot")
        assert portal.get("/khong-co/").status_code == 404
        assert lines() == []


def written(message: str, *arguments, error: Exception | None = None, **extra) -> str:
    exc_info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, message, arguments, exc_info)
    record.__dict__.update(extra)
    return JsonFormatter().format(record)


def test_no_value_begins_a_line_or_turns_the_writing():
    request = RequestFactory().get('/a%0A{"level":"x"}%C2%85%E2%80%AE%E2%80%A8/')
    line = written("%s: %s", "Error", request.path, request=request)
    assert len(line.splitlines()) == 1
    entry = json.loads(line)
    assert entry["path"] == '/a {"level":"x"}   /'
    assert entry["values"] == ["Error", entry["path"]]
    assert entry["event"] == "%s: %s"


@pytest.mark.parametrize("name", ["token", "key", "uidb36"])
def test_links_that_open_a_door_are_masked(name):
    request = RequestFactory().get("/tai-khoan/loi-moi/abc%0Adef/")
    request.resolver_match = ResolverMatch(broken, (), {name: "abc\ndef"})
    line = written("%s: %s", "Error", "/tai-khoan/loi-moi/abc\\ndef/", request=request)
    assert "def" not in line
    assert json.loads(line)["path"] == f"/tai-khoan/loi-moi/{MASK}/"


def test_an_exception_given_as_a_value_shows_its_kind_alone():
    entry = json.loads(written("Not sent: %s", IntegrityError("Key (email)=(a@example.org)")))
    assert entry["values"] == ["django.db.utils.IntegrityError"]


def test_long_values_are_cut():
    assert json.loads(written("%s", "a" * 501))["values"] == ["a" * 500]


def test_exceptions_in_a_ring_end():
    error = ValueError()
    error.__cause__ = TypeError()
    error.__cause__.__cause__ = error
    entry = json.loads(written("Broken", error=error))
    assert [cause["exception"] for cause in entry["causes"]] == ["builtins.TypeError"]


def test_named_values_keep_their_names():
    assert json.loads(written("%(site)s", {"site": "a\tb"}))["values"] == {"site": "a b"}
