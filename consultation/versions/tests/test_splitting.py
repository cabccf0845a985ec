"""When words that went apart, or came together, are a split or a merger."""

import pytest

from consultation.versions.splitting import LEAST_GAIN, _clusters, _covered, _parts_of, _runs
from consultation.versions.tests.documents import mapped

WHOLE = "abcdefghijklmnopqrst"


def parts(*words: str, ranks: dict[int, int] | None = None) -> list[int]:
    """Which of the texts, a letter for each word, are parts of the whole."""
    places = list(range(len(words)))
    return _parts_of(WHOLE, places, list(words), ranks or {place: place for place in places})


class TestRuns:
    @pytest.mark.parametrize(
        ("words", "runs"), [("", []), ("ab", []), ("abc", ["abc"]), ("abcd", ["abc", "bcd"])]
    )
    def test_three_words_in_a_row(self, words, runs):
        assert _runs(words) == runs

    def test_a_word_is_covered_by_any_run_that_holds_it(self):
        assert _covered("xabcdy", {"abc", "bcd"}) == {1, 2, 3, 4}
        assert _covered("xaxbxc", set(_runs(WHOLE))) == set()


class TestParts:
    def test_halves_are(self):
        assert parts("abcdefghij", "klmnopqrst") == [0, 1]

    def test_one_part_alone_is_not(self):
        assert parts("abcdefghijklmnop") == []

    def test_seven_tenths_of_the_whole_are_enough_and_less_is_not(self):
        assert parts("abcdefg", "mnopqrs") == [0, 1]
        assert parts("abcdefg", "mnopqr") == []

    def test_most_of_a_part_must_come_from_the_whole(self):
        assert parts("abcdefghij", "klmnopqrst0123") == [0, 1]
        assert parts("abcdefghij", "klmnopqrst01234567") == []

    def test_a_part_must_bring_words_of_its_own(self):
        assert parts("abcdefghijklmnop", "ghijkl", "qrst") == [0, 2]
        assert len("qrst") == LEAST_GAIN
        assert parts("abcdefghijklmnopq", "rst") == []

    def test_parts_stand_together(self):
        assert parts("abcdefghij", "klmnopqrst", ranks={0: 0, 1: 3}) == [0, 1]
        assert parts("abcdefghij", "klmnopqrst", ranks={0: 0, 1: 4}) == []

    def test_groups_of_neighbours(self):
        ranks = {place: place for place in range(20)}
        assert _clusters([1, 2, 5, 9, 12], ranks) == [[1, 2, 5], [9, 12]]
        assert _clusters([], ranks) == []


START = "Chủ hộ giữ vệ sinh trước cửa hàng và thu gom rác đúng giờ quy định"
END = "khách hàng gửi xe vào nơi có vạch sơn và tắt máy khi dắt xe qua cổng chợ"


def clauses(*texts: str) -> str:
    return "Điều 1. Chợ\n" + "\n".join(f"{place}. {text}." for place, text in enumerate(texts, 1))


class TestVersions:
    def test_nine_words_are_too_few_to_be_split(self):
        found = mapped(
            clauses("Giữ vệ sinh; gửi xe đúng nơi quy định"),
            clauses("Giữ vệ sinh", "Gửi xe đúng nơi quy định"),
        )
        assert "split" not in found.values()

    def test_parts_that_changed_places(self):
        found = mapped(clauses(f"{START}; {END}"), clauses(END, START))
        assert found["dieu-1.khoan-1 > dieu-1.khoan-1 + dieu-1.khoan-2"] == "split"

    def test_a_part_that_was_there_before_is_none(self):
        found = mapped(clauses(f"{START}; {END}", END), clauses(START, END))
        assert "split" not in found.values()
        assert found["dieu-1.khoan-2 > dieu-1.khoan-2"] == "same"

    def test_two_equal_wholes_do_not_share_their_parts(self):
        whole = f"{START}; {END}"
        found = mapped(clauses(whole, f"{whole} mới"), clauses(START, END))
        assert found["dieu-1.khoan-1 > dieu-1.khoan-1"] == "changed"
        assert found["dieu-1.khoan-2 > dieu-1.khoan-2"] == "changed"

    def test_a_formula_that_stands_everywhere_is_no_part(self):
        formula = "Chủ trì, phối hợp với các cơ quan liên quan tổ chức kiểm tra"
        old = clauses(f"{formula}; {START}", *[f"{formula} {place}" for place in "abc"])
        new = clauses(START, *[f"{formula} {place}" for place in "abcd"])
        found = mapped(old, new)
        assert found["dieu-1.khoan-2 > dieu-1.khoan-2"] == "same"
        assert found["dieu-1.khoan-4 > dieu-1.khoan-4"] == "same"

    def test_points_below_a_clause_that_was_split_follow_their_words(self):
        old = f"Điều 1. Chợ\n1. {START}; {END}:\na) Xe máy để ở sân trước.\nb) Xe tải để ở sân sau."
        new = f"Điều 1. Chợ\n1. {START}.\n2. {END}:\na) Xe máy để ở sân trước.\nb) Xe tải để ở sân sau."
        found = mapped(old, new)
        assert found["dieu-1.khoan-1 > dieu-1.khoan-1 + dieu-1.khoan-2"] == "split"
        assert found["dieu-1.khoan-1.diem-a > dieu-1.khoan-2.diem-a"] == "same"
        assert found["dieu-1.khoan-1.diem-b > dieu-1.khoan-2.diem-b"] == "same"
