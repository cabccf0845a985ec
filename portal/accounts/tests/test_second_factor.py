"""Second factors: set up by their owner, or for the demonstration."""

import io
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.urls import reverse

from portal.accounts.second_factor import present_code, set_up_totp
from portal.accounts.tests.conftest import PASSWORD
from portal.common import clock
from portal.common.testing.officers import officer_client as signed_in

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def demonstration(tmp_path, monkeypatch, superuser):
    """As load_demo leaves it: accounts in a file, a shifted clock, and DEBUG off."""
    monkeypatch.setattr(clock, "_shift", timedelta(days=-900))
    monkeypatch.setattr("portal.settings.environment.VAR_DIR", tmp_path)
    file = tmp_path / "demo-accounts.csv"
    file.write_text(f"site,role,e-mail,password,totp_secret\nA,B,{superuser.email},x,y\n")


def printed(email: str) -> str:
    out = io.StringIO()
    call_command("demo_code", email, stdout=out)
    return out.getvalue().strip()


class TestDemoCode:
    def test_prints_the_code_of_this_moment(self, demonstration, superuser, monkeypatch):
        set_up_totp(superuser, SECRET)
        monkeypatch.setattr("portal.accounts.second_factor.time.time", lambda: 59.9)
        assert printed(superuser.email.upper()) == format_hotp_value(hotp_value(SECRET, 1))
        monkeypatch.setattr("portal.accounts.second_factor.time.time", lambda: 60.0)
        assert printed(superuser.email) == format_hotp_value(hotp_value(SECRET, 2))

    def test_refuses_where_the_clock_shows_the_real_day(
        self, demonstration, superuser, settings, monkeypatch
    ):
        set_up_totp(superuser, SECRET)
        settings.DEBUG = True
        monkeypatch.setattr(clock, "_shift", timedelta(0))
        with pytest.raises(CommandError, match="demonstration only"):
            printed(superuser.email)

    def test_refuses_accounts_that_are_not_of_the_demonstration(self, demonstration, newcomer):
        set_up_totp(newcomer, SECRET)
        with pytest.raises(CommandError, match="no account of the demonstration"):
            printed(newcomer.email)

    def test_says_when_there_is_no_second_factor(self, demonstration, superuser):
        with pytest.raises(CommandError, match="no second factor"):
            printed(superuser.email)


class TestSettingUp:
    def test_twice_keeps_one_app(self, superuser):
        set_up_totp(superuser)
        assert set_up_totp(superuser, SECRET) == SECRET
        assert Authenticator.objects.filter(user=superuser).count() == 1

    def test_asks_for_the_password_again_after_a_while(self, officer_client, superuser, settings):
        officer_client.post("/tai-khoan/vao/", {"login": superuser.email, "password": PASSWORD})
        settings.FRESH_SIGN_IN_SECONDS = 0
        answer = officer_client.get(reverse("mfa_activate_totp"))
        assert answer["Location"].startswith(reverse("account_reauthenticate"))

    def test_by_its_owner_who_has_just_given_the_password(
        self, officer_client, superuser, django_capture_on_commit_callbacks
    ):
        fields = {"login": superuser.email, "password": PASSWORD}
        officer_client.post("/tai-khoan/vao/", fields)
        page = officer_client.get(reverse("mfa_activate_totp"))
        secret = page.context["form"].secret
        # Who listens is told what the picture is; the secret is read where it stands as text.
        assert 'alt="Mã QR dành cho ứng dụng xác thực' in page.text
        assert f'alt="{secret}"' not in page.text
        code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
        with django_capture_on_commit_callbacks(execute=True):
            answer = officer_client.post(reverse("mfa_activate_totp"), {"code": code})
        assert answer["Location"] == reverse("mfa_view_recovery_codes")
        assert present_code(superuser)
        assert officer_client.get("/admin/").status_code == 200

    @pytest.mark.parametrize(
        "name",
        [
            "mfa_index",
            "mfa_activate_totp",
            "mfa_add_webauthn",
            "mfa_list_webauthn",
            "account_change_password",
            "account_logout",
        ],
    )
    def test_pages_hold_no_inline_script_or_style(self, admin_host, superuser, name):
        text = signed_in(superuser).get(reverse(name), follow=True).content.decode()
        assert_clean(text)

    @pytest.mark.parametrize("name", ["account_login", "account_reset_password"])
    def test_nor_do_those_before_sign_in(self, officer_client, name):
        assert_clean(officer_client.get(reverse(name)).content.decode())


def assert_clean(text: str) -> None:
    page = BeautifulSoup(text, "html.parser")
    inline = page.find_all("script", src=False)
    assert {script.get("type") for script in inline} <= {"application/json"}
    assert not page.find_all("style")
    assert not page.find_all(style=True)
    assert not page.find_all(lambda tag: any(name.startswith("on") for name in tag.attrs))
    assert page.h1
    assert page.html["lang"]
