"""The files of a summary: what stands in them, and how they come about."""

import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from defusedxml import ElementTree
from django.core.files.storage import default_storage
from openpyxl import load_workbook

from consultation.comments.erasure import erase_author
from consultation.comments.models import Comment
from consultation.comments.tests.citizens import published_comment
from consultation.summaries import exports
from consultation.summaries.models import FOLDER, Export
from consultation.summaries.services import SummaryRefused
from consultation.summaries.tests.conftest import MARKER, publish_answers
from portal.common import clock
from sites.access.models import Role

pytestmark = pytest.mark.django_db
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = [
    '=HYPERLINK("http://x","y")',
    "+1+cmd|' /C calc'!A0",
    "</w:t></w:r></w:p><w:p><w:r><w:t>mạo danh",
    "@SUM(1)\n=1+1",
    "&lt;w:p&gt; \x0b\x01 \ufffe ]]> <!-- 😀",
]


@pytest.fixture
def made(draft, officer, django_capture_on_commit_callbacks):
    """``made()``: asks for both files and lets a worker make them; paths by format."""

    def make() -> dict[str, Path]:
        with django_capture_on_commit_callbacks(execute=True):
            asked = exports.ask(draft, officer)
        rows = Export.objects.filter(pk__in=[one.pk for one in asked], state="ready")
        return {row.format: Path(default_storage.path(row.file.name)) for row in rows}

    return make


def tables(path: Path) -> list[list[list[str]]]:
    """All tables of a document as another program reads them; a line end is a line end."""
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))
        body = ElementTree.fromstring(package.read("word/document.xml"))
    return [
        [[text_of(cell) for cell in row.iter(f"{WORD}tc")] for row in table.iter(f"{WORD}tr")]
        for table in body.iter(f"{WORD}tbl")
    ]


def text_of(element) -> str:
    signs = {f"{WORD}br": "\n"}
    return "".join(signs.get(one.tag, one.text or "") for one in element.iter()).strip()


def sheet(path: Path) -> list[tuple]:
    workbook = load_workbook(path)
    cells = [cell for row in workbook.active.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    return list(workbook.active.iter_rows(values_only=True))


def test_the_document_has_the_official_layout(draft, say, made):
    say("Nên tăng mức", "dieu-2.khoan-1", "partly", "Tăng một phần", name="An", name_is_shown=True)
    say("Đồng ý cả", "", "accepted", "", name="Bình Giấu")
    path = made()["docx"]
    head, table = tables(path)
    assert head[0][0]
    assert "Độc lập" in head[0][1]
    assert table[0] == [
        "STT",
        "Nội dung/Điều khoản",
        "Ý kiến góp ý",
        "Cơ quan, tổ chức, cá nhân góp ý",
        "Nội dung tiếp thu, giải trình",
    ]
    assert table[1][:4] == ["1", "Khoản 1 Điều 2", "Nên tăng mức", "An"]
    assert table[1][4].endswith("Tăng một phần")
    assert len(table) == 3
    with zipfile.ZipFile(path) as package:
        body = package.read("word/document.xml").decode()
    assert 'w:orient="landscape"' in body
    assert "<w:tblHeader/>" in body
    assert "BẢN TỔNG HỢP, GIẢI TRÌNH, TIẾP THU Ý KIẾN GÓP Ý" in body
    assert draft.title in body
    assert "Giấu" not in body
    assert "kin@example.org" not in body


def test_the_spreadsheet_has_the_same_with_an_answer_of_its_own(draft, say, made):
    say("Nên tăng mức", "dieu-2.khoan-1", "partly", "Tăng một phần", name="An", name_is_shown=True)
    rows = sheet(made()["xlsx"])
    place = next(number for number, row in enumerate(rows) if row[0] == "STT")
    assert rows[place + 1][0] == 1
    assert rows[place + 1][1:4] == ("Khoản 1 Điều 2", "Nên tăng mức", "An")
    assert rows[place + 1][5] == "Tăng một phần"
    assert any("BẢN TỔNG HỢP" in str(row[0]) for row in rows[:place])


def test_what_people_write_is_text_and_nothing_else(draft, say, made):
    for text in HOSTILE:
        comment = say("x", explanation="x", name="x", name_is_shown=True)
        Comment.objects.filter(pk=comment.pk).update(text=text, explanation=text)
        comment.commenter.name = text
        comment.commenter.save()
    type(draft).objects.filter(pk=draft.pk).update(title="=1+1 </w:t> & <b>")
    draft.refresh_from_db()
    files = made()
    _head, table = tables(files["docx"])
    assert [row[2] for row in table[1:]][:3] == HOSTILE[:3]
    assert [row[3] for row in table[1:]][:3] == HOSTILE[:3]
    assert len(table) == len(HOSTILE) + 1
    values = [row[2] for row in sheet(files["xlsx"])[-len(HOSTILE) :]]
    assert values[:3] == HOSTILE[:3]


@pytest.mark.parametrize("state", ["waiting", "hidden", "returned", "unconfirmed"])
def test_no_file_has_what_is_not_shown(state, draft, officer, say, made):
    say("thấy được")
    comment = published_comment(draft, officer, MARKER, "dieu-1", name=MARKER, name_is_shown=True)
    Comment.objects.filter(pk=comment.pk).update(state=state)
    files = made()
    for path in files.values():
        assert MARKER not in path.name
        with zipfile.ZipFile(path) as package:
            assert MARKER not in "".join(package.read(name).decode() for name in package.namelist())
    assert set(files) == {"docx", "xlsx"}


def test_an_unfinished_table_says_so(draft, say, made):
    say("chưa trả lời", disposition="")
    with zipfile.ZipFile(made()["docx"]) as package:
        assert "Chưa hoàn chỉnh" in package.read("word/document.xml").decode()


class TestMaking:
    def test_asking_twice_makes_them_once(self, draft, officer, say):
        say()
        first, second = exports.ask(draft, officer), exports.ask(draft, officer)
        assert first == second
        assert Export.objects.count() == 2

    def test_only_officers_of_the_portal(self, draft, two_sites):
        for site, role in [
            (two_sites.there, Role.CITIZENS_OFFICER),
            (two_sites.here, Role.APPROVER),
            (two_sites.here, Role.EDITOR),
        ]:
            with pytest.raises(SummaryRefused):
                exports.ask(draft, two_sites.person(site, role))
        assert not Export.objects.exists()

    def test_progress_is_told_batch_by_batch(self, draft, say, officer, monkeypatch):
        for number in range(5):
            say(str(number))
        monkeypatch.setattr(exports, "BATCH", 2)
        told = []
        original = exports._note
        monkeypatch.setattr(
            exports,
            "_note",
            lambda export, **values: told.append(values) or original(export, **values),
        )
        export = exports.ask(draft, officer)[0]
        exports.make(str(export.uid))
        assert [values["done"] for values in told if "done" in values] == [2, 4, 5]
        export.refresh_from_db()
        assert (export.state, export.done, export.total) == ("ready", 5, 5)

    def test_a_killed_worker_costs_nothing_but_time(self, draft, say, officer, made):
        say()
        lost = exports.ask(draft, officer)[0]
        later = clock.now() - timedelta(minutes=6)
        Export.objects.filter(pk=lost.pk).update(state="running", touched_at=later)
        lost.refresh_from_db()
        assert not lost.is_going_on
        files = made()
        assert "docx" in files
        assert not Export.objects.filter(pk=lost.pk).exists()
        exports.make(str(lost.uid))
        assert not Path(default_storage.path(lost.path)).exists()

    def test_a_worker_that_comes_back_gives_up(self, draft, say, officer, monkeypatch):
        say()
        export = exports.ask(draft, officer)[0]

        def superseded(one):
            Export.objects.filter(pk=export.pk).update(state="failed")
            return {None: 1}

        monkeypatch.setattr(exports, "published_counts", superseded)
        exports.make(str(export.uid))
        export.refresh_from_db()
        assert (export.state, export.file.name) == ("failed", "")

    def test_a_fault_leaves_no_file(self, draft, say, officer, monkeypatch):
        say()
        export = exports.ask(draft, officer)[0]

        def fail(*args):
            raise OSError

        monkeypatch.setattr(exports, "_WRITERS", dict.fromkeys(Export.Format, fail))
        with pytest.raises(OSError):  # noqa: PT011 whatever is written on disk
            exports.make(str(export.uid))
        export.refresh_from_db()
        assert export.state == "failed"
        assert list(Path(default_storage.path(FOLDER)).iterdir()) == []

    def test_a_newer_file_takes_the_place_of_the_older(
        self, draft, say, made, django_capture_on_commit_callbacks
    ):
        say()
        old, new = made(), made()
        assert old["docx"] != new["docx"]
        assert new["docx"].exists()
        assert not old["docx"].exists()
        assert Export.objects.count() == 2

    def test_officers_files_go_after_a_week(
        self, draft, say, made, django_capture_on_commit_callbacks
    ):
        say()
        files = made()
        Export.objects.update(created_at=clock.now() - timedelta(days=8))
        with django_capture_on_commit_callbacks(execute=True):
            exports.sweep()
        assert not any(path.exists() for path in files.values())
        assert not Export.objects.exists()

    def test_an_erased_name_goes_from_the_files(
        self, draft, say, officer, made, django_capture_on_commit_callbacks
    ):
        comment = say("a", name="Lê Hiện", name_is_shown=True)
        made()
        publish_answers(draft, django_capture_on_commit_callbacks)
        assert Export.objects.filter(is_public=True, state="ready").count() == 2
        with django_capture_on_commit_callbacks(execute=True):
            erase_author(comment, officer)
        paths = list(Path(default_storage.path(FOLDER)).iterdir())
        assert len(paths) == 2
        for path in paths:
            with zipfile.ZipFile(path) as package:
                everything = "".join(package.read(name).decode() for name in package.namelist())
            assert "Lê Hiện" not in everything
