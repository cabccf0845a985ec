"""The four steps without JavaScript: forwards, backwards, twice, in two windows, gone stale."""

import uuid
from datetime import date

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Site

from portal.accounts.models import User
from portal.common.models import SubmissionKey
from portal.common.testing.officers import officer_client
from sites.access.models import Role
from sites.administration.services import PURPOSE
from sites.administration.tests.conftest import portals_url
from sites.administration.wizard.drafts import MOST_DRAFTS
from sites.administration.wizard.reviews import review_of
from sites.administration.wizard.units import candidates
from sites.administration.wizard.views import CHANGED_MEANWHILE
from sites.profile.models import SiteProfile
from sites.profile.palettes import PALETTES
from sites.provisioning.errors import ProvisioningRefused
from sites.provisioning.services import provision_site, retire_site
from sites.provisioning.spec import SiteSpec, check_spec
from sites.units.models import Unit, UnitPeriod

DAY = date(2021, 4, 19)
EMAIL = "daidong@example.org"
HOST = "daidong-tiendu.bacninh.localhost"


@pytest.fixture
def unit(two_sites) -> Unit:
    """Xã Đại Đồng of Huyện Tiên Du, which has no portal yet."""
    return UnitPeriod.objects.on(DAY).get(name="Xã Đại Đồng", parent__periods__code="260").unit


class Going:
    """One going through the steps."""

    def __init__(self, client: Client) -> None:
        self.client = client
        answer = client.get(portals_url("new"))
        self.key = uuid.UUID(answer["Location"].split("/")[-3])
        self.reviewed = ""

    def url(self, step: str) -> str:
        return portals_url(f"new_{step}", self.key)

    def get(self, step: str, **query):
        return self.client.get(self.url(step), query)

    def post(self, step: str, **fields):
        if step == "review":
            fields = {"reviewed": self.reviewed, **fields}
        return self.client.post(self.url(step), fields)

    def read_review(self) -> str:
        """Reads the last step as a browser does, with what its form will send."""
        answer = self.get("review")
        self.reviewed = answer.context["review"].digest
        assert f'name="reviewed" value="{self.reviewed}"' in answer.text
        return answer.text

    def reach_review(self, unit: Unit, **account) -> None:
        assert self.post("unit", unit=unit.pk)["Location"] == self.url("address")
        self.post("address", host_name=HOST, palette="jade")
        assert self.post("account", **account)["Location"] == self.url("review")
        self.read_review()


@pytest.fixture
def going(client) -> Going:
    return Going(client)


def everything() -> tuple:
    """What a refused creation must leave as it was."""
    return (
        Site.objects.count(),
        SiteProfile.objects.count(),
        User.objects.count(),
        SubmissionKey.objects.count(),
        len(mail.outbox),
    )


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


class TestOnceOnly:
    def test_sent_twice_gives_the_same_portal(self, going, unit):
        going.reach_review(unit, administrator_email=EMAIL)
        first = going.post("review")
        before = everything()
        second = going.post("review")
        assert second["Location"] == first["Location"]
        assert everything() == before
        assert User.objects.get(email=EMAIL).invitations.count() == 1

    def test_two_at_once_give_the_same_portal(self, going, unit, province):
        """The second came in before the first had ended: it has passed all the checks."""
        from sites.administration.services import make_portal

        spec = SiteSpec(unit=unit, administrator_email=EMAIL)
        reviewed = review_of(check_spec(spec)).digest
        first, is_new = make_portal(going.key, spec, reviewed, province)
        second, again = make_portal(going.key, spec, reviewed, province)
        assert (first, is_new, again) == (second, True, False)

    @pytest.mark.parametrize("other", ["form", "deleted"])
    def test_a_key_that_leads_to_no_portal_is_refused(
        self, going, unit, province, two_sites, other
    ):
        """A citizen's form may have the key, or the portal may be gone: no other one is shown."""
        from sites.administration.services import made_with, make_portal

        result, purpose = str(two_sites.here.pk), "contact"
        if other == "deleted":
            result, purpose = "999999", PURPOSE
        SubmissionKey.objects.create(key=going.key, purpose=purpose, result=result)
        assert made_with(going.key) is None
        sites = Site.objects.count()
        with pytest.raises(ProvisioningRefused, match=r"Hãy mở cổng mới|Begin a new portal"):
            make_portal(going.key, SiteSpec(unit=unit), "", province)
        assert Site.objects.count() == sites

    def test_every_step_leads_to_the_portal_afterwards(self, going, unit):
        going.reach_review(unit)
        made = going.post("review")["Location"]
        for step in ("unit", "address", "account", "review"):
            assert going.get(step)["Location"] == made

    def test_the_last_page_may_be_reloaded(self, going, unit):
        going.reach_review(unit, administrator_email=EMAIL)
        made = going.post("review")["Location"]
        before = everything()
        for _time in range(2):
            answer = going.client.get(made)
            assert answer.status_code == 200
            assert EMAIL in answer.content.decode()
        assert everything() == before

    def test_nothing_personal_stays_in_the_session(self, going, unit):
        going.reach_review(unit, administrator_email=EMAIL)
        assert EMAIL in str(dict(going.client.session))
        going.post("review")
        assert EMAIL not in str(dict(going.client.session))


class TestTwoWindows:
    def test_never_mix(self, client, unit):
        one, two = Going(client), Going(client)
        other = UnitPeriod.objects.on(DAY).get(name="Xã Phật Tích").unit
        one.post("unit", unit=unit.pk)
        two.post("unit", unit=other.pk)
        one.post("address", host_name=HOST, palette="plum")
        assert two.get("address").context["form"]["palette"].value() == "jade"
        assert one.get("account").context["period"].unit == unit
        assert two.get("account").context["period"].unit == other

    def test_the_oldest_of_many_begins_again(self, client, unit):
        one = Going(client)
        one.post("unit", unit=unit.pk)
        for _number in range(MOST_DRAFTS):
            Going(client)
        assert one.get("address")["Location"] == portals_url("new")

    def test_nobody_gets_into_the_steps_of_another(self, going, unit, province):
        going.reach_review(unit)
        other = User.objects.create_superuser("khac@example.org", "mat-khau-dai-12")
        stranger = officer_client(other)
        answer = stranger.post(going.url("review"))
        assert answer["Location"] == portals_url("new")
        assert not SiteProfile.objects.filter(unit=unit).exists()


class TestStale:
    def test_the_unit_got_a_portal_meanwhile(self, going, unit):
        going.reach_review(unit, administrator_email=EMAIL)
        provision_site(SiteSpec(unit=unit, day=DAY))
        before = everything()
        answer = going.post("review")
        assert answer["Location"] == going.url("unit")
        assert everything() == before
        text = going.get("unit").content.decode()
        assert "data-faults" in text
        assert HOST in text

    def test_the_unit_got_one_under_another_host_name(self, going, unit):
        going.reach_review(unit)
        provision_site(SiteSpec(unit=unit, day=DAY, host_name="khac.bacninh.localhost"))
        assert going.post("review")["Location"] == going.url("unit")
        assert "khac.bacninh.localhost" in going.get("unit").content.decode()

    def test_the_host_name_was_taken_meanwhile(self, going, unit):
        going.reach_review(unit)
        other = UnitPeriod.objects.on(DAY).get(name="Xã Phật Tích").unit
        provision_site(SiteSpec(unit=other, day=DAY, host_name=HOST))
        before = everything()
        assert going.post("review")["Location"] == going.url("address")
        assert everything() == before
        answer = going.get("address")
        assert "Xã Phật Tích" in answer.context["form"].errors["host_name"][0]
        going.post("address", host_name="khac.bacninh.localhost", palette="jade")
        assert not going.get("address").context["form"].errors

    def test_the_account_was_switched_off_meanwhile(self, going, unit):
        person = User.objects.create_user(EMAIL, "mat-khau-dai-12")
        going.reach_review(unit, administrator_email=EMAIL)
        person.is_active = False
        person.save()
        assert going.post("review")["Location"] == going.url("account")
        assert going.get("account").context["form"].errors["administrator_email"]
        assert not SiteProfile.objects.filter(unit=unit).exists()

    def test_the_unit_ended_meanwhile(self, going, unit, freeze_clock):
        going.reach_review(unit)
        freeze_clock(date(2026, 1, 1))
        assert going.post("review")["Location"] == going.url("unit")


class TestReviewed:
    """Only what was read is made: the confirming form carries a mark of it."""

    def confirm_outdated(self, going: Going, *parts: str) -> None:
        """Nothing is made, the review says so and shows what is new; then it can be confirmed."""
        before = everything()
        answer = going.post("review")
        assert answer.status_code == 200
        assert everything() == before
        assert answer.context["form"].non_field_errors() == [CHANGED_MEANWHILE]
        for part in ("data-faults", str(CHANGED_MEANWHILE), *parts):
            assert part in answer.text
        going.reviewed = answer.context["review"].digest
        assert "/made/" in going.post("review")["Location"]

    def test_a_second_window_changed_the_host_name(self, going, unit):
        going.reach_review(unit)
        going.post("address", host_name="khac.bacninh.localhost", palette="jade")
        self.confirm_outdated(going, "khac.bacninh.localhost")
        assert SiteProfile.objects.get(unit=unit).site.hostname == "khac.bacninh.localhost"

    def test_a_second_window_chose_another_unit(self, going, unit):
        going.reach_review(unit)
        other = UnitPeriod.objects.on(DAY).get(name="Xã Phật Tích").unit
        going.post("unit", unit=other.pk)
        going.post("address", host_name="phattich-tiendu.bacninh.localhost", palette="jade")
        self.confirm_outdated(going, "Xã Phật Tích")
        assert not SiteProfile.objects.filter(unit=unit).exists()

    def test_a_second_window_changed_the_palette(self, going, unit):
        going.reach_review(unit)
        going.post("address", host_name=HOST, palette="plum")
        self.confirm_outdated(going, str(PALETTES["plum"][0]))

    def test_a_second_window_named_another_person(self, going, unit):
        going.reach_review(unit, administrator_email=EMAIL)
        going.post("account", administrator_email="khac@example.org")
        self.confirm_outdated(going, "khac@example.org")
        assert not User.objects.filter(email=EMAIL).exists()

    def test_the_register_got_another_name(self, going, unit):
        going.reach_review(unit)
        UnitPeriod.objects.on(DAY).filter(unit=unit).update(name="Xã Đại Đồng Mới")
        self.confirm_outdated(going, "Xã Đại Đồng Mới")

    def test_the_unit_came_under_another_one(self, going, unit):
        going.reach_review(unit)
        district = UnitPeriod.objects.on(DAY).get(name="Huyện Quế Võ").unit
        UnitPeriod.objects.on(DAY).filter(unit=unit).update(parent=district)
        self.confirm_outdated(going, "Huyện Quế Võ")

    def test_the_address_got_an_account_of_somebody(self, going, unit):
        going.reach_review(unit, administrator_email=EMAIL)
        User.objects.create_user(EMAIL, "mat-khau-dai-12", full_name="Đào Thị Quen")
        self.confirm_outdated(going, "Đào Thị Quen")

    @pytest.mark.parametrize("sent", ["", "0" * 64, "đã đọc", "\x00"])
    def test_a_mark_that_was_not_given(self, going, unit, sent):
        going.reach_review(unit)
        going.reviewed = sent
        self.confirm_outdated(going)

    def test_saving_the_same_again_changes_nothing(self, going, unit):
        going.reach_review(unit, administrator_email=EMAIL)
        going.post("address", host_name=HOST, palette="jade")
        going.post("account", administrator_email=EMAIL)
        assert "/made/" in going.post("review")["Location"]


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
