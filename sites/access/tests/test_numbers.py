"""A number that no key can have is “not found” at every address, not a failure."""

import pytest

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from sites.access.models import Role
from sites.access.numbers import GREATEST_KEY, is_out_of_range
from sites.access.people import give_role

HUGE = "9" * 30
ADDRESSES = (
    "/admin/pages/{}/edit/",
    "/admin/pages/{}/",
    "/admin/review/{}/",
    "/admin/review/page/{}/submit/",
    "/admin/choose-page/{}/",
    "/admin/images/{}/",
    "/admin/documents/edit/{}/",
    "/admin/boards/portals/{}/",
    "/admin/access/people/{}/",
    "/admin/bulk/wagtailcore/page/delete/?id={}",
    "/admin/bulk/wagtailcore/page/delete/?id=1&id={}",
    "/admin/bulk/wagtailcore/page/delete/?id=-{}",
    "/admin/bulk/media/portalimage/delete/?id={}",
)


@pytest.fixture
def browsers(two_sites):
    """Of people on one portal, on two portals, and on all of them."""
    one, both = (two_sites.person(two_sites.here, Role.ADMINISTRATOR) for _ in range(2))
    give_role(both, two_sites.there, Role.ADMINISTRATOR)
    chief = User.objects.create_superuser("tinh@example.org", "mat-khau-dai-12")
    return [officer_client(person) for person in (one, both, chief)]


@pytest.mark.parametrize("number", [HUGE, str(GREATEST_KEY + 1), "9" * 4000])
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_impossible_number_is_not_found(browsers, address, number):
    for browser in browsers:
        assert browser.get(address.format(number)).status_code == 404


@pytest.mark.parametrize("address", ADDRESSES[:5])
def test_so_is_the_greatest_possible_one(browsers, address):
    for browser in browsers:
        assert browser.get(address.format(GREATEST_KEY)).status_code == 404


def test_a_form_cannot_send_one_either(two_sites, browsers):
    page = two_sites.here.root_page_id
    for browser in browsers:
        sent = {"new_parent_page": HUGE}
        assert browser.post(f"/admin/pages/{page}/copy/", sent).status_code == 404
        answer = browser.post("/admin/bulk/media/portalimage/delete/", {"id": HUGE})
        assert answer.status_code == 404


@pytest.mark.parametrize(
    ("value", "is_out"),
    [
        (GREATEST_KEY, False),
        (GREATEST_KEY + 1, True),
        (-GREATEST_KEY - 1, True),
        (str(GREATEST_KEY + 1), True),
        ("9" * 5000, True),
        ("-" + "9" * 5000, True),
        ("all", False),
        ("²", False),
        ("", False),
        (None, False),
    ],
)
def test_what_is_out_of_range(value, is_out):
    assert is_out_of_range(value) is is_out
