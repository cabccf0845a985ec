"""Supervisors look after the portals of the units under theirs, and of no others."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from wagtail.models import GroupPagePermission, Page
from wagtail.permissions import page_permission_policy

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from sites.access.choosing import portals_of
from sites.access.models import Role, SiteRole
from sites.access.oversight import renew_oversight
from sites.access.people import give_role
from sites.provisioning.services import provision_site, retire_site, sync_site
from sites.provisioning.spec import SiteSpec
from sites.units.models import UnitPeriod
from sites.units.services import open_period

DAY = date(2021, 4, 19)


def unit(code):
    return UnitPeriod.objects.on(DAY).get(code=code).unit


def make(code):
    return provision_site(SiteSpec(unit=unit(code), day=DAY)).site


def somebody(site, role, address="nguoi@example.org"):
    user = User.objects.create_user(address, full_name="Người")
    give_role(user, site, role)
    return user


def seen(user):
    """The home pages that a person finds in the explorer, asked anew."""
    person = User.objects.get(pk=user.pk)
    pages = page_permission_policy.instances_with_direct_explore_permission(person)
    return {page.pk for page in pages}


@pytest.fixture
def district(two_sites):
    return make(two_sites.here.profile.unit.at(DAY).parent.at(DAY).code)


@pytest.fixture
def other_district(two_sites, district):
    parent = district.profile.unit
    others = UnitPeriod.objects.on(DAY).filter(kind="district").exclude(unit=parent)
    return make(others.order_by("code").first().code)


@pytest.fixture
def supervisor(district):
    return somebody(district, Role.SUPERVISOR)


def test_a_supervisor_sees_the_sites_under_the_district_and_may_only_hold_items(
    two_sites, district, supervisor
):
    homes = {two_sites.here.root_page_id, two_sites.there.root_page_id}
    assert seen(supervisor) == homes
    assert set(portals_of(supervisor)) == {district, two_sites.here, two_sites.there}
    tester = two_sites.here.root_page.permissions_for_user(supervisor)
    assert tester.can_lock()
    assert not tester.can_edit()
    assert not tester.can_publish()
    assert not tester.can_add_subpage()


def test_a_site_made_after_its_district_is_looked_after_at_once(district, supervisor):
    child = UnitPeriod.objects.on(DAY).filter(parent=district.profile.unit).order_by("code").last()
    site = make(child.code)
    assert site.root_page_id in seen(supervisor)


def test_the_supervisor_of_another_district_sees_none_of_them(
    two_sites, other_district, supervisor
):
    other = somebody(other_district, Role.SUPERVISOR, "khac@example.org")
    assert seen(other) == set()
    text = officer_client(other).get("/admin/pages/").content.decode()
    assert two_sites.here.root_page.title not in text
    answer = officer_client(other).get(f"/admin/pages/{two_sites.here.root_page_id}/")
    assert answer.status_code == 404


def test_a_commune_that_moves_is_looked_after_by_the_new_district_from_that_day_on(
    two_sites,
    district,
    other_district,
    supervisor,
    freeze_clock,
    django_capture_on_commit_callbacks,
):
    other = somebody(other_district, Role.SUPERVISOR, "khac@example.org")
    moved = two_sites.here.root_page_id
    with django_capture_on_commit_callbacks(execute=True):
        open_period(
            two_sites.here.profile.unit,
            DAY + timedelta(days=3),
            parent=other_district.profile.unit,
        )
    assert moved in seen(supervisor)
    assert moved not in seen(other)
    freeze_clock(DAY + timedelta(days=2))
    call_command("renew_oversight")
    assert moved in seen(supervisor)
    freeze_clock(DAY + timedelta(days=3))
    call_command("renew_oversight")
    assert moved not in seen(supervisor)
    assert two_sites.there.root_page_id in seen(supervisor)
    assert moved in seen(other)
    assert two_sites.here not in set(portals_of(User.objects.get(pk=supervisor.pk)))


def test_a_change_that_holds_already_counts_at_once(
    two_sites, district, other_district, supervisor, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        open_period(two_sites.here.profile.unit, DAY, parent=other_district.profile.unit)
    assert two_sites.here.root_page_id not in seen(supervisor)


def test_nobody_looks_after_an_archive(two_sites, supervisor):
    retire_site(two_sites.here)
    assert seen(supervisor) == {two_sites.there.root_page_id}


def test_what_was_taken_away_by_hand_is_put_right(two_sites, district, supervisor):
    GroupPagePermission.objects.filter(group__site_role__role=Role.SUPERVISOR).delete()
    repairs = sync_site(two_sites.here).repairs
    assert len(repairs) == 1
    assert seen(supervisor) == {two_sites.here.root_page_id}
    assert sync_site(two_sites.here).repairs == []
    assert renew_oversight() == 1
    assert renew_oversight() == 0
    assert len(seen(supervisor)) == 2


def test_communes_have_no_supervisors_of_their_own(two_sites, district):
    holders = SiteRole.objects.filter(role=Role.SUPERVISOR).values_list("site", flat=True)
    assert set(holders) == {district.pk}
    assert not SiteRole.objects.filter(role=Role.PROVINCIAL_EDITOR).exists()


def test_renewing_costs_the_same_for_more_sites(district, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        renew_oversight()
    for child in UnitPeriod.objects.on(DAY).filter(parent=district.profile.unit).order_by("code"):
        make(child.code)
    with django_assert_max_num_queries(12):
        renew_oversight()


class TestTheProvince:
    @pytest.fixture
    def province(self, two_sites):
        return make("27")

    def test_its_supervisor_sees_all_by_one_right_at_the_root(self, two_sites, province):
        person = somebody(province, Role.SUPERVISOR)
        root = Page.get_first_root_node()
        assert seen(person) == {root.pk}
        assert GroupPagePermission.objects.filter(group__user=person).count() == 1

    def test_its_editor_writes_everywhere_and_publishes_nowhere(self, two_sites, province):
        person = somebody(province, Role.PROVINCIAL_EDITOR)
        assert set(portals_of(person)) >= {province, two_sites.here, two_sites.there}
        tester = two_sites.here.root_page.permissions_for_user(person)
        assert tester.can_edit()
        assert not tester.can_publish()

    def test_an_editor_of_its_own_portal_reaches_no_other(self, two_sites, province):
        person = somebody(province, Role.EDITOR)
        assert seen(person) == {province.root_page_id}
        assert set(portals_of(person)) == {province}
