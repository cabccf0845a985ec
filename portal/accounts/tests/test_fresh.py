"""A fresh sign-in before accounts are changed, and what becomes of a form meanwhile."""

import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views import View

from portal.accounts import fresh
from portal.accounts.models import User
from portal.accounts.second_factor import present_code, set_up_totp
from portal.accounts.tests.conftest import PASSWORD
from portal.common.testing.officers import officer_client as signed_in

XHR = {"x-requested-with": "XMLHttpRequest"}
RESUME = "/tai-khoan/xac-nhan/gui-tiep/"


def grow_old(client: Client, seconds: float) -> None:
    """Lets the sign-in lie that long back."""
    session = client.session
    records = session[AUTHENTICATION_METHODS_SESSION_KEY]
    at = time.time() - seconds
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{**record, "at": at} for record in records]
    session.save()


@pytest.fixture
def old_client(admin_host, superuser, settings) -> Client:
    client = signed_in(superuser)
    grow_old(client, settings.FRESH_SIGN_IN_SECONDS)
    return client


def edit_path(user: User) -> str:
    return f"/admin/users/edit/{user.pk}/"


def fields(user: User, **changes) -> dict:
    return {"email": user.email, "full_name": "Tên <mới> & khác", "telephone": "", **changes}


class TestBoundary:
    @pytest.mark.parametrize(("early", "status"), [(30, 200), (0, 302)])
    def test_fifteen_minutes(self, admin_host, superuser, newcomer, settings, early, status):
        client = signed_in(superuser)
        grow_old(client, settings.FRESH_SIGN_IN_SECONDS - early)
        assert client.get(edit_path(newcomer)).status_code == status

    def test_the_rest_of_the_administration_goes_on(self, old_client):
        assert old_client.get("/admin/portals/").status_code == 200

    @pytest.mark.parametrize("path", ["", "new/", "edit/{}/", "delete/{}/"])
    def test_what_is_guarded(self, old_client, newcomer, path):
        answer = old_client.get("/admin/users/" + path.format(newcomer.pk))
        assert answer["Location"].startswith("/tai-khoan/xac-nhan/?next=")


class TestReading:
    def test_leads_back_after_the_password(self, old_client, newcomer):
        path = edit_path(newcomer) + "?a=1"
        target = old_client.get(path)["Location"]
        answer = old_client.post(target, {"password": PASSWORD, "next": path})
        assert answer["Location"] == path
        assert old_client.get(path).status_code == 200

    def test_and_after_the_second_factor(self, admin_host, superuser, newcomer, settings):
        set_up_totp(superuser)
        client = signed_in(superuser)
        grow_old(client, settings.FRESH_SIGN_IN_SECONDS)
        path = edit_path(newcomer)
        code = {"code": present_code(superuser), "next": path}
        assert client.post(reverse("mfa_reauthenticate"), code)["Location"] == path
        assert client.get(path).status_code == 200

    def test_a_wrong_password_does_not_help(self, old_client, newcomer):
        old_client.post(reverse("account_reauthenticate"), {"password": "sai"})
        assert old_client.get(edit_path(newcomer)).status_code == 302

    def test_scripts_are_refused(self, old_client, newcomer):
        assert old_client.get(edit_path(newcomer), headers=XHR).status_code == 403


class TestSending:
    def confirm(self, client: Client, answer) -> BeautifulSoup:
        sent = {"password": PASSWORD, "next": RESUME}
        page = client.post(answer["Location"], sent, follow=True)
        return BeautifulSoup(page.content.decode(), "html.parser")

    def test_nothing_is_saved_and_nothing_lost(self, old_client, newcomer):
        path = edit_path(newcomer) + "?next=/admin/"
        answer = old_client.post(path, fields(newcomer, tags=["một", "hai"]))
        newcomer.refresh_from_db()
        assert newcomer.full_name == "Trần Mới"
        form = self.confirm(old_client, answer).main.form
        assert form["action"] == path
        pairs = [(tag["name"], tag["value"]) for tag in form.find_all("input")]
        sent = [pair for pair in pairs if pair[0] != "csrfmiddlewaretoken"]
        assert ("full_name", "Tên <mới> & khác") in sent
        assert [value for name, value in sent if name == "tags"] == ["một", "hai"]
        old_client.post(form["action"], dict(sent))
        newcomer.refresh_from_db()
        assert newcomer.full_name == "Tên <mới> & khác"

    def test_it_is_given_out_once(self, old_client, newcomer):
        page = self.confirm(old_client, old_client.post(edit_path(newcomer), fields(newcomer)))
        assert page.main.form
        again = old_client.get(RESUME).content.decode()
        assert "Tên &lt;mới&gt;" not in again

    def test_and_not_before_the_sign_in_is_fresh(self, old_client, newcomer):
        old_client.post(edit_path(newcomer), fields(newcomer))
        assert "Tên &lt;mới&gt;" not in old_client.get(RESUME).content.decode()

    @pytest.mark.parametrize(
        "much",
        [
            {"telephone": "1" * fresh.KEPT_BYTES},
            {"file": SimpleUploadedFile("a.csv", b"a,b")},
        ],
    )
    def test_what_is_too_much_for_the_session_stays_in_the_window(self, old_client, newcomer, much):
        answer = old_client.post(edit_path(newcomer), fields(newcomer, **much))
        assert answer.status_code == 409
        page = BeautifulSoup(answer.content.decode(), "html.parser").main
        [link] = page.find_all("a")
        assert link["href"].startswith("/tai-khoan/xac-nhan/?next=")
        assert fresh.KEPT_KEY not in old_client.session


class TestWithoutAnyMeans:
    def test_who_came_by_another_sign_in_is_told_to_sign_in_again(self, old_client, superuser):
        superuser.set_unusable_password()
        superuser.save(update_fields=["password"])
        old_client = signed_in(superuser)
        grow_old(old_client, 3600)
        answer = old_client.get("/admin/users/new/")
        assert answer.status_code == 409
        assert b'href="/tai-khoan/ra/"' in answer.content


def test_the_mixin_stands_before_everything_of_the_view(superuser):
    class Guarded(fresh.FreshSignInMixin, View):
        def get(self, request):
            return HttpResponse("bí mật")

    request = RequestFactory().get("/x/")
    request.user, request.session = superuser, {}
    assert b"m\xe1\xba\xadt" not in Guarded.as_view()(request).content
