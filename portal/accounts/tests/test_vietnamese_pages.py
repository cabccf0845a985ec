"""The pages of sign-in speak Vietnamese, whatever the package brings."""

import re

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from portal.accounts.second_factor import set_up_totp
from portal.accounts.tests.conftest import PASSWORD
from portal.common.testing.officers import officer_client as signed_in
from portal.common.testing.officers import sign_in

# Words that no Vietnamese text holds, and that each English text of the pages holds one of.
ENGLISH = re.compile(
    r"\b(the|your|you|code|codes|key|keys|please|sign|password|authenticat\w+|recovery|used|"
    r"confirm|enter|email|security|cancel|remove|add|save|are|access)\b",
    re.IGNORECASE,
)


def assert_vietnamese(response) -> None:
    page = BeautifulSoup(response.content.decode(), "html.parser")
    assert page.html["lang"] == "vi"
    for hidden in page.find_all("script"):
        hidden.decompose()
    labels = [tag.get(name, "") for tag in page.find_all() for name in ("placeholder", "title")]
    shown = " ".join([page.get_text(" "), *labels])
    assert ENGLISH.findall(shown.replace("(passkey)", "")) == []


def open_in_vietnamese(client: Client, name: str, **arguments):
    return client.get(reverse(name, kwargs=arguments or None), follow=True)


class TestBeforeSignIn:
    @pytest.mark.parametrize(
        "name",
        [
            "account_login",
            "account_reset_password",
            "account_reset_password_done",
            "account_reset_password_from_key_done",
            "account_inactive",
        ],
    )
    def test_pages(self, officer_client, name):
        assert_vietnamese(open_in_vietnamese(officer_client, name))

    def test_refusals_of_sign_in(self, officer_client):
        fields = {"login": "khong.co@example.org", "password": "sai"}
        assert_vietnamese(officer_client.post(reverse("account_login"), fields))

    def test_the_link_to_a_new_password_good_or_spent(self, officer_client, superuser):
        uid = user_pk_to_url_str(superuser)
        key = default_token_generator.make_token(superuser)
        for given in (key, "spent-link"):
            name = "account_reset_password_from_key"
            response = open_in_vietnamese(officer_client, name, uidb36=uid, key=given)
            assert response.status_code == 200
            assert_vietnamese(response)

    def test_the_second_step_and_its_refusal(self, officer_client, superuser):
        set_up_totp(superuser)
        fields = {"login": superuser.email, "password": PASSWORD}
        response = officer_client.post(reverse("account_login"), fields, follow=True)
        assert response.redirect_chain[-1][0].startswith(reverse("mfa_authenticate"))
        assert "Xác thực hai lớp" in response.content.decode()
        assert_vietnamese(response)
        assert_vietnamese(officer_client.post(reverse("mfa_authenticate"), {"code": "000"}))


@pytest.fixture
def confirmed_client(officer_client, superuser) -> Client:
    """Somebody who has just given the password, so that no page asks for it again."""
    officer_client.post(reverse("account_login"), {"login": superuser.email, "password": PASSWORD})
    officer_client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return officer_client


def confirm_again(client: Client, user) -> None:
    """A new factor has ended the session: in again, with it and with the password confirmed."""
    sign_in(client, user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


class TestSignedIn:
    @pytest.mark.parametrize(
        "name",
        [
            "account_logout",
            "account_change_password",
            "account_reauthenticate",
            "mfa_index",
            "mfa_activate_totp",
            "mfa_list_webauthn",
            "mfa_add_webauthn",
            "accounts_second_factor_needed",
            "accounts_resume",
        ],
    )
    def test_pages_without_a_second_factor(self, confirmed_client, name):
        assert_vietnamese(open_in_vietnamese(confirmed_client, name))

    @pytest.mark.parametrize(
        "name",
        [
            "mfa_index",
            "mfa_deactivate_totp",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
            "mfa_reauthenticate",
        ],
    )
    def test_pages_with_an_app_and_recovery_codes(self, confirmed_client, superuser, name):
        set_up_totp(superuser)
        RecoveryCodes.activate(superuser)
        confirm_again(confirmed_client, superuser)
        response = open_in_vietnamese(confirmed_client, name)
        assert response.request["PATH_INFO"] == reverse(name)
        assert_vietnamese(response)

    def test_pages_of_a_key(self, confirmed_client, superuser):
        key = Authenticator.objects.create(
            user=superuser,
            type=Authenticator.Type.WEBAUTHN,
            data={"name": "Khóa bàn giấy", "credential": {}},
        )
        confirm_again(confirmed_client, superuser)
        for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
            assert_vietnamese(open_in_vietnamese(confirmed_client, name, pk=key.pk))
        response = open_in_vietnamese(confirmed_client, "mfa_list_webauthn")
        assert_vietnamese(response)
        assert "Khóa bàn giấy" in response.content.decode()
        assert "Chưa dùng." in response.content.decode()

    def test_confirmation_comes_first_and_is_vietnamese_too(self, admin_host, superuser):
        response = open_in_vietnamese(signed_in(superuser), "mfa_add_webauthn")
        assert_vietnamese(response)
