"""A version's tree, and which provisions are sought in the whole other version."""

import pytest

from consultation.reading.tree import Kind, Provision
from consultation.versions.outline import Outline
from consultation.versions.tests.documents import version
from consultation.versions.wording import Alphabet


def outline(text: str) -> Outline:
    return Outline(version(text), Alphabet())


def units(text: str) -> list[str]:
    found = outline(text)
    return [found.provisions[place].address for place in found.units]


def test_articles_are_units_and_nothing_below_them():
    assert units("Chương I A\nĐiều 1. B\n1. C\na) D\nĐiều 2. E") == ["dieu-1", "dieu-2"]


def test_without_articles_the_outermost_paragraphs_are():
    text = "Phần I A\n1. B\na) C\n2. D\nPhần II E\n1. F"
    assert units(text) == ["phan-i.khoan-1", "phan-i.khoan-2", "phan-ii.khoan-1"]


def test_a_frame_that_holds_nothing_is_one_itself():
    assert units("Điều 1. A\nPhụ lục I Bảng giá\nHàng một.") == ["dieu-1", "phu-luc-i"]


def test_words_of_what_is_below_belong_to_the_whole():
    found = outline("Điều 1. Phí\n1. Thu phí.\na) Miễn phí.")
    assert [len(words) for words in found.words] == [5, 4, 2]
    assert [len(words) for words in found.own_words] == [1, 2, 2]


def test_a_bag_does_not_know_the_order_of_sentences():
    alphabet = Alphabet()
    one = Outline(version("Điều 1. A\n1. Thu phí.\n2. Nộp đơn."), alphabet)
    other = Outline(version("Điều 1. A\n1. Nộp đơn.\n2. Thu phí."), alphabet)
    assert one.words[0] != other.words[0]
    assert set(one.bags[0]) & set(other.bags[0]) >= set(one.words[0])


def test_numbers_below_do_not_make_two_wholes_differ_but_levels_do():
    one, other = outline("Điều 1. A\n1. B\n2. C"), outline("Điều 9. A\n4. B\n5. C")
    assert one.whole[0] == other.whole[0]
    assert outline("Điều 1. A\n1. B\na) C").whole[0] != one.whole[0]


def test_branches_are_those_of_parts_and_annexes():
    found = outline("Điều 1. A\nPhần I CHUNG\nChương I B\nĐiều 1. C")
    assert found.branches == [("", ""), *[("part", "chung")] * 3]
    assert outline("Chương I A\nĐiều 1. B").branches == [("", "")] * 2
    assert outline("Phụ lục I D\n1. E").branches == [("annex", "d")] * 2


@pytest.mark.parametrize("parent", ["dieu-9", "dieu-1.khoan-1"])
def test_a_parent_that_does_not_stand_before_counts_as_none(parent):
    clause = Provision(Kind.CLAUSE, "1", "", "A", parent, "dieu-1.khoan-1")
    assert Outline([clause], Alphabet()).parents == [None]


def test_children_of_several_are_in_order():
    found = outline("Điều 1. A\n1. B\nĐiều 2. C\n1. D")
    assert found.children_of([2, 0]) == [1, 3]
