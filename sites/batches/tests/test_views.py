"""From the file to the report in the administration, with and without the script."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from wagtail.models import ModelLogEntry, Site

from portal.accounts.models import User
from portal.common import clock
from portal.common.testing.officers import officer_client
from sites.access.models import SITE_ROLES
from sites.batches import progress
from sites.provisioning import runs
from sites.provisioning.models import ProvisioningRow, ProvisioningRun
from sites.provisioning.tests.conftest import HEADER, TEN_ROWS
from sites.trace.actions import EXPORTED

AS_SCRIPT = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
RUN_ADDRESSES = ["run", "start", "go_on", "progress", "download"]


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """A slice carries out one row, however quick the machine is."""
    monkeypatch.setattr(runs, "SLICE_SECONDS", 0)


def text_of(answer) -> str:
    return answer.content.decode()


def test_faults_come_first_by_line_and_column_then_what_will_be_done(upload, browser, address):
    answer = upload()
    assert answer.url == address("run")
    page = text_of(browser.get(answer.url))
    faults, good = page.index('id="faults"'), page.index('id="good"')
    assert faults < good
    for line, column in [(5, "unit_code"), (8, "host_name"), (11, "palette")]:
        assert f">{line}</th>" in page[faults:good]
        assert f"<strong>{column}</strong>" in page[faults:good]
    assert "lienbao-tiendu.bacninh.localhost" in page[good:]
    assert not Site.objects.exists()


def test_the_filled_in_template_is_checked_and_cited_in_its_own_words(upload, browser, address):
    query = {"filling": "empty", "format": "csv"}
    answer = browser.get(reverse("portal_batches:template"), query)
    assert "cac-cong-can-mo.csv" in answer["Content-Disposition"]
    header = answer.content.decode("utf-8-sig").strip()
    upload(f"{header},Ghi chú\n09334,,,Tím mận,,,\n09337,,,hường,,,\n".encode())
    page = text_of(browser.get(address("run")))
    assert "<strong>Bảng màu</strong>" in page
    assert "Ghi chú. " in page
    assert not any(code in page for code in ("unit_code", "palette", "jade"))


def test_the_screen_of_the_upload_names_columns_and_palettes_in_words(browser):
    page = text_of(browser.get(reverse("portal_batches:upload")))
    assert "<dt>Thư điện tử quản trị viên</dt>" in page
    assert "tím mận" in page
    assert "administrator_email" not in page


def test_who_is_not_invited_is_told_before_and_after(upload, browser, address):
    upload((HEADER + "09334,,,,\n").encode())
    browser.post(address("start"))
    browser.post(address("go_on"))
    ProvisioningRun.objects.all().delete()
    upload((HEADER + "09334,,,Mẫu,mau@example.org\n").encode() + b"09337,,,,\n", synchronise="on")
    assert "Không gửi thư mời" in text_of(browser.get(address("run")))
    browser.post(address("start"))
    for _time in range(2):
        browser.post(address("go_on"))
    page = text_of(browser.get(address("run")))
    profile = Site.objects.get(hostname__startswith="lienbao").profile
    assert "Không gửi thư mời" in page
    assert reverse("portals:show", args=[profile.pk]) in page
    assert "mau@example.org" not in page


def test_the_whole_journey_without_a_script(upload, browser, address):
    upload()
    assert browser.post(address("start")).url == address("run")
    page = text_of(browser.get(address("run")))
    assert 'max="7"' in page
    assert 'value="0"' in page
    for number in range(1, 8):
        assert browser.post(address("go_on")).url == address("run")
        assert Site.objects.count() == number
    page = text_of(browser.get(address("run")))
    assert 'href="http://lienbao-tiendu.bacninh.localhost"' in page
    assert "<progress" not in page
    public = Client(SERVER_NAME="lienbao-tiendu.bacninh.localhost")
    assert public.get("/").status_code == 200


def test_a_run_that_stopped_goes_on_after_a_fresh_sign_in_only(upload, browser, address, settings):
    upload()
    browser.post(address("start"))
    ProvisioningRun.objects.update(state=ProvisioningRun.State.STOPPED)
    settings.FRESH_SIGN_IN_SECONDS = -1
    assert browser.post(address("go_on")).url != address("run")
    assert browser.post(address("go_on"), **AS_SCRIPT).status_code == 403
    assert not Site.objects.exists()
    # One that runs goes on: it was started after a fresh sign-in.
    ProvisioningRun.objects.update(state=ProvisioningRun.State.RUNNING)
    assert browser.post(address("go_on")).url == address("run")
    assert Site.objects.count() == 1


def test_looking_changes_nothing(upload, browser, address):
    upload()
    for name in ("start", "go_on"):
        assert browser.get(address(name)).status_code == 405
    browser.post(address("start"))
    browser.get(address("run"))
    browser.get(address("progress"), **AS_SCRIPT)
    assert not Site.objects.exists()


def test_the_script_is_told_only_what_is_new(upload, browser, address):
    upload()
    browser.post(address("start"))
    first = browser.post(address("go_on"), {"known": 0}, **AS_SCRIPT).json()
    assert (first["done"], first["total"], first["state"]) == (1, 7, "running")
    (row,) = first["rows"]
    assert row["address"] == "http://lienbao-tiendu.bacninh.localhost"
    assert (row["line"], row["state"]) == (2, "made")
    second = browser.post(address("go_on"), {"known": 1}, **AS_SCRIPT).json()
    assert [row["line"] for row in second["rows"]] == [3]
    looked = browser.get(address("progress"), {"known": "x"}, **AS_SCRIPT)
    assert [row["line"] for row in looked.json()["rows"]] == [2, 3]
    assert "no-store" in looked["Cache-Control"]
    for _time in range(5):
        last = browser.post(address("go_on"), {"known": 2}, **AS_SCRIPT).json()
    assert last["state"] == "finished"
    assert "7" in last["announcement"]


def test_pressing_start_twice_starts_once(upload, browser, address):
    upload()
    for _time in range(2):
        assert browser.post(address("start")).status_code == 302
    browser.post(address("go_on"))
    assert browser.post(address("start")).status_code == 302
    assert ProvisioningRun.objects.get().rows.counts() == {"faulty": 3, "made": 1, "planned": 6}


def test_a_run_that_stopped_says_why_and_goes_on_for_another(upload, browser, address, chief):
    upload()
    browser.post(address("start"))
    User.objects.filter(pk=chief.pk).update(is_superuser=False)
    runs.advance(ProvisioningRun.objects.get())
    other = officer_client(User.objects.create_superuser("khac@example.org"))
    run = ProvisioningRun.objects.get()
    assert run.stop_reason in text_of(other.get(address("run")))
    other.post(address("go_on"))
    assert Site.objects.count() == 1


def test_a_check_that_is_too_old_cannot_be_started(upload, browser, address):
    upload()
    ProvisioningRun.objects.update(created=clock.now() - timedelta(days=31))
    assert address("start") not in text_of(browser.get(address("run")))
    answer = browser.post(address("start"), follow=True)
    assert answer.context["run"].state == "checked"
    refused = browser.post(address("start"), **AS_SCRIPT).json()
    assert refused["refused"] is True


@pytest.mark.parametrize(("has_worker", "is_here"), [(True, "no"), (False, "yes")])
def test_the_page_knows_whether_the_work_is_its_own(
    upload, browser, address, monkeypatch, has_worker, is_here
):
    upload()
    monkeypatch.setattr(runs, "has_worker", lambda: has_worker)
    ProvisioningRun.objects.update(state="running", started_at=clock.now())
    assert f'data-here="{is_here}"' in text_of(browser.get(address("run")))


@pytest.mark.parametrize(("seconds", "is_silent"), [(29, False), (31, True)])
def test_a_silent_worker_is_noticed(upload, browser, address, freeze_clock, seconds, is_silent):
    upload()
    browser.post(address("start"))
    freeze_clock(clock.now() + timedelta(seconds=seconds))
    answer = browser.get(address("progress"), **AS_SCRIPT).json()
    assert answer["silent"] is is_silent
    assert answer["elapsed"] == f"0:{seconds}"


def test_the_download_is_written_down_and_asks_for_a_fresh_sign_in(
    upload, browser, address, settings
):
    upload()
    assert browser.get(address("download")).status_code == 200
    assert ModelLogEntry.objects.filter(action=EXPORTED).count() == 1
    settings.FRESH_SIGN_IN_SECONDS = 0
    assert browser.get(address("download")).status_code == 302
    assert ModelLogEntry.objects.filter(action=EXPORTED).count() == 1


def test_the_report_is_filtered_and_downloaded(upload, browser, address):
    upload()
    browser.post(address("start"))
    runs.advance(ProvisioningRun.objects.get())
    faulty = browser.get(address("run"), {"state": "faulty"})
    assert [row.line for row in faulty.context["page"]] == [5, 8, 11]
    everything = browser.get(address("run"), {"state": "nonsense"})
    assert len(everything.context["page"].object_list) == 10
    answer = browser.get(address("download"), {"format": "csv"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 11
    assert "http://lienbao-tiendu.bacninh.localhost" in rows[1]
    book = load_workbook(io.BytesIO(browser.get(address("download")).content))
    assert book.active.max_row == 11
    assert browser.get(address("download"), {"format": "exe"}).status_code == 404


def test_an_export_holds_no_formula(upload, browser, address):
    upload((HEADER + '"=HYPERLINK(""http://x"")",,,,\n').encode())
    text = browser.get(address("download"), {"format": "csv"}).content.decode()
    assert "\"'=HYPERLINK" in text
    assert '"=HYPERLINK' not in text


def test_what_a_file_says_is_shown_as_text(upload, browser, address):
    upload((HEADER + "<script>alert(1)</script>,,,,\n").encode(), name="<b>x.csv")
    page = text_of(browser.get(address("run")))
    assert "<script>alert" not in page
    assert "<b>x" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("sites.exe", TEN_ROWS),
        ("sites.csv", b"\x89PNG\r\n\x1a\n\x00\xff"),
        ("sites.csv", b""),
        ("sites.csv", b"unit_code\n" + b"09334\n" * 100_000),
        ("sites.xlsx", b"PK\x03\x04" + b"x" * 100),
    ],
    ids=["ending", "binary", "empty", "rows", "damaged"],
)
def test_a_useless_file_is_refused_at_its_field(upload, name, data):
    answer = upload(data, name)
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not ProvisioningRun.objects.exists()


def test_fifty_megabytes_are_refused_unread(upload, monkeypatch):
    def never(*arguments, **options):
        raise AssertionError("it was read")

    monkeypatch.setattr("sites.batches.views.check_file", never)
    answer = upload(b"x" * 50 * 1024 * 1024)
    assert "2 MB" in str(answer.context["form"].errors["file"])


def test_a_workbook_is_read_like_a_table(upload, browser, address):
    book, stream = Workbook(), io.BytesIO()
    for row in [["unit_code", "palette"], ["09334", "plum"], ["=1+1", "jade"]]:
        book.active.append(row)
    book.save(stream)
    upload(stream.getvalue(), "sites.xlsx")
    rows = ProvisioningRow.objects.order_by("line").values_list("line", "palette", "state")
    assert list(rows) == [(2, "plum", "planned"), (3, "jade", "faulty")]


def test_another_day_and_synchronising_are_taken_from_the_form(upload):
    upload(day="18/04/2021", synchronise="on")
    run = ProvisioningRun.objects.get()
    assert (f"{run.day}", run.synchronise) == ("2021-04-18", True)


def test_the_template_holds_what_can_be_handed_in(browser, upload):
    answer = browser.get(
        reverse("portal_batches:template"),
        {"filling": "missing", "kind": "commune", "parent": "260", "format": "csv"},
    )
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["Mã đơn vị"]: row["Tên đơn vị"] for row in rows}["09334"] == "Xã Liên Bão"
    upload(answer.content)
    run = ProvisioningRun.objects.get()
    assert run.rows.counts() == {"planned": len(rows)}


def test_the_template_leaves_out_units_with_a_portal(browser, upload, address):
    upload((HEADER + "09334,,,,\n").encode())
    browser.post(address("start"))
    browser.post(address("go_on"))
    answer = browser.get(
        reverse("portal_batches:template"),
        {"filling": "missing", "parent": "260", "format": "xlsx"},
    )
    sheet = load_workbook(io.BytesIO(answer.content)).active
    codes = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert "09337" in codes
    assert "09334" not in codes


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"filling": "empty", "format": "csv"}, 200),
        ({"filling": "empty", "format": "exe"}, 404),
        ({"filling": "missing", "format": "csv", "parent": "nowhere"}, 404),
    ],
)
def test_a_template_is_made_only_as_offered(browser, query, status):
    answer = browser.get(reverse("portal_batches:template"), query)
    assert answer.status_code == status
    if status == 200:
        assert answer.content.decode("utf-8-sig").strip().startswith('"Mã đơn vị","Tên đơn vị"')


@pytest.mark.parametrize("role", SITE_ROLES)
def test_nobody_with_a_role_on_a_site_may_come_here(two_sites, checked, role):
    run = checked()
    officer = officer_client(two_sites.person(two_sites.here, role))
    addresses = [reverse(f"portal_batches:{name}") for name in ("index", "upload", "template")]
    addresses += [reverse(f"portal_batches:{name}", args=[run.uid]) for name in RUN_ADDRESSES]
    before = Site.objects.count()
    for url in addresses:
        for answer in (officer.get(url), officer.post(url)):
            assert (answer.status_code, answer["Location"]) == (302, "/admin/"), url
        assert officer.get(url, **AS_SCRIPT).status_code == 403
        assert officer.post(url, **AS_SCRIPT).status_code == 403
    run.refresh_from_db()
    assert (run.state, Site.objects.count()) == ("checked", before)
    file = SimpleUploadedFile("sites.csv", TEN_ROWS)
    officer.post(addresses[1], {"file": file, "day": "2021-04-19"})
    assert ProvisioningRun.objects.count() == 1
    assert "portals-from-file" not in text_of(officer.get("/admin/"))


def test_strangers_are_led_to_the_door(browser, settings):
    answer = Client(SERVER_NAME=settings.ADMIN_HOST).get(reverse("portal_batches:index"))
    assert answer.status_code == 302
    assert "/tai-khoan/" in answer["Location"] or "login" in answer["Location"]


def test_without_a_token_nothing_starts(upload, browser, address, chief):
    upload()
    strict = Client(SERVER_NAME=browser.defaults["SERVER_NAME"], enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    assert strict.post(address("start")).status_code == 403


def test_the_menu_and_the_list_show_the_files(upload, browser, address):
    upload()
    assert reverse("portal_batches:index") in text_of(browser.get("/admin/"))
    page = text_of(browser.get(reverse("portal_batches:index")))
    assert address("run") in page
    assert "quan-tri@example.org" in page


def many_rows(run: ProvisioningRun, count: int, site: Site) -> None:
    ProvisioningRow.objects.bulk_create(
        ProvisioningRow(
            run=run, line=line, unit_name="Xã", state="made", site=site, settled_at=clock.now()
        )
        for line in range(20, 20 + count)
    )


def test_a_report_of_a_thousand_rows_costs_as_many_statements_as_one_of_ten(
    upload, browser, address, django_assert_max_num_queries
):
    upload()
    browser.post(address("start"))
    runs.advance(ProvisioningRun.objects.get())
    run, site = ProvisioningRun.objects.get(), Site.objects.first()
    many_rows(run, 1_000, site)
    browser.get(address("run"))
    with django_assert_max_num_queries(20):
        answer = browser.get(address("run"))
    assert len(answer.context["page"].object_list) == 100
    with django_assert_max_num_queries(20):
        assert len(browser.get(address("run"), {"p": 11}).context["page"].object_list) == 10
    with django_assert_max_num_queries(20):
        browser.get(reverse("portal_batches:index"))
    with django_assert_max_num_queries(15):
        told = json.loads(browser.get(address("progress"), {"known": 900}, **AS_SCRIPT).content)
    assert len(told["rows"]) == progress.MOST_NEWS
