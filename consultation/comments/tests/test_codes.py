"""Codes: every wrong letter and every exchange of neighbours is noticed, all of them."""

import random
from collections.abc import Iterator

import pytest

from consultation.comments.codes import (
    ALPHABET,
    CODE_LENGTH,
    RANDOM_LETTERS,
    new_code,
    read_code,
    written,
)

PAIRS = [(one, other) for one in ALPHABET for other in ALPHABET if one != other]


def completed(letters: str) -> str | None:
    """The code that begins with these letters; None for one of those that are not given out."""
    found = [letters + check for check in ALPHABET if read_code(letters + check)]
    assert len(found) <= 1
    return found[0] if found else None


def codes_with(place: int, letters: str) -> Iterator[str]:
    """Two codes that have these letters from a place on."""
    rest = random.Random(f"{place}{letters}")
    found = 0
    while found < 2:
        others = [rest.choice(ALPHABET) for _each in range(RANDOM_LETTERS)]
        others[place : place + len(letters)] = letters
        code = completed("".join(others))
        if code:
            found += 1
            yield code


class TestCheckLetter:
    @pytest.mark.parametrize("place", range(RANDOM_LETTERS))
    def test_each_wrong_letter_at_each_place(self, place):
        for right in ALPHABET:
            for code in codes_with(place, right):
                for wrong in set(ALPHABET) - {right}:
                    assert read_code(code[:place] + wrong + code[place + 1 :]) is None

    def test_each_wrong_check_letter(self):
        for _each in range(200):
            code = new_code()
            for wrong in set(ALPHABET) - {code[-1]}:
                assert read_code(code[:-1] + wrong) is None

    @pytest.mark.parametrize("place", range(RANDOM_LETTERS - 1))
    def test_each_exchange_of_neighbours_at_each_place(self, place):
        for one, other in PAIRS:
            for code in codes_with(place, one + other):
                exchanged = code[:place] + other + one + code[place + 2 :]
                assert read_code(exchanged) is None

    def test_each_exchange_of_the_last_letter_with_the_check_letter(self):
        seen = set()
        for one, other in PAIRS:
            rest = random.Random(one + other)
            for _each in range(2_000):
                start = "".join(rest.choice(ALPHABET) for _place in range(RANDOM_LETTERS - 1))
                if read_code(start + one + other):
                    assert read_code(start + other + one) is None
                    seen.add((one, other))
                    break
        assert seen == set(PAIRS)

    def test_a_letter_that_is_missing_or_too_much(self):
        code = new_code()
        for place in range(CODE_LENGTH):
            assert read_code(code[:place] + code[place + 1 :]) is None
            assert read_code(code[:place] + "7" + code[place:]) is None


class TestReading:
    def test_what_is_given_out_is_read(self):
        for _each in range(1_000):
            code = new_code()
            assert len(code) == CODE_LENGTH
            assert set(code) <= set(ALPHABET)
            assert read_code(code) == read_code(written(code)) == code

    @pytest.mark.parametrize("change", [str.lower, lambda code: f"  {code}\n", " ".join, "–".join])
    def test_however_it_is_typed(self, change):
        for _each in range(50):
            code = new_code()
            assert read_code(change(code)) == code

    def test_letters_that_look_like_figures(self):
        code = completed("0123456789")
        assert code is not None
        for look_alike in ("I", "L", "i", "l"):
            assert read_code(code.replace("1", look_alike)) == code
        for look_alike in ("O", "o"):
            assert read_code(code.replace("0", look_alike)) == code

    @pytest.mark.parametrize(
        "typed", ["", "-", "U" * 11, "ABCDEFGHJK*", "ß" * 11, "Đ" * 11, "7" * 5_000, "\x00" * 11]
    )
    def test_what_is_no_code(self, typed):
        assert read_code(typed) is None

    def test_groups_are_short_enough_to_be_said(self):
        assert [len(group) for group in written(new_code()).split("-")] == [4, 4, 3]

    def test_no_two_are_alike(self):
        assert len({new_code() for _each in range(20_000)}) == 20_000
