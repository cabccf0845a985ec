"""Correcting what was read."""

from dataclasses import astuple, replace

import pytest

from consultation.conftest import FIRST_TEXT
from consultation.reading.services import read_text
from consultation.reading.tests.corpus.collection import READABLE
from consultation.reading.tests.test_corpus import read
from consultation.versions import preparing
from consultation.versions.preparing import OUTERMOST, Row, Way


def rows() -> list[Row]:
    return preparing.rows_of(read_text(FIRST_TEXT).provisions)


def addresses(changed: list[Row]) -> list[str]:
    return [one.address for one in preparing.provisions_of(changed)]


@pytest.mark.parametrize("document", READABLE, ids=lambda document: document.name)
def test_what_was_read_comes_back_unchanged(document):
    provisions = read(document).provisions
    back = preparing.provisions_of(preparing.rows_of(provisions))
    assert [astuple(one) for one in back] == [astuple(one) for one in provisions]


def test_addresses_below_follow_another_number():
    changed = preparing.corrected(rows(), 1, replace(rows()[1], number="2a"))
    assert addresses(changed)[1:4] == ["dieu-2a", "dieu-2a.khoan-1", "dieu-2a.khoan-2"]


def test_a_corrected_heading_moves_nothing():
    changed = preparing.corrected(rows(), 1, replace(rows()[1], heading="Mức chi"))
    assert addresses(changed) == addresses(rows())
    assert changed[1].heading == "Mức chi"


def test_the_same_number_twice_keeps_two_addresses():
    changed = preparing.corrected(rows(), 6, replace(rows()[6], number="1"))
    assert addresses(changed)[6] == "dieu-1-2"


def test_joining_keeps_the_words_and_what_stood_below():
    changed = preparing.without(rows(), 3, Way.JOIN)
    assert changed[2].text.endswith("Khoản 2\nHỗ trợ 10 triệu đồng mỗi năm cho Ban Biên tập:") or (
        "Hỗ trợ 10 triệu đồng" in changed[2].text
    )
    assert addresses(changed) == [
        "dieu-1", "dieu-2", "dieu-2.khoan-1", "dieu-2.diem-a", "dieu-2.diem-b", "dieu-3",
    ]  # fmt: skip


def test_removing_drops_the_words():
    changed = preparing.without(rows(), 0, Way.REMOVE)
    assert addresses(changed)[0] == "dieu-2"
    assert changed[1].parent == 0
    assert not any("Phạm vi" in row.heading for row in changed)


def test_an_inserted_row_stands_behind_its_model_and_shifts_the_rest():
    changed = preparing.inserted(rows(), 1)
    assert [row.kind for row in changed[:3]] == ["article", "article", "article"]
    assert changed[2].parent == OUTERMOST
    # The clauses of article 2 stay below it.
    assert [changed[row.parent].number for row in changed if row.kind == "clause"] == ["2", "2"]
    assert preparing.faults_of(changed)


def test_a_row_stands_under_what_came_before_it_alone():
    assert preparing.possible_parents(rows(), 4) == [3, 1, OUTERMOST]
    assert preparing.possible_parents(rows(), 0) == [OUTERMOST]
