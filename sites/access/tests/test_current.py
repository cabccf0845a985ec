"""Who works on several portals sees and does, at any moment, what belongs to one of them."""

import pytest

from portal.common.testing.officers import officer_client
from sites.access.models import Role
from sites.access.people import give_role, take_role


@pytest.fixture
def person(two_sites):
    """An editor here who approves there."""
    user = two_sites.person(two_sites.here, Role.EDITOR)
    give_role(user, two_sites.there, Role.APPROVER)
    return user


@pytest.fixture
def browser(person):
    return officer_client(person)


def explorer(browser, **data):
    return browser.get("/admin/pages/", data, follow=True).content.decode()


def test_one_portal_is_shown_at_a_time(two_sites, browser):
    here, there = two_sites.here, two_sites.there
    text = explorer(browser, portal=here.pk)
    assert here.root_page.title in text
    assert there.root_page.title not in text
    text = explorer(browser, portal=there.pk)
    assert there.root_page.title in text
    assert here.root_page.title not in text


def test_the_choice_lasts(two_sites, browser):
    explorer(browser, portal=two_sites.there.pk)
    assert two_sites.there.root_page.title in explorer(browser)


def test_a_link_to_a_page_of_the_other_portal_leads_there(two_sites, browser):
    explorer(browser, portal=two_sites.here.pk)
    answer = browser.get(f"/admin/pages/{two_sites.there.root_page_id}/")
    assert answer.status_code == 200
    assert two_sites.there.root_page.title in explorer(browser)


def test_a_form_opened_before_switching_is_taken_for_its_own_portal(two_sites, browser):
    explorer(browser, portal=two_sites.here.pk)
    there = two_sites.there.root_page
    answer = browser.post(f"/admin/pages/{there.pk}/lock/", follow=False)
    assert answer.status_code == 302
    there.refresh_from_db()
    assert there.locked
    # Sending a form does not change which portal is shown.
    assert two_sites.here.root_page.title in explorer(browser)


def test_rights_of_one_portal_do_not_count_on_the_other(two_sites, person, browser):
    here = two_sites.here.root_page
    browser.post(f"/admin/pages/{here.pk}/unpublish/")
    here.refresh_from_db()
    assert here.live


@pytest.mark.parametrize("number", ["999999", "-1", "²", "x" * 4000, "9" * 40, ""])
def test_a_portal_without_a_role_cannot_be_asked_for(two_sites, number):
    user = two_sites.person(two_sites.here, Role.EDITOR)
    text = explorer(officer_client(user), portal=number)
    assert two_sites.here.root_page.title in text


def test_somebody_elses_portal_stays_closed(two_sites):
    user = two_sites.person(two_sites.here, Role.EDITOR)
    text = explorer(officer_client(user), portal=two_sites.there.pk)
    assert two_sites.there.root_page.title not in text


def test_who_moves_from_one_board_to_another_sees_nothing_of_the_former(two_sites, person):
    administrator = two_sites.person(two_sites.there, Role.ADMINISTRATOR)
    former = officer_client(person)
    assert take_role(person, two_sites.there, Role.APPROVER, by=administrator)
    # What was open is closed at once.
    assert former.get("/admin/pages/").status_code == 302
    person.refresh_from_db()
    browser = officer_client(person)
    for address in ("/admin/", "/admin/pages/", "/admin/reports/site-history/"):
        text = browser.get(address, {"portal": two_sites.there.pk}, follow=True).content.decode()
        assert two_sites.there.root_page.title not in text
    assert browser.get(f"/admin/pages/{two_sites.there.root_page_id}/").status_code == 404


def test_it_costs_no_more_than_knowing_the_page(two_sites, browser, django_assert_max_num_queries):
    explorer(browser)
    alone = officer_client(two_sites.person(two_sites.here, Role.EDITOR))
    alone.get("/admin/pages/", follow=True)
    with django_assert_max_num_queries(90) as one:
        alone.get(f"/admin/pages/{two_sites.here.root_page_id}/")
    with django_assert_max_num_queries(len(one) + 3):
        browser.get(f"/admin/pages/{two_sites.here.root_page_id}/")


def test_an_address_with_the_number_of_a_portal_leads_to_that_portal(two_sites, person, browser):
    give_role(person, two_sites.there, Role.SECRETARY)
    explorer(browser, portal=two_sites.here.pk)
    assert browser.get(f"/admin/boards/portals/{two_sites.there.pk}/").status_code == 200
