"""Word's rules of counting, one at a time."""

import io

import pytest

from consultation.reading.numbering import read_numbering
from consultation.reading.styles import Style
from consultation.reading.tests.corpus import builder
from consultation.reading.tests.corpus.builder import Level
from consultation.reading.tree import DraftUnreadable

PLAIN = Style()


def lists(*entries: str):
    return read_numbering(io.BytesIO(builder.numbering(*entries).encode()))


def labels(numbering, *places: tuple[int, int]) -> list[str]:
    return [numbering.label(listing, level, PLAIN) for listing, level in places]


THREE = builder.abstract(0, Level("Điều %1."), Level("%1.%2."), Level("%3)", "lowerLetter"))


def test_deeper_levels_begin_anew_and_show_those_above():
    counted = lists(THREE, builder.listed(1, 0))
    places = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)]
    assert labels(counted, *places) == [
        "Điều 1.", "1.1.", "1.2.", "a)", "1.3.", "a)", "Điều 2.", "2.1.",
    ]  # fmt: skip


def test_level_above_that_was_never_used_shows_its_start():
    counted = lists(builder.abstract(0, Level("%1", start=7), Level("%1.%2")), builder.listed(1, 0))
    assert labels(counted, (1, 1), (1, 1), (1, 0)) == ["7.1", "7.2", "7"]


def test_lists_of_one_definition_count_together_and_others_alone():
    counted = lists(THREE, builder.abstract(5, Level("%1")), builder.listed(1, 0),
                    builder.listed(2, 0), builder.listed(3, 5))  # fmt: skip
    assert labels(counted, (1, 0), (3, 0), (2, 0), (3, 0)) == ["Điều 1.", "1", "Điều 2.", "2"]


def test_override_restarts_once_and_is_the_start_after_levels_above():
    counted = lists(THREE, builder.listed(1, 0), builder.listed(2, 0, level_1=5))
    places = [(1, 0), (1, 1), (2, 1), (2, 1), (1, 1), (2, 0), (2, 1)]
    assert labels(counted, *places) == [
        "Điều 1.",
        "1.1.",
        "1.5.",
        "1.6.",
        "1.7.",
        "Điều 2.",
        "2.5.",
    ]


@pytest.mark.parametrize(
    ("restart", "last"), [("", "1"), ('<w:lvlRestart w:val="0"/>', "3"), ('<w:lvlRestart w:val="1"/>', "3")]
)  # fmt: skip
def test_restart_says_after_which_level(restart, last):
    deepest = Level("%3", more=restart)
    counted = lists(builder.abstract(0, Level("%1"), Level("%2"), deepest), builder.listed(1, 0))
    places = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2)]
    assert labels(counted, *places)[-1] == last


def test_restart_after_the_first_level_happens_there():
    deepest = Level("%3", more='<w:lvlRestart w:val="1"/>')
    counted = lists(builder.abstract(0, Level("%1"), Level("%2"), deepest), builder.listed(1, 0))
    assert labels(counted, (1, 0), (1, 1), (1, 2), (1, 0), (1, 2))[-1] == "1"


def test_legal_numbering_writes_all_counters_in_figures():
    legal = Level("%1.%2", more="<w:isLgl/>")
    counted = lists(builder.abstract(0, Level("%1", "upperRoman"), legal), builder.listed(1, 0))
    assert labels(counted, (1, 0), (1, 0), (1, 1)) == ["I", "II", "2.1"]


def test_level_of_a_style_is_the_one_linked_to_it():
    linked = Level("%2)", "lowerLetter", more='<w:pStyle w:val="Diem"/>')
    counted = lists(builder.abstract(0, Level("%1."), linked), builder.listed(1, 0))
    style = Style(list_id=1, linked=("DiemDam", "Diem"))
    assert counted.label(None, None, style) == "a)"
    assert counted.label(None, 0, style) == "1."


def test_paragraphs_own_list_comes_before_its_style():
    counted = lists(
        THREE, builder.abstract(1, Level("%1/")), builder.listed(1, 0), builder.listed(2, 1)
    )
    style = Style(list_id=1, level=2)
    assert counted.label(2, None, style) == "1/"
    assert counted.label(None, None, style) == "a)"
    assert counted.label(0, None, style) == ""


def test_definition_may_stand_behind_a_style_of_lists():
    behind = '<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="Luat"/></w:abstractNum>'
    real = builder.abstract(9, Level("Điều %1.")).replace(
        "<w:lvl ", '<w:styleLink w:val="Luat"/><w:lvl ', 1
    )
    counted = lists(behind, real, builder.listed(1, 4), builder.listed(2, 9))
    assert labels(counted, (1, 0), (2, 0)) == ["Điều 1.", "Điều 2."]


def test_definitions_that_refer_to_each_other_end():
    circle = (
        '<w:abstractNum w:abstractNumId="4"><w:styleLink w:val="A"/><w:numStyleLink w:val="A"/>'
        "</w:abstractNum>"
    )
    assert lists(circle, builder.listed(1, 4)).label(1, 0, PLAIN) == ""


def test_level_redefined_for_one_list_only():
    own = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>'
        "</w:lvlOverride></w:num>"
    )
    counted = lists(THREE, builder.listed(1, 0), own)
    assert labels(counted, (1, 0), (2, 0), (1, 0)) == ["Điều 1.", "II", "Điều 3."]


@pytest.mark.parametrize("place", [(42, 0), (0, 0), (1, 8), (1, 99), (1, -3)])
def test_what_is_not_defined_breaks_nothing(place):
    counted = lists(THREE, builder.listed(1, 0))
    assert counted.label(*place, PLAIN) in ("", "Điều 1.")


def test_file_without_lists_has_no_labels():
    assert read_numbering(None).label(1, 0, PLAIN) == ""


def test_too_many_definitions_are_refused():
    with pytest.raises(DraftUnreadable) as refused:
        lists(*(builder.listed(index, 0) for index in range(1, 20_005)))
    assert refused.value.code == "too-large"
