"""A password alone opens nothing but allauth's own page, and only on the admin host."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from portal.accounts.middleware import DOOR_KEY
from portal.accounts.models import User
from portal.accounts.second_factor import present_code, set_up_totp
from portal.accounts.tests.conftest import PASSWORD
from portal.common.testing.officers import officer_client as signed_in
from portal.common.testing.officers import sign_in

# Every address that brings a password field in stock Wagtail, Django or allauth.
FOREIGN_DOORS = [
    "/admin/login/",
    "/_util/login/",
    "/_util/authenticate_with_password/1/1/",
    "/django-admin/",
    "/django-admin/login/",
    "/admin/password_reset/",
    "/admin/password_reset/confirm/MQ/set-password/",
    "/accounts/login/",
    "/tai-khoan/dang-ky/",
    "/documents/authenticate_with_password/1/",
]
CREDENTIALS = {"login": "viet.bai@example.org", "password": PASSWORD}


def log_in(client: Client, **fields):
    return client.post("/tai-khoan/vao/", {**CREDENTIALS, **fields})


def is_inside(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


class TestTheDoor:
    def test_lets_in_with_the_password(self, officer_client, writer):
        answer = log_in(officer_client)
        assert (answer.status_code, answer["Location"]) == (302, "/admin/")
        assert is_inside(officer_client)

    def test_takes_the_address_in_any_case(self, officer_client, writer):
        log_in(officer_client, login="Viet.Bai@Example.ORG")
        assert is_inside(officer_client)

    def test_keeps_out_with_a_wrong_password(self, officer_client, writer):
        answer = log_in(officer_client, password=PASSWORD + "x")
        assert answer.status_code == 200
        assert not is_inside(officer_client)

    def test_admin_leads_to_it_and_back(self, officer_client, writer):
        answer = officer_client.get("/admin/account/")
        assert answer["Location"] == "/tai-khoan/vao/?next=/admin/account/"
        answer = officer_client.post(answer["Location"], {**CREDENTIALS, "next": "/admin/account/"})
        assert answer["Location"] == "/admin/account/"

    @pytest.mark.parametrize(
        "target",
        [
            "//evil.example",
            "https://evil.example/",
            "https:evil.example",
            "/\\evil.example",
            "\t//evil.example",
            "http://veanbn.test.localhost/",
            "http://test.localhost/",
        ],
    )
    def test_leads_to_no_other_host(self, officer_client, writer, target):
        assert log_in(officer_client, next=target)["Location"] == "/admin/"

    def test_is_on_the_admin_host_alone(self, admin_host):
        public = Client(SERVER_NAME="la.test.localhost")
        assert public.get("/tai-khoan/vao/").status_code == 421

    def test_leavers_are_not_let_in(self, officer_client, writer):
        User.objects.filter(pk=writer.pk).update(is_active=False)
        log_in(officer_client)
        assert not is_inside(officer_client)


class TestSecondFactor:
    def test_password_alone_is_not_enough(self, officer_client, writer):
        set_up_totp(writer)
        answer = log_in(officer_client)
        assert answer["Location"] == reverse("mfa_authenticate")
        assert SESSION_KEY not in officer_client.session
        assert not is_inside(officer_client)

    def test_password_and_code_are(self, officer_client, writer):
        set_up_totp(writer)
        log_in(officer_client)
        officer_client.post(reverse("mfa_authenticate"), {"code": present_code(writer)})
        assert is_inside(officer_client)

    def test_a_code_works_once(self, officer_client, admin_host, writer):
        set_up_totp(writer)
        code = present_code(writer)
        log_in(officer_client)
        officer_client.post(reverse("mfa_authenticate"), {"code": code})
        other = Client(SERVER_NAME=admin_host.name)
        log_in(other)
        other.post(reverse("mfa_authenticate"), {"code": code})
        assert not is_inside(other)

    @pytest.mark.parametrize("door", FOREIGN_DOORS)
    def test_no_other_address_takes_the_password(self, officer_client, writer, door):
        set_up_totp(writer)
        fields = {**CREDENTIALS, "username": writer.email, "email": writer.email}
        officer_client.post(door, fields)
        assert SESSION_KEY not in officer_client.session
        assert not is_inside(officer_client)

    def test_nor_does_a_forgotten_door_after_half_the_way(self, officer_client, writer):
        """allauth notes the password before it asks for the code; that note opens nothing."""
        set_up_totp(writer)
        log_in(officer_client)
        assert officer_client.session["account_authentication_methods"]
        officer_client.force_login(writer)
        assert not is_inside(officer_client)
        assert SESSION_KEY not in officer_client.session


class TestForgottenDoors:
    @pytest.mark.parametrize("door", FOREIGN_DOORS)
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_have_no_password_field(self, officer_client, writer, door, method):
        answer = getattr(officer_client, method)(door, CREDENTIALS)
        assert answer.status_code in {301, 302, 403, 404}
        assert b'type="password"' not in answer.content

    @pytest.mark.parametrize("door", FOREIGN_DOORS)
    def test_do_not_exist_elsewhere(self, admin_host, door):
        assert Client(SERVER_NAME="la.test.localhost").get(door).status_code == 421

    def test_wagtails_login_leads_to_ours(self, officer_client):
        answer = officer_client.get("/admin/login/?next=/admin/account/")
        assert answer["Location"] == "/tai-khoan/vao/?next=/admin/account/"

    def test_a_session_without_allauths_record_is_signed_out(self, officer_client, writer):
        officer_client.force_login(writer)
        answer = officer_client.get("/admin/account/")
        assert answer["Location"] == "/tai-khoan/vao/?next=/admin/account/"
        assert SESSION_KEY not in officer_client.session

    def test_so_is_one_with_the_record_of_another_person(self, officer_client, writer, newcomer):
        sign_in(officer_client, writer)
        session = officer_client.session
        session[DOOR_KEY] = newcomer.pk
        session.save()
        assert not is_inside(officer_client)

    def test_scripts_are_refused_rather_than_sent_on(self, officer_client, writer):
        officer_client.force_login(writer)
        answer = officer_client.get(
            "/admin/account/", headers={"x-requested-with": "XMLHttpRequest"}
        )
        assert answer.status_code == 403


class TestClosedScreens:
    @pytest.mark.parametrize(
        "path",
        [
            "/admin/sites/",
            "/admin/sites/new/",
            "/admin/sites/edit/1/",
            "/admin/groups/",
            "/admin/groups/new/",
            "/admin/bulk/accounts/user/assign_role/?id=1",
            "/admin/bulk/accounts/user/set_active_state/?id=1",
            "/admin/bulk/accounts/user/delete/?id=1",
            "/admin/pages/1/privacy/",
            "/admin/failwhale/",
            "/admin/test404/",
            "/admin/styleguide/",
            "/api/v2/pages/",
            "/api/v3/pages/",
            "/tai-khoan/",
            "/tai-khoan/email/",
        ],
    )
    def test_are_not_there_even_for_a_superuser(self, admin_host, superuser, path):
        client = signed_in(superuser)
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404

    def test_stand_in_no_menu(self, admin_host, superuser):
        text = signed_in(superuser).get("/admin/").content.decode()
        assert "/admin/users/" in text
        assert "/admin/sites/" not in text
        assert "/admin/groups/" not in text


class TestLeavingTheAdministration:
    @pytest.mark.parametrize("path", ["/tai-khoan/ra/", "/admin/logout/"])
    def test_signs_out_and_empties_the_browser(self, admin_host, superuser, path):
        client = signed_in(superuser)
        answer = client.post(path)
        assert answer["Clear-Site-Data"] == '"cache", "storage"'
        assert not is_inside(client)

    def test_takes_more_than_a_link(self, admin_host, superuser):
        client = signed_in(superuser)
        client.get("/tai-khoan/ra/")
        assert is_inside(client)

    def test_a_leavers_session_ends_at_once(self, admin_host, superuser):
        client = signed_in(superuser)
        assert is_inside(client)
        superuser.is_active = False
        superuser.save()
        assert not is_inside(client)

    def test_and_does_not_revive_when_the_person_returns(self, admin_host, superuser):
        client = signed_in(superuser)
        superuser.is_active = False
        superuser.save(update_fields=["is_active"])
        superuser.is_active = True
        superuser.save()
        assert not is_inside(client)

    def test_other_sessions_go_on(self, admin_host, superuser, newcomer):
        client = signed_in(superuser)
        newcomer.is_active = False
        newcomer.save()
        assert is_inside(client)
