"""What all pages of a portal show follows what is changed, also on other portals."""

from datetime import date

import pytest
from django.test import Client

from sites.profile.models import SocialLink
from sites.provisioning.services import provision_site, retire_site
from sites.provisioning.spec import SiteSpec
from sites.units.models import UnitPeriod
from sites.units.services import open_period

pytestmark = pytest.mark.django_db
DAY = date(2021, 4, 19)
DIRECTORY = 'href="/cac-cong/"'


def unit_of(code: str):
    return UnitPeriod.objects.on(DAY).get(code=code).unit


def home_of(site) -> str:
    return Client(headers={"host": site.hostname}).get("/").content.decode()


@pytest.fixture
def district(two_sites):
    """The portal of the district of both communes, opened after theirs were first shown."""
    home_of(two_sites.here), home_of(two_sites.there)
    parent = two_sites.here.profile.unit.at(DAY).parent
    return provision_site(SiteSpec(unit=parent, day=DAY)).site


def test_a_portal_links_to_the_one_above_as_soon_as_it_opens(two_sites, district):
    for site in (two_sites.here, two_sites.there):
        assert district.hostname in home_of(site)


def test_it_links_no_longer_to_one_that_is_an_archive(two_sites, district):
    home_of(two_sites.here)
    retire_site(district)
    assert f'//{district.hostname}/"' not in home_of(two_sites.here)


def test_a_portal_leads_to_those_below_as_soon_as_there_is_one(law_and_units):
    district = provision_site(SiteSpec(unit=unit_of("264"), day=DAY)).site
    assert DIRECTORY not in home_of(district)
    below = UnitPeriod.objects.on(DAY).filter(parent=district.profile.unit).first()
    provision_site(SiteSpec(unit=below.unit, day=DAY))
    assert DIRECTORY in home_of(district)


def test_a_new_name_is_shown_at_once_and_on_no_other_portal(two_sites):
    home_of(two_sites.here), home_of(two_sites.there)
    profile = two_sites.here.profile
    profile.name = "Cổng Thông tin điện tử thử nghiệm"
    profile.save()
    assert profile.name in home_of(two_sites.here)
    assert profile.name not in home_of(two_sites.there)


def test_a_social_link_comes_and_goes(two_sites):
    home_of(two_sites.here)
    address = "https://zalo.me/0000"
    link = SocialLink.objects.create(
        profile=two_sites.here.profile, network=SocialLink.Network.ZALO, address=address
    )
    assert address in home_of(two_sites.here)
    assert address not in home_of(two_sites.there)
    link.delete()
    assert address not in home_of(two_sites.here)


def test_a_unit_that_is_renamed_is_called_so_from_its_day_on(two_sites, freeze_clock):
    unit = two_sites.here.profile.unit
    home_of(two_sites.here)
    open_period(unit, date(2021, 5, 1), name="Phường Tên Mới")
    assert "Phường Tên Mới" not in home_of(two_sites.here)
    freeze_clock(date(2021, 5, 1))
    assert "Phường Tên Mới" in home_of(two_sites.here)
