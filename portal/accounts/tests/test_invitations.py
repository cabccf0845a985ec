from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.signing import TimestampSigner
from django.test import Client

from portal.accounts import invitations
from portal.accounts.models import Invitation, User
from portal.accounts.tasks import send_invitation
from portal.accounts.tests.conftest import PASSWORD
from portal.common import clock
from portal.common.testing.officers import sign_in

MADE_AT = datetime(2021, 4, 19, 1, 0, tzinfo=UTC)
FORM = {"full_name": "Trần Thị Mới", "password": PASSWORD, "password_again": PASSWORD}


@pytest.fixture
def frozen(monkeypatch):
    """A clock that stands at MADE_AT until a test moves it."""
    moment = {"now": MADE_AT}
    monkeypatch.setattr(clock, "now", lambda: moment["now"])

    def move(to: datetime) -> None:
        moment["now"] = to

    return move


@pytest.fixture
def invitation(newcomer) -> Invitation:
    return invitations.invite(newcomer, site_name="Phường Vệ An", role_name="Editor")


def address(invitation: Invitation) -> str:
    return invitations.invitation_url(invitation).removeprefix(settings.WAGTAILADMIN_BASE_URL)


def token(invitation: Invitation) -> str:
    return address(invitation).rstrip("/").rsplit("/", 1)[1]


def is_inside(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


class TestAccepting:
    def test_page_shows_portal_role_and_address(self, officer_client, invitation):
        page = officer_client.get(address(invitation))
        assert page.status_code == 200
        for text in ("Phường Vệ An", "Editor", "nguoi.moi@example.org", "Trần Mới"):
            assert text in page.content.decode()
        assert page["Referrer-Policy"] == "strict-origin"
        assert "no-store" in page["Cache-Control"]

    def test_sets_name_and_password_and_signs_in(self, officer_client, invitation):
        answer = officer_client.post(address(invitation), FORM)
        assert (answer.status_code, answer["Location"]) == (302, "/admin/")
        user = User.objects.get(email="nguoi.moi@example.org")
        assert user.full_name == "Trần Thị Mới"
        assert user.check_password(PASSWORD)
        assert officer_client.session["_auth_user_id"] == str(user.pk)
        record = officer_client.session["account_authentication_methods"]
        assert [entry["method"] for entry in record] == ["password"]

    def test_second_use_is_refused(self, officer_client, admin_host, invitation):
        officer_client.post(address(invitation), FORM)
        other = Client(SERVER_NAME=admin_host.name)
        changed = {**FORM, "password": PASSWORD + "x", "password_again": PASSWORD + "x"}
        assert other.post(address(invitation), changed).status_code == 410
        assert User.objects.get(pk=invitation.user_id).check_password(PASSWORD)

    def test_replaces_whoever_was_signed_in_on_this_browser(
        self, officer_client, superuser, invitation
    ):
        sign_in(officer_client, superuser)
        officer_client.post(address(invitation), FORM)
        assert officer_client.session["_auth_user_id"] == str(invitation.user_id)
        assert officer_client.session["account_authentication_methods"]

    @pytest.mark.parametrize(
        ("fault", "field"),
        [
            ({"password_again": PASSWORD + "x"}, "password_again"),
            ({"password": "ngan", "password_again": "ngan"}, "password"),
            (
                {"password": "nguoi.moi@example.org", "password_again": "nguoi.moi@example.org"},
                "password",
            ),
            ({"full_name": " "}, "full_name"),
            ({"full_name": "a" * 121}, "full_name"),
        ],
    )
    def test_faulty_form_keeps_the_link_alive(self, officer_client, invitation, fault, field):
        answer = officer_client.post(address(invitation), {**FORM, **fault})
        assert answer.status_code == 200
        assert list(answer.context["form"].errors) == [field]
        invitation.refresh_from_db()
        assert invitation.is_open

    def test_only_on_the_admin_host(self, invitation):
        assert Client(SERVER_NAME="la.test.localhost").get(address(invitation)).status_code == 421


class TestRefusing:
    def test_expires_at_the_second(self, frozen, newcomer):
        invitation = invitations.invite(newcomer, site_name="A", role_name="B")
        end = MADE_AT + timedelta(days=settings.INVITATION_DAYS)
        assert invitation.expires_at == end
        frozen(end - timedelta(seconds=1))
        assert invitations.find_open(token(invitation)) == invitation
        frozen(end)
        with pytest.raises(invitations.InvitationError):
            invitations.find_open(token(invitation))

    def test_signature_ages_by_real_time(self, frozen, newcomer, monkeypatch):
        invitation = invitations.invite(newcomer, site_name="A", role_name="B")
        link = token(invitation)
        assert invitations.find_open(link)
        a_week_on = settings.INVITATION_DAYS * 86400 + 1
        monkeypatch.setattr("django.core.signing.time.time", _later(a_week_on))
        with pytest.raises(invitations.InvitationError):
            invitations.find_open(link)

    def test_revoked(self, invitation):
        invitations.revoke(invitation)
        with pytest.raises(invitations.InvitationError):
            invitations.find_open(token(invitation))

    def test_revoking_keeps_what_was_accepted(self, invitation):
        invitations.accept(token(invitation), full_name="Mới", password=PASSWORD)
        invitations.revoke(invitation)
        assert invitation.accepted_at
        assert invitation.revoked_at is None

    def test_dead_after_a_password_was_set_elsewhere(self, invitation):
        invitation.user.set_password(PASSWORD)
        invitation.user.save()
        with pytest.raises(invitations.InvitationError):
            invitations.find_open(token(invitation))

    def test_dead_after_the_person_has_left(self, invitation):
        User.objects.filter(pk=invitation.user_id).update(is_active=False)
        with pytest.raises(invitations.InvitationError):
            invitations.find_open(token(invitation))

    def test_a_second_invitation_dies_with_the_first(self, invitation, newcomer):
        second = invitations.invite(newcomer, site_name="A", role_name="B")
        invitations.accept(token(second), full_name="Mới", password=PASSWORD)
        with pytest.raises(invitations.InvitationError):
            invitations.find_open(token(invitation))

    def test_invited_again_only_the_new_link_works(self, invitation):
        new = invitations.invite_again(invitation)
        assert invitations.find_open(token(new)) == new
        assert (new.site_name, new.role_name) == ("Phường Vệ An", "Editor")
        with pytest.raises(invitations.InvitationError):
            invitations.find_open(token(invitation))

    def test_every_dead_link_looks_alike(self, officer_client, invitation):
        forged = [
            "abc",
            invitation.uid.hex,
            token(invitation)[:-1] + "!",
            TimestampSigner(salt="other", sep=".").sign(invitation.uid.hex),
            TimestampSigner(salt=invitations.SALT, sep=".").sign("0" * 32),
            TimestampSigner(salt=invitations.SALT, sep=".").sign("not a uid"),
        ]
        pages = [officer_client.get(f"/tai-khoan/loi-moi/{text}/") for text in forged]
        revoked = token(invitation)
        invitations.revoke(invitation)
        pages.append(officer_client.get(f"/tai-khoan/loi-moi/{revoked}/"))
        pages.append(officer_client.get(f"/tai-khoan/loi-moi/{revoked}/"))
        assert {page.status_code for page in pages} == {410}
        assert len({page.content for page in pages}) == 1


class TestMail:
    def test_is_sent_after_the_commit_only(self, newcomer, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            invitation = invitations.invite(newcomer, site_name="Vệ An", role_name="Editor")
            assert mail.outbox == []
            assert invitation.sent_at is None
        invitation.refresh_from_db()
        assert invitation.sent_at
        [message] = mail.outbox
        assert message.to == ["nguoi.moi@example.org"]
        link = next(line for line in message.body.splitlines() if line.startswith("http"))
        start = settings.WAGTAILADMIN_BASE_URL + "/tai-khoan/loi-moi/"
        assert link.startswith(start)
        found = invitations.find_open(link.removeprefix(start).rstrip("/"))
        assert found == invitation

    def test_is_sent_once(self, invitation):
        send_invitation.enqueue(str(invitation.uid))
        send_invitation.enqueue(str(invitation.uid))
        assert len(mail.outbox) == 1

    def test_is_not_sent_when_revoked_meanwhile(self, invitation):
        invitations.revoke(invitation)
        send_invitation.enqueue(str(invitation.uid))
        assert mail.outbox == []

    def test_subject_stays_one_line(self, newcomer):
        hostile = "Vệ An\r\nBcc: all@example.org"
        invitation = invitations.invite(newcomer, site_name=hostile, role_name="Editor")
        send_invitation.enqueue(str(invitation.uid))
        [message] = mail.outbox
        assert message.subject.endswith("Vệ An Bcc: all@example.org")
        assert message.bcc == []

    def test_who_has_a_password_is_told_of_the_role_without_a_link(self, superuser):
        invitation = invitations.invite(superuser, site_name="Vệ An", role_name="Editor")
        send_invitation.enqueue(str(invitation.uid))
        [message] = mail.outbox
        assert "loi-moi" not in message.body
        assert settings.WAGTAILADMIN_BASE_URL + "/tai-khoan/vao/" in message.body
        with pytest.raises(invitations.InvitationError):
            invitations.find_open(token(invitation))

    def test_a_failed_mail_is_found_again(
        self, invitation, monkeypatch, django_capture_on_commit_callbacks
    ):
        def broken(self):
            raise OSError("mail server is down")

        with monkeypatch.context() as patch:
            patch.setattr("django.core.mail.EmailMessage.send", broken)
            send_invitation.enqueue(str(invitation.uid))
        invitation.refresh_from_db()
        assert invitation.sent_at is None
        with django_capture_on_commit_callbacks(execute=True):
            assert invitations.mail_unsent() == 1
        assert len(mail.outbox) == 1
        assert invitations.mail_unsent() == 0


def _later(seconds: float):
    import time

    start = time.time()
    return lambda: start + seconds
