"""The four steps without JavaScript: forwards, backwards, twice, in two windows, gone stale."""

from datetime import date

import pytest
from django.core import mail
from django.test import Client

from portal.accounts.models import User
from sites.access.models import Role
from sites.administration.tests.conftest import DAY, EMAIL, HOST, portals_url
from sites.administration.wizard.units import candidates
from sites.profile.models import SiteProfile
from sites.provisioning.services import retire_site
from sites.units.models import UnitPeriod


class TestJourney:
    def test_a_commune_answers_at_once(self, going, unit, django_capture_on_commit_callbacks):
        going.reach_review(unit, administrator_name="Nguyễn Thị Đào", administrator_email=EMAIL)
        plan = going.get("review").content.decode()
        for part in (HOST, "Nguyễn Thị Đào", EMAIL, "Tin tức"):
            assert part in plan
        with django_capture_on_commit_callbacks(execute=True):
            answer = going.post("review")
        profile = SiteProfile.objects.get(unit=unit)
        assert answer["Location"] == portals_url("made", profile.pk)
        assert (profile.palette, profile.site.hostname) == ("jade", HOST)
        assert Client().get("/", headers={"host": HOST}).status_code == 200
        assert [message.to for message in mail.outbox] == [[EMAIL]]
        done = going.client.get(answer["Location"]).content.decode()
        invitation = User.objects.get(email=EMAIL).invitations.get()
        for part in (f"http://{HOST}", EMAIL, portals_url("new"), str(invitation.uid)):
            assert part in done

    def test_what_is_proposed_is_taken(self, going, unit):
        going.post("unit", unit=unit.pk)
        form = going.get("address").context["form"]
        assert form["host_name"].value() == HOST
        assert form["palette"].value() == "jade"

    def test_without_an_account(self, going, unit):
        going.reach_review(unit)
        before = User.objects.count()
        going.post("review")
        assert User.objects.count() == before
        profile = SiteProfile.objects.get(unit=unit)
        done = going.client.get(portals_url("made", profile.pk)).content.decode()
        assert portals_url("act", profile.pk, "head") in done

    def test_a_known_account_is_recognised(self, going, unit):
        known = User.objects.create_user(EMAIL, "mat-khau-dai-12", full_name="Đào Thị Quen")
        going.reach_review(unit, administrator_name="Khác", administrator_email=EMAIL.upper())
        assert "Đào Thị Quen" in going.get("review").content.decode()
        going.post("review")
        known.refresh_from_db()
        assert known.full_name == "Đào Thị Quen"
        assert known.invitations.count() == 0
        roles = set(known.groups.values_list("site_role__role", flat=True))
        assert roles == {Role.APPROVER, Role.ADMINISTRATOR}

    def test_the_maker_is_in_the_history(self, going, unit):
        going.reach_review(unit)
        going.post("review")
        profile = SiteProfile.objects.get(unit=unit)
        text = going.client.get(portals_url("show", profile.pk)).content.decode()
        assert "Quản trị tỉnh" in text


class TestChoosing:
    def listed(self, going, **query) -> list[str]:
        return [unit.period.name for unit in going.get("unit", **query).context["units"]]

    @pytest.mark.parametrize("words", ["đại đồng tiên du", "DAI DONG Tien Du", "tien du dai dong"])
    def test_finds_without_diacritics_also_by_the_unit_above(self, going, unit, words):
        assert self.listed(going, q=words) == ["Xã Đại Đồng"]

    def test_finds_by_code(self, going, unit):
        code = unit.at(DAY).code
        assert self.listed(going, q=code) == ["Xã Đại Đồng"]

    def test_taken_ones_come_last_with_their_portal(self, going, here):
        found = self.listed(going, q="Liên Bão")
        assert found == ["Xã Liên Bão"]
        text = going.get("unit", q="Lien Bao").content.decode()
        assert here.site.hostname in text
        assert f'value="{here.unit_id}"' not in text
        of_district = self.listed(going, q="tien du", kind="commune")
        assert set(of_district[-2:]) == {"Xã Liên Bão", "Xã Hoàn Sơn"}

    def test_an_archive_does_not_take_its_unit(self, going, here):
        retire_site(here.site)
        assert f'value="{here.unit_id}"' in going.get("unit", q="lien bao").content.decode()

    def test_says_what_to_do_when_every_unit_has_a_portal(self, going, here, monkeypatch):
        assert "manage.py load_units" not in going.get("unit").text
        monkeypatch.setattr(
            "sites.administration.wizard.views.candidates",
            lambda *asked: [found for found in candidates(*asked) if found.portal],
        )
        assert "manage.py load_units" in going.get("unit").text
        # Nothing found by words is another matter.
        assert "manage.py load_units" not in going.get("unit", q="zzz").text

    def test_pages_hold_every_unit_once(self, going, unit):
        first = going.get("unit").context["units"]
        seen = []
        for number in first.paginator.page_range:
            seen += [one.period.pk for one in going.get("unit", p=number).context["units"]]
        assert len(seen) == len(set(seen)) == UnitPeriod.objects.on(DAY).count()

    @pytest.mark.parametrize(
        "query", [{"q": "\x00"}, {"q": "x" * 3000}, {"kind": "'"}, {"p": "x"}, {"q": "\u202egnol"}]
    )
    def test_hostile_searches(self, going, unit, query):
        assert going.get("unit", **query).status_code == 200

    @pytest.mark.parametrize("sent", ["", "x", "-1", "0", "999999", "9" * 40, "1 OR 1=1", "\x00"])
    def test_what_is_no_unit_is_refused_in_place(self, going, unit, sent):
        answer = going.post("unit", unit=sent)
        assert answer.status_code == 200
        assert answer.context["form"].errors["unit"]
        assert going.get("address")["Location"] == going.url("unit")

    def test_a_taken_unit_is_refused_with_the_name_of_its_portal(self, going, here):
        answer = going.post("unit", unit=here.unit_id)
        assert here.site.hostname in answer.context["form"].errors["unit"][0]

    def test_a_unit_that_ended_is_refused(self, going, unit, freeze_clock):
        freeze_clock(date(2026, 1, 1))
        assert going.post("unit", unit=unit.pk).context["form"].errors["unit"]


class TestGoingBack:
    def test_keeps_what_was_typed_right_or_wrong(self, going, unit):
        going.post("unit", unit=unit.pk)
        answer = going.post("address", back="1", host_name="sai rồi!", palette="plum")
        assert answer["Location"] == going.url("unit")
        form = going.get("address").context["form"]
        assert (form["host_name"].value(), form["palette"].value()) == ("sai rồi!", "plum")

    def test_from_the_last_step_to_the_first_and_forth(self, going, unit):
        going.reach_review(unit, administrator_name="Đào", administrator_email=EMAIL)
        for step, before in (("review", "account"), ("account", "address"), ("address", "unit")):
            form = going.get(step).context["form"]
            typed = {name: form[name].value() for name in form.fields}
            assert going.post(step, back="1", **typed)["Location"] == going.url(before)
        assert unit.at(DAY).name in going.get("unit").content.decode()
        assert going.get("account").context["form"]["administrator_email"].value() == EMAIL
        assert going.get("review").status_code == 200

    def test_another_unit_gets_its_own_proposal(self, going, unit):
        going.post("unit", unit=unit.pk)
        going.post("address", host_name="rieng.bacninh.localhost", palette="plum")
        other = UnitPeriod.objects.on(DAY).get(name="Xã Phật Tích").unit
        going.post("unit", unit=other.pk)
        form = going.get("address").context["form"]
        assert form["host_name"].value() == "phattich-tiendu.bacninh.localhost"
        assert form["palette"].value() == "jade"

    def test_no_step_can_be_left_out(self, going, unit):
        for step in ("address", "account", "review"):
            assert going.get(step)["Location"] == going.url("unit")
            assert going.post(step)["Location"] == going.url("unit")


class TestFaults:
    @pytest.mark.parametrize(
        "host",
        [
            "",
            "lienbao-tiendu.bacninh.localhost",
            "quantri.test.localhost",
            "dai dong.bacninh.localhost",
            "example.org",
            "x" * 300,
            "-a.bacninh.localhost",
            "a..bacninh.localhost",
            # Letters that look like those of another name, as typed and as they travel.
            "s\u043eyte.bacninh.localhost",
            "xn--syte-55d.bacninh.localhost",
            "sở-y-tế.bacninh.localhost",
        ],
    )
    def test_a_host_name_that_cannot_be(self, going, unit, host):
        going.post("unit", unit=unit.pk)
        answer = going.post("address", host_name=host, palette="jade")
        assert answer.status_code == 200
        assert answer.context["form"].errors["host_name"]
        text = answer.content.decode()
        assert 'href="#id_host_name"' in text
        assert "data-faults" in text
        assert 'aria-invalid="true"' in text

    def test_signs_that_nobody_sees_are_left_out(self, going, unit):
        going.post("unit", unit=unit.pk)
        going.post("address", host_name=f"\u202e{HOST}\x00\u200b", palette="jade")
        assert going.get("address").context["form"]["host_name"].value() == HOST

    @pytest.mark.parametrize("palette", ["", "pink", "jade\x00", "j" * 300])
    def test_a_palette_that_is_none(self, going, unit, palette):
        going.post("unit", unit=unit.pk)
        answer = going.post("address", host_name=HOST, palette=palette)
        assert answer.context["form"].errors["palette"]

    @pytest.mark.parametrize(
        "fields",
        [
            {"administrator_name": "Đào"},
            {"administrator_email": "khong-phai"},
            {"administrator_email": "a@b.vn\nBcc: c@d.vn"},
            {"administrator_email": "a" * 300 + "@example.org"},
            {"administrator_email": EMAIL, "administrator_name": "x" * 300},
            {"administrator_email": EMAIL, "administrator_name": "e" + "\u0301" * 60},
        ],
    )
    def test_an_account_that_cannot_be(self, going, unit, fields):
        going.post("unit", unit=unit.pk)
        going.post("address", host_name=HOST, palette="jade")
        answer = going.post("account", **fields)
        assert answer.status_code == 200
        assert answer.context["form"].errors

    def test_markup_is_shown_as_text(self, going, unit):
        going.reach_review(unit, administrator_name="<b>Đào</b>", administrator_email=EMAIL)
        text = going.get("review").content.decode()
        assert "&lt;b&gt;Đào" in text
        assert "<b>Đào" not in text


class TestPreview:
    def test_shows_the_unit_in_the_palette(self, client, unit):
        answer = client.get(portals_url("preview", unit.pk), {"palette": "plum"})
        text = answer.content.decode()
        assert 'data-palette="plum"' in text
        assert "Xã Đại Đồng" in text
        assert answer["X-Frame-Options"] == "SAMEORIGIN"
        assert "<script" not in text

    @pytest.mark.parametrize("palette", ["", "pink", '"><script>', "jade\x00"])
    def test_an_unknown_palette_is_replaced(self, client, unit, palette):
        text = client.get(portals_url("preview", unit.pk), {"palette": palette}).content.decode()
        assert 'data-palette="indigo"' in text

    def test_an_unknown_unit_is_not_there(self, client, unit):
        for number in (10**9, 2**63 - 1, 2**63, 10**40):
            assert client.get(portals_url("preview", number)).status_code == 404

    def test_the_button_shows_the_step_again_in_the_chosen_palette(self, going, unit):
        going.post("unit", unit=unit.pk)
        answer = going.post("address", preview="1", host_name="dang go", palette="plum")
        assert answer["Location"] == going.url("address")
        text = going.get("address").content.decode()
        assert f"{portals_url('preview', unit.pk)}?palette=plum" in text
        assert 'value="dang go"' in text
