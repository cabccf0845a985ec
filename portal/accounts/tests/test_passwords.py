"""Forgotten passwords, unknown accounts and too many attempts."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client

from portal.accounts import tasks
from portal.accounts.models import User
from portal.accounts.second_factor import set_up_totp
from portal.accounts.tests.conftest import PASSWORD
from portal.common.testing.officers import officer_client as signed_in

FORGOTTEN = "/tai-khoan/mat-khau/quen/"
NEW = "Mot-mat-khau-hoan-toan-khac-2021"


def without_tokens(answer) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return re.sub(r'value="[^"]*@example.org"', "", text)


def reset_path() -> str:
    [message] = mail.outbox
    line = next(line for line in message.body.splitlines() if line.startswith("http"))
    assert line.startswith(settings.WAGTAILADMIN_BASE_URL)
    return line.removeprefix(settings.WAGTAILADMIN_BASE_URL)


class TestForgotten:
    def test_link_comes_by_mail_and_sets_a_password(self, officer_client, writer):
        officer_client.post(FORGOTTEN, {"email": writer.email})
        form = officer_client.get(reset_path(), follow=True)
        action = form.redirect_chain[-1][0]
        officer_client.post(action, {"password1": NEW, "password2": NEW})
        writer.refresh_from_db()
        assert writer.check_password(NEW)

    def test_link_works_once(self, officer_client, writer):
        officer_client.post(FORGOTTEN, {"email": writer.email})
        path = reset_path()
        action = officer_client.get(path, follow=True).redirect_chain[-1][0]
        officer_client.post(action, {"password1": NEW, "password2": NEW})
        other = Client(SERVER_NAME=settings.ADMIN_HOST)
        assert b"password1" not in other.get(path, follow=True).content

    def test_a_new_password_does_not_replace_the_second_factor(self, officer_client, writer):
        set_up_totp(writer)
        officer_client.post(FORGOTTEN, {"email": writer.email})
        action = officer_client.get(reset_path(), follow=True).redirect_chain[-1][0]
        officer_client.post(action, {"password1": NEW, "password2": NEW})
        assert officer_client.get("/admin/").status_code == 302

    @pytest.mark.parametrize("kind", ["unknown", "invited", "left"])
    def test_nobody_else_gets_mail(self, officer_client, writer, newcomer, kind):
        User.objects.filter(pk=writer.pk).update(is_active=False)
        addresses = {
            "unknown": "khong.ai@example.org",
            "invited": newcomer.email,
            "left": writer.email,
        }
        officer_client.post(FORGOTTEN, {"email": addresses[kind]})
        assert mail.outbox == []

    def test_link_ignores_the_host_of_the_request(self, officer_client, writer):
        officer_client.post(
            FORGOTTEN,
            {"email": writer.email},
            headers={"x-forwarded-host": "evil.example"},
        )
        assert "evil.example" not in mail.outbox[0].body
        assert reset_path()


class TestUnknownAccounts:
    @pytest.mark.parametrize("path", [FORGOTTEN, "/tai-khoan/vao/"])
    def test_look_like_known_ones(self, admin_host, writer, newcomer, path):
        answers = []
        for address in [writer.email, newcomer.email, "khong.ai@example.org"]:
            client = Client(SERVER_NAME=admin_host.name)
            fields = {"email": address, "login": address, "password": "sai-mat-khau-roi"}
            answers.append(client.post(path, fields, follow=True))
        assert len({answer.status_code for answer in answers}) == 1
        assert len({without_tokens(answer) for answer in answers}) == 1

    @pytest.mark.parametrize("path", [FORGOTTEN, "/tai-khoan/vao/"])
    def test_cost_as_much_and_send_nothing_in_the_request(
        self, admin_host, writer, newcomer, monkeypatch, path
    ):
        closed = User.objects.create_user("da.nghi@example.org", PASSWORD, is_active=False)
        runs, queued = [], []
        encode = MD5PasswordHasher.encode

        def counted(hasher, *args, **kwargs):
            runs.append(hasher)
            return encode(hasher, *args, **kwargs)

        monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
        for task in (tasks.note_refused_password, tasks.send_password_reset, tasks.tell_blocked):
            monkeypatch.setattr(type(task), "enqueue", lambda task, *args: queued.append(task.name))
        costs = []
        for address in (writer.email, newcomer.email, closed.email, "khong.ai@example.org"):
            runs.clear(), queued.clear()
            client = Client(SERVER_NAME=admin_host.name)
            client.post(path, {"email": address, "login": address, "password": "sai-mat-khau-roi"})
            costs.append((len(runs), tuple(queued)))
        assert len(set(costs)) == 1
        assert costs[0][0] == (0 if path == FORGOTTEN else 1)
        assert len(costs[0][1]) == 1
        assert mail.outbox == []

    def test_nobody_signs_up(self, officer_client):
        officer_client.post("/tai-khoan/dang-ky/", {"email": "a@example.org", "password1": NEW})
        assert not User.objects.exists()


class TestLimits:
    def attempts(self, client, count, address, **extra):
        fields = {"login": address, "password": "sai-mat-khau-roi"}
        return [client.post("/tai-khoan/vao/", fields, **extra) for _ in range(count)]

    def test_five_wrong_passwords_shut_one_account_for_a_while(self, officer_client, writer):
        self.attempts(officer_client, 5, writer.email)
        fields = {"login": writer.email, "password": PASSWORD}
        officer_client.post("/tai-khoan/vao/", fields)
        assert officer_client.get("/admin/").status_code == 302

    def test_an_unknown_account_is_limited_alike(self, admin_host, writer):
        known, unknown = (Client(SERVER_NAME=admin_host.name) for _ in range(2))
        sixth_known = self.attempts(known, 6, writer.email, REMOTE_ADDR="203.0.113.1")[-1]
        sixth = self.attempts(unknown, 6, "khong.ai@example.org", REMOTE_ADDR="203.0.113.2")[-1]
        assert sixth_known.status_code == sixth.status_code
        assert without_tokens(sixth_known) == without_tokens(sixth)

    def test_a_forged_forwarding_header_gives_no_new_attempts(self, officer_client, writer):
        for number in range(31):
            answer = officer_client.post(
                "/tai-khoan/vao/",
                {"login": f"x{number}@example.org", "password": "sai"},
                headers={"x-forwarded-for": f"198.51.100.{number}"},
            )
        assert answer.status_code == 429


@pytest.mark.parametrize(("proxies", "status"), [(0, 429), (1, 429), (2, 200)])
def test_only_as_many_proxies_are_believed_as_there_are(officer_client, settings, proxies, status):
    """Each proxy adds whom it was asked by: one of ours makes the last entry the true one."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for number in range(31):
        answer = officer_client.post(
            "/tai-khoan/vao/",
            {"login": f"x{number}@example.org", "password": "sai"},
            headers={"x-forwarded-for": f"198.51.100.{number}, 203.0.113.7"},
        )
    assert answer.status_code == status


def test_signing_in_keeps_no_second_list_of_addresses(officer_client, writer):
    """allauth's own table would let a person in by an address that was changed since."""
    fields = {"login": writer.email, "password": PASSWORD}
    officer_client.post("/tai-khoan/vao/", fields)
    assert officer_client.get("/admin/").status_code == 200
    assert not EmailAddress.objects.exists()


def test_who_has_no_password_is_led_to_the_link_for_a_first_one(admin_host):
    person = User.objects.create_user("khong.mat.khau@example.org")
    answer = signed_in(person).get("/tai-khoan/mat-khau/doi/", follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == FORGOTTEN
