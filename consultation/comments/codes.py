"""Codes that citizens keep, read out on the telephone and type again."""

import re
import secrets

# Without I, L, O and U, which are taken for 1, 0 and V (Crockford's alphabet).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# 50 bits: nobody guesses one, and a million of them rarely meet.
RANDOM_LETTERS = 10
GROUP = 4
# A prime above the size of the alphabet finds each wrong letter and each exchange of two.
PRIME = 37
# For the remainders above the alphabet.
CHECK_LETTERS = ALPHABET + "*~$=U"
CODE_LENGTH = RANDOM_LETTERS + 1
_TYPED = {"I": "1", "L": "1", "O": "0"}


def new_code() -> str:
    """A code with its check letter, without hyphens."""
    while True:
        letters = "".join(secrets.choice(ALPHABET) for _place in range(RANDOM_LETTERS))
        check = _check(letters)
        # Signs are hard to say; such codes are not given out.
        if check in ALPHABET:
            return letters + check


def written(code: str) -> str:
    """A code as people see it: in groups of four letters."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(typed: str) -> str | None:
    """The code that somebody typed, in any case, with or without hyphens.

    Returns:
        None where a letter is wrong, missing or too much.
    """
    plain = re.sub(r"[\s.\-–—]", "", typed[:60]).upper()
    plain = "".join(_TYPED.get(letter, letter) for letter in plain)
    if len(plain) != CODE_LENGTH or any(letter not in ALPHABET for letter in plain):
        return None
    return plain if _check(plain[:-1]) == plain[-1] else None


def _check(letters: str) -> str:
    number = 0
    for letter in letters:
        number = number * len(ALPHABET) + ALPHABET.index(letter)
    return CHECK_LETTERS[number % PRIME]
