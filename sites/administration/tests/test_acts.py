"""Synchronise, rename, close, reopen, appoint: asked first, refused in words, written down."""

from datetime import date

import pytest
from django.core import mail
from django.test import Client
from wagtail.log_actions import registry

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from portal.hosts.models import Host
from sites.access.models import SITE_ROLES, Role, SiteRole
from sites.administration.tests.conftest import portals_url
from sites.profile.models import SiteProfile, SiteSection

NEW_HOST = "lienbao.bacninh.localhost"
EMAIL = "truongban@example.org"


def act_on(client: Client, profile: SiteProfile, act: str, **fields):
    """Confirms an act."""
    return client.post(portals_url("act", profile.pk, act), fields)


def history(profile: SiteProfile) -> list[tuple[str, str]]:
    """Who did what, newest first."""
    entries = registry.get_logs_for_instance(profile)
    return [(str(entry.message), entry.user.email) for entry in entries]


def text_of(client: Client, name: str, *args) -> str:
    answer = client.get(portals_url(name, *args))
    assert answer.status_code == 200
    return answer.content.decode()


class TestAsking:
    @pytest.mark.parametrize("act", ["synchronise", "rename", "retire", "head"])
    def test_changes_nothing(self, client, here, act):
        before = SiteProfile.objects.values().get(pk=here.pk)
        text_of(client, "act", here.pk, act)
        assert SiteProfile.objects.values().get(pk=here.pk) == before
        assert history(here) == []

    def test_offers_what_makes_sense(self, client, here):
        text = text_of(client, "show", here.pk)
        assert portals_url("act", here.pk, "retire") in text
        assert portals_url("act", here.pk, "reopen") not in text
        act_on(client, here, "retire")
        text = text_of(client, "show", here.pk)
        assert portals_url("act", here.pk, "retire") not in text
        assert portals_url("act", here.pk, "reopen") in text
        assert portals_url("act", here.pk, "synchronise") not in text

    def test_closing_a_portal_without_people_counts_nobody(self, client, here):
        SiteRole.objects.filter(site=here.site).delete()
        text = text_of(client, "act", here.pk, "retire")
        assert "Chưa ai có vai trò tại cổng này" in text
        assert "0 người" not in text

    def test_unknown_acts_and_portals_are_not_there(self, client, here):
        assert client.get(portals_url("act", here.pk, "erase")).status_code == 404
        assert client.get(portals_url("show", here.pk + 999)).status_code == 404
        assert client.post(portals_url("act", here.pk + 999, "retire")).status_code == 404


class TestSynchronise:
    def test_shows_what_was_put_right(self, client, here):
        section = SiteSection.objects.filter(site=here.site).last()
        section.delete()
        answer = client.post(portals_url("act", here.pk, "synchronise"), follow=True)
        text = answer.content.decode()
        assert section.page.title in text
        (entry,) = history(here)
        assert entry[1] == "quantri.tinh@example.org"
        assert "1" in entry[0]

    def test_says_so_when_all_was_right(self, client, here):
        client.post(portals_url("act", here.pk, "synchronise"), follow=True)
        answer = client.post(portals_url("act", here.pk, "synchronise"), follow=True)
        assert [m.level_tag for m in answer.context["messages"]] == ["success"]
        assert registry.get_logs_for_instance(here).first().data == {"repairs": 0}


class TestRename:
    def test_gives_the_new_address_and_keeps_the_old_one_alive(self, client, here):
        former = here.site.hostname
        assert act_on(client, here, "rename", host_name=f"  {NEW_HOST.upper()} ").status_code == 302
        here.site.refresh_from_db()
        assert here.site.hostname == NEW_HOST
        assert Client().get("/", headers={"host": NEW_HOST}).status_code == 200
        answer = Client().get("/tin/", headers={"host": former})
        assert answer.status_code == 301
        assert answer["Location"] == f"http://{NEW_HOST}/tin/"
        ((message, _email),) = history(here)
        assert former in message
        assert NEW_HOST in message

    @pytest.mark.parametrize(
        "name",
        [
            "",
            "   ",
            "quantri.test.localhost",
            "hoanson-tiendu.bacninh.localhost",
            "lienbao-tiendu.bacninh.localhost",
            "example.org",
            "a_b.bacninh.localhost",
            "x" * 300 + ".bacninh.localhost",
            "xã.bacninh.localhost\x00<script>",
            "a b.bacninh.localhost",
        ],
    )
    def test_refuses_in_place_and_changes_nothing(self, client, here, there, name):
        hosts = list(Host.objects.order_by("pk").values())
        answer = act_on(client, here, "rename", host_name=name)
        assert answer.status_code == 200
        assert answer.context["form"].errors["host_name"]
        assert 'href="#id_host_name"' in answer.content.decode()
        assert "<script>" not in answer.content.decode().partition("portal-field--fault")[2][:900]
        assert list(Host.objects.order_by("pk").values()) == hosts
        assert history(here) == []

    def test_the_path_of_a_refusal_names_the_portal_as_it_is(self, client, here, there):
        answer = act_on(client, here, "rename", host_name=there.site.hostname)
        assert answer.context["profile"].site.hostname == here.site.hostname


class TestCloseAndReopen:
    def test_there_and_back(self, client, here):
        act_on(client, here, "retire")
        here.refresh_from_db()
        assert (here.state, here.retired_on) == ("retired", date(2021, 4, 19))
        act_on(client, here, "reopen")
        here.refresh_from_db()
        assert (here.state, here.retired_on) == ("live", None)
        assert len(history(here)) == 2

    def test_twice_is_refused(self, client, here):
        act_on(client, here, "retire")
        answer = act_on(client, here, "retire")
        assert answer.context["form"].non_field_errors()
        assert len(history(here)) == 1

    def test_a_unit_that_ended_is_not_reopened(self, client, here, freeze_clock):
        act_on(client, here, "retire")
        freeze_clock(date(2026, 1, 1))
        answer = act_on(client, here, "reopen")
        assert answer.context["form"].non_field_errors()
        here.refresh_from_db()
        assert here.is_retired


class TestHead:
    def test_a_new_person_is_invited(self, client, here, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            act_on(client, here, "head", administrator_name="Đào", administrator_email=EMAIL)
        assert [message.to for message in mail.outbox] == [[EMAIL]]
        roles = User.objects.get(email=EMAIL).groups.values_list("site_role__role", flat=True)
        assert set(roles) == {Role.APPROVER, Role.ADMINISTRATOR}

    def test_needs_an_address(self, client, here):
        answer = act_on(client, here, "head", administrator_name="Đào")
        assert list(answer.context["form"].errors) == ["administrator_email"]

    def test_an_account_that_is_switched_off_is_refused(self, client, here):
        User.objects.create_user(EMAIL, is_active=False)
        answer = act_on(client, here, "head", administrator_email=EMAIL)
        assert list(answer.context["form"].errors) == ["administrator_email"]
        assert not User.objects.get(email=EMAIL).groups.exists()

    def test_an_archive_gets_none(self, client, here):
        act_on(client, here, "retire")
        answer = act_on(client, here, "head", administrator_email=EMAIL)
        assert answer.context["form"].errors
        assert not User.objects.filter(email=EMAIL).exists()


class TestInvitationAgain:
    @pytest.fixture
    def invitation(self, client, here):
        act_on(client, here, "head", administrator_email=EMAIL)
        return User.objects.get(email=EMAIL).invitations.get()

    def test_sends_a_new_link_and_ends_the_old_one(self, client, here, invitation):
        client.post(portals_url("invite_again", here.pk, invitation.uid))
        invitation.refresh_from_db()
        assert invitation.revoked_at
        assert User.objects.get(email=EMAIL).invitations.open().count() == 1

    def test_not_twice_and_not_by_way_of_another_portal(self, client, here, there, invitation):
        client.post(portals_url("invite_again", there.pk, invitation.uid))
        invitation.refresh_from_db()
        assert invitation.revoked_at is None
        client.post(portals_url("invite_again", here.pk, invitation.uid))
        client.post(portals_url("invite_again", here.pk, invitation.uid))
        assert User.objects.get(email=EMAIL).invitations.count() == 2

    def test_is_no_link(self, client, here, invitation):
        address = portals_url("invite_again", here.pk, invitation.uid)
        assert client.get(address).status_code == 405


ADDRESSES = [
    ("get", "list", ()),
    ("get", "list_results", ()),
    ("get", "new", ()),
    ("get", "show", ("here",)),
    ("get", "made", ("here",)),
    ("post", "act", ("here", "synchronise")),
    ("post", "act", ("here", "rename")),
    ("post", "act", ("here", "retire")),
    ("post", "act", ("here", "reopen")),
    ("post", "act", ("here", "head")),
]


class TestWhoMay:
    @pytest.mark.parametrize("role", SITE_ROLES)
    def test_nobody_of_a_portal(self, two_sites, here, client, role):
        officer = officer_client(two_sites.person(here.site, role))
        before = SiteProfile.objects.values().get(pk=here.pk)
        people, keys = User.objects.count(), set(officer.session.keys())
        fields = {"host_name": NEW_HOST, "administrator_email": EMAIL}
        for method, name, args in ADDRESSES:
            args = [here.pk if arg == "here" else arg for arg in args]
            answer = getattr(officer, method)(portals_url(name, *args), fields)
            assert (answer.status_code, answer.get("Location")) == (302, "/admin/"), name
        assert SiteProfile.objects.values().get(pk=here.pk) == before
        assert User.objects.count() == people
        assert "new_portals" not in set(officer.session.keys()) - keys
        assert history(here) == []

    def test_a_stranger_is_led_to_the_door(self, client, here):
        for method, name, args in ADDRESSES:
            args = [here.pk if arg == "here" else arg for arg in args]
            answer = getattr(Client(SERVER_NAME=client.defaults["SERVER_NAME"]), method)(
                portals_url(name, *args)
            )
            assert answer.status_code == 302
            assert "/vao/" in answer["Location"]

    def test_not_a_superuser_who_has_left(self, client, province, here):
        province.is_active = False
        province.save()
        assert client.get(portals_url("list")).status_code == 302

    def test_the_reason_is_said(self, two_sites, here, client):
        officer = officer_client(two_sites.person(here.site, Role.ADMINISTRATOR))
        answer = officer.get(portals_url("list"), follow=True)
        assert len(answer.context["messages"]) == 1

    @pytest.mark.parametrize("path", ["", "new/", "1/", "edit/1/", "1/delete/", "delete/1/"])
    def test_wagtails_own_screens_of_sites_are_no_second_door(self, client, here, path):
        assert client.get(f"/admin/sites/{path}").status_code == 404
        fields = {"hostname": "x.bacninh.localhost", "port": 80, "root_page": 1}
        assert client.post(f"/admin/sites/{path}", fields).status_code == 404
        assert not Host.objects.filter(name="x.bacninh.localhost").exists()

    def test_menu(self, two_sites, here, client):
        assert portals_url("list") in client.get("/admin/").content.decode()
        editor = officer_client(two_sites.person(here.site, Role.EDITOR))
        text = editor.get("/admin/").content.decode()
        assert "/admin/portals/" not in text
