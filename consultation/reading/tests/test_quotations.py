"""Which lines are quoted, and which quotations never end."""

import pytest

from consultation.reading.quotations import find_quotations


def quoted(*lines: str) -> str:
    return "".join("q" if flag else "-" for flag in find_quotations(lines).quoted)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("1. “A” và “B”.", "2. C."), "--"),
        (("như sau:", "“2. A", "3. B.”.", "c"), "--q-"),
        (("sau: “2. A", "có “cụm từ” trong", "B.”;", "c"), "-qq-"),
        (('"2. A', 'có "cụm từ" trong', 'B.".', "c"), "-qq-"),
        (("“A", "“B lặp lại dấu mở", "C”.", "d"), "-qq-"),
        (("“A", "B ”.", "c"), "-q-"),
        (("“A", "B.“", "c"), "-q-"),
        (("”A", "B.”", "c"), "-q-"),
        (("“A", "“B” là gì”", "c"), "-q-"),
        (('Màn hình 24" và 32"', "b"), "--"),
    ],
)
def test_lines_inside(lines, expected):
    found = find_quotations(lines)
    assert quoted(*lines) == expected
    assert found.unclosed == []


def test_one_never_closed_does_not_swallow_the_rest():
    found = find_quotations(["1. “A", "2. B", "3. “C", "D”.", "4. E"])
    assert found.unclosed == [0]
    assert list(found.quoted) == [0, 0, 0, 1, 0]


def test_a_closing_mark_too_many_is_passed_over():
    found = find_quotations(["1. A”.", "2. B"])
    assert (found.unclosed, list(found.quoted)) == ([], [0, 0])


def test_many_open_quotations_take_linear_time():
    found = find_quotations(["“A"] * 200_000)
    assert len(found.quoted) == 200_000
