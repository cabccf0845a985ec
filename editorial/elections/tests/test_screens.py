"""Officers enter elections; officers of other portals find nothing."""

from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import ModelLogEntry

from editorial.elections.models import Constituency, Election, Milestone, PollingArea
from editorial.elections.tests.conftest import url
from sites.access.models import Role
from sites.profile.models import SiteProfile

pytestmark = pytest.mark.django_db


def table(text: str, name: str = "bang.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def take(client, address: str, text: str):
    """Reads a table and takes what is offered."""
    preview = client.post(address, {"file": table(text)})
    assert preview.status_code == 200
    return preview, client.post(address, {"rows": preview.context["carried"]}, follow=True)


def test_an_editor_enters_an_election_and_gets_its_calendar(field):
    client = field.officer("huyen", Role.EDITOR)
    site = field.ground.sites["huyen"]
    law = field.election.law
    facts = {"site": site.pk, "name_vi": "Bầu cử bổ sung", "day": "2021-06-30", "law": law.pk}
    answer = client.post(url("elections:new"), facts)
    election = Election.objects.get(name_vi="Bầu cử bổ sung")
    assert answer.status_code == 302
    assert (election.site, election.day) == (site, date(2021, 6, 30))
    assert election.milestones.get(key="election-day").starts_on == date(2021, 6, 30)


def test_nobody_enters_an_election_for_another_portal(field):
    client = field.officer("huyen", Role.EDITOR)
    facts = {"site": field.ground.sites["tinh"].pk, "name_vi": "Lạ", "day": "2021-06-30"}
    answer = client.post(url("elections:new"), facts)
    assert answer.context["form"].errors["site"]
    assert not Election.objects.filter(name_vi="Lạ").exists()


@pytest.mark.parametrize(
    ("name", "role", "status"),
    [
        ("tinh", Role.EDITOR, 200),
        ("tinh", Role.APPROVER, 200),
        ("tinh", Role.CITIZENS_OFFICER, 302),
        ("tinh", Role.CONTRIBUTOR, 302),
        ("huyen", Role.APPROVER, 404),
        ("xa", Role.ADMINISTRATOR, 404),
    ],
)
def test_the_screens_of_an_election_are_for_its_own_portal(field, name, role, status):
    client = field.officer(name, role)
    number, body = field.election.pk, field.body.pk
    addresses = [
        url("elections:show", number),
        url("elections:edit", number),
        url("elections:new_step", number),
        url("elections:body", number, body),
        url("elections:constituency", number, body, field.first.pk),
        url("elections:constituency_table", number, body),
        url("elections:areas", number),
        url("elections:area_table", number),
        url("candidates:list", number, body),
        url("candidates:table", number, body),
        url("results:body", number, body),
        url("results:turnout", number),
    ]
    assert {client.get(address).status_code for address in addresses} == {status}


def test_each_screen_that_writes_has_its_form(field):
    client = field.officer("tinh", Role.APPROVER)
    number, body = field.election.pk, field.body.pk
    step = field.election.milestones.first().pk
    for address in [
        url("elections:new"),
        url("elections:edit", number),
        url("elections:delete", number),
        url("elections:new_step", number),
        url("elections:delete_step", number, step),
        url("elections:new_body", number),
        url("elections:delete_body", number, body),
        url("elections:new_constituency", number, body),
        url("elections:delete_constituency", number, body, field.first.pk),
        url("elections:constituency_table", number, body),
        url("elections:new_area", number),
        url("elections:area_table", number),
        url("candidates:new", number, body),
        url("candidates:table", number, body),
        url("candidates:publish", number, body),
        url("results:enter", number, body, field.first.pk),
        url("results:table", number, body),
        url("results:publish", number, body),
        url("results:turnout", number),
        url("results:turnout_table", number),
        url("results:turnout_publish", number),
    ]:
        main = client.get(address).content.decode().split("<main")[1]
        assert '<form method="post"' in main, address


def test_others_change_nothing_by_guessing_addresses(field):
    client = field.officer("huyen", Role.APPROVER)
    number, body = field.election.pk, field.body.pk
    facts = {"name_vi": "Chiếm", "day": "2021-07-01", "number": 9, "seats": 1}
    for address in [
        url("elections:edit", number),
        url("elections:new_constituency", number, body),
        url("elections:delete_body", number, body),
        url("candidates:publish", number, body),
        url("results:publish", number, body),
    ]:
        assert client.post(address, facts).status_code == 404
    field.election.refresh_from_db()
    assert field.election.name_vi == "Bầu cử 2021"
    assert field.body.constituencies.count() == 2


def test_a_body_of_another_election_is_not_reached_through_the_own_one(field):
    own = Election.objects.create(
        site=field.ground.sites["huyen"], name_vi="Của huyện", day=date(2021, 6, 1)
    )
    client = field.officer("huyen", Role.APPROVER)
    assert client.get(url("elections:body", own.pk, field.body.pk)).status_code == 404
    step = field.election.milestones.first()
    assert client.get(url("elections:step", own.pk, step.pk)).status_code == 404
    assert client.post(url("elections:delete_step", own.pk, step.pk)).status_code == 404
    assert Milestone.objects.filter(pk=step.pk).exists()


def test_the_elections_of_an_archive_are_read_but_not_changed(field):
    profile = SiteProfile.objects.get(site=field.election.site)
    client = field.officer("tinh", Role.EDITOR)
    SiteProfile.objects.filter(pk=profile.pk).update(
        state=SiteProfile.State.RETIRED, retired_on=date(2021, 4, 1)
    )
    client.post(url("elections:edit", field.election.pk), {"name_vi": "Mới", "day": "2021-05-23"})
    field.election.refresh_from_db()
    assert field.election.name_vi == "Bầu cử 2021"


def test_changing_the_day_moves_the_steps_and_stands_in_the_history(field):
    client = field.officer("tinh", Role.EDITOR)
    facts = {"name_vi": "Bầu cử 2021", "day": "2021-05-30", "law": field.election.law_id}
    client.post(url("elections:edit", field.election.pk), facts)
    assert field.election.milestones.get(key="teams").starts_on == date(2021, 4, 10)
    assert ModelLogEntry.objects.filter(action="elections.changed").exists()


def test_good_rows_of_a_table_are_taken_and_bad_ones_named_by_line_and_column(field):
    client = field.officer("tinh", Role.EDITOR)
    address = url("elections:constituency_table", field.election.pk, field.body.pk)
    text = (
        "number,seats,units,area\n"
        "3,2,Đơn vị xa; Đơn vị xaben,\n"
        "4,không,Đơn vị xakhac,\n"
        "5,1,Xã trên mây,\n"
        "3,1,,\n"
    )
    preview, _answer = take(client, address, text)
    told = [str(fault) for fault in preview.context["faults"]]
    assert [fault.line for fault in preview.context["faults"]] == [3, 4, 5]
    assert "seats" in told[0]
    assert "Xã trên mây" in told[1]
    row = Constituency.objects.get(body=field.body, number=3)
    assert row.seats == 2
    assert row.units.count() == 2
    assert not Constituency.objects.filter(body=field.body, number__in=[4, 5]).exists()


def test_rows_that_were_read_for_one_body_are_good_for_no_other_person_or_body(field):
    client = field.officer("tinh", Role.EDITOR)
    address = url("elections:constituency_table", field.election.pk, field.body.pk)
    carried = client.post(address, {"file": table("number,seats\n7,1\n")}).context["carried"]
    field.officer("tinh", Role.SECRETARY).post(address, {"rows": carried})
    other = url("elections:area_table", field.election.pk)
    client.post(other, {"rows": carried})
    client.post(address, {"rows": carried[:-3] + "abc"})
    assert not Constituency.objects.filter(number=7).exists()


def test_polling_areas_are_taken_from_a_table_twice_without_doubles(field):
    client = field.officer("tinh", Role.EDITOR)
    address = url("elections:area_table", field.election.pk)
    text = (
        "unit,number,place,opens_at,closes_at,early_on\n"
        "Đơn vị xa,1,Nhà văn hóa,7h,19:00,22/05/2021\n"
        "Đơn vị xa,2,Trường học,19:00,07:00,\n"
    )
    for _turn in range(2):
        preview, _answer = take(client, address, text)
        assert [fault.line for fault in preview.context["faults"]] == [3]
    area = PollingArea.objects.get()
    assert (area.opens_at, area.closes_at) == (time(7), time(19))
    assert area.early_on == date(2021, 5, 22)


def test_a_list_of_voters_is_refused_whole(field):
    client = field.officer("tinh", Role.EDITOR)
    address = url("elections:area_table", field.election.pk)
    text = (
        "unit,number,place,Họ và tên cử tri,Ngày sinh,Số CCCD\n"
        "Đơn vị xa,1,Nhà văn hóa,Nguyễn Văn A,01/01/1980,001080000001\n"
    )
    preview = client.post(address, {"file": table(text)})
    assert preview.context["count"] == 0
    assert "Nguyễn Văn A" not in preview.content.decode()
    assert len(preview.context["faults"]) == 1
