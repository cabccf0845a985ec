"""Inviting: nothing is had before it is accepted, and nobody learns who has an account."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.core.signing import TimestampSigner
from wagtail.models import ModelLogEntry

from portal.accounts import services as accounts
from portal.accounts.models import User
from portal.common import clock
from portal.common.testing.officers import officer_client
from sites.access.models import Role
from sites.access.people import give_role, take_role
from sites.access.staff import acts, logs, offers
from sites.access.staff.models import RoleOffer
from sites.access.staff.rules import StaffRefused, roles_on
from sites.access.staff.tests.conftest import PASSWORD, link_of, token_of
from sites.provisioning.services import retire_site

ADDRESS = "moi@example.org"


def invite(people, email=ADDRESS, *roles, by=None, site=None):
    wanted = frozenset(roles or {Role.EDITOR})
    return offers.offer(site or people.here, email, "Trần Mới", wanted, by=by or people.head)


class TestWhoIsInvited:
    def test_has_nothing_before_accepting(self, people):
        made = invite(people, "  MOI@Example.org ", Role.EDITOR, Role.APPROVER)
        assert made.user.email == ADDRESS
        assert not made.user.has_usable_password()
        assert roles_on(people.here, made.user) == set()

    def test_a_newcomer_sets_a_password_and_works_here(self, people, client):
        made = invite(people, ADDRESS, Role.EDITOR)
        client.defaults["SERVER_NAME"] = settings.ADMIN_HOST
        page = client.get(link_of(made)).content.decode()
        assert "Trần Mới" in page
        assert people.here.site_name in page
        data = {"full_name": "Trần Văn Mới", "password": PASSWORD, "password_again": PASSWORD}
        answer = client.post(link_of(made), data)
        assert answer.status_code == 302
        user = User.objects.get(email=ADDRESS)
        assert user.full_name == "Trần Văn Mới"
        assert user.check_password(PASSWORD)
        assert roles_on(people.here, user) == {Role.EDITOR}
        assert client.get("/admin/").status_code == 200
        # The link is used up.
        assert client.get(link_of(made)).status_code == 410

    def test_a_weak_password_leaves_the_link_open(self, people, client):
        made = invite(people)
        data = {"full_name": "Mới", "password": "123", "password_again": "123"}
        answer = client.post(link_of(made), data, SERVER_NAME=settings.ADMIN_HOST)
        assert answer.status_code == 200
        assert offers.find_open(token_of(made)) == made
        assert roles_on(people.here, made.user) == set()

    def test_somebody_with_an_account_signs_in_and_accepts(self, people, client):
        editor = people.person(people.there, Role.EDITOR)
        made = invite(people, editor.email, Role.CONTRIBUTOR)
        asked = client.get(link_of(made), SERVER_NAME=settings.ADMIN_HOST)
        assert asked.status_code == 302
        assert asked.url.startswith("/tai-khoan/vao/?next=")
        theirs = officer_client(editor)
        assert people.here.site_name in theirs.get(link_of(made)).content.decode()
        assert roles_on(people.here, editor) == set()
        answer = theirs.post(link_of(made), {"accept": ""})
        assert answer.url == f"/admin/?portal={people.here.pk}"
        assert roles_on(people.here, editor) == {Role.CONTRIBUTOR}
        assert roles_on(people.there, editor) == {Role.EDITOR}
        assert theirs.post(link_of(made), {"accept": ""}).status_code == 410

    def test_accepting_needs_a_fresh_sign_in(self, people, settings):
        editor = people.person(people.there, Role.EDITOR)
        made = invite(people, editor.email)
        theirs = officer_client(editor)
        settings.FRESH_SIGN_IN_SECONDS = 0
        theirs.post(link_of(made), {"accept": ""})
        assert roles_on(people.here, editor) == set()

    def test_may_decline(self, people):
        editor = people.person(people.there, Role.EDITOR)
        made = invite(people, editor.email)
        theirs = officer_client(editor)
        assert theirs.post(link_of(made), {"decline": ""}).status_code == 200
        assert roles_on(people.here, editor) == set()
        assert theirs.post(link_of(made), {"accept": ""}).status_code == 410
        # They may be asked once more.
        assert invite(people, editor.email).pk != made.pk

    def test_a_password_is_set_by_no_link_once_there_is_one(self, people, client):
        """Two portals invite the same newcomer; the second link asks for the first password."""
        first = invite(people)
        second = invite(people, by=people.head_there, site=people.there)
        offers.accept_as_newcomer(token_of(first), full_name="Mới", password=PASSWORD)
        data = {
            "full_name": "Kẻ khác",
            "password": "x" + PASSWORD,
            "password_again": "x" + PASSWORD,
        }
        answer = client.post(link_of(second), data, SERVER_NAME=settings.ADMIN_HOST)
        assert answer.url.startswith("/tai-khoan/vao/")
        with pytest.raises(offers.OfferError):
            offers.accept_as_newcomer(token_of(second), full_name="Kẻ khác", password="x")
        user = User.objects.get(email=ADDRESS)
        assert user.check_password(PASSWORD)
        assert offers.accept(token_of(second), user=user).site == people.there

    def test_nobody_else_accepts(self, people):
        editor = people.person(people.there, Role.EDITOR)
        other = people.person(people.there, Role.EDITOR)
        made = invite(people, editor.email)
        answer = officer_client(other).post(link_of(made), {"accept": ""})
        assert answer.status_code == 403
        assert editor.email not in answer.content.decode()
        with pytest.raises(offers.OfferError):
            offers.accept(token_of(made), user=other)
        assert roles_on(people.here, other) == set()


class TestTheLink:
    def test_works_until_the_last_moment_and_not_at_the_end(self, people, freeze_clock):
        made = invite(people)
        end = made.made_at + timedelta(days=settings.INVITATION_DAYS)
        assert made.expires_at == end
        freeze_clock(end - timedelta(seconds=1))
        assert offers.find_open(token_of(made)) == made
        freeze_clock(end)
        with pytest.raises(offers.OfferError):
            offers.find_open(token_of(made))

    def test_dies_with_revoking(self, people):
        made = invite(people)
        assert offers.revoke(made, by=people.head)
        assert not offers.revoke(made, by=people.head)
        with pytest.raises(offers.OfferError):
            offers.find_open(token_of(made))
        entries = ModelLogEntry.objects.filter(action=logs.REVOKED)
        assert entries.count() == 1

    def test_sent_again_only_the_new_one_works(self, people, freeze_clock):
        made = invite(people)
        later = clock.now() + timedelta(days=3)
        freeze_clock(later)
        new = offers.offer_again(made, by=people.head)
        assert new.expires_at == later + timedelta(days=settings.INVITATION_DAYS)
        assert offers.find_open(token_of(new)) == new
        with pytest.raises(offers.OfferError):
            offers.find_open(token_of(made))

    def test_an_expired_one_can_be_sent_again(self, people, freeze_clock):
        made = invite(people)
        freeze_clock(made.expires_at + timedelta(days=30))
        assert offers.offer_again(made, by=people.head).is_open

    def test_sent_again_twice_in_a_moment_is_sent_once(self, people, freeze_clock):
        made = invite(people)
        freeze_clock(clock.now() + timedelta(minutes=2))
        first = offers.offer_again(made, by=people.head)
        assert offers.offer_again(made, by=people.head) == first
        assert RoleOffer.objects.count() == 2

    def test_dies_with_the_account_and_does_not_revive(self, people):
        editor = people.person(people.there, Role.EDITOR)
        made = invite(people, editor.email)
        accounts.suspend(editor, by=people.province, reason="nghỉ việc")
        accounts.reinstate(editor, by=people.province)
        with pytest.raises(offers.OfferError):
            offers.find_open(token_of(made))

    def test_every_dead_link_looks_alike(self, people, client):
        made = invite(people)
        revoked = token_of(made)
        offers.revoke(made, by=people.head)
        forged = [
            "abc",
            made.uid.hex,
            revoked[:-1] + "!",
            TimestampSigner(salt="other", sep=".").sign(made.uid.hex),
            TimestampSigner(salt=offers.SALT, sep=".").sign("0" * 32),
            TimestampSigner(salt=offers.SALT, sep=".").sign("not a uid"),
            revoked,
        ]
        paths = [f"/tai-khoan/vai-tro/{text}/" for text in forged]
        pages = [client.get(path, SERVER_NAME=settings.ADMIN_HOST) for path in paths]
        assert {page.status_code for page in pages} == {410}
        assert len({page.content for page in pages}) == 1

    def test_gives_no_role_on_an_archive(self, people):
        editor = people.person(people.there, Role.EDITOR)
        made = invite(people, editor.email)
        retire_site(people.here)
        assert officer_client(editor).post(link_of(made), {"accept": ""}).status_code == 410
        assert roles_on(people.here, editor) == set()

    def test_of_a_suspended_administrator_lets_nobody_in(self, people):
        second = people.person(people.here, Role.ADMINISTRATOR)
        made = invite(people, by=second)
        acts.suspend(second, people.here, by=people.head)
        with pytest.raises(offers.OfferError):
            offers.find_open(token_of(made))


class TestRefusals:
    @pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.PROVINCIAL_EDITOR, "superuser"])
    def test_roles_that_are_not_of_the_portal(self, people, role):
        with pytest.raises(StaffRefused):
            invite(people, ADDRESS, Role.EDITOR, role)
        assert not User.objects.filter(email=ADDRESS).exists()

    def test_who_is_no_administrator_here(self, people):
        for person in (people.head_there, people.person(people.here, Role.APPROVER)):
            with pytest.raises(StaffRefused) as refusal:
                invite(people, by=person)
            assert refusal.value.reason

    def test_a_portal_without_life(self, people):
        retire_site(people.here)
        with pytest.raises(StaffRefused):
            invite(people)

    def test_who_works_here_already(self, people):
        editor = people.person(people.here, Role.EDITOR)
        with pytest.raises(StaffRefused):
            invite(people, editor.email, Role.APPROVER)
        acts.suspend(editor, people.here, by=people.head)
        with pytest.raises(StaffRefused):
            invite(people, editor.email, Role.APPROVER)

    def test_a_second_click_invites_once(self, people, freeze_clock):
        made = invite(people)
        freeze_clock(made.made_at + timedelta(seconds=59))
        assert invite(people) == made
        with pytest.raises(StaffRefused):
            invite(people, ADDRESS, Role.APPROVER)
        freeze_clock(made.made_at + offers.SECOND_CLICK)
        with pytest.raises(StaffRefused):
            invite(people)
        assert RoleOffer.objects.count() == 1

    def test_too_many_without_an_answer(self, people, monkeypatch):
        monkeypatch.setattr(offers, "MOST_UNANSWERED", 2)
        invite(people, "a@example.org")
        second = invite(people, "b@example.org")
        with pytest.raises(StaffRefused):
            invite(people, "c@example.org")
        offers.revoke(second, by=people.head)
        assert invite(people, "c@example.org")

    def test_the_role_of_who_invites_is_asked_anew(self, people):
        """The object in hand says administrator, the database does not any more."""
        by = User.objects.get(pk=people.head.pk)
        take_role(people.head, people.here, Role.ADMINISTRATOR)
        with pytest.raises(StaffRefused):
            invite(people, by=by)


class TestLookingAlike:
    """An address with an account and one without, seen by the administrator who invites."""

    def screens(self, people, browser, email, at_once):
        data = {"email": email, "full_name": "Trần Mới", "roles": ["editor"]}
        with at_once():
            answer = browser.post(people.url("invite/"), data)
        shown = browser.get(people.url()).content.decode()
        return answer.status_code, shown.replace(email, "ADDRESS")

    def test_the_answer_and_the_list(self, people, browser, at_once):
        known = User.objects.create_user("a1@example.org", PASSWORD, full_name="Bí Mật")
        known.telephone = "0912 345 678"
        known.save()
        give_role(known, people.there, Role.APPROVER)
        first = self.screens(people, browser, "a1@example.org", at_once)
        offers.revoke(RoleOffer.objects.get(), by=people.head)
        browser.get(people.url())
        second = self.screens(people, browser, "a2@example.org", at_once)
        assert first[0] == second[0] == 302
        assert "Bí Mật" not in first[1]
        assert "0912" not in first[1]
        assert "Trần Mới" in first[1]
        plain = [_without_numbers(text) for _code, text in (first, second)]
        assert plain[0] == plain[1]

    def test_the_log_names_the_address_alone(self, people):
        known = User.objects.create_user("a1@example.org", PASSWORD, full_name="Bí Mật")
        invite(people, known.email)
        entry = ModelLogEntry.objects.get(action=logs.INVITED)
        assert entry.label == "a1@example.org"
        assert entry.data == {"site": people.here.pk, "roles": ["editor"]}
        assert entry.user == people.head

    def test_a_closed_account_looks_no_different(self, people, at_once):
        User.objects.create_user("a1@example.org", PASSWORD, is_active=False)
        with at_once():
            made = invite(people, "a1@example.org")
        assert made.pk
        assert mail.outbox == []
        with pytest.raises(offers.OfferError):
            offers.find_open(token_of(made))

    def test_the_way_takes_the_same_statements_but_for_the_account(
        self, people, django_assert_max_num_queries
    ):
        User.objects.create_user("a1@example.org", PASSWORD)
        with django_assert_max_num_queries(40) as known:
            invite(people, "a1@example.org")
        with django_assert_max_num_queries(40) as unknown:
            invite(people, "a2@example.org")
        # Making the account: the row, between two marks of the transaction.
        assert 0 <= len(unknown) - len(known) <= 4


def _without_numbers(page: str) -> str:
    import re

    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
    page = re.sub(r"offers/[0-9a-f-]{36}/", "offers/UID/", page)
    return re.sub(r"\s+", " ", page.split("<main", 1)[-1])


class TestMail:
    def test_goes_out_after_the_commit_and_leads_to_the_admin_host(self, people, browser, at_once):
        data = {"email": ADDRESS, "full_name": "Trần Mới", "roles": ["editor", "approver"]}
        with at_once():
            browser.post(people.url("invite/"), data, headers={"x-forwarded-host": "ke-gian.vn"})
            assert mail.outbox == []
        [message] = mail.outbox
        assert message.to == [ADDRESS]
        assert people.here.site_name in message.subject
        link = next(line for line in message.body.splitlines() if line.startswith("http"))
        assert link == offers.offer_url(RoleOffer.objects.get())
        assert link.startswith(settings.WAGTAILADMIN_BASE_URL + "/tai-khoan/vai-tro/")
        assert "ke-gian" not in message.body

    def test_a_forged_host_is_not_answered(self, people, browser):
        answer = browser.post(
            people.url("invite/"),
            {"email": ADDRESS, "full_name": "X", "roles": ["editor"]},
            headers={"host": "ke-gian.vn"},
        )
        assert answer.status_code in {400, 421}
        assert not RoleOffer.objects.exists()

    def test_is_sent_once_and_found_again_when_lost(self, people, at_once):
        made = invite(people)
        with at_once():
            call_command("mail_role_offers")
        with at_once():
            call_command("mail_role_offers")
        assert len(mail.outbox) == 1
        made.refresh_from_db()
        assert made.sent_at

    def test_is_not_sent_once_revoked(self, people, at_once):
        with at_once():
            offers.revoke(invite(people), by=people.head)
        assert mail.outbox == []

    def test_a_hostile_name_makes_no_header(self, people, at_once):
        people.here.site_name = "Vệ An\r\nBcc: all@example.org"
        people.here.save()
        with at_once():
            invite(people)
        [message] = mail.outbox
        assert "\n" not in message.subject
        assert message.bcc == []


class TestOfferedByALeaver:
    """Whoever leaves keeps no way back in."""

    @pytest.mark.parametrize("how", ["removed", "demoted", "closed"])
    def test_is_not_accepted(self, people, how):
        second = people.person(people.here, Role.ADMINISTRATOR)
        made = invite(people, ADDRESS, Role.ADMINISTRATOR, Role.APPROVER, by=second)
        if how == "removed":
            acts.remove(second, people.here, by=people.province)
        elif how == "demoted":
            roles = frozenset({Role.EDITOR})
            acts.change_roles(second, people.here, roles, by=people.province)
        else:
            accounts.suspend(second, by=people.province, reason="Thôi việc")
        with pytest.raises((StaffRefused, offers.OfferError)):
            offers.accept_as_newcomer(token_of(made), full_name="Con Rối", password=PASSWORD)
        user = User.objects.get(email=ADDRESS)
        assert roles_on(people.here, user) == set()
        assert not user.has_usable_password()
