"""The calendar has what comes and goes on one portal, each with how sure it is."""

import pytest
from wagtail.models import Page

from editorial.schedule import entries as entries_module
from editorial.schedule.entries import sheet
from editorial.schedule.months import Month
from editorial.schedule.publishing import publish_due
from editorial.schedule.tests.conftest import approve, change, write
from portal.common import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(portals):
    return portals.person(portals.here, "editor")


def shown(site, user, month: str = "2021-04") -> list[tuple[str, str, str, str]]:
    found = sheet(site, Month.of(month, clock.today()), user)
    return [
        (f"{entry.day:%d/%m} {entry.time}", entry.title, str(entry.direction), str(entry.state))
        for entry in found.entries
    ]


def test_what_was_approved_for_later_stands_at_its_hour(portals, editor):
    approve(write(portals.here, "Họp", go_live_at="20/04 08:00", expire_at="29/04 17:30"))
    assert shown(portals.here, editor) == [
        ("20/04 08:00", "Họp", "appear", "approved"),
        ("29/04 17:30", "Họp", "disappear", "planned"),
    ]


def test_a_draft_with_an_hour_waits_for_approval(portals, editor, stop):
    write(portals.here, "Nháp", go_live_at="20/04 08:00")
    write(portals.here, "Không hẹn giờ")
    assert shown(portals.here, editor) == [("20/04 08:00", "Nháp", "appear", "wished")]
    stop("20/04 08:00")
    assert shown(portals.here, editor) == [("20/04 08:00", "Nháp", "appear", "missed")]


def test_a_published_item_with_an_end_stands_at_its_end(portals, editor):
    approve(write(portals.here, "Thông báo", expire_at="30/04 00:00"))
    assert shown(portals.here, editor) == [("30/04 00:00", "Thông báo", "disappear", "planned")]


def test_what_came_and_went_stands_where_it_did(portals, editor, stop):
    approve(write(portals.here, "Lịch", go_live_at="20/04 08:00", expire_at="21/04 08:00"))
    stop("20/04 08:02")
    publish_due()
    assert shown(portals.here, editor) == [
        ("20/04 08:02", "Lịch", "appear", "shown"),
        ("21/04 08:00", "Lịch", "disappear", "planned"),
    ]
    stop("21/04 08:03")
    publish_due()
    assert shown(portals.here, editor) == [
        ("20/04 08:02", "Lịch", "appear", "shown"),
        ("21/04 08:03", "Lịch", "disappear", "hidden"),
    ]


def test_what_was_published_by_hand_is_no_matter_of_the_calendar(portals, editor):
    page = approve(write(portals.here, "Tin"))
    page.unpublish()
    assert shown(portals.here, editor) == []


def test_an_item_unpublished_before_its_hour_leaves_the_calendar(portals, editor):
    page = approve(write(portals.here, "Tin"))
    page = approve(change(page, go_live_at="20/04 08:00"))
    assert [row[3] for row in shown(portals.here, editor)] == ["approved"]
    page.unpublish()
    states = [row[3] for row in shown(portals.here, editor)]
    assert "approved" not in states


def test_an_old_hour_of_an_item_once_published_is_no_missed_one(portals, editor, stop):
    page = approve(write(portals.here, "Tin", go_live_at="20/04 08:00"))
    stop("20/04 08:00")
    publish_due()
    page = change(page, title="Tin sửa")
    assert [row[3] for row in shown(portals.here, editor)] == ["shown"]
    page.unpublish()
    assert [row[3] for row in shown(portals.here, editor)] == ["shown"]


def test_the_end_of_a_version_that_will_be_replaced_does_not_count(portals, editor):
    page = approve(write(portals.here, "Lịch", expire_at="25/04 08:00"))
    approve(change(page, go_live_at="20/04 08:00", expire_at="28/04 08:00"))
    assert shown(portals.here, editor) == [
        ("20/04 08:00", "Lịch", "appear", "approved"),
        ("28/04 08:00", "Lịch", "disappear", "planned"),
    ]


def test_an_end_before_the_next_beginning_counts(portals, editor):
    page = approve(write(portals.here, "Lịch", expire_at="20/04 08:00"))
    approve(change(page, go_live_at="25/04 08:00", expire_at=None))
    assert [(row[0], row[2]) for row in shown(portals.here, editor)] == [
        ("20/04 08:00", "disappear"),
        ("25/04 08:00", "appear"),
    ]


@pytest.mark.parametrize(
    ("hour", "is_shown"),
    [("25/04 23:59", False), ("26/04 00:00", True), ("06/06 23:59", True), ("07/06 00:00", False)],
)
def test_a_sheet_holds_its_weeks_to_the_minute(portals, editor, hour, is_shown):
    approve(write(portals.here, "Họp", go_live_at=hour))
    assert bool(shown(portals.here, editor, "2021-05")) is is_shown


def test_each_portal_has_its_own_calendar(portals, editor):
    approve(write(portals.here, "Ở đây", go_live_at="20/04 08:00"))
    approve(write(portals.there, "Ở kia", go_live_at="20/04 08:00", expire_at="21/04 08:00"))
    write(portals.there, "Nháp ở kia", go_live_at="20/04 09:00")
    approve(write(portals.there, "Sắp hết", expire_at="21/04 08:00"))
    assert [row[1] for row in shown(portals.here, editor)] == ["Ở đây"]
    assert shown(portals.there, editor) == []


def test_editing_is_offered_to_whom_may(portals, editor):
    writer = portals.person(portals.here, "contributor")
    write(portals.here, "Của tôi", owner=writer, go_live_at="20/04 08:00")
    write(portals.here, "Của người khác", owner=editor, go_live_at="20/04 09:00")
    month = Month.of("", clock.today())
    may = [entry.may_edit for entry in sheet(portals.here, month, writer).entries]
    assert may == [True, False]
    may = [entry.may_edit for entry in sheet(portals.here, month, editor).entries]
    assert may == [True, True]


def test_an_entry_names_its_section_and_the_title_that_editors_know(portals, editor):
    page = approve(write(portals.here, "Tên cũ", expire_at="25/04 08:00"))
    change(page, title="Tên mới")
    found = sheet(portals.here, Month.of("", clock.today()), editor)
    [entry] = found.entries
    section = Page.objects.get(pk=page.get_parent().pk)
    assert entry.title == "Tên mới"
    assert found.sections == [(section.pk, section.title)]


def test_a_sheet_is_bounded(portals, editor, monkeypatch):
    monkeypatch.setattr(entries_module, "MOST_ENTRIES", 1)
    write(portals.here, "Sau", go_live_at="21/04 08:00")
    month = Month.of("", clock.today())
    assert sheet(portals.here, month, editor).is_whole
    write(portals.here, "Trước", go_live_at="20/04 08:00")
    found = sheet(portals.here, month, editor)
    assert [entry.title for entry in found.entries] == ["Trước"]
    assert not found.is_whole


def test_as_many_statements_for_thirty_entries_as_for_two(
    portals, editor, django_assert_max_num_queries
):
    def count() -> int:
        month = Month.of("", clock.today())
        user = type(editor).objects.get(pk=editor.pk)
        with django_assert_max_num_queries(20) as statements:
            sheet(portals.here, month, user)
        return len(statements)

    approve(write(portals.here, "Một", go_live_at="20/04 08:00"))
    write(portals.here, "Hai", go_live_at="20/04 08:00")
    few = count()
    for number in range(10):
        approve(write(portals.here, f"Hẹn {number}", go_live_at="20/04 08:00"))
        approve(write(portals.here, f"Hết {number}", expire_at="22/04 08:00"))
        write(portals.here, f"Nháp {number}", go_live_at="20/04 08:00")
    assert count() == few
