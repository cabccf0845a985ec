"""A form of one portal that is sent while another one is chosen counts for its own portal."""

import pytest
from django.core.files.base import ContentFile
from django.test import RequestFactory
from django.urls import resolve
from wagtail.models import Collection

from portal.common.testing.officers import officer_client
from portal.media.models import PortalDocument, PortalImage
from portal.media.tests.conftest import PDF, picture_bytes
from sites.access.leading import led_to, portal_of_media
from sites.access.models import Role
from sites.access.people import give_role
from sites.profile.models import SiteProfile

TYPED = "Gõ trước khi đổi cổng"


def collection_of(site) -> Collection:
    return SiteProfile.objects.get(site=site).collection


@pytest.fixture
def picture(two_sites):
    """A picture of the first portal, in a collection within that of the portal."""
    inner = collection_of(two_sites.here).add_child(instance=Collection(name="Lễ hội"))
    file = ContentFile(picture_bytes(), "a.jpg")
    return PortalImage.objects.create(title="Ảnh", file=file, collection=inner)


@pytest.fixture
def document(two_sites):
    collection = collection_of(two_sites.here)
    file = ContentFile(PDF, "a.pdf")
    return PortalDocument.objects.create(title="Tệp", file=file, collection=collection)


@pytest.fixture
def person(two_sites):
    """Somebody who works on both portals."""
    user = two_sites.person(two_sites.here, Role.EDITOR)
    give_role(user, two_sites.there, Role.EDITOR)
    return user


@pytest.fixture
def browser(two_sites, person):
    """Switched to the second portal after the forms of the first one were opened."""
    browser = officer_client(person)
    assert browser.get("/admin/", {"portal": two_sites.there.pk}).status_code == 200
    return browser


def address_of(thing) -> str:
    is_picture = isinstance(thing, PortalImage)
    return f"/admin/images/{thing.pk}/" if is_picture else f"/admin/documents/edit/{thing.pk}/"


def send(browser, thing, address: str = ""):
    data = {"title": TYPED, "description": "Chợ quê", "collection": thing.collection_id, "tags": ""}
    answer = browser.post(address or address_of(thing), data)
    thing.refresh_from_db()
    return answer


@pytest.mark.parametrize("kind", ["picture", "document"])
class TestMedia:
    def test_a_form_is_saved_for_its_own_portal(self, request, two_sites, browser, kind):
        thing = request.getfixturevalue(kind)
        answer = send(browser, thing)
        assert answer.status_code == 302
        assert thing.title == TYPED
        # What is shown stays the portal that was chosen last.
        assert browser.session["current_portal"] == two_sites.there.pk

    def test_a_link_leads_to_its_portal(self, request, two_sites, browser, kind):
        thing = request.getfixturevalue(kind)
        assert browser.get(address_of(thing)).status_code == 200
        assert browser.session["current_portal"] == two_sites.here.pk

    def test_who_has_no_role_there_changes_nothing(self, request, two_sites, kind):
        thing = request.getfixturevalue(kind)
        stranger = officer_client(two_sites.person(two_sites.there, Role.EDITOR))
        send(stranger, thing)
        send(stranger, thing, f"{address_of(thing)}?portal={two_sites.here.pk}")
        assert thing.title != TYPED
        assert thing.title not in stranger.get(address_of(thing), follow=True).content.decode()

    def test_nor_who_works_on_two_others(self, request, two_sites, person, browser, kind):
        thing = request.getfixturevalue(kind)
        root = Collection.get_first_root_node()
        thing.collection = root.add_child(instance=Collection(name="Của cổng thứ ba"))
        thing.save()
        send(browser, thing)
        assert thing.title != TYPED
        assert browser.session["current_portal"] == two_sites.there.pk

    def test_it_is_one_statement(self, request, two_sites, kind, django_assert_num_queries):
        thing = request.getfixturevalue(kind)
        with django_assert_num_queries(1):
            assert portal_of_media(type(thing), thing.pk) == two_sites.here.pk
        assert portal_of_media(type(thing), 0) is None


def test_the_root_collection_is_no_portals(document):
    document.collection = Collection.get_first_root_node()
    document.save()
    assert portal_of_media(PortalDocument, document.pk) is None


@pytest.mark.parametrize("address", ["/admin/", "/admin/pages/5/edit/", "/admin/images/"])
def test_other_addresses_ask_nothing(db, address, django_assert_num_queries):
    request = RequestFactory().get(address)
    request.resolver_match = resolve(address, "portal.urls.admin")
    with django_assert_num_queries(0):
        assert list(led_to(request, request.resolver_match.kwargs)) == []


def test_the_form_of_a_profile_is_found_for_its_own_portal(two_sites):
    user = two_sites.person(two_sites.here, Role.ADMINISTRATOR)
    give_role(user, two_sites.there, Role.ADMINISTRATOR)
    stranger = two_sites.person(two_sites.there, Role.ADMINISTRATOR)
    address = f"/admin/portals/{two_sites.here.profile.pk}/profile/"
    for person, is_found in ((user, True), (stranger, False)):
        browser = officer_client(person)
        browser.get("/admin/", {"portal": two_sites.there.pk})
        assert (browser.get(address).status_code == 200) is is_found
