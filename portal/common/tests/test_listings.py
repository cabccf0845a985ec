"""Pages of long lists."""

import pytest
from django.http import Http404, QueryDict

from portal.common.listings import DEEPEST_PAGE, Listing, page_number, refuse_beyond_end, slice_of


def listing(number: int, total: int, **chosen: str) -> Listing:
    return Listing([], number, total, 20, chosen, {})


@pytest.mark.parametrize(("written", "number"), [("", None), ("trang=1", 1), ("trang=200", 200)])
def test_a_page_number_is_read(written, number):
    if not written:
        assert page_number(QueryDict("")) == 1
    else:
        assert page_number(QueryDict(written)) == number


@pytest.mark.parametrize(
    "written",
    [
        "trang=",
        "trang=0",
        "trang=201",
        "trang=-1",
        "trang=x",
        "trang=1.0",
        "trang=²",
        "trang=" + "9" * 5000,
    ],
)
def test_what_is_no_page_number_is_not_found(written):
    with pytest.raises(Http404):
        page_number(QueryDict(written))


@pytest.mark.parametrize(
    ("number", "total", "there"), [(1, 0, True), (2, 20, False), (2, 21, True)]
)
def test_a_page_beyond_the_end_is_not_found(number, total, there):
    if there:
        refuse_beyond_end(number, total, 20)
    else:
        with pytest.raises(Http404):
            refuse_beyond_end(number, total, 20)


@pytest.mark.parametrize(("total", "last"), [(0, 1), (20, 1), (21, 2), (10**6, DEEPEST_PAGE)])
def test_the_last_page(total, last):
    assert listing(1, total).last == last


def test_addresses_keep_the_filters_and_drop_the_first_number():
    second = listing(2, 60, nam="2021")
    assert second.previous_address == "?nam=2021"
    assert second.next_address == "?nam=2021&trang=3"
    assert listing(3, 60).next_address == ""
    assert listing(1, 60).previous_address == ""


def test_a_list_that_is_too_long_says_so():
    assert not listing(1, DEEPEST_PAGE * 20).is_cut
    assert listing(1, DEEPEST_PAGE * 20 + 1).is_cut


def test_rows_of_a_page():
    assert slice_of(3, 20) == slice(40, 60)
    assert listing(3, 60).first_place == 41
