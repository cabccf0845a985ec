"""Who must have a second factor reaches nothing without one."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from bs4 import BeautifulSoup
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts import requirements
from portal.accounts.gate import SETTING_UP, SIGNING_OUT
from portal.accounts.second_factor import has_factor, present_code, set_up_totp
from portal.accounts.tests.conftest import PASSWORD
from portal.common.testing.officers import officer_client as signed_in

NEEDED = "/tai-khoan/hai-lop/can-co/"
XHR = {"x-requested-with": "XMLHttpRequest"}


def by_password(user) -> Client:
    return signed_in(user, second_factor=False)


def add_key(user, name: str = "Khóa bàn giấy") -> Authenticator:
    data = {"name": name, "credential": {}}
    return Authenticator.objects.create(user=user, type="webauthn", data=data)


class TestRules:
    def test_superusers_must_and_others_need_not(self, superuser, writer):
        assert requirements.reason(superuser) == requirements.of_superusers(superuser) != ""
        assert requirements.reason(writer) == ""

    def test_the_first_rule_that_holds_gives_the_reason(self, writer, monkeypatch):
        monkeypatch.setattr(requirements, "_rules", [lambda user: "", lambda user: "Because."])
        assert requirements.reason(writer) == "Because."

    def test_a_rule_is_registered_once(self, monkeypatch):
        monkeypatch.setattr(requirements, "_rules", [])
        requirements.register(requirements.of_superusers)
        requirements.register(requirements.of_superusers)
        assert requirements._rules == [requirements.of_superusers]


class TestWithoutAFactor:
    @pytest.mark.parametrize("path", ["/", "/admin/", "/admin/users/", "/admin/account/"])
    def test_pages_lead_to_the_reason(self, admin_host, superuser, path):
        assert by_password(superuser).get(path)["Location"] == NEEDED

    def test_nothing_is_changed_by_posting(self, admin_host, superuser, newcomer):
        fields = {"email": newcomer.email, "full_name": "Khác", "telephone": ""}
        answer = by_password(superuser).post(f"/admin/users/edit/{newcomer.pk}/", fields)
        assert answer["Location"] == NEEDED
        newcomer.refresh_from_db()
        assert newcomer.full_name == "Trần Mới"

    def test_scripts_are_refused(self, admin_host, superuser):
        assert by_password(superuser).get("/admin/", headers=XHR).status_code == 403

    def test_the_page_says_why_and_leads_on(self, admin_host, superuser):
        client = by_password(superuser)
        page = BeautifulSoup(client.get(NEEDED).content.decode(), "html.parser").main
        assert requirements.reason(superuser) in page.get_text()
        [link] = page.find_all("a")
        assert link["href"] == reverse("mfa_index")
        assert client.get(link["href"]).status_code == 200

    def test_the_way_to_a_factor_is_open_and_recovery_codes_end_it(
        self, admin_host, superuser, django_capture_on_commit_callbacks
    ):
        client = by_password(superuser)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
        code = {"code": present(secret)}
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(reverse("mfa_activate_totp"), code, follow=True)
        assert answer.redirect_chain == [(reverse("mfa_view_recovery_codes"), 302)]
        assert Authenticator.objects.filter(user=superuser, type="recovery_codes").exists()
        assert client.get("/admin/").status_code == 200

    @pytest.mark.parametrize("name", ["account_logout", "account_change_password", "mfa_index"])
    def test_signing_out_and_the_password_stay_open(self, admin_host, superuser, name):
        assert by_password(superuser).get(reverse(name)).status_code == 200

    def test_signing_out_works(self, admin_host, superuser):
        client = by_password(superuser)
        client.post("/admin/logout/")
        assert SESSION_KEY not in client.session

    def test_nobody_is_kept_on_the_page_without_need(self, admin_host, writer, superuser):
        assert by_password(writer).get(NEEDED)["Location"] == "/admin/"
        assert signed_in(superuser).get(NEEDED)["Location"] == "/admin/"


class TestWithAFactor:
    def test_that_was_not_given_in_this_session_asks_for_it(self, admin_host, superuser):
        set_up_totp(superuser)
        superuser.refresh_from_db()
        client = by_password(superuser)
        target = client.get("/admin/account/")["Location"]
        assert target == "/tai-khoan/hai-lop/xac-nhan/?next=%2Fadmin%2Faccount%2F"
        answer = client.post(target, {"code": present_code(superuser)})
        assert answer["Location"] == "/admin/account/"
        assert client.get("/admin/account/").status_code == 200

    @pytest.mark.parametrize("name", sorted(SETTING_UP - {"mfa_edit_webauthn"} - SIGNING_OUT))
    def test_no_other_page_of_the_account_opens_before(self, admin_host, superuser, name):
        """A stolen password must not be enough to add a factor of one's own."""
        set_up_totp(superuser)
        superuser.refresh_from_db()
        arguments = {"uidb36": "1", "key": "a-b"} if name.endswith("from_key") else None
        answer = by_password(superuser).get(reverse(name, kwargs=arguments))
        assert answer["Location"].startswith("/tai-khoan/hai-lop/xac-nhan/")

    def test_a_form_that_is_sent_is_not_saved(self, admin_host, superuser, newcomer):
        set_up_totp(superuser)
        superuser.refresh_from_db()
        answer = by_password(superuser).post(f"/admin/users/delete/{newcomer.pk}/")
        assert answer["Location"] == "/tai-khoan/hai-lop/xac-nhan/?next=%2Fadmin%2F"
        newcomer.refresh_from_db()

    def test_set_up_on_another_device_ends_this_session(self, admin_host, writer):
        client = by_password(writer)
        assert client.get("/admin/").status_code == 200
        add_key(writer)
        assert client.get("/admin/").status_code == 302
        assert SESSION_KEY not in client.session

    def test_a_use_of_it_does_not(self, admin_host, writer):
        key = add_key(writer)
        writer.refresh_from_db()
        client = signed_in(writer)
        key.record_usage()
        assert client.get("/admin/").status_code == 200

    def test_recovery_codes_alone_are_none(self, superuser):
        Authenticator.objects.create(user=superuser, type="recovery_codes", data={})
        assert not has_factor(superuser)


class TestGivingItUp:
    def post(self, client: Client, name: str, **arguments):
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        return client.post(reverse(name, kwargs=arguments or None))

    def test_the_last_app_of_who_must_have_one_stays(self, admin_host, superuser):
        set_up_totp(superuser)
        superuser.refresh_from_db()
        answer = self.post(signed_in(superuser), "mfa_deactivate_totp")
        assert has_factor(superuser)
        assert "duy nhất" in answer.content.decode()

    def test_so_does_the_last_key(self, admin_host, superuser):
        key = add_key(superuser)
        superuser.refresh_from_db()
        answer = self.post(signed_in(superuser), "mfa_remove_webauthn", pk=key.pk)
        assert has_factor(superuser)
        assert "duy nhất" in answer.content.decode()

    def test_one_of_two_may_go(self, admin_host, superuser):
        set_up_totp(superuser)
        key = add_key(superuser)
        superuser.refresh_from_db()
        client = signed_in(superuser)
        self.post(client, "mfa_remove_webauthn", pk=key.pk)
        assert not Authenticator.objects.filter(pk=key.pk).exists()
        assert client.get("/admin/").status_code == 200

    def test_who_need_not_have_one_may_give_up_the_last(self, admin_host, writer):
        set_up_totp(writer)
        writer.refresh_from_db()
        client, other = signed_in(writer), signed_in(writer)
        self.post(client, "mfa_deactivate_totp")
        assert not has_factor(writer)
        assert client.get("/admin/").status_code == 200
        assert other.get("/admin/").status_code == 302


class TestCost:
    def test_a_rule_is_asked_once_in_a_request(self, admin_host, writer, monkeypatch):
        asked = []
        monkeypatch.setattr(requirements, "_rules", [lambda user: asked.append(user) or ""])
        by_password(writer).get("/admin/")
        assert len(asked) == 1

    def test_and_never_where_the_factor_is_on_record(self, admin_host, writer, monkeypatch):
        asked = []
        monkeypatch.setattr(requirements, "_rules", [lambda user: asked.append(user) or "No."])
        assert signed_in(writer).get("/admin/").status_code == 200
        assert asked == []

    def test_the_gate_itself_asks_the_database_nothing(self, admin_host, writer, monkeypatch):
        monkeypatch.setattr(requirements, "_rules", [requirements.of_superusers])
        counts = []
        for client in (signed_in(writer), by_password(writer)):
            client.get("/admin/account/")
            with CaptureQueriesContext(connection) as captured:
                assert client.get("/admin/account/").status_code == 200
            counts.append(len(captured))
        assert counts[0] == counts[1]


def present(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
