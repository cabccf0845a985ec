"""Headings and palettes are read as people write them, and told as the file writes them."""

import pytest
from django.utils.translation import override

from sites.profile import palettes
from sites.provisioning.batch import plan_table
from sites.provisioning.checking import FileRefused
from sites.provisioning.columns import HEADINGS, heading, missing, palette_key, read_portals, unread
from sites.provisioning.tests.conftest import DAY

VIETNAMESE = "Mã đơn vị,Tên đơn vị,Tên miền,Bảng màu,Họ tên quản trị viên,Thư điện tử quản trị viên"


def read(text: str):
    return read_portals(text.encode(), "x.csv")


@pytest.mark.parametrize(
    "header",
    [
        VIETNAMESE,
        VIETNAMESE.upper(),
        "ma don vi,ten don vi,ten mien,bang mau,ho ten quan tri vien,thu dien tu quan tri vien",
        "MaDonVi, Tên  đơn_vị ,ten-mien,BẢNG MÀU:,Họ tên quản trị viên*,Thư điện tử quản trị viên",
        ",".join(HEADINGS),
        ",".join(HEADINGS).upper(),
    ],
    ids=["Vietnamese", "capitals", "plain", "signs", "codes", "code capitals"],
)
def test_each_way_of_writing_a_header_means_the_same(header):
    table = read(header + "\n09334,Liên Bão,a,b,c,d\n")
    assert table.columns == tuple(HEADINGS)
    assert table.rows[0].cells == dict(
        zip(HEADINGS, ["09334", "Liên Bão", "a", "b", "c", "d"], strict=True)
    )
    assert table.faults == []
    assert unread(table) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_language_of_who_checks_does_not_matter(language):
    with override(language):
        assert read(VIETNAMESE).columns == tuple(HEADINGS)
        assert read("Code of the unit,Host name").columns == ("unit_code", "host_name")


def test_a_column_is_named_as_the_file_writes_it():
    table = read("MÃ ĐƠN VỊ,host_name\n")
    assert heading(table, "unit_code") == "MÃ ĐƠN VỊ"
    assert heading(table, "host_name") == "host_name"
    assert heading(table, "palette") == "Bảng màu"


def test_a_column_by_two_names_is_a_fault_of_the_header():
    table = read("Mã đơn vị,unit_code\n09334,09337\n")
    (fault,) = table.faults
    assert (fault.line, fault.column) == (1, "unit_code")
    assert "Mã đơn vị" in fault.message
    assert plan_table(table, DAY).sites == []


def test_a_heading_that_stands_twice_is_told_once():
    (fault,) = read("Mã đơn vị,mã đơn vị\n").faults
    assert fault.line == 1


def test_what_nobody_reads_is_told():
    assert unread(read("Mã đơn vị,Giao diện,Ghi chú\n")) == ["Giao diện", "Ghi chú"]


def test_a_missing_column_is_called_by_its_name():
    (fault,) = missing(read("Tên miền\n"))
    assert (fault.line, fault.column) == (1, "Mã đơn vị")
    assert missing(read("ma don vi\n")) == []


@pytest.mark.parametrize("key", palettes.PALETTES)
def test_a_palette_is_called_by_name_or_code(key):
    for language in ("vi", "en"):
        with override(language):
            name = str(palettes.PALETTES[key][0])
        assert palette_key(name) == palette_key(name.upper()) == key
    assert palette_key(key) == palette_key(f" {key.upper()} ") == key


@pytest.mark.parametrize(
    ("written", "key"), [("ngoc bich", "jade"), ("ĐỎ THẪM", "crimson"), ("hồng", "hồng"), ("", "")]
)
def test_a_palette_needs_no_diacritics_and_an_unknown_one_stays(written, key):
    assert palette_key(written) == key


def test_a_vietnamese_file_is_checked_and_its_faults_are_cited_in_its_words(checked):
    run = checked(
        (
            "Mã đơn vị;TÊN MIỀN;Bang mau;Ghi chú\n"
            "09334;;Tím mận;\n9337;;;\n09340;xa_x.bacninh.localhost;;\n09343;;hồng;\n"
        ).encode()
    )
    (good,) = run.rows.good()
    assert (good.unit_code, good.palette) == ("09334", "plum")
    assert [(row.line, row.column, row.unit_code) for row in run.rows.faulty()] == [
        (3, "Mã đơn vị", "9337"),
        (4, "TÊN MIỀN", "09340"),
        (5, "Bang mau", "09343"),
    ]
    assert "ngọc bích" in run.rows.faulty().last().message
    assert "jade" not in run.rows.faulty().last().message
    assert run.unread_columns == "Ghi chú"


def test_a_file_without_the_code_is_refused_in_words(checked):
    with pytest.raises(FileRefused, match="Mã đơn vị"):
        checked("Tên,Huyện\nLiên Bão,Tiên Du\n".encode())
