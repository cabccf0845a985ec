"""No cell of an export is ever a formula."""

import csv
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.urls import reverse
from wagtail.models import Page

from portal.accounts.models import User
from portal.common.exports import (
    LONGEST_XLSX_CELL,
    csv_response,
    safe_cell,
    write_csv,
    write_xlsx,
    xlsx_response,
)
from portal.common.testing.officers import officer_client as sign_in_officer

COLUMNS = [("name", "Họ tên"), ("number", "Số")]
HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\tname", "\rname", "\nname", "  =1", "\u00a0=1", "\u200b=1",
           "＝1", "＋1", "－1", "＠1", "\ufeff=1", "\x00=1", '"=1']  # fmt: skip


def read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline="")))


class TestSafeCell:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_a_formula_is_marked_as_text(self, text):
        assert safe_cell(text) == "'" + text

    @pytest.mark.parametrize(
        ("text", "safe"),
        [
            ("a;=1+1", "a;'=1+1"),
            ("a\t=1+1", "a\t'=1+1"),
            ("a\n  =1+1", "a\n  '=1+1"),
            ("a\r\n@x", "a\r\n'@x"),
            ('a;"=1', "a;\"'=1"),
            ("\n=1", "'\n'=1"),
        ],
    )
    def test_no_cell_begins_behind_another_separator(self, text, safe):
        assert safe_cell(text) == safe

    @pytest.mark.parametrize("text", ["\t" * 100_000, "; " * 50_000, "\n " * 50_000, " " * 100_000])
    def test_long_runs_of_blanks_are_quick(self, text):
        start = time.thread_time()
        safe_cell(text)
        assert time.thread_time() - start < 0.5

    @pytest.mark.parametrize("text", ["Nguyễn Văn A", "a-b", "1 + 1", "12/TB-UBND", "x = 1", ""])
    def test_other_text_stays(self, text):
        assert safe_cell(text) == text

    @pytest.mark.parametrize("value", [-5, -5.5, Decimal("-1"), True, None])
    def test_numbers_stay_numbers(self, value):
        assert safe_cell(value) is value


class TestCsv:
    def test_a_reader_finds_every_value(self):
        stream = StringIO(newline="")
        write_csv([{"name": "Đỗ, “Ba”", "number": -3}, {"name": "=1+1"}], COLUMNS, stream)
        assert stream.getvalue().startswith("\ufeff")
        assert read_csv(stream.getvalue()) == [
            ["Họ tên", "Số"],
            ["Đỗ, “Ba”", "-3"],
            ["'=1+1", ""],
        ]

    def test_a_quotation_mark_does_not_end_the_cell(self):
        stream = StringIO(newline="")
        write_csv([{"name": 'a",=1+1'}], COLUMNS, stream)
        assert read_csv(stream.getvalue())[1] == ['a",=1+1', ""]

    def test_download_has_a_name_and_is_not_stored(self):
        response = csv_response([{"name": "=1"}], COLUMNS, "gop-y")
        assert response["Content-Disposition"] == 'attachment; filename="gop-y.csv"'
        assert response["Cache-Control"] == "no-store"
        assert "'=1" in response.content.decode()


class TestXlsx:
    def sheet(self, rows, columns=COLUMNS):
        stream = BytesIO()
        write_xlsx(rows, columns, stream)
        return openpyxl.load_workbook(stream).active

    @pytest.mark.parametrize("text", [t for t in HOSTILE if "\x00" not in t] + ["http://a", "12"])
    def test_every_text_is_written_as_text(self, text):
        cell = self.sheet([{"name": text}])["A2"]
        assert cell.data_type in {"s", "inlineStr"}
        assert cell.hyperlink is None

    def test_headings_are_text_too(self):
        assert self.sheet([], [("a", "=1+1")])["A1"].data_type == "s"

    def test_numbers_days_and_moments_keep_their_type(self):
        moment = datetime(2021, 4, 19, 1, 0, tzinfo=UTC)
        row = {"a": -3, "b": date(2021, 5, 23), "c": moment, "d": True, "e": Decimal("1.5")}
        sheet = self.sheet([row], [(key, key) for key in row])
        assert [cell.value for cell in sheet[2]] == [
            -3,
            datetime(2021, 5, 23),
            datetime(2021, 4, 19, 8, 0),
            True,
            1.5,
        ]

    def test_long_numbers_keep_their_digits(self):
        assert self.sheet([{"name": 10**15 + 1}])["A2"].value == str(10**15 + 1)
        assert self.sheet([{"name": 10**15 - 1}])["A2"].value == 10**15 - 1

    def test_a_text_longer_than_a_cell_is_cut(self):
        assert len(self.sheet([{"name": "a" * 40_000}])["A2"].value) == LONGEST_XLSX_CELL

    def test_download(self):
        response = xlsx_response([{"name": "=1"}], COLUMNS, "gop-y")
        book = openpyxl.load_workbook(BytesIO(response.content))
        assert book.active["A2"].value == "=1"
        assert book.active["A2"].data_type == "s"


class TestWagtailListings:
    """Every export of Wagtail's own listings passes the same writer."""

    @pytest.fixture
    def officer_client(self, db):
        return sign_in_officer(User.objects.create_superuser("an@example.org", "x" * 12))

    @pytest.fixture
    def hostile_page(self, db):
        root = Page.objects.get(depth=1)
        page = root.add_child(instance=Page(title="=HYPERLINK(1)", slug="x"))
        page.save_revision().publish()
        return page

    def test_csv(self, officer_client, hostile_page):
        url = reverse("wagtailadmin_reports:aging_pages", urlconf="portal.urls.admin")
        response = officer_client.get(url, {"export": "csv"})
        rows = read_csv(b"".join(response.streaming_content).decode())
        assert [row[0] for row in rows[1:]] == ["'=HYPERLINK(1)"]

    def test_xlsx(self, officer_client, hostile_page):
        url = reverse("wagtailadmin_reports:aging_pages", urlconf="portal.urls.admin")
        response = officer_client.get(url, {"export": "xlsx"})
        book = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))
        assert book.active["A2"].value == "=HYPERLINK(1)"
        assert book.active["A2"].data_type == "s"
