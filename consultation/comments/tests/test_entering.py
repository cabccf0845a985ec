"""Letters and meeting minutes: entered one by one and from a table, each of them once."""

import csv
import io
import re
import uuid
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from wagtail.models import ModelLogEntry

from consultation.comments import entering
from consultation.comments.models import Comment, Notice, Receipt
from consultation.comments.moderation import ENTERED
from consultation.comments.tests.desks import SECRET, again, told
from portal.common import clock
from sites.access.models import Role

pytestmark = pytest.mark.django_db

CODES = ["text", "source", "received_on", "provision", "name", "organisation", "email",
         "telephone", "name_is_shown"]  # fmt: skip


def today(days: int = 0) -> date:
    return clock.today() + timedelta(days=days)


def table(*rows: list[str], header: list[str] = CODES) -> SimpleUploadedFile:
    stream = io.StringIO()
    csv.writer(stream).writerows([header, *rows])
    return SimpleUploadedFile("thu.csv", stream.getvalue().encode())


def row(text: str = "Nên tăng mức hỗ trợ", **cells: str) -> list[str]:
    values = {"text": text, "source": "letter", "received_on": f"{today():%d/%m/%Y}", **cells}
    return [values.get(code, "") for code in CODES]


def read_in(desk, draft, file):
    """The preview of a file."""
    answer = desk.post("file", draft.pk, file=file)
    assert answer.status_code == 200
    return answer


def take(desk, draft, preview):
    """Confirms what a preview offers."""
    carried = re.search(r'name="rows" value="([^"]*)"', preview.content.decode())
    return desk.post("take", draft.pk, rows=carried[1] if carried else "", follow=True)


def faults(preview) -> list[str]:
    return [f"{fault.line} {fault.column}" for fault in preview.context["faults"]]


class TestOneByOne:
    def fields(self, **changes) -> dict:
        return {
            "key": uuid.uuid4(),
            "source": "letter",
            "received_on": today(-1).isoformat(),
            "address": "dieu-2.khoan-1",
            "text": "Nên tăng mức hỗ trợ",
            "name": f"Người {SECRET}",
            **changes,
        }

    def test_a_letter_waits_with_source_day_and_receipt(self, officer, draft):
        answer = officer.post("enter", draft.pk, **self.fields(), follow=True)
        comment = Comment.objects.get()
        assert comment.receipt.code[:4] in told(answer)
        assert (comment.state, comment.source, comment.entered_by) == (
            "waiting",
            "letter",
            officer.person,
        )
        assert comment.received_at == clock.start_of(today(-1))
        assert comment.provision.address == "dieu-2.khoan-1"
        assert comment.commenter.name == f"Người {SECRET}"
        entry = ModelLogEntry.objects.get(action=ENTERED)
        assert entry.data == {"site": comment.site_id, "source": "letter"}
        # Nobody is told of a letter that they have sent themselves.
        assert not Notice.objects.exists()

    def test_sending_twice_enters_once(self, officer, draft):
        fields = self.fields()
        for _time in range(2):
            answer = officer.post("enter", draft.pk, **fields)
        assert Comment.objects.count() == Receipt.objects.count() == 1
        assert answer.url.endswith(f"/{Comment.objects.get().uid}/")

    def test_the_next_letter_of_the_pile_keeps_source_and_day(self, officer, draft):
        fields = self.fields(source="meeting", another="1")
        answer = officer.post("enter", draft.pk, **fields, follow=True)
        page = answer.content.decode()
        assert re.search(r'value="meeting" selected', page)
        assert f'value="{today(-1).isoformat()}"' in page
        assert SECRET not in page

    @pytest.mark.parametrize(
        ("name", "value", "said"),
        [
            ("received_on", lambda: today(1).isoformat(), "lies in the future"),
            ("received_on", lambda: "2001-01-01", "was not open yet"),
            ("source", lambda: "portal", "Select a valid choice"),
            ("address", lambda: "dieu-99", "Select a valid choice"),
            ("text", lambda: " \u202e ", "This field is required"),
            ("text", lambda: "x" * 10_001, "at most 10000"),
            ("email", lambda: "x", "valid email"),
        ],
    )
    def test_what_does_not_fit_is_said_and_words_stay(self, officer, draft, name, value, said):
        answer = officer.post(
            "enter", draft.pk, **self.fields(organisation="Hội", **{name: value()})
        )
        page = answer.content.decode()
        assert said in page
        assert 'value="Hội"' in page
        assert not Comment.objects.exists()

    def test_a_key_of_another_portals_letter_gives_nothing_away(
        self, officer, stranger, draft, foreign_draft
    ):
        fields = self.fields()
        stranger.post("enter", foreign_draft.pk, **fields)
        page = officer.post("enter", draft.pk, **fields).content.decode()
        assert "This was sent before." in page
        assert Comment.objects.count() == 1

    def test_other_roles_enter_nothing(self, desk, draft):
        assert desk(Role.EDITOR).post("enter", draft.pk, **self.fields()).status_code == 302
        assert not Comment.objects.exists()


class TestTable:
    def test_read_looked_at_and_entered_after_that(self, officer, draft):
        file = table(
            row("Một\nhai dòng", provision="Khoản 1 Điều 2", name="Lê A", name_is_shown="có"),
            row("Hai", source="meeting", organisation="Hội Nông dân"),
        )
        preview = read_in(officer, draft, file)
        assert not Comment.objects.exists()
        assert "2 rows can be entered." in preview.content.decode()
        answer = take(officer, draft, preview)
        assert "2 comments were entered." in told(answer)
        second, first = Comment.objects.order_by("-pk")
        assert (first.text, first.provision.address) == ("Một\nhai dòng", "dieu-2.khoan-1")
        assert (first.commenter.name, first.commenter.name_is_shown) == ("Lê A", True)
        assert (second.source, second.is_organisation) == ("meeting", True)

    def test_bad_rows_are_named_by_line_and_column_and_the_good_ones_offered(self, officer, draft):
        file = table(
            row("Tốt"),
            row(""),
            row(source="bồ câu"),
            row(received_on="hôm qua"),
            row(received_on=f"{today(1):%d/%m/%Y}"),
            row(provision="Điều 99"),
            row(email="không phải"),
            row(telephone="0" * 31),
            row(name_is_shown="có lẽ"),
            row("Cũng tốt"),
        )
        preview = read_in(officer, draft, file)
        assert faults(preview) == [
            "3 text",
            "4 source",
            "5 received_on",
            "6 received_on",
            "7 provision",
            "8 email",
            "9 telephone",
            "10 name_is_shown",
        ]
        assert "line 8, column email: This is no e-mail address." in preview.content.decode()
        take(officer, draft, preview)
        assert [one.text for one in Comment.objects.order_by("pk")] == ["Tốt", "Cũng tốt"]

    def test_the_same_file_again_enters_nothing(self, officer, draft):
        rows = [row("Một"), row("Hai"), row("Hai")]
        preview = read_in(officer, draft, table(*rows))
        take(officer, draft, preview)
        assert Comment.objects.count() == 3
        # The button pressed a second time, then the file sent a second time with a mended row.
        assert "3 rows had been entered before" in told(take(officer, draft, preview))
        preview = read_in(officer, draft, table(row("Mới"), *rows))
        assert "1 row can be entered." in preview.content.decode()
        take(officer, draft, preview)
        assert Comment.objects.count() == 4

    def test_the_same_row_counts_for_each_draft(self, officer, two_sites, make_draft, draft):
        other = make_draft(two_sites.here, "Dự thảo khác")
        for each in (draft, other):
            take(officer, each, read_in(officer, each, table(row("Một"))))
        assert Comment.objects.count() == 2

    def test_headings_are_read_as_the_screen_writes_them(self, officer, draft):
        page = officer.read("file", draft.pk)
        headings = ["WHAT WAS SAID", "Source", "received on", "Provision", "Nobody knows this"]
        assert all(f"<dt>{heading}</dt>" in page for heading in ("What was said", "Provision"))
        cells = ["Một", "Letter", today().isoformat(), "Article 2", "x"]
        preview = read_in(officer, draft, table(cells, header=headings))
        assert faults(preview) == []
        take(officer, draft, preview)
        assert Comment.objects.get().provision.address == "dieu-2"

    def test_workbooks_are_read(self, officer, draft):
        book = Workbook()
        book.active.append(["text", "source", "received_on"])
        book.active.append(["Từ bảng tính", "letter", today()])
        stream = io.BytesIO()
        book.save(stream)
        file = SimpleUploadedFile("thu.xlsx", stream.getvalue())
        take(officer, draft, read_in(officer, draft, file))
        assert Comment.objects.get().text == "Từ bảng tính"

    @pytest.mark.parametrize(
        "content",
        [b"", b"\xff\xfe\x00", b"PK\x03\x04 broken", b'text,source\n"open', b"x" * 2_000_000],
    )
    def test_what_is_no_table_is_said_to_be_none(self, officer, draft, content):
        answer = officer.post("file", draft.pk, file=SimpleUploadedFile("thu.csv", content))
        assert answer.status_code == 200
        page = answer.content.decode()
        assert "portal-faults" in page
        assert 'name="rows"' not in page

    def test_a_missing_column_is_named(self, officer, draft):
        preview = read_in(officer, draft, table(["x"], header=["text"]))
        assert faults(preview) == ["1 Source", "1 Received on"]

    def test_hostile_cells_are_words(self, officer, draft):
        hostile = '=HYPERLINK("http://x")<script>alert(1)</script>'
        preview = read_in(officer, draft, table(row(hostile, name=hostile)))
        assert "<script>alert" not in preview.content.decode()
        take(officer, draft, preview)
        assert Comment.objects.get().text == hostile
        assert "<script>alert" not in officer.read("queue")

    def test_the_preview_shows_no_personal_data(self, officer, draft):
        cells = {"name": SECRET, "email": f"{SECRET}@example.org", "telephone": SECRET}
        preview = read_in(officer, draft, table(row(**cells), row("", **cells)))
        assert SECRET not in preview.content.decode()

    def test_what_another_has_read_or_what_was_changed_is_not_entered(
        self, officer, desk, stranger, draft, foreign_draft
    ):
        colleague = desk(Role.CITIZENS_OFFICER)
        preview = read_in(officer, draft, table(row()))
        for person, page in ((colleague, draft), (stranger, foreign_draft)):
            assert "too old or not yours" in told(take(person, page, preview))
        for rows in ("", "x", "e30:1:2"):
            answer = officer.post("take", draft.pk, rows=rows, follow=True)
            assert "too old or not yours" in told(answer)
        assert not Comment.objects.exists()

    def test_a_row_that_cannot_be_entered_any_more_keeps_no_other_back(self, officer, draft):
        preview = read_in(officer, draft, table(row("Một", provision="dieu-1"), row("Hai")))
        draft.text_version.provisions.filter(address="dieu-1").update(address="dieu-9")
        answer = take(officer, draft, preview)
        assert "line 2: The draft has no such provision." in told(answer)
        assert [one.text for one in Comment.objects.all()] == ["Hai"]


def test_the_mark_of_what_was_entered_tells_nothing(officer, draft):
    entry = entering.Entry("Một", "letter", today(), name=SECRET)
    comment, is_new = entering.enter_once(draft, entry, officer.person, uuid.uuid4())
    assert is_new
    key = entering.keys_of(draft, [entry])[0]
    assert key != entering.keys_of(draft, [entering.Entry("Một", "letter", today())])[0]
    assert again(comment).text == "Một"
