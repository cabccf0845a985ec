"""The steps sent twice, in two windows, reviewed and gone stale."""

from datetime import date

import pytest
from wagtail.models import Site

from portal.accounts.models import User
from portal.common.models import SubmissionKey
from portal.common.testing.officers import officer_client
from sites.administration.reviews import review_of
from sites.administration.services import PURPOSE
from sites.administration.tests.conftest import DAY, EMAIL, HOST, Going, everything, portals_url
from sites.administration.wizard.drafts import MOST_DRAFTS
from sites.administration.wizard.views import CHANGED_MEANWHILE
from sites.profile.models import SiteProfile
from sites.profile.palettes import PALETTES
from sites.provisioning.errors import ProvisioningRefused
from sites.provisioning.services import provision_site
from sites.provisioning.spec import SiteSpec, check_spec
from sites.units.models import UnitPeriod


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
