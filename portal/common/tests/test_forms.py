"""Forms of citizens: sent from their own page, by a person, and counted once."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
import time_machine
from django import forms
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.signing import BadSignature
from django.http import HttpResponse
from django.urls import URLPattern, get_resolver, path
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page, Site

from portal.common.fields import CleanCharField
from portal.common.forms import (
    LONGEST_SECONDS,
    SHORTEST_SECONDS,
    CitizenForm,
    CitizenFormView,
    issue_token,
    read_token,
)
from portal.common.models import SubmissionKey
from portal.hosts import middleware

HOST = "a.test.localhost"
ORIGIN = f"http://{HOST}"
START = datetime(2021, 4, 19, 8, 0, tzinfo=UTC)


class OpinionForm(CitizenForm):
    opinion = CleanCharField(label="Opinion", max_length=100)


class OpinionView(CitizenFormView):
    purpose = "opinion"
    form_class = OpinionForm
    taken: list[str] = []  # noqa: RUF012 what the tests look at

    def submit(self, form):
        if form.cleaned_data["opinion"] == "refused":
            raise ValidationError("The consultation is closed.")
        self.taken.append(form.cleaned_data["opinion"])
        return f"receipt-{len(self.taken)}"

    def result_url(self, reference):
        return f"/bien-nhan/{reference}/"


def careless(request):
    return HttpResponse("taken")


urlpatterns = [
    path("gop-y/", OpinionView.as_view()),
    path("so-suat/", careless),
    path("tim-kiem/", careless, name="search"),
    *import_string("portal.urls.public.urlpatterns"),
]


class Fields(HTMLParser):
    def __init__(self, content: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.feed(content)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "input" and "name" in attributes:
            self.values[attributes["name"]] = attributes.get("value", "")


@pytest.fixture(autouse=True)
def own_addresses(monkeypatch, db):
    monkeypatch.setitem(middleware.URL_TABLES, "public", __name__)
    monkeypatch.setattr(OpinionView, "taken", [])
    monkeypatch.setattr(OpinionView, "template_name", "portal/forms/citizen_form_fields.html")
    home = Page.objects.get(depth=1).add_child(instance=Page(title="A", slug="a"))
    Site.objects.create(hostname=HOST, root_page=home)


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def show(client, clock):
    """Shows the form and gives what it holds."""

    def get() -> dict[str, str]:
        return Fields(client.get("/gop-y/", headers={"host": HOST}).content.decode()).values

    return get


@pytest.fixture
def send(client, clock):
    """Sends the form some seconds later."""

    def post(data: dict, after: float = SHORTEST_SECONDS, **headers):
        clock.shift(timedelta(seconds=after))
        return client.post("/gop-y/", data, headers={"host": HOST, "origin": ORIGIN, **headers})

    return post


class TestSending:
    def test_a_form_is_taken_and_leads_to_its_result(self, show, send):
        response = send({**show(), "opinion": " Đồng\u00a0ý "})
        assert response.status_code == 303
        assert response["Location"] == "/bien-nhan/receipt-1/"
        assert OpinionView.taken == ["Đồng ý"]

    def test_sending_twice_counts_once(self, show, send):
        data = {**show(), "opinion": "a"}
        assert send(data)["Location"] == send(data)["Location"]
        assert OpinionView.taken == ["a"]
        assert SubmissionKey.objects.get().result == "receipt-1"

    def test_a_second_form_counts_again(self, show, send):
        send({**show(), "opinion": "a"})
        send({**show(), "opinion": "a"})
        assert len(OpinionView.taken) == 2

    def test_the_answer_that_was_lost_comes_again_after_any_time(self, show, send):
        data = {**show(), "opinion": "a"}
        send(data)
        assert send(data, after=LONGEST_SECONDS * 2)["Location"] == "/bien-nhan/receipt-1/"

    def test_what_is_refused_leaves_no_key_and_can_be_mended(self, show, send):
        data = {**show(), "opinion": "refused"}
        response = send(data)
        assert response.status_code == 422
        assert "The consultation is closed." in response.content.decode()
        assert not SubmissionKey.objects.exists()
        assert send({**data, "opinion": "b"}).status_code == 303

    def test_nothing_is_kept_by_caches_or_browsers(self, client, show, send):
        for response in (
            client.get("/gop-y/", headers={"host": HOST}),
            send({**show(), "opinion": ""}),
            send({**show(), "opinion": "a"}),
        ):
            assert response["Cache-Control"] == "no-store"
            assert not response.cookies
            assert "Cookie" not in response.get("Vary", "")

    def test_fields_are_hidden_from_error_reports(self, show, send):
        request = send({**show(), "opinion": "a"}).wsgi_request
        assert request.sensitive_post_parameters == "__ALL__"


class TestTime:
    def test_a_machine_is_too_quick(self, show, send):
        response = send({**show(), "opinion": "my opinion"}, after=SHORTEST_SECONDS - 1)
        assert response.status_code == 422
        assert "my opinion" in response.content.decode()
        assert OpinionView.taken == []

    def test_sending_the_same_form_a_little_later_is_taken(self, show, send):
        data = {**show(), "opinion": "a"}
        shown_again = Fields(send(data, after=1).content.decode()).values
        assert send(shown_again, after=1).status_code == 303

    def test_the_last_second(self, show, send):
        assert send({**show(), "opinion": "a"}, after=LONGEST_SECONDS).status_code == 303

    def test_an_old_form_keeps_its_text_and_its_key(self, show, send):
        data = {**show(), "opinion": "my opinion"}
        response = send(data, after=LONGEST_SECONDS + 1)
        assert response.status_code == 422
        shown_again = Fields(response.content.decode()).values
        assert shown_again["opinion"] == "my opinion"
        before = read_token(data["token"], "opinion", HOST)
        assert read_token(shown_again["token"], "opinion", HOST).key == before.key
        assert send(shown_again).status_code == 303


class TestToken:
    def test_it_tells_key_and_age(self, clock):
        key = uuid.uuid4()
        token = issue_token("opinion", HOST, key)
        clock.shift(timedelta(seconds=90))
        assert read_token(token, "opinion", HOST).key == key
        assert read_token(token, "opinion", HOST).age == pytest.approx(90, abs=1)

    @pytest.mark.parametrize(
        ("purpose", "host"), [("petition", HOST), ("opinion", "b.test.localhost")]
    )
    def test_it_is_worth_nothing_elsewhere(self, purpose, host):
        with pytest.raises(BadSignature):
            read_token(issue_token("opinion", HOST), purpose, host)

    @pytest.mark.parametrize("forge", ["", "x", "a:b:c", "\x00", "é:1:2"])
    def test_a_forged_one_is_replaced(self, show, send, forge):
        response = send({**show(), "opinion": "my opinion", "token": forge})
        assert response.status_code == 422
        shown_again = Fields(response.content.decode()).values
        assert shown_again["opinion"] == "my opinion"
        assert send(shown_again).status_code == 303


class TestSender:
    @pytest.mark.parametrize(
        "headers",
        [
            {"origin": "http://b.test.localhost"},
            {"origin": f"https://{HOST}"},
            {"origin": f"{ORIGIN}:81"},
            {"origin": "null"},
            {"origin": ""},
            {"origin": f"{ORIGIN}.example.org"},
            {"origin": ORIGIN, "sec-fetch-site": "same-site"},
            {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
            {"origin": "", "referer": "http://b.test.localhost/gop-y/"},
        ],
    )
    def test_another_page_is_refused_and_the_text_kept(self, show, send, headers):
        response = send({**show(), "opinion": "my opinion"}, **headers)
        assert response.status_code == 403
        assert "my opinion" in response.content.decode()
        assert OpinionView.taken == []

    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "same-origin"},
            {"sec-fetch-site": "none"},
            {"origin": "", "referer": f"{ORIGIN}/gop-y/"},
        ],
    )
    def test_the_own_page_is_taken(self, show, send, headers):
        assert send({**show(), "opinion": "a"}, **headers).status_code == 303

    def test_a_field_that_only_machines_fill(self, show, send):
        response = send({**show(), "opinion": "a", "website": "http://spam"})
        assert response.status_code == 422
        assert OpinionView.taken == []


class TestFields:
    @pytest.mark.parametrize(
        "field", [forms.CharField(max_length=10), CleanCharField()], ids=["plain", "no limit"]
    )
    def test_careless_text_fields_are_refused_at_once(self, field):
        form_class = type("Careless", (CitizenForm,), {"text": field})
        with pytest.raises(ImproperlyConfigured, match=r"Careless\.text"):
            form_class(purpose="x", host=HOST)

    def test_errors_stand_beside_their_fields(self, show, send):
        content = send({**show(), "opinion": ""}).content.decode()
        assert '<a href="#id_opinion">' in content
        assert 'aria-invalid="true"' in content

    def test_the_whole_page_is_shown(self, client, monkeypatch):
        monkeypatch.setattr(OpinionView, "template_name", CitizenFormView.template_name)
        content = client.get("/gop-y/", headers={"host": HOST}).content.decode()
        assert "<main" in content
        assert 'name="token"' in content


class TestNothingElseTakesAnything:
    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    @pytest.mark.parametrize("address", ["/so-suat/", "/", "/search/", "/documents/1/a.pdf"])
    def test_a_view_that_is_no_citizens_form(self, client, method, address):
        response = getattr(client, method)(address, headers={"host": HOST})
        assert response.status_code in {404, 405}
        assert b"taken" not in response.content

    def test_reading_it_is_allowed(self, client):
        assert client.get("/so-suat/", headers={"host": HOST}).content == b"taken"

    def test_no_served_view_takes_anything_but_citizens_forms(self):
        callbacks = [
            pattern.callback for pattern in served(get_resolver("portal.urls.public").url_patterns)
        ]
        assert callbacks
        assert [view for view in callbacks if takes(view) and not is_citizen_form(view)] == []

    def test_the_walk_knows_a_careless_view_when_it_sees_one(self):
        assert takes(csrf_exempt(careless))
        assert not is_citizen_form(csrf_exempt(careless))
        assert takes(OpinionView.as_view())
        assert is_citizen_form(OpinionView.as_view())


def takes(view) -> bool:
    view_class = getattr(view, "view_class", view)
    return getattr(view, "csrf_exempt", False) or hasattr(view_class, "takes_citizens_input")


def is_citizen_form(view) -> bool:
    return issubclass(getattr(view, "view_class", object), CitizenFormView)


def served(patterns: list) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        elif type(pattern).__name__ != "ReverseOnlyResolver":
            yield from served(pattern.url_patterns)
