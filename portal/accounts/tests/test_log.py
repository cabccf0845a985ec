"""What the log tells of sign-ins and of accounts."""

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from portal.accounts import actions, invitations
from portal.accounts.second_factor import present_code, set_up_totp
from portal.accounts.tests.conftest import PASSWORD
from portal.accounts.tests.test_invitations import FORM, address
from portal.common.testing.officers import officer_client as signed_in

NEW = "Mot-mat-khau-hoan-toan-khac-2021"


def log_in(client: Client, email: str, password: str = PASSWORD):
    return client.post("/tai-khoan/vao/", {"login": email, "password": password})


def entry(action: str) -> ModelLogEntry:
    return ModelLogEntry.objects.get(action=action)


def told(action: str) -> str:
    return entry(action).formatter.format_message(entry(action))


class TestSigningIn:
    def test_by_password(self, officer_client, writer):
        log_in(officer_client, writer.email)
        assert entry(actions.SIGNED_IN).user == writer
        assert entry(actions.SIGNED_IN).object_id == str(writer.pk)
        assert "mật khẩu" in told(actions.SIGNED_IN)

    def test_with_a_second_factor_after_the_last_step(self, officer_client, writer):
        set_up_totp(writer)
        log_in(officer_client, writer.email)
        assert not ModelLogEntry.objects.filter(action=actions.SIGNED_IN).exists()
        officer_client.post(reverse("mfa_authenticate"), {"code": present_code(writer)})
        assert entry(actions.SIGNED_IN).data == {"methods": ["password", "totp"]}
        assert "ứng dụng xác thực" in told(actions.SIGNED_IN)

    def test_refused_for_a_known_account(self, officer_client, writer):
        log_in(officer_client, writer.email.upper(), "sai-mat-khau-roi")
        failed = entry(actions.SIGN_IN_FAILED)
        assert (failed.user, failed.object_id) == (None, str(writer.pk))
        assert failed.data == {"method": "password"}

    def test_refused_for_a_wrong_code(self, officer_client, writer):
        set_up_totp(writer)
        log_in(officer_client, writer.email)
        officer_client.post(reverse("mfa_authenticate"), {"code": "000"})
        assert entry(actions.SIGN_IN_FAILED).data == {"method": "totp"}

    def test_unknown_addresses_and_passwords_stand_nowhere(self, officer_client, writer):
        log_in(officer_client, "khong.ai@example.org", "sai-mat-khau-roi")
        log_in(officer_client, writer.email, "sai-mat-khau-roi")
        with connection.cursor() as cursor:
            cursor.execute("SELECT label, data FROM wagtailcore_modellogentry")
            text = str(cursor.fetchall())
        assert "khong.ai" not in text
        assert "sai-mat-khau" not in text

    def test_signing_out(self, admin_host, writer):
        signed_in(writer).post("/tai-khoan/ra/")
        assert entry(actions.SIGNED_OUT).user == writer


class TestPasswordsAndFactors:
    def test_a_changed_password(self, officer_client, writer):
        log_in(officer_client, writer.email)
        fields = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
        officer_client.post(reverse("account_change_password"), fields)
        assert entry(actions.PASSWORD_CHANGED).user == writer
        assert NEW not in str(entry(actions.PASSWORD_CHANGED).data)

    def test_the_first_password(self, officer_client, newcomer):
        invitation = invitations.invite(newcomer, site_name="A", role_name="B")
        officer_client.post(address(invitation), FORM)
        assert entry(actions.PASSWORD_CHANGED).user == newcomer

    def test_a_factor_that_comes_and_goes(self, admin_host, writer):
        key = Authenticator.objects.create(
            user=writer, type="webauthn", data={"name": "Khóa", "credential": {}}
        )
        client = signed_in(writer)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
        assert entry(actions.FACTOR_REMOVED).user == writer
        assert "khóa bảo mật" in told(actions.FACTOR_REMOVED)


@pytest.mark.parametrize("action", sorted(v for k, v in vars(actions).items() if k.isupper() and isinstance(v, str)))  # fmt: skip
def test_each_act_has_words_in_the_history(action, writer):
    from wagtail.log_actions import log, registry

    written = log(writer, action, user=writer)
    assert registry.action_exists(action)
    assert written.formatter.format_message(written) not in {"", action}
