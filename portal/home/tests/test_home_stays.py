"""A home page cannot be taken down, and former addresses lead on."""

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from sites.access.models import SiteRole
from sites.profile.models import SiteSection

ADMIN = "quantri.test.localhost"


@pytest.mark.parametrize("who", ["approver", "superuser"])
@pytest.mark.parametrize("act", ["unpublish", "delete"])
def test_nobody_takes_a_home_page_down(two_sites, who, act):
    if who == "superuser":
        person = User.objects.create_superuser("tinh@example.org", "mat-khau-dai-12")
    else:
        person = two_sites.person(two_sites.here, "approver")
    home = two_sites.here.root_page
    address = reverse(f"wagtailadmin_pages:{act}", args=[home.pk], urlconf="portal.urls.admin")
    officer_client(person).post(address, headers={"host": ADMIN})
    home.refresh_from_db()
    assert home.live


def test_a_renamed_section_is_found_at_its_former_address(
    two_sites, client, django_capture_on_commit_callbacks
):
    page = SiteSection.objects.get(site=two_sites.here, key="news").page.specific
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "tin-moi"
        page.save()
    host = two_sites.here.hostname
    response = client.get("/tin-tuc/", headers={"host": host})
    assert response.status_code == 301
    assert response["Location"].endswith("/tin-moi/")
    assert client.get("/tin-moi/", headers={"host": host}).status_code == 200
    other = client.get("/tin-tuc/", headers={"host": two_sites.there.hostname})
    assert other.status_code == 200


def test_the_people_of_a_site_have_their_rights_on_a_new_language_at_once(two_sites):
    english = Locale.objects.get(language_code="en")
    copy = two_sites.here.root_page.specific.copy_for_translation(english)
    groups = SiteRole.objects.filter(site=two_sites.here).values("group")
    rights = GroupPagePermission.objects.filter(page=copy)
    assert rights.filter(group__in=groups).exists()
    assert not rights.exclude(group__in=groups).exists()
    assert Page.objects.get(pk=copy.pk).depth == 2
