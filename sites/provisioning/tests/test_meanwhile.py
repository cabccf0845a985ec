"""What somebody else does between the check and the lock."""

from datetime import date

import pytest
from wagtail.models import Site

from portal.accounts.models import Invitation, User
from portal.common.tables import read_table
from portal.hosts.index import index
from portal.hosts.models import Host
from sites.access.models import Role
from sites.access.people import people_with_role
from sites.profile.models import SiteSection
from sites.provisioning.batch import carry_out, not_invited, plan_table
from sites.provisioning.errors import ProvisioningRefused
from sites.provisioning.models import ProvisioningRow
from sites.provisioning.services import provision_site, rename_host, retire_site
from sites.provisioning.spec import SiteSpec
from sites.provisioning.tests.conftest import finish
from sites.units.models import UnitPeriod

DAY = date(2021, 4, 19)
CODE = "09346"
HEAD, STRANGER = "truongban@example.org", "nguoila@example.org"
LINE = f"unit_code,administrator_name,administrator_email\n{CODE},Người Lạ,{STRANGER}\n".encode()


def open_portal(**fields) -> Site:
    unit = UnitPeriod.objects.on(DAY).get(code=CODE).unit
    return provision_site(SiteSpec(unit=unit, day=DAY, **fields)).site


def heads(site: Site) -> set[str]:
    return set(people_with_role(site, Role.APPROVER).values_list("email", flat=True))


@pytest.mark.usefixtures("law_and_units")
class TestPortalOpenedByAnother:
    @pytest.mark.parametrize("synchronise", [False, True])
    def test_a_planned_line_appoints_nobody_there_and_says_so(self, synchronise):
        plan = plan_table(read_table(LINE, "sites.csv"), DAY)
        site = open_portal(administrator_email=HEAD)
        SiteSection.objects.filter(site=site).last().delete()
        (result,) = carry_out(plan, synchronise=synchronise)
        assert result.state == ("repaired" if synchronise else "unchanged")
        assert not_invited() in result.report.notes
        assert len(result.report.notes) == 2
        assert heads(site) == {HEAD}
        assert not User.objects.filter(email=STRANGER).exists()

    def test_in_the_moment_before_the_lock_neither(self, checked, chief, meanwhile):
        run = checked(LINE)
        meanwhile(lambda: open_portal(administrator_email=HEAD))
        finish(run, chief)
        row = run.rows.get()
        assert row.state == ProvisioningRow.State.UNCHANGED
        assert not_invited() in row.message
        assert heads(row.site) == {HEAD}
        assert [sent.user.email for sent in Invitation.objects.all()] == [HEAD]

    def test_a_line_without_people_says_who_opened_it(self, meanwhile):
        plan = plan_table(read_table(f"unit_code\n{CODE}\n".encode(), "sites.csv"), DAY)
        meanwhile(open_portal)
        (result,) = carry_out(plan)
        assert result.state == "unchanged"
        assert len(result.report.notes) == 1


@pytest.mark.usefixtures("law_and_units")
class TestPortalClosedByAnother:
    def test_a_line_about_it_opens_no_second_one(self, meanwhile):
        site = open_portal()
        plan = plan_table(read_table(LINE, "sites.csv"), DAY)
        meanwhile(lambda: retire_site(site))
        (result,) = carry_out(plan, synchronise=True)
        assert result.state == "refused"
        assert site.hostname in result.refused
        assert list(Site.objects.all()) == [site]
        assert not User.objects.filter(email=STRANGER).exists()


@pytest.mark.usefixtures("law_and_units")
def test_what_is_not_accepted_leaves_nothing():
    seen = []

    def refuse(checked) -> None:
        seen.append((checked.present, checked.day))
        raise ProvisioningRefused("no")

    with pytest.raises(ProvisioningRefused, match="no"):
        provision_site(
            SiteSpec(unit=UnitPeriod.objects.on(DAY).get(code=CODE).unit, administrator_email=HEAD),
            accept=refuse,
        )
    assert seen == [(None, DAY)]
    assert not Site.objects.exists()
    assert not User.objects.exists()


def test_renaming_keeps_what_another_has_changed(two_sites):
    stale = Site.objects.get(pk=two_sites.here.pk)
    Site.objects.filter(pk=stale.pk).update(site_name="Tên mới")
    rename_host(stale, "moi.bacninh.localhost")
    fresh = Site.objects.get(pk=stale.pk)
    assert (fresh.hostname, fresh.site_name) == ("moi.bacninh.localhost", "Tên mới")
    states = dict(Host.objects.filter(site=fresh).values_list("name", "state"))
    assert states == {
        "moi.bacninh.localhost": Host.State.CURRENT,
        two_sites.here.hostname: Host.State.FORMER,
    }
    assert index.current().current_names[fresh.pk] == "moi.bacninh.localhost"
