"""The screen: for those who write or approve, of their portal, by month, narrowed down."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Page

from editorial.schedule.tests.conftest import approve, section_of, write
from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from sites.profile.models import SiteSection

pytestmark = pytest.mark.django_db
URL = reverse("schedule:month", urlconf="portal.urls.admin")
HOME = reverse("wagtailadmin_home", urlconf="portal.urls.admin")


def page_of(person, **query) -> str:
    answer = officer_client(person).get(URL, query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("contributor", True),
        ("editor", True),
        ("secretary", True),
        ("approver", True),
        ("administrator", True),
        ("citizens_officer", False),
    ],
)
def test_the_calendar_is_for_those_who_write_or_approve(portals, role, may):
    approve(write(portals.here, "Họp dân", go_live_at="20/04 08:00"))
    client = officer_client(portals.person(portals.here, role))
    answer = client.get(URL)
    assert (answer.status_code == 200) is may
    assert ("Họp dân" in answer.content.decode()) is may
    assert (f'"{URL}"' in client.get(HOME).content.decode()) is may


def test_nothing_of_another_portal_is_seen_whatever_is_asked_for(portals):
    approve(write(portals.there, "Chuyện riêng", go_live_at="20/04 08:00"))
    person = portals.person(portals.here, "approver")
    section = section_of(portals.there)
    for query in ({}, {"portal": portals.there.pk}, {"section": section.pk}, {"q": "a"}):
        page = page_of(person, **query)
        assert "Chuyện riêng" not in page
        assert portals.there.site_name not in page


def test_who_works_on_two_portals_sees_the_current_one(portals):
    from sites.access.people import give_role

    approve(write(portals.here, "Tin ở đây", go_live_at="20/04 08:00"))
    approve(write(portals.there, "Tin ở kia", go_live_at="20/04 08:00"))
    person = portals.person(portals.here, "editor")
    give_role(person, portals.there, "editor")
    for site, own, foreign in [
        (portals.here, "Tin ở đây", "Tin ở kia"),
        (portals.there, "Tin ở kia", "Tin ở đây"),
    ]:
        page = page_of(person, portal=site.pk)
        assert own in page
        assert foreign not in page


def test_an_administrator_of_the_province_finds_a_portal_by_searching(portals):
    approve(write(portals.there, "Chuyện bên ấy", go_live_at="20/04 08:00"))
    person = User.objects.create_superuser("tinh@example.org")
    page = page_of(person)
    assert 'name="q"' in page
    assert "<option" not in page
    found = page_of(person, q=portals.there.site_name)
    assert f"portal={portals.there.pk}&amp;" in found
    assert f"portal={portals.here.pk}&amp;" not in found
    assert "Chuyện bên ấy" in page_of(person, portal=portals.there.pk)
    assert "zzz" in page_of(person, q="zzz")


def test_a_portal_is_named_by_a_number_alone(portals):
    person = User.objects.create_superuser("tinh@example.org")
    for portal in ("x", "-1", "9" * 30, "999999999", "²"):
        assert 'name="q"' in page_of(person, portal=portal)


def test_the_entry_leads_to_the_editor(portals):
    page = approve(write(portals.here, "Họp dân", go_live_at="20/04 08:00"))
    link = reverse("wagtailadmin_pages:edit", urlconf="portal.urls.admin", args=[page.pk])
    shown = page_of(portals.person(portals.here, "approver"))
    assert shown.count(f'href="{link}"') == 2
    assert f'href="{link}"' not in page_of(portals.person(portals.here, "contributor"))


def test_months_lead_to_their_neighbours_and_keep_the_choice(portals):
    person = portals.person(portals.here, "editor")
    page = page_of(person, month="2021-12", direction="appear")
    assert re.search(r'href="[^"]*month=2022-01&amp;direction=appear[^"]*" rel="next"', page)
    assert re.search(r'href="[^"]*month=2021-11&amp;direction=appear[^"]*" rel="prev"', page)


def test_what_is_shown_is_narrowed_by_way_and_section(portals):
    person = portals.person(portals.here, "editor")
    approve(write(portals.here, "Mở lớp", go_live_at="20/04 08:00"))
    approve(write(portals.here, "Kết thúc", expire_at="21/04 08:00"))
    section = section_of(portals.here)
    other = SiteSection.objects.filter(site=portals.here).exclude(page=section.pk).first().page
    assert "Kết thúc" not in page_of(person, direction="appear")
    assert "Mở lớp" not in page_of(person, direction="disappear")
    both = page_of(person, direction="sideways", section=section.pk)
    assert "Mở lớp" in both
    assert "Kết thúc" in both
    assert "Mở lớp" not in page_of(person, section=other.pk)


def test_an_empty_month_says_so_in_words(portals):
    person = portals.person(portals.here, "editor")
    empty = page_of(person)
    assert "schedule-table" not in empty
    approve(write(portals.here, "Mở lớp", go_live_at="20/04 08:00"))
    narrowed = page_of(person, direction="disappear")
    assert "schedule-table" not in narrowed
    assert empty.count("<p>") >= 1
    assert "Mở lớp" not in narrowed


def test_a_crowded_day_leads_to_the_list(portals):
    for number in range(6):
        write(portals.here, f"Tin số {number}", go_live_at=f"20/04 0{number}:00")
    page = page_of(portals.person(portals.here, "editor"))
    assert 'href="#day-2021-04-20"' in page
    assert 'id="day-2021-04-20"' in page
    assert page.count("Tin số 0</a>") == 2
    assert page.count("Tin số 5</a>") == 1


def test_nothing_can_be_sent_to_it(portals):
    client = officer_client(portals.person(portals.here, "approver"))
    before = Page.objects.count()
    assert client.post(URL, {"portal": portals.here.pk}).status_code == 405
    assert Page.objects.count() == before


def test_the_screen_costs_as_many_statements_for_thirty_entries_as_for_two(
    portals, django_assert_max_num_queries
):
    person = portals.person(portals.here, "approver")
    client = officer_client(person)

    def count() -> int:
        with django_assert_max_num_queries(60) as statements:
            client.get(URL)
        return len(statements)

    for number in range(2):
        approve(write(portals.here, f"Hai {number}", go_live_at="20/04 08:00"))
    count()
    few = count()
    for number in range(28):
        approve(write(portals.here, f"Hẹn {number}", go_live_at="20/04 08:00"))
    assert count() == few
    assert few <= 30
