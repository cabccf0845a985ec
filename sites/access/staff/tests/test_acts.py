"""Changing, suspending, letting in again and removing, on one portal and nowhere else."""

import pytest
from django.core import mail
from wagtail.models import ModelLogEntry

from portal.accounts import invitations
from portal.accounts.models import Invitation, User
from portal.common.testing.officers import officer_client
from sites.access.models import FAR_REACHING, Role, SiteRole
from sites.access.people import GIVEN, TAKEN, give_role
from sites.access.services import PermissionIds, add_groups
from sites.access.staff import acts, logs, offers
from sites.access.staff.models import RoleOffer, Suspension
from sites.access.staff.rules import StaffRefused, grantable, roles_on
from sites.access.staff.tests.conftest import token_of
from sites.provisioning.services import retire_site


@pytest.fixture
def editor(people):
    """An editor here who is approver there."""
    user = people.person(people.here, Role.EDITOR)
    give_role(user, people.there, Role.APPROVER)
    return user


def change(people, user, *roles, by=None):
    return acts.change_roles(user, people.here, frozenset(roles), by=by or people.head)


class TestChanging:
    def test_gives_and_takes_here_alone(self, people, editor, at_once):
        with at_once():
            outcome = change(people, editor, Role.SECRETARY, Role.CONTRIBUTOR)
        assert outcome.changed
        assert roles_on(people.here, editor) == {Role.SECRETARY, Role.CONTRIBUTOR}
        assert roles_on(people.there, editor) == {Role.APPROVER}
        entries = ModelLogEntry.objects.filter(action__in=[GIVEN, TAKEN], user=people.head)
        assert sorted((e.action, e.data["role"]) for e in entries) == [
            (GIVEN, "contributor"),
            (GIVEN, "secretary"),
            (TAKEN, "editor"),
        ]
        assert {e.data["site"] for e in entries} == {people.here.pk}
        [message] = mail.outbox
        assert message.to == [editor.email]
        assert people.here.site_name in message.body
        assert people.there.site_name not in message.body

    def test_twice_is_once(self, people, editor, at_once):
        with at_once():
            change(people, editor, Role.SECRETARY)
            number = User.objects.get(pk=editor.pk).session_number
            assert not change(people, editor, Role.SECRETARY).changed
        assert User.objects.get(pk=editor.pk).session_number == number
        assert len(mail.outbox) == 1

    def test_a_lost_role_ends_sessions_and_a_gained_one_does_not(self, people, editor):
        browser = officer_client(editor)
        change(people, editor, Role.EDITOR, Role.CONTRIBUTOR)
        assert browser.get("/admin/").status_code == 200
        change(people, editor, Role.CONTRIBUTOR)
        assert browser.get("/admin/").status_code == 302

    def test_nobody_changes_their_own(self, people):
        with pytest.raises(StaffRefused):
            change(people, people.head, Role.ADMINISTRATOR, Role.APPROVER)
        give_role(people.province, people.here, Role.EDITOR)
        with pytest.raises(StaffRefused):
            change(people, people.province, Role.APPROVER, by=people.province)
        assert roles_on(people.here, people.head) == {Role.ADMINISTRATOR}

    def test_at_least_one_stays(self, people, editor):
        with pytest.raises(StaffRefused):
            change(people, editor)

    @pytest.mark.parametrize("role", FAR_REACHING)
    def test_far_reaching_roles_are_the_provinces(self, people, editor, role):
        add_groups(people.here, [role], PermissionIds())
        with pytest.raises(StaffRefused):
            change(people, editor, Role.EDITOR, role)
        assert change(people, editor, Role.EDITOR, role, by=people.province).changed
        # An administrator of the portal changes the rest and leaves that one.
        assert change(people, editor, Role.CONTRIBUTOR).changed
        assert roles_on(people.here, editor) == {Role.CONTRIBUTOR, role}
        for act in (acts.suspend, acts.remove):
            with pytest.raises(StaffRefused):
                act(editor, people.here, by=people.head)
        assert acts.remove(editor, people.here, by=people.province).changed

    def test_roles_of_the_table_in_its_order(self, people):
        assert grantable(people.here, people.head) == [
            "contributor",
            "editor",
            "secretary",
            "approver",
            "administrator",
            "citizens_officer",
        ]

    def test_warns_when_nobody_is_left_for_a_kind_of_work(self, people, editor):
        approver = people.person(people.here, Role.APPROVER)
        assert change(people, editor, Role.EDITOR, Role.SECRETARY).warnings == []
        assert len(change(people, editor, Role.SECRETARY).warnings) == 1
        assert len(change(people, approver, Role.SECRETARY).warnings) == 2

    def test_a_stranger_is_refused(self, people):
        stranger = people.person(people.there, Role.EDITOR)
        for act in (lambda: change(people, stranger, Role.EDITOR),
                    lambda: acts.suspend(stranger, people.here, by=people.head)):  # fmt: skip
            with pytest.raises(StaffRefused):
                act()
        assert not acts.remove(stranger, people.here, by=people.head).changed
        assert roles_on(people.here, stranger) == set()
        assert roles_on(people.there, stranger) == {Role.EDITOR}

    @pytest.mark.parametrize("name", ["suspend", "reinstate", "remove", "change"])
    def test_an_archive_is_left_as_it_is(self, people, editor, name):
        retire_site(people.here)
        act = getattr(acts, name, None) or (
            lambda user, site, by: change(people, user, Role.SECRETARY, by=by)
        )
        with pytest.raises(StaffRefused):
            act(editor, people.here, by=people.head)
        assert roles_on(people.here, editor) == {Role.EDITOR}


class TestSuspending:
    def test_rests_here_and_works_on_there(self, people, editor):
        browser = officer_client(editor)
        acts.suspend(editor, people.here, by=people.head)
        assert browser.get("/admin/").status_code == 302
        assert roles_on(people.here, editor) == set()
        assert roles_on(people.there, editor) == {Role.APPROVER}
        editor.refresh_from_db()
        assert editor.is_active
        again = officer_client(editor)
        text = again.get("/admin/pages/", {"portal": people.here.pk}, follow=True).content.decode()
        assert people.there.root_page.title in text
        assert people.here.root_page.title not in text
        assert again.get(f"/admin/pages/{people.here.root_page_id}/").status_code == 404

    def test_twice_is_once_and_keeps_what_rests(self, people, editor, at_once):
        with at_once():
            assert acts.suspend(editor, people.here, by=people.head).changed
            assert not acts.suspend(editor, people.here, by=people.head).changed
        assert Suspension.objects.get().roles == ["editor"]
        assert len(mail.outbox) == 1
        [entry] = ModelLogEntry.objects.filter(action=logs.SUSPENDED)
        assert entry.data == {"site": people.here.pk, "roles": ["editor"]}
        assert entry.user == people.head

    def test_let_in_again_has_just_what_rested(self, people, editor, at_once):
        change(people, editor, Role.EDITOR, Role.SECRETARY)
        acts.suspend(editor, people.here, by=people.head)
        with pytest.raises(StaffRefused):
            change(people, editor, Role.APPROVER)
        with at_once():
            assert acts.reinstate(editor, people.here, by=people.head).changed
            assert not acts.reinstate(editor, people.here, by=people.head).changed
        assert roles_on(people.here, editor) == {Role.EDITOR, Role.SECRETARY}
        assert not Suspension.objects.exists()
        [message] = mail.outbox
        assert message.to == [editor.email]

    def test_nobody_suspends_themselves(self, people):
        people.person(people.here, Role.ADMINISTRATOR)
        with pytest.raises(StaffRefused):
            acts.suspend(people.head, people.here, by=people.head)

    def test_the_suspended_cannot_act_any_more(self, people, editor):
        second = people.person(people.here, Role.ADMINISTRATOR)
        acts.suspend(second, people.here, by=people.head)
        with pytest.raises(StaffRefused):
            acts.remove(people.head, people.here, by=second)

    def test_a_far_reaching_role_that_rests_is_given_back_by_the_province(self, people, editor):
        add_groups(people.here, [Role.SUPERVISOR], PermissionIds())
        give_role(editor, people.here, Role.SUPERVISOR)
        acts.suspend(editor, people.here, by=people.province)
        with pytest.raises(StaffRefused):
            acts.reinstate(editor, people.here, by=people.head)
        acts.reinstate(editor, people.here, by=people.province)
        assert Role.SUPERVISOR in roles_on(people.here, editor)

    def test_a_role_that_the_portal_has_lost_meanwhile_stays_away(self, people, editor):
        acts.suspend(editor, people.here, by=people.head)
        SiteRole.objects.get(site=people.here, role=Role.EDITOR).delete()
        acts.reinstate(editor, people.here, by=people.head)
        assert roles_on(people.here, editor) == set()


class TestRemoving:
    def test_takes_all_here_and_nothing_there(self, people, editor, at_once):
        with at_once():
            assert acts.remove(editor, people.here, by=people.head).changed
            assert not acts.remove(editor, people.here, by=people.head).changed
        assert roles_on(people.here, editor) == set()
        assert roles_on(people.there, editor) == {Role.APPROVER}
        assert len(mail.outbox) == 1

    def test_of_a_suspended_person_leaves_nothing_to_give_back(self, people, editor):
        acts.suspend(editor, people.here, by=people.head)
        assert acts.remove(editor, people.here, by=people.head).changed
        assert not acts.reinstate(editor, people.here, by=people.head).changed
        assert roles_on(people.here, editor) == set()

    def test_the_last_administrator_stays(self, people):
        with pytest.raises(StaffRefused):
            acts.remove(people.head, people.here, by=people.head)
        second = people.person(people.here, Role.ADMINISTRATOR)
        second.is_active = False
        second.save()
        with pytest.raises(StaffRefused):
            acts.remove(people.head, people.here, by=people.head)
        people.person(people.here, Role.ADMINISTRATOR)
        assert acts.remove(people.head, people.here, by=people.head).changed

    def test_the_province_may_remove_the_last_one_and_is_warned(self, people):
        outcome = acts.remove(people.head, people.here, by=people.province)
        assert outcome.changed
        assert len(outcome.warnings) == 3

    def test_of_two_who_remove_each_other_one_stays(self, people):
        second = people.person(people.here, Role.ADMINISTRATOR)
        first, other = (User.objects.get(pk=user.pk) for user in (people.head, second))
        acts.remove(second, people.here, by=first)
        with pytest.raises(StaffRefused):
            acts.remove(people.head, people.here, by=other)
        assert roles_on(people.here, people.head) == {Role.ADMINISTRATOR}

    def test_who_never_came_loses_the_link(self, people):
        newcomer = User.objects.create_user("moi@example.org", full_name="Mới")
        give_role(newcomer, people.here, Role.EDITOR)
        sent = invitations.invite(newcomer, site_name="A", role_name="B")
        acts.remove(newcomer, people.here, by=people.head)
        sent.refresh_from_db()
        assert sent.revoked_at

    def test_who_is_awaited_elsewhere_keeps_the_link(self, people):
        newcomer = User.objects.create_user("moi@example.org", full_name="Mới")
        give_role(newcomer, people.here, Role.EDITOR)
        give_role(newcomer, people.there, Role.EDITOR)
        sent = invitations.invite(newcomer, site_name="A", role_name="B")
        acts.remove(newcomer, people.here, by=people.head)
        sent.refresh_from_db()
        assert sent.revoked_at is None


class TestFirstLink:
    def test_is_sent_again_to_who_never_came(self, people):
        newcomer = User.objects.create_user("moi@example.org", full_name="Mới")
        give_role(newcomer, people.here, Role.EDITOR)
        old = invitations.invite(newcomer, site_name="A", role_name="B")
        new = acts.send_first_link_again(newcomer, people.here, by=people.head)
        assert new.is_open
        old.refresh_from_db()
        assert not old.is_open
        assert Invitation.objects.count() == 2

    def test_not_to_who_has_a_password(self, people, editor):
        with pytest.raises(StaffRefused):
            acts.send_first_link_again(editor, people.here, by=people.head)

    def test_not_to_people_of_another_portal(self, people):
        newcomer = User.objects.create_user("moi@example.org", full_name="Mới")
        give_role(newcomer, people.there, Role.EDITOR)
        invitations.invite(newcomer, site_name="A", role_name="B")
        with pytest.raises(StaffRefused):
            acts.send_first_link_again(newcomer, people.here, by=people.head)


def test_no_offer_is_touched_by_acts_on_others(people, editor):
    from sites.access.staff import offers

    made = offers.offer(
        people.here, "moi@example.org", "Mới", frozenset({Role.EDITOR}), by=people.head
    )
    acts.suspend(editor, people.here, by=people.head)
    acts.remove(editor, people.here, by=people.head)
    assert RoleOffer.objects.get(pk=made.pk).is_open


class TestInvitationsOnTheirWay:
    def offered(self, people) -> RoleOffer:
        """Who is invited as editor gets another role in another way before answering."""
        wanted = frozenset({Role.EDITOR})
        made = offers.offer(people.here, "moi@example.org", "Mới", wanted, by=people.head)
        give_role(made.user, people.here, Role.CONTRIBUTOR)
        return made

    @pytest.mark.parametrize("act", [acts.suspend, acts.remove], ids=lambda act: act.__name__)
    def test_let_nobody_back_in(self, people, act):
        made = self.offered(people)
        act(made.user, people.here, by=people.head)
        with pytest.raises(offers.OfferError):
            offers.find_open(token_of(made))
        assert roles_on(people.here, made.user) == set()

    def test_end_on_this_portal_alone(self, people):
        made = self.offered(people)
        head = people.person(people.there, Role.ADMINISTRATOR)
        theirs = offers.offer(
            people.there, made.user.email, "Mới", frozenset({Role.EDITOR}), by=head
        )
        acts.suspend(made.user, people.here, by=people.head)
        assert offers.find_open(token_of(theirs)) == theirs

    def test_give_nothing_to_who_was_suspended_meanwhile(self, people):
        made = self.offered(people)
        Suspension.objects.create(
            site=people.here, user=made.user, roles=["contributor"], made_by=people.head
        )
        with pytest.raises(StaffRefused):
            offers.accept_as_newcomer(
                token_of(made), full_name="Mới", password="Mot-mat-khau-dai-1"
            )
        assert Role.EDITOR not in roles_on(people.here, made.user)
