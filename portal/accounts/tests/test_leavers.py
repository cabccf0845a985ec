"""Suspending ends everything at once, and reinstating revives none of it."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import ModelLogEntry

from portal.accounts import actions, invitations, services
from portal.accounts.models import User
from portal.accounts.services import AccountError
from portal.accounts.tests.conftest import PASSWORD
from portal.accounts.tests.test_passwords import FORGOTTEN, NEW, reset_path
from portal.common.testing.officers import officer_client as signed_in


def logged(action: str) -> list[ModelLogEntry]:
    return list(ModelLogEntry.objects.filter(action=action).order_by("pk"))


def edit_something(user: User) -> EditingSession:
    return EditingSession.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(User),
        object_id=user.pk,
        last_seen_at=timezone.now(),
    )


class TestSuspending:
    def test_ends_sessions_editing_sessions_and_invitations(self, admin_host, superuser, writer):
        client = signed_in(writer)
        edit_something(writer)
        others = edit_something(superuser)
        invitation = invitations.invite(writer, site_name="A", role_name="B")
        services.suspend(writer, by=superuser, reason="Chuyển công tác")
        assert not writer.is_active
        assert client.get("/admin/").status_code == 302
        assert list(EditingSession.objects.all()) == [others]
        invitation.refresh_from_db()
        assert invitation.revoked_at

    def test_makes_the_link_to_a_new_password_useless_for_good(
        self, officer_client, superuser, writer
    ):
        officer_client.post(FORGOTTEN, {"email": writer.email})
        path = reset_path()
        services.suspend(writer, by=superuser, reason="")
        services.reinstate(writer, by=superuser)
        assert b"password1" not in officer_client.get(path, follow=True).content

    def test_also_the_form_that_is_open(self, officer_client, superuser, writer):
        officer_client.post(FORGOTTEN, {"email": writer.email})
        form = officer_client.get(reset_path(), follow=True).redirect_chain[-1][0]
        services.suspend(writer, by=superuser, reason="")
        officer_client.post(form, {"password1": NEW, "password2": NEW})
        writer.refresh_from_db()
        assert writer.check_password(PASSWORD)

    def test_is_logged_once_with_its_reason_and_author(self, superuser, writer):
        for _time in range(2):
            services.suspend(writer, by=superuser, reason="Chuyển công tác")
        [entry] = logged(actions.SUSPENDED)
        assert (entry.user, entry.object_id) == (superuser, str(writer.pk))
        assert "Chuyển công tác" in entry.formatter.format_message(entry)

    def test_nobody_suspends_themselves(self, superuser):
        User.objects.create_superuser("khac@example.org", PASSWORD)
        with pytest.raises(AccountError, match="tài khoản của mình"):
            services.suspend(superuser, by=superuser, reason="")
        assert User.objects.get(pk=superuser.pk).is_active

    def test_the_last_active_superuser_stays(self, superuser, writer):
        User.objects.create_superuser("khac@example.org", PASSWORD, is_active=False)
        with pytest.raises(AccountError, match="cuối cùng"):
            services.suspend(superuser, by=writer, reason="")
        assert logged(actions.SUSPENDED) == []

    def test_one_of_two_superusers_may_go_and_then_the_other_may_not(self, superuser):
        other = User.objects.create_superuser("khac@example.org", PASSWORD)
        services.suspend(other, by=superuser, reason="")
        with pytest.raises(AccountError):
            services.suspend(superuser, by=other, reason="")

    def test_all_or_nothing(self, admin_host, superuser, writer, monkeypatch):
        client = signed_in(writer)
        edit_something(writer)

        def broken(*args, **kwargs):
            raise RuntimeError

        monkeypatch.setattr(services, "log", broken)
        with pytest.raises(RuntimeError):
            services.suspend(writer, by=superuser, reason="")
        assert User.objects.get(pk=writer.pk).is_active
        assert EditingSession.objects.exists()
        assert client.get("/admin/").status_code == 200


class TestReinstating:
    def test_lets_in_again_without_reviving_a_session(self, officer_client, superuser, writer):
        former = signed_in(writer)
        services.suspend(writer, by=superuser, reason="")
        services.reinstate(writer, by=superuser)
        assert former.get("/admin/").status_code == 302
        fields = {"login": writer.email, "password": PASSWORD}
        officer_client.post("/tai-khoan/vao/", fields)
        assert officer_client.get("/admin/").status_code == 200

    def test_is_logged_once(self, superuser, writer):
        services.suspend(writer, by=superuser, reason="")
        for _time in range(2):
            services.reinstate(writer, by=superuser)
        [entry] = logged(actions.REINSTATED)
        assert entry.user == superuser


class TestLosingARole:
    def test_ends_sessions_editing_sessions_and_links_but_no_invitation(
        self, officer_client, writer
    ):
        client = signed_in(writer)
        edit_something(writer)
        invitation = invitations.invite(writer, site_name="A", role_name="B")
        mail.outbox.clear()
        officer_client.post(FORGOTTEN, {"email": writer.email})
        path = reset_path()
        services.lost_role(writer)
        assert client.get("/admin/").status_code == 302
        assert not EditingSession.objects.exists()
        assert b"password1" not in officer_client.get(path, follow=True).content
        invitation.refresh_from_db()
        assert invitation.revoked_at is None


class TestScreen:
    @pytest.fixture
    def root_client(self, admin_host, superuser) -> Client:
        return signed_in(superuser)

    def post(self, client: Client, user: User, **changes):
        fields = {"email": user.email, "full_name": "Mới", "telephone": "", **changes}
        return client.post(f"/admin/users/edit/{user.pk}/", fields)

    def test_unticking_suspends_and_ticking_reinstates(self, root_client, superuser, writer):
        edit_something(writer)
        self.post(root_client, writer)
        writer.refresh_from_db()
        assert (writer.is_active, writer.full_name) == (False, "Mới")
        assert not EditingSession.objects.exists()
        [entry] = logged(actions.SUSPENDED)
        assert entry.user == superuser
        self.post(root_client, writer, is_active="on")
        writer.refresh_from_db()
        assert writer.is_active
        assert len(logged(actions.REINSTATED)) == 1

    def test_saving_a_name_is_neither(self, root_client, writer):
        self.post(root_client, writer, is_active="on")
        assert logged(actions.SUSPENDED) == logged(actions.REINSTATED) == []

    def test_says_why_it_refuses(self, root_client, superuser, writer, monkeypatch):
        monkeypatch.setattr(services, "refusal_to_suspend", lambda user, by: "Không được.")
        answer = self.post(root_client, writer)
        assert "Không được." in answer.content.decode()
        writer.refresh_from_db()
        assert (writer.is_active, writer.full_name) == (True, "Đỗ Viết Bài")
