"""The proposed host name can be had, also where an archive keeps the usual one."""

from datetime import date

import pytest
from django.conf import settings

from sites.provisioning.errors import ProvisioningRefused
from sites.provisioning.services import provision_site, rename_host, retire_site
from sites.provisioning.spec import SiteSpec, check_spec, proposed_host_name
from sites.units.models import UnitPeriod

DAY = date(2021, 4, 19)


def spec_of(site) -> SiteSpec:
    return SiteSpec(unit=site.profile.unit, day=DAY)


def test_the_usual_name_comes_first_then_the_year_then_a_number(two_sites):
    names = [two_sites.here.hostname]
    retire_site(two_sites.here)
    for _turn in range(3):
        site = provision_site(spec_of(two_sites.here)).site
        names.append(site.hostname)
        retire_site(site)
    assert names == [
        f"lienbao-tiendu{end}.bacninh.localhost" for end in ("", "-2021", "-2021-2", "-2021-3")
    ]


def test_a_former_name_of_the_archive_is_kept_too(two_sites):
    former = two_sites.here.hostname
    rename_host(two_sites.here, "cu.bacninh.localhost")
    retire_site(two_sites.here)
    assert check_spec(spec_of(two_sites.here)).host_name == former.replace(".", "-2021.", 1)


def test_the_province_stays_below_its_domain(law_and_units):
    unit = UnitPeriod.objects.on(DAY).get(kind="province").unit
    site = provision_site(SiteSpec(unit=unit, day=DAY)).site
    assert site.hostname == settings.PROVINCE_DOMAIN
    retire_site(site)
    second = provision_site(SiteSpec(unit=unit, day=DAY)).site
    assert second.hostname.endswith(f"-2021.{settings.PROVINCE_DOMAIN}")


def test_the_name_of_another_units_site_is_refused_and_not_evaded(two_sites):
    usual = two_sites.here.hostname
    rename_host(two_sites.here, "khac.bacninh.localhost")
    retire_site(two_sites.here)
    two_sites.here.host_names.filter(name=usual).update(site=two_sites.there)
    period = UnitPeriod.objects.on(DAY).get(unit=two_sites.here.profile.unit)
    assert proposed_host_name(period, DAY) == usual
    with pytest.raises(ProvisioningRefused):
        check_spec(spec_of(two_sites.here))
