"""Quotations that go on over several lines: what stands in them belongs to who quotes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_MARKS = re.compile('[“”„"]')
_BEFORE_OPENING = set(' \t\n([{/–-|“„"')
_AFTER_CLOSING = set(' \t\n.,;:!?)]}/–-|”"[')


@dataclass(slots=True)
class Quotations:
    """Where lines are quoted.

    Attributes:
        quoted: for every line whether it begins inside a quotation that is closed later.
        unclosed: lines on which a quotation begins that is never closed.
    """

    quoted: bytearray
    unclosed: list[int] = field(default_factory=list)


def _opens(text: str, at: int) -> bool | None:
    """Whether a mark opens by what stands around it; None where that does not tell."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    opening = before in _BEFORE_OPENING and (after.isalnum() or after in "“([")
    closing = after in _AFTER_CLOSING and before not in " \t\n"
    if opening == closing:
        return None
    return opening


def find_quotations(texts: Sequence[str]) -> Quotations:
    """Pairs the marks of quotation over all lines, in one pass.

    A mark at the beginning of a line inside a quotation, which that line does not close, repeats
    the opening mark as printers do, and opens nothing. Offices type “ and ” the wrong way round,
    so that a mark that stands clearly before or after a word is what its place says.

    Args:
        texts: the lines.

    Returns:
        Which lines are quoted.
    """
    found = Quotations(bytearray(len(texts)))
    opened: list[tuple[int, bool]] = []
    covered_to = -1
    spans: list[tuple[int, int]] = []
    for index, text in enumerate(texts):
        for line in _pair(text, index, opened):
            if index > line:
                spans.append((line, index))
    found.unclosed = sorted({line for line, _is_straight in opened})
    for start, end in sorted(spans):
        first = max(start, covered_to) + 1
        if end >= first:
            found.quoted[first : end + 1] = b"\x01" * (end + 1 - first)
        covered_to = max(covered_to, end)
    return found


def _pair(text: str, index: int, opened: list[tuple[int, bool]]):
    """Changes the open quotations by the marks of a line; gives the lines of those closed."""
    is_inside = bool(opened)
    first_of_line = len(opened)
    for match in _MARKS.finditer(text):
        sign, at = match[0], match.start()
        is_straight = sign == '"'
        by_place = _opens(text, at)
        opens = (sign in "“„" or is_straight and not opened) if by_place is None else by_place
        if opens:
            opened.append((index, is_straight))
        elif opened:
            line, _straight = opened.pop()
            first_of_line = min(first_of_line, len(opened))
            yield line
    repeats = is_inside and text[:1] in ("“", '"') and len(opened) == first_of_line + 1
    if repeats and first_of_line and opened[-1][0] == index:
        opened.pop()
