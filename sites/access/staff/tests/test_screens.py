"""The screens: who may open them, what they show, and that nothing of another portal is reached."""

import re
import uuid

import pytest
from django.core import mail

from portal.accounts import invitations
from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from sites.access.models import Role
from sites.access.people import give_role, take_role
from sites.access.staff import acts, offers
from sites.access.staff.models import RoleOffer
from sites.access.staff.rules import roles_on
from sites.provisioning.services import retire_site


def named(person: User, name: str) -> User:
    person.full_name = name
    person.save()
    return person


def offered(people, site=None, email="moi@example.org"):
    site = site or people.here
    by = people.head if site == people.here else people.head_there
    return offers.offer(site, email, "Trần Mới", frozenset({Role.EDITOR}), by=by)


class TestTheList:
    def test_shows_each_person_of_the_portal_and_how_things_stand(self, people, browser):
        active = named(people.person(people.here, Role.EDITOR), "An Bình")
        give_role(active, people.here, Role.SECRETARY)
        resting = named(people.person(people.here, Role.APPROVER), "Bá Tước")
        acts.suspend(resting, people.here, by=people.head)
        offered(people)
        closed = named(people.person(people.here, Role.EDITOR), "Đã Nghỉ")
        closed.is_active = False
        closed.save()
        text = browser.get(people.url()).content.decode()
        for expected in (
            "An Bình", active.email, "Biên tập viên, thư ký", "Đang hoạt động",
            "Bá Tước", "Tạm dừng quyền", "Trần Mới", "moi@example.org", "Đã mời", "Đã Nghỉ",
        ):  # fmt: skip
            assert expected in text

    def test_shows_nothing_of_a_persons_roles_elsewhere(self, people, browser):
        both = people.person(people.here, Role.EDITOR)
        give_role(both, people.there, Role.CITIZENS_OFFICER)
        stranger = people.person(people.there, Role.CITIZENS_OFFICER)
        for path in ("", f"{both.pk}/"):
            text = browser.get(people.url(path)).content.decode()
            assert people.there.site_name not in text
            assert stranger.email not in text
        table = re.search(r"<tbody>.*</tbody>", browser.get(people.url()).content.decode(), re.S)
        assert "cán bộ tiếp nhận" not in table.group().lower()
        page = browser.get(people.url(f"{both.pk}/")).content.decode()
        chosen = [tag for tag in re.findall(r"<input[^>]+>", page) if " checked" in tag]
        assert len(chosen) == 1
        assert 'value="editor"' in chosen[0]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("q=an+binh", {"An Bình"}),
            ("q=AN+0912", {"An Bình"}),
            ("q=editor", {"An Bình", "Bá Tước"}),
            ("role=approver", {"Bá Tước"}),
            ("role=editor&state=active", {"An Bình"}),
            ("state=suspended", {"Bá Tước"}),
            ("q=khong-co", set()),
            ("role=khong-co&state=x", {"An Bình", "Bá Tước"}),
            ("q=" + "%F0%9F%98%80" * 300, {"An Bình", "Bá Tước"}),
        ],
    )
    def test_is_searched_and_narrowed(self, people, browser, query, found):
        first = named(people.person(people.here, Role.EDITOR), "An Bình")
        User.objects.filter(pk=first.pk).update(telephone="0912 345 678")
        second = named(people.person(people.here, Role.EDITOR), "Bá Tước")
        give_role(second, people.here, Role.APPROVER)
        acts.suspend(second, people.here, by=people.head)
        text = browser.get(people.url() + "&" + query).content.decode()
        assert {name for name in ("An Bình", "Bá Tước") if name in text} == found

    def test_costs_the_same_for_one_and_for_many(
        self, people, browser, django_assert_max_num_queries
    ):
        browser.get(people.url())
        with django_assert_max_num_queries(60) as few:
            browser.get(people.url())
        for number in range(30):
            person = User.objects.create_user(f"p{number}@example.org")
            give_role(person, people.here, Role.EDITOR)
        for number in range(5):
            offered(people, email=f"o{number}@example.org")
        with django_assert_max_num_queries(len(few) + 1):
            browser.get(people.url())

    def test_has_pages_that_keep_the_portal(self, people, browser, monkeypatch):
        monkeypatch.setattr("sites.access.staff.views.PEOPLE_SHOWN", 1)
        people.person(people.here, Role.EDITOR)
        text = browser.get(people.url()).content.decode()
        assert f"?portal={people.here.pk}&amp;p=2" in text
        assert browser.get(people.url() + "&p=2").status_code == 200


class TestWhoMayOpenIt:
    @pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
    def test_nobody_but_administrators(self, people, role):
        from sites.access.services import PermissionIds, add_groups

        add_groups(people.here, [role], PermissionIds())
        client = officer_client(people.person(people.here, role))
        for path in ("", "invite/", f"{people.head.pk}/", f"{people.head.pk}/remove/"):
            assert client.get(people.url(path)).status_code in {302, 404}
            assert client.post(people.url(path), {"roles": ["editor"]}).status_code in {302, 404}
        assert roles_on(people.here, people.head) == {Role.ADMINISTRATOR}

    def test_the_province_by_the_portals_page(self, people):
        client = officer_client(people.province)
        shown = client.get(f"/admin/portals/{people.here.profile.pk}/").content.decode()
        assert people.url() in shown
        assert people.head.email in client.get(people.url()).content.decode()
        assert people.head_there.email in client.get(people.url(site=people.there)).content.decode()
        assert client.get("/admin/access/people/").status_code == 404

    @pytest.mark.parametrize("number", ["", "x", "-1", "²", "9" * 40, "999999"])
    def test_a_portal_that_is_none(self, people, browser, number):
        for client in (browser, officer_client(people.province)):
            assert client.get(f"/admin/access/people/?portal={number}").status_code == 404

    @pytest.mark.parametrize("path", ["invite/", "{pk}/", "{pk}/suspend/"])
    def test_forms_ask_for_a_fresh_sign_in(self, people, browser, settings, path):
        editor = people.person(people.here, Role.EDITOR)
        url = people.url(path.format(pk=editor.pk))
        settings.FRESH_SIGN_IN_SECONDS = 0
        assert browser.get(url).status_code == 302
        assert browser.post(url, {"roles": ["approver"]}).status_code in {302, 409}
        assert roles_on(people.here, editor) == {Role.EDITOR}
        assert "/tai-khoan/xac-nhan/" in browser.get(people.url())["Location"]


class TestAnotherPortal:
    """The administrator here asks for what is there."""

    def paths(self, people):
        stranger = people.person(people.there, Role.EDITOR)
        theirs = offered(people, people.there)
        return [
            *(f"{stranger.pk}/{act}" for act in ("", "suspend/", "reinstate/", "remove/", "link/")),
            f"offers/{theirs.uid}/again/",
            f"offers/{theirs.uid}/revoke/",
            f"{people.head_there.pk}/",
            f"{people.head_there.pk}/remove/",
            f"{people.province.pk}/",
        ]

    @pytest.mark.parametrize("site", ["here", "there"])
    def test_is_not_found_and_stays_as_it_is(self, people, browser, site):
        for path in self.paths(people):
            url = people.url(path, getattr(people, site))
            data = {"roles": ["approver"], "site": people.there.pk, "portal": people.there.pk}
            assert browser.get(url).status_code in {404, 405}
            assert browser.post(url, data).status_code == 404
        assert roles_on(people.there, people.head_there) == {Role.ADMINISTRATOR}
        assert [o.outcome for o in RoleOffer.objects.all()] == [""]
        assert list(RoleOffer.objects.values_list("site", flat=True)) == [people.there.pk]

    def test_inviting_there_is_not_taken_for_here(self, people, browser):
        data = {"email": "moi@example.org", "full_name": "Mới", "roles": ["editor"]}
        assert browser.post(people.url("invite/", people.there), data).status_code == 404
        assert not RoleOffer.objects.exists()

    def test_who_moved_away_from_a_portal_finds_nothing_of_it(self, people):
        mover = people.person(people.there, Role.ADMINISTRATOR)
        give_role(mover, people.here, Role.ADMINISTRATOR)
        take_role(mover, people.there, Role.ADMINISTRATOR, by=people.head_there)
        client = officer_client(User.objects.get(pk=mover.pk))
        assert client.get(people.url(site=people.there)).status_code == 404
        text = client.get(people.url()).content.decode()
        assert people.there.site_name not in text
        assert people.head_there.email not in text

    def test_a_form_counts_for_its_own_portal_after_switching(self, people):
        both = people.person(people.here, Role.ADMINISTRATOR)
        give_role(both, people.there, Role.ADMINISTRATOR)
        editor = people.person(people.here, Role.EDITOR)
        client = officer_client(both)
        client.get(f"/admin/?portal={people.there.pk}")
        answer = client.post(people.url(f"{editor.pk}/"), {"roles": ["secretary"]})
        assert answer.status_code == 302
        assert roles_on(people.here, editor) == {Role.SECRETARY}

    def test_roles_that_are_not_offered_are_refused(self, people, browser):
        editor = people.person(people.here, Role.EDITOR)
        group = people.there.roles.get(role=Role.APPROVER).group_id
        for roles in (["supervisor"], [str(group)], ["editor", "superuser"]):
            answer = browser.post(
                people.url(f"{editor.pk}/"),
                {"roles": roles, "groups": [group], "is_superuser": "on"},
            )
            assert answer.status_code == 200
        editor.refresh_from_db()
        assert not editor.is_superuser
        assert roles_on(people.here, editor) == {Role.EDITOR}
        assert roles_on(people.there, editor) == set()

    def test_the_stock_screens_of_accounts_stay_the_provinces(self, people, browser):
        for path in ("/admin/users/", "/admin/users/new/", f"/admin/users/{people.head.pk}/"):
            assert browser.get(path).status_code in {302, 404}
        assert browser.get("/admin/groups/").status_code == 404


class TestActing:
    def test_a_person_from_invitation_to_leaving(self, people, browser):
        data = {"email": "moi@example.org", "full_name": "Trần Mới", "roles": ["editor"]}
        assert browser.post(people.url("invite/"), data).url == people.url()
        made = RoleOffer.objects.get()
        token = offers.offer_url(made).rstrip("/").rsplit("/", 1)[1]
        user = offers.accept_as_newcomer(token, full_name="Mới", password="x-12345-Z").user
        page = browser.get(people.url(f"{user.pk}/")).content.decode()
        assert 'value="editor" aria-describedby' in page or 'value="editor"' in page
        browser.post(people.url(f"{user.pk}/"), {"roles": ["editor", "approver"]})
        assert roles_on(people.here, user) == {Role.EDITOR, Role.APPROVER}
        asked = browser.get(people.url(f"{user.pk}/suspend/"))
        assert asked.status_code == 200
        assert roles_on(people.here, user)
        browser.post(people.url(f"{user.pk}/suspend/"))
        assert roles_on(people.here, user) == set()
        browser.post(people.url(f"{user.pk}/reinstate/"))
        assert roles_on(people.here, user) == {Role.EDITOR, Role.APPROVER}
        browser.post(people.url(f"{user.pk}/remove/"))
        assert browser.get(people.url(f"{user.pk}/")).status_code == 404

    def test_a_refusal_says_why(self, people, browser):
        text = browser.get(people.url(f"{people.head.pk}/")).content.decode()
        assert "không ai tự thay đổi vai trò của chính mình" in text.lower()
        answer = browser.post(people.url(f"{people.head.pk}/remove/"), follow=True)
        assert "quản trị viên cuối cùng" in answer.content.decode()
        assert roles_on(people.here, people.head) == {Role.ADMINISTRATOR}

    def test_a_role_must_be_chosen(self, people, browser):
        editor = people.person(people.here, Role.EDITOR)
        answer = browser.post(people.url(f"{editor.pk}/"), {})
        assert answer.status_code == 200
        assert "Hãy chọn ít nhất một vai trò" in answer.content.decode()

    def test_offers_no_act_that_would_be_refused(self, people, browser):
        editor = people.person(people.here, Role.EDITOR)

        def offered_acts(person: User) -> set[str]:
            text = browser.get(people.url(f"{person.pk}/")).content.decode()
            return set(re.findall(rf"/people/{person.pk}/(suspend|remove|reinstate)/", text))

        assert offered_acts(editor) == {"suspend", "remove"}
        assert offered_acts(people.head) == set()
        people.person(people.here, Role.ADMINISTRATOR)
        assert offered_acts(people.head) == {"remove"}

    def test_who_removes_themselves_is_outside(self, people, browser):
        people.person(people.here, Role.ADMINISTRATOR)
        browser.post(people.url(f"{people.head.pk}/remove/"))
        assert browser.get("/admin/").status_code == 302

    def test_an_unknown_act(self, people, browser):
        editor = people.person(people.here, Role.EDITOR)
        assert browser.get(people.url(f"{editor.pk}/blow-up/")).status_code == 404
        assert browser.get(people.url(f"offers/{uuid.uuid4()}/again/")).status_code in {404, 405}

    def test_the_first_link_again(self, people, browser, at_once):
        newcomer = User.objects.create_user("moi@example.org", full_name="Mới")
        give_role(newcomer, people.here, Role.EDITOR)
        invitations.invite(newcomer, site_name="A", role_name="B")
        assert people.url(f"{newcomer.pk}/link/") in browser.get(
            people.url(f"{newcomer.pk}/")
        ).content.decode().replace("&amp;", "&")
        with at_once():
            browser.post(people.url(f"{newcomer.pk}/link/"))
        assert [message.to for message in mail.outbox] == [["moi@example.org"]]

    def test_offers_are_sent_again_and_revoked(self, people, browser):
        made = offered(people)
        browser.post(people.url(f"offers/{made.uid}/again/"))
        browser.post(people.url(f"offers/{made.uid}/revoke/"))
        answer = browser.post(people.url(f"offers/{made.uid}/again/"), follow=True)
        assert "đã được trả lời hoặc đã bị thu hồi" in answer.content.decode()
        assert not RoleOffer.objects.unanswered().exists()

    def test_an_archive_shows_its_people_and_offers_nothing(self, people, browser):
        editor = people.person(people.here, Role.EDITOR)
        retire_site(people.here)
        client = officer_client(people.head)
        text = client.get(people.url()).content.decode()
        assert editor.email in text
        assert people.url("invite/") not in text
        client.post(people.url(f"{editor.pk}/remove/"))
        assert roles_on(people.here, editor) == {Role.EDITOR}
