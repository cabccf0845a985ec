"""Many forms from one address: nobody is refused, who sends very many is asked a question."""

import re
import uuid
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from ipaddress import ip_address

import pytest
import time_machine
from django.core.cache.backends.base import BaseCache
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import path
from django.utils import translation
from django.utils.module_loading import import_string
from wagtail.models import Page, Site

from portal.common.challenges import (
    LONGEST_SECONDS,
    NUMBERS,
    Question,
    is_right,
    new_token,
    question_of,
)
from portal.common.fields import CleanCharField
from portal.common.forms import SHORTEST_SECONDS, CitizenForm, CitizenFormView, issue_token
from portal.common.limits import ADDRESS_BITS, NETWORK_BITS, Limit, address_of, network_of
from portal.hosts import middleware

HOST = "a.test.localhost"
START = datetime(2021, 4, 19, 8, 0, tzinfo=UTC)
ADDRESS = "203.0.113.7"
NEIGHBOUR, STRANGER = "203.0.113.8", "198.51.100.1"


class OpinionForm(CitizenForm):
    opinion = CleanCharField(label="Opinion", max_length=100)


class OpinionView(CitizenFormView):
    purpose = "opinion"
    form_class = OpinionForm
    limit = Limit("opinion")
    template_name = "portal/forms/citizen_form_fields.html"
    taken: list[str] = []  # noqa: RUF012 what the tests look at

    def submit(self, form):
        self.taken.append(form.cleaned_data["opinion"])
        return f"receipt-{len(self.taken)}"

    def result_url(self, reference):
        return f"/bien-nhan/{reference}/"


urlpatterns = [
    path("gop-y/", OpinionView.as_view()),
    *import_string("portal.urls.public.urlpatterns"),
]


class BrokenCache(BaseCache):
    """A server that is away."""

    def __init__(self, location, params):
        super().__init__(params)

    def _fail(self, *args, **options):
        raise ConnectionError

    get = get_many = set = add = incr = delete = clear = _fail


class Fields(HTMLParser):
    def __init__(self, content: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.feed(content)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "input" and "name" in attributes:
            self.values[attributes["name"]] = attributes.get("value") or ""


@pytest.fixture(autouse=True)
def own_addresses(monkeypatch, db, settings):
    monkeypatch.setitem(middleware.URL_TABLES, "public", __name__)
    monkeypatch.setattr(OpinionView, "taken", [])
    home = Page.objects.get(depth=1).add_child(instance=Page(title="A", slug="a"))
    Site.objects.create(hostname=HOST, root_page=home)
    rates = {"address": [(3, 60), (5, 3600)], "network": [(6, 60), (9, 3600)]}
    settings.CITIZEN_LIMITS = {"opinion": rates, **settings.CITIZEN_LIMITS}
    settings.TRUSTED_PROXIES = 0


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


class Browser:
    """Somebody in front of the form, behind some address."""

    def __init__(self, client, clock) -> None:
        self.client, self.clock = client, clock

    def show(self, address: str = ADDRESS) -> dict[str, str]:
        answer = self.client.get("/gop-y/", REMOTE_ADDR=address, headers={"host": HOST})
        return Fields(answer.content.decode()).values

    def post(self, data: dict, address: str = ADDRESS, after: float = SHORTEST_SECONDS, **headers):
        self.clock.shift(timedelta(seconds=after))
        headers = {"host": HOST, "origin": f"http://{HOST}", **headers}
        return self.client.post("/gop-y/", data, REMOTE_ADDR=address, headers=headers)

    def send(self, address: str = ADDRESS, opinion: str = "a", **headers):
        """Fills the form without answering what might be asked."""
        shown = self.show(address)
        return self.post({**shown, "challenge": "", "opinion": opinion}, address, **headers)


@pytest.fixture
def browser(client, clock) -> Browser:
    return Browser(client, clock)


@pytest.fixture
def asked(browser) -> dict[str, str]:
    """What the form holds that comes back with a question: the fourth one of an address."""
    for _each in range(3):
        assert browser.send().status_code == 303
    answer = browser.send(opinion="my opinion")
    assert answer.status_code == 422
    return Fields(answer.content.decode()).values


def right_answer(shown: dict[str, str]) -> str:
    key = uuid.UUID(shown["token"].split(":")[0])
    return str(question_of(shown["question"], key).answer)


class TestRates:
    def test_a_burst(self, browser, asked):
        assert OpinionView.taken == ["a"] * 3
        assert asked["opinion"] == "my opinion"

    def test_it_is_over_after_its_seconds_and_a_flood_that_lasts_is_not(self, browser, clock):
        for _each in range(3):
            browser.send()
        clock.move_to(START + timedelta(seconds=119))
        assert [browser.send().status_code for _each in range(3)] == [303, 303, 422]
        clock.move_to(START + timedelta(hours=2))
        assert browser.send().status_code == 303

    def test_the_turn_of_a_minute_gives_nobody_twice_the_number(self, browser, clock):
        clock.move_to(START + timedelta(seconds=52))
        for _each in range(3):
            assert browser.send().status_code == 303
        clock.move_to(START + timedelta(seconds=61))
        assert browser.send().status_code == 303
        assert browser.send().status_code == 422

    def test_others_are_not_asked(self, browser, asked):
        assert browser.send(NEIGHBOUR).status_code == 303
        assert browser.send(STRANGER).status_code == 303

    def test_a_network_has_its_own_rate(self, browser):
        taken = [browser.send(f"203.0.113.{number}").status_code for number in range(1, 8)]
        assert taken == [303] * 6 + [422]
        assert browser.send("203.0.114.1").status_code == 303

    def test_what_is_refused_or_sent_twice_does_not_count(self, browser):
        for _each in range(10):
            assert browser.send(opinion="").status_code == 422
        shown = {**browser.show(), "opinion": "a"}
        for _each in range(10):
            assert browser.post(shown).status_code == 303
        assert browser.send().status_code == browser.send().status_code == 303

    def test_a_form_without_a_limit_asks_nobody(self, browser, monkeypatch):
        monkeypatch.setattr(OpinionView, "limit", None)
        assert {browser.send().status_code for _each in range(12)} == {303}

    def test_no_cache_holds_an_address(self):
        request = RequestFactory().get("/", REMOTE_ADDR=ADDRESS)
        keys = [key for window in Limit("opinion")._windows(request) for key in window.keys]
        assert len(set(keys)) == 8
        assert not [key for key in keys if "203.0" in key]


def test_five_hundred_of_one_school_within_ten_minutes(browser, monkeypatch):
    """With the rates as they are installed nobody of them is even asked."""
    monkeypatch.setattr(OpinionView, "limit", Limit("comment"))
    monkeypatch.setattr("portal.common.forms.SHORTEST_SECONDS", 1)
    for number in range(500):
        shown = browser.show()
        assert "question" not in shown
        assert browser.post({**shown, "opinion": str(number)}, after=1.2).status_code == 303
    assert len(set(OpinionView.taken)) == 500


def test_five_hundred_in_the_same_minute_answer_a_question_and_nothing_is_lost(
    browser, monkeypatch
):
    monkeypatch.setattr(OpinionView, "limit", Limit("comment"))
    monkeypatch.setattr("portal.common.forms.SHORTEST_SECONDS", 0)
    were_asked = 0
    for number in range(500):
        shown = browser.show()
        if "question" in shown:
            were_asked += 1
            shown["challenge"] = right_answer(shown)
        assert browser.post({**shown, "opinion": str(number)}, after=0.1).status_code == 303
    assert len(set(OpinionView.taken)) == 500
    assert were_asked == 350


class TestAddresses:
    @pytest.mark.parametrize(
        ("proxies", "forwarded", "expected"),
        [
            (0, "198.51.100.9", ADDRESS),
            (1, "198.51.100.9", "198.51.100.9"),
            (1, "192.0.2.66, 198.51.100.9", "198.51.100.9"),
            (1, "192.0.2.66,198.51.100.9:4711", "198.51.100.9"),
            (2, "192.0.2.66, 198.51.100.9, 10.0.0.1", "198.51.100.9"),
            # Not as two proxies write it: the connection itself is believed.
            (2, "192.0.2.66", ADDRESS),
            (1, "", ADDRESS),
            (1, "198.51.100.9, nonsense", ADDRESS),
            (1, "[2001:db8::1]:443", "2001:db8::1"),
            (1, "::ffff:198.51.100.9", "198.51.100.9"),
            (1, "64:ff9b::198.51.100.9", "198.51.100.9"),
            (1, "fe80::1%eth0", "fe80::1"),
        ],
    )
    def test_exactly_so_many_proxies_are_believed(self, settings, proxies, forwarded, expected):
        settings.TRUSTED_PROXIES = proxies
        request = RequestFactory().get(
            "/", REMOTE_ADDR=ADDRESS, headers={"x-forwarded-for": forwarded}
        )
        assert address_of(request) == ip_address(expected)

    def test_a_forged_header_gives_nobody_more(self, browser, asked):
        for number in range(3):
            forged = {"x-forwarded-for": f"198.51.100.{number}"}
            assert browser.send(**forged).status_code == 422

    def test_nor_does_one_behind_a_proxy_of_ours(self, browser, settings):
        settings.TRUSTED_PROXIES = 1
        sent = [
            browser.send("10.0.0.1", **{"x-forwarded-for": f"192.0.2.{number}, {ADDRESS}"})
            for number in range(4)
        ]
        assert [answer.status_code for answer in sent] == [303, 303, 303, 422]

    @pytest.mark.parametrize(
        ("one", "other", "same_line", "same_network"),
        [
            ("203.0.113.7", "203.0.113.8", False, True),
            ("203.0.113.7", "203.0.114.7", False, False),
            ("2001:db8:0:1::1", "2001:db8:0:1:ffff::9", True, True),
            ("2001:db8:0:1::1", "2001:db8:0:2::1", False, True),
            ("2001:db8:0:1::1", "2001:db8:1:1::1", False, False),
        ],
    )
    def test_lines_and_networks(self, one, other, same_line, same_network):
        pair = [ip_address(one), ip_address(other)]
        assert (len({network_of(each, ADDRESS_BITS) for each in pair}) == 1) is same_line
        assert (len({network_of(each, NETWORK_BITS) for each in pair}) == 1) is same_network

    def test_a_line_of_the_new_kind_is_one_sender(self, browser):
        taken = [browser.send(f"2001:db8:0:1::{number:x}").status_code for number in range(1, 5)]
        assert taken == [303, 303, 303, 422]
        assert browser.send("2001:db8:0:2::1").status_code == 303

    def test_an_old_address_in_the_clothes_of_a_new_one_is_the_same(self, browser, asked):
        assert browser.send(f"::ffff:{ADDRESS}").status_code == 422

    @pytest.mark.parametrize("address", ["", "unix:", "x" * 5_000, "1.2.3", "::ffff:1.2.3"])
    def test_who_has_no_address_can_comment(self, browser, address):
        assert {browser.send(address).status_code for _each in range(12)} == {303}


class TestCacheAway:
    def test_everybody_can_comment_and_the_log_says_why(self, browser, settings, caplog):
        settings.CACHES = {
            name: {"BACKEND": f"{__name__}.BrokenCache"} for name in ("default", "renditions")
        }
        assert {browser.send().status_code for _each in range(12)} == {303}
        assert "limits of citizens' forms cannot be read" in caplog.text
        assert ADDRESS not in caplog.text


class TestQuestion:
    def test_the_right_answer_lets_the_form_through_once(self, browser, asked):
        data = {**asked, "challenge": right_answer(asked)}
        assert browser.post(data).status_code == 303
        assert OpinionView.taken[-1] == "my opinion"
        # Sent again it leads to the same result, and is not taken twice.
        assert browser.post({**data, "opinion": "b"})["Location"] == "/bien-nhan/receipt-4/"
        assert len(OpinionView.taken) == 4

    def test_a_wrong_one_asks_another_question_and_keeps_the_text(self, browser, asked):
        wrong = str(int(right_answer(asked)) + 1)
        answer = browser.post({**asked, "challenge": wrong})
        assert answer.status_code == 422
        again = Fields(answer.content.decode()).values
        assert again["opinion"] == "my opinion"
        assert again["question"] != asked["question"]
        assert again["challenge"] == ""
        assert browser.post({**again, "challenge": right_answer(again)}).status_code == 303

    def test_one_that_is_used_again_for_another_form_is_worth_nothing(self, browser, asked):
        answered = {"question": asked["question"], "challenge": right_answer(asked)}
        assert browser.post({**asked, **answered}).status_code == 303
        other = browser.show()
        assert browser.post({**other, **answered, "opinion": "b"}).status_code == 422

    @pytest.mark.parametrize(("late", "status"), [(0, 303), (1, 422)])
    def test_to_the_last_second(self, browser, asked, settings, late, status):
        everybody = [(0, 60), (0, 60)]
        settings.CITIZEN_LIMITS["opinion"] = {"address": everybody, "network": everybody}
        data = {**asked, "challenge": right_answer(asked)}
        answer = browser.post(data, after=LONGEST_SECONDS + late)
        assert answer.status_code == status
        if late:
            assert Fields(answer.content.decode()).values["opinion"] == "my opinion"

    @pytest.mark.parametrize("forged", ["", "x", "x:y:z", "\x00", "é:1:2", "x" * 9_000])
    def test_a_forged_question_is_replaced(self, browser, asked, forged):
        answer = browser.post({**asked, "question": forged, "challenge": "12"})
        assert answer.status_code == 422
        shown = Fields(answer.content.decode()).values
        assert browser.post({**shown, "challenge": right_answer(shown)}).status_code == 303

    def test_what_else_is_wrong_keeps_the_question(self, browser, asked):
        data = {**asked, "challenge": right_answer(asked), "opinion": ""}
        shown = Fields(browser.post(data).content.decode()).values
        assert shown["question"] == asked["question"]
        assert shown["challenge"] == data["challenge"]
        assert browser.post({**shown, "opinion": "b"}).status_code == 303

    def test_the_next_form_asks_at_once(self, browser, asked):
        shown = browser.show()
        data = {**shown, "challenge": right_answer(shown), "opinion": "b"}
        assert browser.post(data).status_code == 303

    def test_it_is_read_out_like_every_other_field(self, browser, asked):
        content = browser.post({**asked, "challenge": "0"}).content.decode()
        label = re.search(r'<label for="id_challenge">\s*([^<]+?)\s*</label>', content)
        assert label
        field = re.search(r'<input [^>]*name="challenge"[^>]*>', content)[0]
        assert 'inputmode="numeric"' in field
        assert 'autocomplete="off"' in field
        assert 'aria-invalid="true"' in field
        for name in re.search(r'aria-describedby="([^"]+)"', field)[1].split():
            assert f'id="{name}"' in content
        assert '<a href="#id_challenge">' in content
        assert "<img" not in content
        assert "<script" not in content

    def test_every_question_has_an_answer_above_zero(self):
        key = uuid.uuid4()
        questions = {question_of(new_token(key), key) for _each in range(500)}
        assert len(questions) > 50
        assert all(1 <= question.answer <= 20 for question in questions)

    def test_in_words(self):
        with translation.override("en"):
            assert str(Question(7, 5)) == "Write seven plus five in figures"
            assert str(Question(9, -4)) == "Write nine minus four in figures"
            assert len({str(number) for number in NUMBERS}) == 10

    @pytest.mark.parametrize("typed", ["12", " 12 ", "12.", "１２", "١٢", "012"])
    def test_in_whatever_figures(self, typed):
        assert is_right(Question(7, 5), typed)

    @pytest.mark.parametrize("typed", ["", "1 2", "1_2", "+12", "12a", "²", "12" * 4_000, "twelve"])
    def test_what_is_no_number(self, typed):
        assert not is_right(Question(7, 5), typed)

    @pytest.mark.parametrize(
        ("typed", "said"), [("", "Answer this question"), ("99", "The answer was not right")]
    )
    def test_what_is_said_beside_it(self, typed, said):
        key = uuid.uuid4()
        data = QueryDict(mutable=True)
        data.update({"token": issue_token("opinion", HOST, key), "challenge": typed})
        form = OpinionForm(data, purpose="opinion", host=HOST)
        with translation.override("en"):
            form.ask(key)
            assert said in str(form.errors["challenge"])
