"""Addresses can be read, are ASCII, and each is given once."""

import pytest

from consultation.reading.addresses import Addresses, segment
from consultation.reading.recognition import Level


@pytest.mark.parametrize(
    ("level", "number", "address"),
    [
        (Level.ARTICLE, "5", "dieu-5"),
        (Level.ARTICLE, "5đ", "dieu-5dd"),
        (Level.CLAUSE, "2a", "khoan-2a"),
        (Level.POINT, "đ", "diem-dd"),
        (Level.POINT, "d", "diem-d"),
        (Level.SUBCLAUSE, "1.1", "diem-1-1"),
        (Level.CHAPTER, "IIa", "chuong-iia"),
        (Level.PART, "thứ hai", "phan-2"),
        (Level.PART, "THỨ MƯỜI MỘT", "phan-11"),
        (Level.PART, "I", "phan-i"),
        (Level.SUBSECTION, "2", "tieu-muc-2"),
        (Level.ANNEX, "", "phu-luc"),
        (Level.ANNEX, "IV", "phu-luc-iv"),
        (Level.FORM, "01/ĐK", "mau-01-ddk"),
    ],
)
def test_segments(level, number, address):
    assert segment(level, number) == address


def test_attached_text_is_named_by_its_kind():
    assert segment(Level.ATTACHED, "", "ĐIỀU LỆ") == "dieu-le"


def test_an_address_is_given_once():
    addresses = Addresses()
    wanted = ["a", "a", "a-2", "a", "a-2"]
    given = [addresses.take(one) for one in wanted]
    assert given[:2] == ["a", "a-2"]
    assert len(set(given)) == len(given)
