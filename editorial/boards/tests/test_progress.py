"""Targets: who has sent, who is late, who is reminded, and what supervisors see of it."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from editorial.boards import tasks
from editorial.boards.errors import BoardRefused
from editorial.boards.loading import TargetDataError, load_targets
from editorial.boards.models import Reminder, ReportingTarget
from editorial.boards.progress import figures_of, portals_of_target, sites_that_are_late
from editorial.boards.reminders import remind_late_portals
from editorial.boards.sending import accept, send_back, send_up
from editorial.boards.tests.conftest import open_portal, url
from portal.common.testing.officers import officer_client
from sites.access.models import Role
from sites.profile.models import SiteProfile
from sites.units.services import create_unit

DUE = date(2021, 8, 31)
AFTER = DUE + timedelta(days=1)


@pytest.fixture
def target(db) -> ReportingTarget:
    return ReportingTarget.objects.create(
        name="100% xã gửi Ban Biên tập", kinds=["commune"], due_on=DUE, document="Kế hoạch"
    )


def states(target, day=DUE) -> dict[str, tuple[str, bool]]:
    rows = portals_of_target(target, day).values_list("site__hostname", "board_state", "is_late")
    return {host.split(".")[0]: (state, bool(late)) for host, state, late in rows}


def test_each_portal_stands_where_its_newest_board_stands(province, target):
    board, sender = province.board("xa"), province.person("xa")
    assert states(target)["xa"] == ("unsent", False)
    sent = send_up(board, sender)
    assert states(target)["xa"] == ("sent", False)
    send_back(sent, province.person("huyen"), "Sai")
    assert states(target)["xa"] == ("returned", False)
    accept(send_up(board, sender), province.person("huyen"))
    assert states(target) == {
        "xa": ("accepted", False), "xaben": ("missing", False), "xakhac": ("missing", False),
    }  # fmt: skip
    province.board("xa", number="2", valid_from=date(2021, 4, 10))
    assert states(target)["xa"] == ("unsent", False)


def test_nobody_is_late_on_the_last_day_and_some_are_on_the_next(province, target):
    send_up(province.board("xa"), province.person("xa"))
    send_back(
        send_up(province.board("xaben"), province.person("xaben")),
        province.person("huyen"), "Sai",
    )  # fmt: skip
    assert sites_that_are_late(target, DUE) == []
    late = {province.sites["xaben"].pk, province.sites["xakhac"].pk}
    assert set(sites_that_are_late(target, AFTER)) == late
    assert {name for name, (_state, is_late) in states(target, AFTER).items() if is_late} == {
        "xaben", "xakhac",
    }  # fmt: skip


def test_boards_of_earlier_decisions_do_not_count(province, target):
    send_up(province.board("xa", valid_from=date(2021, 4, 1)), province.person("xa"))
    target.counts_from = date(2021, 4, 2)
    assert states(target)["xa"][0] == "missing"
    target.counts_from = date(2021, 4, 1)
    assert states(target)["xa"][0] == "sent"


def test_archives_are_not_asked(province, target):
    SiteProfile.objects.filter(site=province.sites["xa"]).update(state="retired", retired_on=DUE)
    assert set(states(target)) == {"xaben", "xakhac"}


def test_figures_by_kind_and_parent_add_up(province, target):
    accept(send_up(province.board("xa"), province.person("xa")), province.person("huyen"))
    total, kinds, parents = figures_of(target, AFTER)
    facts = (total.required, total.sent, total.accepted, total.missing, total.late)
    assert facts == (3, 1, 1, 2, 2)
    assert total.percentage == 33
    assert [figures.required for figures in kinds] == [3]
    assert [(f.label, f.required, f.percentage) for f in parents] == [
        ("Đơn vị huyen", 2, 50), ("Đơn vị huyenkhac", 1, 0),
    ]  # fmt: skip


def test_supervisors_see_the_portals_below_alone(province, target, chief):
    seen = {
        "huyen": {"xa", "xaben"},
        "huyenkhac": {"xakhac"},
        "tinh": {"xa", "xaben", "xakhac"},
    }
    address = url("target", target.pk)
    for name, expected in seen.items():
        client = province.client(name, Role.SUPERVISOR)
        page = client.get(address)
        shown = {row.site.hostname.split(".")[0] for row in page.context["object_list"]}
        assert shown == expected
        hidden = {"xa", "xaben", "xakhac"} - expected
        file = load_workbook(BytesIO(client.get(address + "?export=xlsx").content)).active
        hosts = {row[1].value.split(".")[0] for row in file.iter_rows(min_row=2)}
        assert hosts == expected
        assert not hidden & hosts
        figures = client.get(url("progress")).content.decode()
        assert (f"parent_unit={province.units['huyen'].pk}" in figures) == (name != "huyenkhac")
    assert officer_client(chief).get(address).context["object_list"].count() == 3


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.APPROVER, Role.SECRETARY])
@pytest.mark.parametrize("name", ["xa", "huyen"])
def test_people_of_a_portal_follow_nobody(province, target, name, role):
    client = province.client(name, role)
    for address in (url("progress"), url("target", target.pk), url("remind", target.pk)):
        assert client.get(address).status_code == 302
        assert client.post(address).status_code == 302
    assert not Reminder.objects.exists()


def test_the_list_is_narrowed(province, target):
    send_up(province.board("xa"), province.person("xa"))
    client = province.client("tinh", Role.SUPERVISOR)

    def shown(query: str) -> set[str]:
        rows = client.get(f"{url('target', target.pk)}?{query}").context["object_list"]
        return {row.site.hostname.split(".")[0] for row in rows}

    assert shown("board_state=sent") == {"xa"}
    assert shown(f"parent_unit={province.units['huyenkhac'].pk}") == {"xakhac"}
    assert shown("unit_kind=district") == set()
    assert shown("is_late=True") == set()
    assert shown("q=xaben") == {"xaben"}


def test_hostile_names_stay_text_in_the_file(province, target, chief):
    site = province.sites["xa"]
    site.site_name = "=HYPERLINK(1)"
    site.save()
    board = province.board("xa", number="+1/QĐ")
    send_up(board, province.person("xa"))
    answer = officer_client(chief).get(url("target", target.pk) + "?export=xlsx&board_state=sent")
    cells = list(load_workbook(BytesIO(answer.content)).active.iter_rows(min_row=2))[0]
    assert [cell.value for cell in cells][:2] == ["=HYPERLINK(1)", site.hostname]
    assert cells[6].value == "+1/QĐ"
    assert {cell.data_type for cell in cells} <= {"s", "d", "n"}


def test_late_portals_are_reminded_once_a_day(
    province, target, freeze_clock, django_capture_on_commit_callbacks
):
    supervisor = province.person("huyen", Role.SUPERVISOR)
    people = [province.person(name, Role.ADMINISTRATOR) for name in ("xaben", "xakhac")]
    send_up(province.board("xa"), province.person("xa"))
    freeze_clock(DUE)
    with pytest.raises(BoardRefused, match="The last day is not over"):
        remind_late_portals(target, supervisor)
    freeze_clock(AFTER)
    with django_capture_on_commit_callbacks(execute=True):
        assert remind_late_portals(target, supervisor) == 1
    assert [message.to for message in mail.outbox] == [[people[0].email]]
    with pytest.raises(BoardRefused, match="reminded today already"):
        remind_late_portals(target, supervisor)
    tasks.send_reminders.call(target.pk, AFTER.isoformat())
    assert len(mail.outbox) == 1
    entry = ModelLogEntry.objects.get(action=tasks.REMINDED)
    assert (entry.data["site"], entry.user) == (province.sites["xaben"].pk, supervisor)
    freeze_clock(AFTER + timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert remind_late_portals(target, supervisor) == 1
    assert len(mail.outbox) == 2


def test_who_sends_before_the_mail_goes_out_gets_none(
    province, target, freeze_clock, chief, django_capture_on_commit_callbacks
):
    person = province.person("xaben")
    freeze_clock(AFTER)
    with django_capture_on_commit_callbacks() as callbacks:
        assert remind_late_portals(target, chief) == 3
    send_up(province.board("xaben"), person)
    for callback in callbacks:
        callback()
    assert mail.outbox == []
    assert Reminder.objects.filter(sent_at=None).count() == 0


def test_others_reminders_of_the_day_count(province, target, freeze_clock, chief):
    freeze_clock(AFTER)
    Reminder.objects.create(target=target, site=province.sites["xakhac"], day=AFTER)
    Reminder.objects.update(sent_at=None)
    assert remind_late_portals(target, chief) == 2
    assert Reminder.objects.count() == 3


@pytest.mark.parametrize("name", ["progress", "target"])
def test_the_screens_ask_as_much_for_many_portals(
    province, target, chief, name, django_assert_num_queries
):
    client = officer_client(chief)
    address = url("progress") if name == "progress" else url("target", target.pk)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    asked = len(few.captured_queries)
    for number in range(8):
        unit = create_unit(
            code=f"M{number}", name=f"Xã {number}", kind="commune",
            valid_from=date(2021, 1, 1), parent=province.units["huyen"],
        )  # fmt: skip
        open_portal(f"nhieu{number}", unit, Role.values[:6])
    client.get(address)
    with django_assert_num_queries(asked):
        client.get(address)


def test_the_plans_targets_are_loaded_once_and_kept_as_edited(db, tmp_path):
    call_command("load_reporting_targets", verbosity=0)
    due = dict(ReportingTarget.objects.values_list("due_on", "kinds"))
    assert due[date(2021, 8, 31)] == ["commune"]
    assert {"department", "district"} <= set(due[date(2021, 5, 31)])
    ReportingTarget.objects.update(note="Tỉnh ghi thêm")
    assert load_targets().created == 0
    assert ReportingTarget.objects.filter(note="Tỉnh ghi thêm").count() == 2
    broken = tmp_path / "targets.csv"
    broken.write_text("key,name,kinds,due_on,counts_from,document,note\nx,X,hamlet,2021-01-01,,,\n")
    with pytest.raises(TargetDataError, match="line 2"):
        load_targets(broken)
