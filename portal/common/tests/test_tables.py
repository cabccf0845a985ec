"""Tables that people hand in: encodings, delimiters, line numbers and limits."""

import io
import time
import zipfile
from datetime import date, datetime

import pytest
from django.utils import translation
from openpyxl import Workbook

from portal.common import workbooks
from portal.common.tables import Fault, Row, read_table

PLAIN = "code,name\n09319,Thị trấn Lim\n"
LIM = {"code": "09319", "name": "Thị trấn Lim"}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def cells(data: bytes | str, **more) -> list[dict[str, str]]:
    table = read_table(data.encode() if isinstance(data, str) else data, **more)
    assert table.faults == []
    return [row.cells for row in table.rows]


def faults(data: bytes | str, **more) -> list[tuple[int, str]]:
    table = read_table(data.encode() if isinstance(data, str) else data, **more)
    return [(fault.line, fault.column) for fault in table.faults]


def workbook(*rows: list, sheets: int = 1) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for number in range(1, sheets):
        book.create_sheet(f"Other {number}").append(["other"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding):
    assert cells(PLAIN.encode(encoding)) == [LIM]


def test_utf_16_with_a_big_endian_mark():
    assert cells(b"\xfe\xff" + PLAIN.encode("utf-16-be")) == [LIM]


def test_another_encoding_is_refused_at_its_line():
    assert faults(b"code,name\n1,plain\n2," + "Hội đồng".encode()[:-4] + b"\xe9\n") == [(3, "")]


def test_zero_bytes_are_refused():
    assert faults(b"code,name\n09319,Thi tran\0 Lim of this commune\n") == [(2, "")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(delimiter):
    assert cells(PLAIN.replace(",", delimiter)) == [LIM]


def test_delimiters_inside_quotation_marks_do_not_count():
    assert cells('code;"a,b,c,d"\n1;2\n') == [{"code": "1", "a,b,c,d": "2"}]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end):
    table = read_table(end.join(["code,name", "", "1,One", "2,Two"]).encode())
    assert [row.line for row in table.rows] == [3, 4]


def test_lines_are_physical_lines():
    text = '\ncode,name\n\n1,"two\nlines"\n,\n2,"three\n\nlines"\n3,x\n'
    table = read_table(text.encode())
    assert table.header_line == 2
    assert [(row.line, row["code"]) for row in table.rows] == [(4, "1"), (7, "2"), (10, "3")]
    assert table.rows[0]["name"] == "two lines"


def test_text_is_composed_and_spaces_are_plain():
    decomposed = "Thị trấn Lim".encode()
    assert cells("code,name\n09319,\u00a0 Thi\u0323\u00a0tra\u0302\u0301n Lim \n") == [
        {"code": "09319", "name": decomposed.decode()}
    ]


def test_header_names_are_lower_case_without_blanks_around():
    assert cells(" Code , NAME ,,\n1,One,,\n") == [{"code": "1", "name": "One"}]


def test_a_short_row_has_empty_cells_and_a_long_one_is_a_fault():
    table = read_table(b"code,name\n1\n2,Two,more\n3,Three,\n")
    assert [row.cells["name"] for row in table.rows] == ["", "Three"]
    assert [(fault.line, fault.column) for fault in table.faults] == [(3, "")]


def test_a_column_that_is_not_there_reads_as_empty():
    assert Row(2, {"code": "1"})["note"] == ""


def test_missing_columns_are_faults_at_the_header():
    table = read_table(b"\ncode,name\n1,One\n")
    assert [(f.line, f.column) for f in table.missing(["code", "kind"])] == [(2, "kind")]


def test_an_unreadable_file_does_not_report_missing_columns_too():
    table = read_table(b"")
    assert [fault.line for fault in table.faults] == [0]
    assert table.missing(["code"]) == []


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b" , \n"])
def test_an_empty_file_is_a_fault(data):
    assert faults(data) == [(0, "")]


def test_a_header_with_a_name_twice_or_none():
    assert faults("code,code,,name\n1,2,3,4\n") == [(1, ""), (1, "code")]


@pytest.mark.parametrize(
    "text", ['code,name\n1,One\n2,"Two\n3,Three\n', 'code,name\n1,One\n2,"T"wo\n']
)
def test_quotation_marks_that_do_not_close(text):
    table = read_table(text.encode())
    assert [(fault.line, fault.column) for fault in table.faults] == [(3, "")]
    assert [row["code"] for row in table.rows] == ["1"]


@pytest.mark.parametrize("quote", ["", '"'], ids=["bare", "quoted"])
def test_a_huge_cell_is_called_what_it_is(quote):
    table = read_table(f"code,name\n1,One\n2,{quote}{'a' * 140_000}{quote}\n".encode())
    (fault,) = table.faults
    assert (fault.line, fault.column) == (3, "")
    assert fault.message.startswith("A cell that begins in this line is longer than 131072")
    assert [row["code"] for row in table.rows] == ["1"]


def test_marks_that_do_not_close_before_much_text_are_still_hinted_at():
    (fault,) = read_table(('code,name\n1,"One\n' + "2,Two\n" * 30_000).encode()).faults
    assert fault.line == 2
    assert "quotation marks" in fault.message


@pytest.mark.parametrize(
    "first", ["sep=;", "SEP=;", '"sep=;"', "sep=|", "sep=\t"], ids=lambda text: repr(text)
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_first_line_may_name_the_delimiter(first, end):
    delimiter = first.strip('"')[-1]
    lines = [first, delimiter.join(["code", "a,b"]), delimiter.join(["1", "x,y,z"])]
    table = read_table(end.join(lines).encode("utf-8-sig"))
    assert table.faults == []
    assert [(row.line, row.cells) for row in table.rows] == [(3, {"code": "1", "a,b": "x,y,z"})]


@pytest.mark.parametrize("first", ["sep=ab", "sep=x", 'sep="', "sep=;code"])
def test_a_first_line_that_names_none_is_a_header(first):
    assert read_table(f"{first}\n1\n".encode()).header_line == 1


def test_the_most_rows():
    text = "code\n1\n2\n3\n"
    assert len(cells(text, max_rows=3)) == 3
    assert faults(text, max_rows=2) == [(4, "")]


def test_the_most_bytes(tmp_path):
    path = tmp_path / "units.csv"
    path.write_text(PLAIN, encoding="utf-8")
    size = path.stat().st_size
    assert read_table(path, max_bytes=size).faults == []
    fault = read_table(path, max_bytes=size - 1).faults[0]
    assert fault.line == 0
    assert "units.csv" in fault.message


def test_the_most_columns():
    assert cells(",".join(f"c{n}" for n in range(60)) + "\n1\n")
    assert faults(",".join(f"c{n}" for n in range(61)) + "\n1\n") == [(1, "")]


def test_the_longest_cell():
    assert cells("code\n" + "x" * 2000 + "\n")
    assert faults("code\n" + "x" * 2001 + "\n") == [(2, "code")]


def test_many_marks_on_a_letter_are_a_fault_and_cost_nothing():
    start = time.perf_counter()
    assert faults("code,name\n1,a" + "\u0323" * 1900 + "\n") == [(2, "name")]
    assert time.perf_counter() - start < 1


def test_a_path_that_cannot_be_read(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_table(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault(3, "code", "Wrong."), "line 3, column code: Wrong."),
        (Fault(3, "", "Wrong."), "line 3: Wrong."),
        (Fault(0, "", "Wrong."), "Wrong."),
    ],
)
def test_a_fault_says_where(fault, text):
    assert str(fault) == text


class TestWorkbooks:
    def test_the_first_sheet_is_read_with_its_row_numbers(self):
        data = workbook([], ["code", "name"], [], ["09319", "Thị trấn Lim"], sheets=2)
        table = read_table(data, name="units.csv")
        assert (table.header_line, table.rows) == (2, [Row(4, LIM)])

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (27, "27"),
            (27.0, "27"),
            (2.5, "2.5"),
            (date(2021, 2, 3), "2021-02-03"),
            (datetime(2021, 2, 3), "2021-02-03"),
            (datetime(2021, 2, 3, 8, 30), "2021-02-03 08:30:00"),
            ("=1+1", ""),
            (None, ""),
        ],
    )
    def test_cells_as_people_see_them(self, value, text):
        assert cells(workbook(["code", "value"], ["x", value])) == [{"code": "x", "value": text}]

    def test_the_most_rows(self):
        data = workbook(["code"], ["1"], ["2"], ["3"])
        assert len(cells(data, max_rows=3)) == 3
        assert faults(data, max_rows=2) == [(4, "")]

    def test_a_cell_far_to_the_right_is_not_filled_up_to(self):
        book = Workbook()
        book.active["A1"], book.active["XFD2"] = "code", "far"
        stream = io.BytesIO()
        book.save(stream)
        assert faults(stream.getvalue()) == []

    def test_a_cell_far_below_is_not_walked_to(self):
        book = Workbook()
        book.active["A1"], book.active["A1048576"] = "code", "far"
        stream = io.BytesIO()
        book.save(stream)
        start = time.perf_counter()
        assert faults(stream.getvalue()) == [(0, "")]
        assert time.perf_counter() - start < 2

    def test_a_damaged_workbook(self):
        assert faults(workbook(["code"], ["1"])[:-200]) == [(0, "")]

    def test_a_zip_file_that_is_no_workbook(self):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("code.csv", PLAIN)
        assert faults(stream.getvalue()) == [(0, "")]

    def test_entities_are_refused(self):
        source = zipfile.ZipFile(io.BytesIO(workbook(["code"], ["1"])))
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name in source.namelist():
                text = source.read(name)
                if name.endswith("sheet1.xml"):
                    text = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + text
                archive.writestr(name, text)
        assert faults(stream.getvalue()) == [(0, "")]

    @pytest.mark.parametrize("bound", ["MAX_ENTRIES", "MAX_UNPACKED", "MAX_RATIO"])
    def test_a_workbook_that_would_grow_is_not_opened(self, monkeypatch, bound):
        data = workbook(["code"], ["1"])
        assert faults(data) == []
        monkeypatch.setattr(workbooks, bound, 0)
        monkeypatch.setattr(workbooks, "load_workbook", None)
        table = read_table(data)
        assert [fault.line for fault in table.faults] == [0]
        assert "too large" in table.faults[0].message

    def test_a_bomb_is_refused_quickly(self):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (workbooks.MAX_UNPACKED + 1))
        start = time.perf_counter()
        assert faults(stream.getvalue()) == [(0, "")]
        assert time.perf_counter() - start < 1
