"""What all pages of a portal show follows what is changed, also on other portals."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Locale

from portal.common.testing.officers import officer_client
from portal.hosts.addresses import home_of as home_in_index
from portal.media.models import PortalImage
from portal.media.services import make_renditions
from sites.access.models import Role
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


@pytest.fixture
def emblem(two_sites, settings, tmp_path):
    """The picture that the first portal has as its emblem."""
    settings.MEDIA_ROOT = tmp_path
    stream = BytesIO()
    Image.new("RGB", (300, 300), "#0d5c4f").save(stream, "PNG")
    profile = two_sites.here.profile
    image = PortalImage(title="Biểu trưng", collection=profile.collection, width=300, height=300)
    image.file = ImageFile(stream, name="bieu-trung.png")
    image.save()
    profile.emblem = image
    profile.save()
    return image


class TestReplacingTheEmblem:
    """Who changes the profile changes its picture; it is no page that a review could hold."""

    def replace(self, person, emblem) -> str:
        address = reverse("wagtailimages:edit", args=[emblem.pk])
        data = {"title": "Khác", "description": "", "tags": "", "collection": emblem.collection_id}
        answer = officer_client(person).post(address, data, follow=True)
        return " ".join(map(str, answer.context["messages"]))

    @pytest.mark.parametrize("role", [Role.EDITOR, Role.SECRETARY, Role.APPROVER])
    def test_is_refused_to_others_with_the_reason(self, two_sites, emblem, role):
        person = two_sites.person(two_sites.here, role)
        assert "biểu trưng của cổng" in self.replace(person, emblem)
        delete = reverse("wagtailimages:delete", args=[emblem.pk])
        officer_client(person).post(delete, follow=True)
        emblem.refresh_from_db()
        assert emblem.title == "Biểu trưng"

    def test_is_open_to_the_portals_administrator(self, two_sites, emblem):
        self.replace(two_sites.person(two_sites.here, Role.ADMINISTRATOR), emblem)
        emblem.refresh_from_db()
        assert emblem.title == "Khác"

    def test_a_picture_that_is_no_emblem_any_more_is_like_any_other(self, two_sites, emblem):
        profile = two_sites.here.profile
        profile.emblem = None
        profile.save()
        self.replace(two_sites.person(two_sites.here, Role.EDITOR), emblem)
        emblem.refresh_from_db()
        assert emblem.title == "Khác"


def mark_of(site) -> str:
    return re.search(r'<img class="masthead__mark" src="([^"]+)"', home_of(site)).group(1)


def has_national_emblem(site) -> bool:
    drawing = (settings.BASE_DIR / "static" / "images" / "emblem.svg").read_text().strip()
    return drawing.partition(">")[2] in home_of(site)


def test_an_emblem_is_shown_and_served_on_its_own_portal_alone(two_sites, emblem):
    make_renditions(emblem, ["list"])
    assert has_national_emblem(two_sites.here)
    make_renditions(emblem)
    shown = mark_of(two_sites.here)
    assert "max-200x200" in shown
    statuses = [
        Client(headers={"host": site.hostname}).get(shown).status_code
        for site in (two_sites.here, two_sites.there)
    ]
    assert statuses == [200, 404]
    assert has_national_emblem(two_sites.there)


def test_an_emblem_that_is_deleted_is_not_shown_any_more(two_sites, emblem):
    make_renditions(emblem)
    mark_of(two_sites.here)
    PortalImage.objects.get(pk=emblem.pk).delete()
    assert has_national_emblem(two_sites.here)


def test_a_home_page_that_is_not_published_leads_nobody_to_its_language(two_sites):
    site = two_sites.here
    english = Locale.objects.get_or_create(language_code="en")[0]
    copy = site.root_page.copy_for_translation(english)
    assert home_in_index(site.pk, "en") is None
    assert 'hreflang="en"' not in home_of(site)
    copy.save_revision().publish()
    assert home_in_index(site.pk, "en")[0] == copy.path
    assert 'hreflang="en"' in home_of(site)
