"""What another administrator does between the page and the lock."""

import uuid

import pytest
from wagtail.log_actions import registry
from wagtail.models import Site

from portal.accounts.models import User
from sites.administration import services
from sites.administration.reviews import ReviewOutdated, review_of
from sites.administration.tests.conftest import DAY, EMAIL, HOST, everything, portals_url
from sites.administration.wizard import drafts
from sites.profile.models import SiteProfile
from sites.provisioning.errors import ProvisioningRefused
from sites.provisioning.services import provision_site, retire_site
from sites.provisioning.spec import SiteSpec
from sites.units.models import UnitPeriod

FIELDS = {"head": {"administrator_email": EMAIL}, "synchronise": {}, "retire": {}}


def logged(profile: SiteProfile) -> list[dict]:
    return [entry.data for entry in registry.get_logs_for_instance(profile)]


class TestClosedMeanwhile:
    @pytest.mark.parametrize("act", FIELDS)
    def test_nothing_more_is_done_to_an_archive(self, client, here, meanwhile, act):
        before = everything()
        meanwhile(lambda: retire_site(Site.objects.get(pk=here.site_id)))
        answer = client.post(portals_url("act", here.pk, act), FIELDS[act])
        assert answer.context["form"].non_field_errors()
        assert everything() == before
        assert logged(here) == []

    def test_no_second_portal_where_the_host_name_was_another(
        self, unit, province, meanwhile, two_sites
    ):
        """The usual name is free then, so that provisioning alone would open a portal on it."""
        spec = SiteSpec(unit=unit, day=DAY, host_name="congdaidong.bacninh.localhost")
        site = provision_site(spec).site
        before = everything()
        meanwhile(lambda: retire_site(site))
        with pytest.raises(ProvisioningRefused, match=r"lưu trữ|archive"):
            services.appoint_head(site.profile, "", EMAIL, province)
        assert everything() == before


class TestNotOffered:
    @pytest.fixture
    def archive(self, here) -> SiteProfile:
        retire_site(here.site)
        return here

    @pytest.mark.parametrize("act", FIELDS)
    def test_an_archive_says_that_it_is_one(self, client, archive, act):
        answer = client.post(portals_url("act", archive.pk, act), FIELDS[act])
        (reason,) = answer.context["form"].non_field_errors()
        assert "lưu trữ" in reason
        assert logged(archive) == []
        assert not User.objects.filter(email=EMAIL).exists()

    def test_a_live_portal_is_not_reopened(self, client, here):
        answer = client.post(portals_url("act", here.pk, "reopen"))
        assert str(here.site) in answer.context["form"].non_field_errors()[0]

    def test_its_question_leads_back_with_the_reason(self, client, archive):
        answer = client.get(portals_url("act", archive.pk, "synchronise"), follow=True)
        assert answer.redirect_chain == [(portals_url("show", archive.pk), 302)]
        assert ["lưu trữ" in str(message) for message in answer.context["messages"]] == [True]


class TestReview:
    def test_what_changes_before_the_lock_is_not_what_was_reviewed(self, unit, province, meanwhile):
        spec = SiteSpec(unit=unit, host_name=HOST)
        reviewed = review_of(services.check_new(spec)).digest
        before = everything()
        meanwhile(lambda: UnitPeriod.objects.filter(unit=unit).update(name="Phường Khác"))
        with pytest.raises(ReviewOutdated):
            services.make_portal(uuid.uuid4(), spec, reviewed, province)
        assert everything() == before

    def test_a_portal_opened_before_the_lock_is_not_taken(self, unit, province, meanwhile):
        spec = SiteSpec(unit=unit, host_name=HOST, administrator_email=EMAIL)
        reviewed = review_of(services.check_new(spec)).digest
        meanwhile(lambda: provision_site(SiteSpec(unit=unit, host_name=HOST)))
        with pytest.raises(ProvisioningRefused, match=HOST):
            services.make_portal(uuid.uuid4(), spec, reviewed, province)
        assert not User.objects.filter(email=EMAIL).exists()


def test_the_history_names_the_true_former_host_name(here, province):
    stale = SiteProfile.objects.select_related("site").get(pk=here.pk)
    services.rename(here, "mot.bacninh.localhost", province)
    assert services.rename(stale, "hai.bacninh.localhost", province) == "mot.bacninh.localhost"
    assert {"old": "mot.bacninh.localhost", "new": "hai.bacninh.localhost"} in logged(here)


def test_the_steps_take_the_proposed_name_of_a_unit_with_an_archive(going, here):
    retire_site(here.site)
    going.post("unit", unit=here.unit_id)
    name = going.get("address").context["form"]["host_name"].value()
    answer = going.post("address", host_name=name, palette="jade")
    assert answer["Location"] == going.url("account")


def test_a_draft_of_an_earlier_release_begins_again(going):
    session = going.client.session
    session[drafts.SESSION_NAME] = {going.key.hex: {"key": going.key.hex, "host": "a"}}
    session.save()
    answer = going.get("unit")
    assert (answer.status_code, answer["Location"]) == (302, portals_url("new"))
