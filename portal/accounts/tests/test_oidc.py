"""The province's own sign-in, against a provider that answers over HTTP."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from bs4 import BeautifulSoup
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from portal.accounts import services
from portal.accounts.models import User
from portal.accounts.second_factor import present_code, set_up_totp
from portal.accounts.tests import fake_provider
from portal.accounts.tests.conftest import PASSWORD
from portal.accounts.tests.fake_provider import CLIENT_ID, CLIENT_SECRET, FakeProvider

BEGIN, CALLBACK = "/tai-khoan/vao/tinh/", "/tai-khoan/vao/tinh/ve/"


@pytest.fixture(scope="module")
def running():
    provider = FakeProvider()
    yield provider
    provider.stop()


@pytest.fixture
def provider(running, settings, monkeypatch) -> FakeProvider:
    for attribute, value in {
        "claims": {},
        "user_info": {},
        "config": {},
        "sign_with": (fake_provider.PUBLISHED, "RS256"),
        "key_id": "k1",
        "is_broken": False,
        "requests": [],
    }.items():
        setattr(running, attribute, value)
    settings.OIDC_ISSUER = running.issuer
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT_ID, CLIENT_SECRET
    settings.OIDC_NAME = "Tài khoản công vụ"
    return running


def person(user: User, **changes) -> dict:
    """What the provider says of somebody with this address."""
    return {"sub": "s-1", "email": user.email, "email_verified": True, **changes}


def begin(client: Client, provider: FakeProvider, **query) -> dict[str, str]:
    """Sets out; returns what the provider is asked."""
    address = urlsplit(client.get(BEGIN, query)["Location"])
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{provider.issuer}/authorize"
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    provider.challenge = asked["code_challenge"]
    return asked


def sign_in(client: Client, provider: FakeProvider, claims: dict, **query):
    asked = begin(client, provider, **query)
    provider.claims = {"nonce": asked["nonce"], **claims}
    return client.get(CALLBACK, {"code": "mot-ma", "state": asked["state"]})


def is_signed_in(client: Client) -> bool:
    return SESSION_KEY in client.session


class TestNotConfigured:
    @pytest.mark.parametrize("path", [BEGIN, CALLBACK, CALLBACK + "?code=a&state=b"])
    def test_no_address_answers(self, officer_client, path):
        assert officer_client.get(path).status_code == 404
        assert officer_client.post(path).status_code == 404

    def test_no_button_shows(self, officer_client):
        assert BEGIN.encode() not in officer_client.get("/tai-khoan/vao/").content

    @pytest.mark.parametrize("path", ["/tai-khoan/3rdparty/", "/tai-khoan/oidc/x/login/"])
    def test_the_packages_own_addresses_never_do(self, officer_client, provider, path):
        assert officer_client.get(path).status_code == 404


class TestSettingOut:
    def test_the_button_leads_there_and_back(self, officer_client, provider):
        page = officer_client.get("/tai-khoan/vao/?next=/admin/account/").content.decode()
        link = BeautifulSoup(page, "html.parser").find("a", string=lambda t: t and "công vụ" in t)
        assert link["href"] == BEGIN + "?next=/admin/account/"

    def test_what_the_provider_is_asked(self, officer_client, provider):
        asked = begin(officer_client, provider)
        assert asked["client_id"] == CLIENT_ID
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert set(asked["scope"].split()) == {"openid", "profile", "email"}
        assert asked["redirect_uri"] == "http://quantri.test.localhost" + CALLBACK

    def test_state_and_nonce_are_new_each_time(self, officer_client, provider):
        first, second = (begin(officer_client, provider) for _time in range(2))
        assert first["state"] != second["state"]
        assert first["nonce"] != second["nonce"]

    def test_the_address_adds_nothing_to_the_question(self, officer_client, provider):
        asked = begin(officer_client, provider, scope="all", auth_params="prompt=none")
        assert "all" not in asked["scope"]
        assert "prompt" not in asked

    def test_a_provider_that_is_down_leaves_the_password(self, officer_client, provider):
        provider.is_broken = True
        answer = officer_client.get(BEGIN)
        assert answer.status_code == 503
        assert b"/tai-khoan/vao/" in answer.content

    def test_a_provider_of_another_name_is_not_asked(self, officer_client, provider):
        provider.config = {"issuer": "https://evil.example"}
        assert officer_client.get(BEGIN).status_code == 503


class TestLetIn:
    def test_by_a_verified_address(self, officer_client, provider, writer):
        answer = sign_in(officer_client, provider, person(writer), next="/admin/account/")
        assert answer["Location"] == "/admin/account/"
        assert officer_client.get("/admin/account/").status_code == 200
        writer.refresh_from_db()
        assert writer.check_password(PASSWORD)

    def test_by_an_address_in_another_case(self, officer_client, provider, writer):
        sign_in(officer_client, provider, person(writer, email=writer.email.upper()))
        assert is_signed_in(officer_client)

    def test_by_what_the_provider_answers_beside_the_token(self, officer_client, provider, writer):
        provider.user_info = person(writer)
        sign_in(officer_client, provider, {"sub": "s-1"})
        assert is_signed_in(officer_client)

    def test_by_the_link_even_under_a_new_address(self, officer_client, provider, writer):
        sign_in(officer_client, provider, person(writer))
        officer_client.post("/tai-khoan/ra/")
        sign_in(officer_client, provider, {"sub": "s-1", "email": "moi@example.org"})
        assert officer_client.session[SESSION_KEY] == str(writer.pk)

    def test_nothing_of_the_person_is_kept_but_the_subject(self, officer_client, provider, writer):
        sign_in(officer_client, provider, person(writer, phone_number="0912"))
        link = SocialAccount.objects.get()
        assert (link.user, link.uid, link.extra_data) == (writer, "s-1", {})

    def test_leads_to_no_other_host(self, officer_client, provider, writer):
        answer = sign_in(officer_client, provider, person(writer), next="https://evil.example/")
        assert answer["Location"] == "/admin/"

    def test_the_second_factor_is_asked_for_all_the_same(self, officer_client, provider, superuser):
        set_up_totp(superuser)
        answer = sign_in(officer_client, provider, person(superuser))
        assert answer["Location"] == reverse("mfa_authenticate")
        assert not is_signed_in(officer_client)
        code = {"code": present_code(superuser)}
        officer_client.post(reverse("mfa_authenticate"), code)
        assert officer_client.get("/admin/").status_code == 200

    def test_who_must_have_one_has_to_set_it_up(self, officer_client, provider, superuser):
        sign_in(officer_client, provider, person(superuser))
        answer = officer_client.get("/admin/")
        assert answer["Location"] == reverse("accounts_second_factor_needed")


class TestRefused:
    def assert_refused(self, client: Client, answer) -> None:
        assert answer.status_code == 403
        assert not is_signed_in(client)
        assert client.get("/admin/").status_code == 302
        assert not SocialAccount.objects.exists()

    @pytest.mark.parametrize("verified", [False, None, "true", 1])
    def test_an_address_that_is_not_verified(self, officer_client, provider, writer, verified):
        answer = sign_in(officer_client, provider, person(writer, email_verified=verified))
        self.assert_refused(officer_client, answer)

    def test_an_unknown_address_and_nobody_signs_up(self, officer_client, provider, writer):
        answer = sign_in(officer_client, provider, person(writer, email="la@example.org"))
        self.assert_refused(officer_client, answer)
        assert User.objects.count() == 1

    def test_a_suspended_account_looks_the_same(self, officer_client, provider, writer, superuser):
        unknown = sign_in(officer_client, provider, person(writer, email="la@example.org"))
        services.suspend(writer, by=superuser, reason="")
        suspended = sign_in(officer_client, provider, person(writer))
        self.assert_refused(officer_client, suspended)
        assert suspended.content == unknown.content

    def test_a_linked_account_that_was_suspended(self, officer_client, provider, writer, superuser):
        sign_in(officer_client, provider, person(writer))
        officer_client.post("/tai-khoan/ra/")
        services.suspend(writer, by=superuser, reason="")
        assert sign_in(officer_client, provider, person(writer)).status_code == 403
        assert not is_signed_in(officer_client)
        # Nor does the address of a colleague help.
        answer = sign_in(officer_client, provider, person(superuser))
        assert answer.status_code == 403

    def test_another_subject_with_the_address_of_a_linked_one(
        self, officer_client, provider, writer
    ):
        sign_in(officer_client, provider, person(writer))
        officer_client.post("/tai-khoan/ra/")
        answer = sign_in(officer_client, provider, person(writer, sub="s-2"))
        assert answer.status_code == 403
        assert not is_signed_in(officer_client)

    @pytest.mark.parametrize(
        "lie",
        [
            {"nonce": "mot-lan-khac"},
            {"nonce": None},
            {"aud": "ung-dung-khac"},
            {"aud": [CLIENT_ID, "ung-dung-khac"]},
            {"azp": "ung-dung-khac"},
            {"iss": "https://evil.example"},
            {"exp": int(time.time()) - 3600},
            {"exp": None},
            {"sub": None},
        ],
    )
    def test_a_token_with_a_lie_in_it(self, officer_client, provider, writer, lie):
        answer = sign_in(officer_client, provider, person(writer, **lie))
        self.assert_refused(officer_client, answer)

    @pytest.mark.parametrize(
        ("sign_with", "key_id"),
        [
            ((fake_provider.FOREIGN, "RS256"), "k1"),
            ((fake_provider.FOREIGN, "RS256"), "k2"),
            ((CLIENT_SECRET * 3, "HS256"), "k1"),
            (("", "none"), "k1"),
        ],
    )
    def test_a_token_that_another_has_signed(
        self, officer_client, provider, writer, sign_with, key_id
    ):
        provider.sign_with, provider.key_id = sign_with, key_id
        self.assert_refused(officer_client, sign_in(officer_client, provider, person(writer)))

    @pytest.mark.parametrize("state", ["khac", ""])
    def test_a_state_that_this_browser_was_not_given(self, officer_client, provider, writer, state):
        asked = begin(officer_client, provider)
        provider.claims = {"nonce": asked["nonce"], **person(writer)}
        answer = officer_client.get(CALLBACK, {"code": "mot-ma", "state": state})
        self.assert_refused(officer_client, answer)

    def test_the_state_of_another_browser(self, officer_client, admin_host, provider, writer):
        asked = begin(Client(SERVER_NAME=admin_host.name), provider)
        provider.claims = {"nonce": asked["nonce"], **person(writer)}
        query = {"code": "mot-ma", "state": asked["state"]}
        self.assert_refused(officer_client, officer_client.get(CALLBACK, query))

    def test_the_same_answer_a_second_time(self, officer_client, provider, writer):
        asked = begin(officer_client, provider)
        provider.claims = {"nonce": asked["nonce"], **person(writer)}
        query = {"code": "mot-ma", "state": asked["state"]}
        assert officer_client.get(CALLBACK, query).status_code == 302
        exchanges = provider.requests.count("/token")
        assert officer_client.get(CALLBACK, query).status_code == 403
        assert provider.requests.count("/token") == exchanges

    def test_a_code_that_the_provider_does_not_know(self, officer_client, provider, writer):
        asked = begin(officer_client, provider)
        query = {"code": "ma-khac", "state": asked["state"]}
        self.assert_refused(officer_client, officer_client.get(CALLBACK, query))

    def test_an_answer_about_somebody_else(self, officer_client, provider, writer):
        provider.user_info = person(writer, sub="s-9")
        self.assert_refused(officer_client, sign_in(officer_client, provider, {"sub": "s-1"}))

    def test_a_provider_that_breaks_in_between(self, officer_client, provider, writer):
        asked = begin(officer_client, provider)
        provider.is_broken = True
        query = {"code": "mot-ma", "state": asked["state"]}
        self.assert_refused(officer_client, officer_client.get(CALLBACK, query))

    def test_who_cancels_is_led_back(self, officer_client, provider):
        asked = begin(officer_client, provider)
        query = {"error": "access_denied", "state": asked["state"]}
        assert officer_client.get(CALLBACK, query)["Location"] == "/tai-khoan/vao/"


def test_links_hang_on_the_issuer(officer_client, provider, writer, settings):
    """Another provider may call another person by the same subject."""
    from portal.accounts import oidc

    before = oidc.provider_id()
    settings.OIDC_ISSUER = "https://khac.example"
    assert oidc.provider_id() != before
