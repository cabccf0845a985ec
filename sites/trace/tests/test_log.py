"""The screen of the log: who reads what, what is found, what goes into files."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from sites.access.models import SITE_ROLES, Role
from sites.access.people import give_role, take_role
from sites.trace import views
from sites.trace.models import TracedEntry
from sites.trace.permissions import READERS, readable_sites, refusal
from sites.trace.querysets import Place
from sites.trace.tests.articles import article_model, section_of

ADDRESS = "/admin/reports/site-history/"
CSV, XLSX = f"{ADDRESS}log.csv", f"{ADDRESS}log.xlsx"
LOCK, MARK = "wagtail.lock", "kin7q"


def article(site, title: str, slug: str = "tin") -> Page:
    return section_of(site).add_child(instance=article_model()(title=title, slug=slug))


def at(entry, moment: datetime) -> None:
    """Moves an entry to another moment."""
    type(entry).objects.filter(pk=entry.pk).update(timestamp=moment)
    TracedEntry.objects.filter(entry=entry.pk, action=entry.action).update(moment=moment)


def csv_rows(answer) -> list[dict]:
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.fixture
def here(two_sites):
    return two_sites.here


@pytest.fixture
def there(two_sites):
    return two_sites.there


@pytest.fixture
def foreign(there, stranger) -> Page:
    """Something on the second portal with everything that an entry can tell of it."""
    page = article(there, f"{MARK} chuyện riêng")
    log(page, LOCK, user=stranger)
    data = {"comment": f"{MARK} ý kiến", "workflow": {"title": f"{MARK} x"}}
    log(page, "wagtail.workflow.reject", user=stranger, data=data)
    log(there.profile, "portal.rename", user=stranger, data={"old": MARK, "new": f"{MARK}.x"})
    return page


@pytest.fixture
def own(here, reader) -> Page:
    page = article(here, "Tin của xã")
    log(page, LOCK, user=reader)
    return page


class TestWhoReads:
    @pytest.mark.parametrize("role", SITE_ROLES)
    def test_by_role(self, role, two_sites, here, own, admin_host):
        person = two_sites.person(here, role)
        is_reader = role in READERS
        assert readable_sites(person) == ({here.pk} if is_reader else set())
        browser = officer_client(person)
        answer = browser.get(ADDRESS)
        assert answer.status_code == (200 if is_reader else 302)
        assert (ADDRESS in browser.get("/admin/").text) == is_reader
        if is_reader:
            assert "Tin của xã" in answer.text
            return
        reason = browser.get(ADDRESS, follow=True).text
        assert "Thư ký" in reason or "thư ký" in reason
        for address in (f"{ADDRESS}results/", CSV, XLSX):
            quick = browser.get(address, headers={"x-requested-with": "XMLHttpRequest"})
            assert quick.status_code == 403
            assert refusal(person) in quick.text

    def test_a_supervisor_of_others_reads_none_of_theirs(self, here, two_sites, admin_host):
        person = two_sites.person(here, Role.EDITOR)
        give_role(person, here, Role.EDITOR)
        assert readable_sites(person) == set()

    def test_a_person_without_an_account_is_led_to_the_door(self, client, admin_host):
        for address in (ADDRESS, f"{ADDRESS}results/", CSV, XLSX):
            answer = client.get(address, SERVER_NAME="quantri.test.localhost")
            assert answer.status_code == 302
            assert "tai-khoan" in answer["Location"] or "login" in answer["Location"]

    def test_whoever_was_switched_off_reads_nothing(self, province, reader):
        for person in (province, reader):
            User.objects.filter(pk=person.pk).update(is_active=False)
            assert refusal(User.objects.get(pk=person.pk))


class TestIsolation:
    def asked(self, browser, foreign, stranger, there) -> list:
        queries = ["", f"?who={stranger.pk}", f"?portal={there.pk}", f"?portal={MARK}"]
        queries += ["?kind=content", "?kind=review", "?before=9999999999999999-999999"]
        addresses = [ADDRESS, f"{ADDRESS}results/", CSV]
        return [browser.get(address + query) for address in addresses for query in queries]

    def test_nothing_of_another_portal_however_it_is_asked(
        self, browser, own, foreign, stranger, there
    ):
        for answer in self.asked(browser, foreign, stranger, there):
            assert answer.status_code in (200, 302)
            assert MARK not in answer.text
            assert str(there) not in answer.text

    def test_who_moved_from_there_to_here_reads_here_alone(self, here, there, own, foreign):
        person = User.objects.create_user(f"{MARK}x@example.org", full_name="Người Chuyển")
        give_role(person, there, Role.APPROVER, by=person)
        log(foreign, "wagtail.unlock", user=person)
        assert MARK in officer_client(person).get(ADDRESS).text
        take_role(person, there, Role.APPROVER, by=person)
        give_role(person, here, Role.APPROVER)
        browser = officer_client(User.objects.get(pk=person.pk))
        for address in (ADDRESS, f"{ADDRESS}?who={person.pk}", CSV):
            text = browser.get(address).text
            assert f"{MARK} chuyện" not in text
            assert str(there) not in text
        assert "Tin của xã" in browser.get(ADDRESS).text

    def test_an_act_on_two_portals_is_told_without_its_details(self, here, there, browser, reader):
        page = article(here, "Tin chung")
        source = section_of(there)
        data = {
            "source": {"id": source.pk, "title": f"{MARK} mục"},
            "destination": {"id": 1, "title": "Mục"},
        }
        log(page, "wagtail.move", user=reader, data=data)
        text = browser.get(ADDRESS).text
        assert "Tin chung" in text
        assert MARK not in text
        officer = User.objects.create_superuser("tinh@example.org")
        assert f"{MARK} mục" in officer_client(officer).get(ADDRESS).text

    def test_people_to_choose_are_those_who_acted_here(
        self, browser, own, foreign, reader, stranger
    ):
        found = browser.get(ADDRESS).context["form"].fields["who"].queryset
        assert reader in found
        assert stranger not in found


class TestLines:
    def test_says_when_who_what_and_on_what(self, browser, own, reader):
        entry = PageLogEntry.objects.get(action=LOCK)
        at(entry, datetime(2021, 5, 3, 2, 5, tzinfo=UTC))
        text = browser.get(ADDRESS).text
        for part in ("03/05/2021 09:05", "Nguyễn Quản Trị", "Tin của xã", str(entry.message)):
            assert part in text
        assert reverse("wagtailadmin_pages:edit", args=[own.pk]) in text

    def test_a_reason_stands_with_the_refusal(self, browser, own, reader):
        data = {
            "comment": "Thiếu nguồn ảnh",
            "workflow": {"title": "Duyệt", "task": {"title": "Duyệt"}},
        }
        log(own, "wagtail.workflow.reject", user=reader, data=data)
        assert "Thiếu nguồn ảnh" in browser.get(ADDRESS).text

    def test_what_is_deleted_is_still_told_without_a_link(self, browser, own, province):
        own.delete(user=province)
        text = browser.get(ADDRESS).text
        assert "Tin của xã" in text
        assert reverse("wagtailadmin_pages:edit", args=[own.pk or 0]) not in text
        assert "/edit/" not in text.split("trace-table")[1]

    def test_a_person_who_is_gone_is_still_told(self, browser, own, two_sites, here):
        person = two_sites.person(here, Role.EDITOR)
        log(own, "wagtail.unlock", user=person)
        number = person.pk
        User.objects.filter(pk=number).delete()
        assert str(number) in browser.get(ADDRESS).text

    def test_an_entry_without_its_log_is_left_out(self, browser, own):
        PageLogEntry.objects.filter(action=LOCK).delete()
        assert browser.get(ADDRESS).status_code == 200

    def test_labels_are_no_markup(self, browser, here, reader):
        log(article(here, "<b>đậm</b>", "dam"), LOCK, user=reader)
        text = browser.get(ADDRESS).text
        assert "<b>đậm" not in text
        assert "&lt;b&gt;đậm" in text

    def test_an_empty_log_says_what_will_come(self, browser):
        TracedEntry.objects.all().delete()
        assert "Chưa có việc nào" in browser.get(ADDRESS).text


class TestFilters:
    def lines(self, browser, **query) -> list[str]:
        return [line.label for line in browser.get(ADDRESS, query).context["lines"]]

    @pytest.fixture
    def dated(self, here, reader):
        """One act a day, at the first and the last minute of the province's day."""
        TracedEntry.objects.all().delete()
        moments = {
            "sớm": datetime(2021, 5, 1, 17, 0, tzinfo=UTC),
            "muộn": datetime(2021, 5, 2, 16, 59, 59, tzinfo=UTC),
            "hôm sau": datetime(2021, 5, 2, 17, 0, tzinfo=UTC),
        }
        for number, (title, moment) in enumerate(moments.items()):
            page = article(here, title, f"tin-{number}")
            TracedEntry.objects.filter(action="wagtail.create").delete()
            at(log(page, LOCK, user=reader), moment)

    def test_days_are_the_provinces_and_inclusive(self, browser, dated):
        assert self.lines(browser) == ["hôm sau", "muộn", "sớm"]
        assert self.lines(browser, since="2021-05-02", until="2021-05-02") == ["muộn", "sớm"]
        assert self.lines(browser, since="03/05/2021") == ["hôm sau"]
        assert self.lines(browser, until="2021-05-01") == []

    def test_a_wrong_period_is_told_and_shows_nothing(self, browser, dated):
        for query in ({"since": "2021-05-03", "until": "2021-05-02"}, {"since": "hôm qua"}):
            answer = browser.get(ADDRESS, query)
            assert answer.context["form"].errors
            assert self.lines(browser, **query) == []
            assert "trace-fault" in answer.text
            assert browser.get(CSV, query)["Location"].startswith(ADDRESS)

    def test_by_person(self, browser, dated, here, two_sites):
        colleague = two_sites.person(here, Role.EDITOR)
        log(article(here, "khác", "khac"), LOCK, user=colleague)
        assert self.lines(browser, who=colleague.pk) == ["khác"]

    def test_by_kind(self, browser, dated, here, reader):
        log(article(here, "đăng", "dang"), "wagtail.publish", user=reader)
        assert self.lines(browser, kind="publishing") == ["đăng"]
        assert "đăng" in self.lines(browser)

    def test_nothing_found_says_so(self, browser, dated):
        text = browser.get(ADDRESS, {"since": "2022-01-01"}).text
        assert "Không có việc nào" in text

    def test_the_province_finds_portals_and_people_by_words(
        self, province, here, there, own, foreign, stranger
    ):
        browser = officer_client(province)
        assert {"Tin của xã", f"{MARK} chuyện riêng"} <= set(self.lines(browser))
        words = here.site_name.lower().replace("ã", "a")
        assert set(self.lines(browser, portal=words, kind="content")) == {"Tin của xã"}
        for words in (there.hostname.split(".")[0], there.site_name):
            assert f"{MARK} chuyện riêng" in self.lines(browser, portal=words)
            assert "Tin của xã" not in self.lines(browser, portal=words)
        assert self.lines(browser, portal="không đâu cả") == []
        assert "Tin của xã" not in self.lines(browser, who="Người Lạ")
        assert f"{MARK} chuyện riêng" in self.lines(browser, who=stranger.email)

    def test_the_province_chooses_from_no_long_list(self, province, own):
        assert "<option" not in officer_client(province).get(ADDRESS).text.split('name="who"')[1]


class TestPaging:
    @pytest.fixture
    def many(self, own, reader, monkeypatch):
        TracedEntry.objects.all().delete()
        monkeypatch.setattr(views, "ON_A_SCREEN", 4)
        for number in range(10):
            log(own, LOCK, user=reader, title=f"dòng {number}")

    def test_goes_to_the_end_without_gaps(self, browser, many):
        found, query = [], ""
        for _screen in range(3):
            answer = browser.get(ADDRESS + query)
            found += [line.label for line in answer.context["lines"]]
            query = f"?before={answer.context['older']}"
        assert found == [f"dòng {number}" for number in reversed(range(10))]
        assert answer.context["older"] is None
        assert "Quay lại" in answer.text

    def test_also_where_all_were_at_the_same_moment(self, browser, many):
        TracedEntry.objects.update(moment=datetime(2021, 5, 1, tzinfo=UTC))
        older = browser.get(ADDRESS).context["older"]
        rest = browser.get(ADDRESS, {"before": str(older)}).context["lines"]
        assert [line.label for line in rest] == ["dòng 5", "dòng 4", "dòng 3", "dòng 2"]

    def test_keeps_the_question(self, browser, many):
        text = browser.get(ADDRESS, {"kind": "content"}).text
        assert "?kind=content&amp;before=" in text

    @pytest.mark.parametrize("text", ["", "x", "1", "-", "1-2-3", "²-1", "9" * 18 + "-1", "a-b"])
    def test_nonsense_is_the_beginning(self, text, browser, many):
        assert Place.read(text) is None
        assert len(browser.get(ADDRESS, {"before": text}).context["lines"]) == 4

    def test_a_place_reads_as_it_is_written(self):
        place = Place(datetime(2021, 5, 1, 2, 3, 4, 567891, tzinfo=UTC), 17)
        assert Place.read(str(place)) == place


class TestFiles:
    def test_csv_holds_what_is_shown(self, browser, own, here, reader):
        log(own, "wagtail.publish", user=reader)
        (row,) = csv_rows(browser.get(CSV, {"kind": "publishing"}))
        assert row["Ai"] == "Nguyễn Quản Trị"
        assert row["Đối tượng"] == "Tin của xã"
        assert row["Cổng thông tin"] == here.site_name
        datetime.strptime(row["Lúc"], "%d/%m/%Y %H:%M").replace(tzinfo=UTC)

    def test_xlsx_as_well(self, browser, own):
        book = load_workbook(io.BytesIO(browser.get(XLSX).content))
        rows = list(book.active.iter_rows(values_only=True))
        assert rows[0][:3] == ("Lúc", "Ai", "Đã thực hiện")
        assert "Tin của xã" in {row[5] for row in rows[1:]}

    def test_no_cell_is_a_formula(self, browser, here, reader):
        page = article(here, '=HYPERLINK("http://x.vn")')
        log(page, "wagtail.publish", user=reader)
        (row,) = csv_rows(browser.get(CSV, {"kind": "publishing"}))
        assert row["Đối tượng"].startswith("'=")
        book = load_workbook(io.BytesIO(browser.get(XLSX, {"kind": "publishing"}).content))
        assert book.active["F2"].data_type == "s"

    def test_is_itself_a_line_of_the_portal(self, browser, own, here, reader):
        rows = csv_rows(browser.get(CSV))
        entry = ModelLogEntry.objects.get(action="trace.export")
        assert (entry.user, entry.data["rows"]) == (reader, len(rows))
        assert TracedEntry.objects.get(action="trace.export").site == here
        assert f"{len(rows)} dòng, csv" in browser.get(ADDRESS).text

    def test_of_the_province_is_a_line_of_the_province(self, province, browser, own, there):
        officer = officer_client(province)
        officer.get(CSV)
        assert TracedEntry.objects.get(action="trace.export").site is None
        assert "csv" not in browser.get(ADDRESS).text.split("trace-table")[1].split("</table>")[0]
        officer.get(CSV, {"portal": there.site_name})
        assert TracedEntry.objects.filter(action="trace.export", site=there).exists()

    def test_stops_at_the_stated_number(self, browser, own, reader, monkeypatch):
        monkeypatch.setattr(views, "MOST_EXPORTED", 3)
        monkeypatch.setattr(views, "AT_ONCE", 2)
        for number in range(5):
            log(own, LOCK, user=reader, title=f"dòng {number}")
        rows = csv_rows(browser.get(CSV))
        assert [row["Đối tượng"] for row in rows] == ["dòng 4", "dòng 3", "dòng 2"]

    def test_asks_for_a_fresh_sign_in(self, browser, own, settings):
        settings.FRESH_SIGN_IN_SECONDS = -1
        for address in (CSV, XLSX):
            answer = browser.get(address)
            assert answer.status_code != 200
            assert "Tin của xã" not in answer.text
        assert not TracedEntry.objects.filter(action="trace.export").exists()


class TestStatements:
    def number(self, browser, django_assert_max_num_queries) -> int:
        browser.get(ADDRESS)
        with django_assert_max_num_queries(30) as found:
            assert len(browser.get(ADDRESS).context["lines"]) == views.ON_A_SCREEN
        return len(found)

    @pytest.fixture
    def full(self, own, here, reader):
        """More than a screen of lines about many things of two kinds."""
        for number in range(views.ON_A_SCREEN):
            log(article(here, f"Tin {number}", f"tin-{number}"), LOCK, user=reader)
            log(reader, "wagtail.edit", user=reader)

    @pytest.mark.parametrize("who", ["reader", "province"])
    def test_the_same_with_one_line_a_portal_and_with_thirty(
        self, who, request, full, two_sites, province, reader, django_assert_max_num_queries
    ):
        from sites.provisioning.services import provision_site
        from sites.provisioning.spec import SiteSpec
        from sites.units.models import UnitPeriod

        person = request.getfixturevalue(who)
        before = self.number(officer_client(person), django_assert_max_num_queries)
        taken = {two_sites.here.profile.unit_id, two_sites.there.profile.unit_id}
        day = two_sites.here.profile.live_since
        periods = UnitPeriod.objects.on(day).filter(kind="commune").exclude(unit__in=taken)[:28]
        moment = TracedEntry.objects.latest("moment").moment
        for period in periods:
            site = provision_site(SiteSpec(unit=period.unit, day=day)).site
            at(log(site.profile, "wagtail.edit", user=province), moment + timedelta(seconds=1))
        assert self.number(officer_client(person), django_assert_max_num_queries) <= before
