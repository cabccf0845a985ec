"""Where a reader of the text stands: the provisions that are open, and what may follow."""

import re
from dataclasses import dataclass, field

from consultation.reading.numerals import POINT_LETTERS, roman_value
from consultation.reading.recognition import Level, Sign
from consultation.reading.tree import Kind, Provision

KINDS = {
    Level.ATTACHED: Kind.PART,
    Level.ANNEX: Kind.ANNEX,
    Level.FORM: Kind.ANNEX,
    Level.PART: Kind.PART,
    Level.CHAPTER: Kind.CHAPTER,
    Level.SECTION: Kind.SECTION,
    Level.SUBSECTION: Kind.SUBSECTION,
    Level.ARTICLE: Kind.ARTICLE,
    Level.CLAUSE: Kind.CLAUSE,
    Level.SUBCLAUSE: Kind.POINT,
    Level.SUBSUBCLAUSE: Kind.POINT,
    Level.POINT: Kind.POINT,
}
_LEADING = re.compile(r"\d+")
#: Letters that are small Roman numerals as well: "i)" under a point is no điểm.
_ROMAN_LETTERS = "ivx"
_NEAR = 2


@dataclass(slots=True)
class Open:
    """A provision that later lines may belong to.

    Attributes:
        level: its level.
        number: as printed.
        address: its address.
        mark: the closing mark of its number.
        last: the number of the last provision right below it, by level.
    """

    level: Level
    number: str
    address: str
    mark: str = ""
    last: dict[Level, str] = field(default_factory=dict)


@dataclass(slots=True)
class Leaf:
    """The provision that text is added to.

    Attributes:
        heading: pieces of the heading.
        is_heading_open: the next line may go on with the heading.
    """

    kind: Kind
    level: Level
    number: str
    parent: str
    address: str
    heading: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_heading_open: bool = False

    def is_untitled(self) -> bool:
        """Whether the heading has no words yet, but perhaps the mark of a footnote."""
        return not any(map(str.isalpha, "".join(self.heading)))

    def provision(self) -> Provision:
        """As it is given away."""
        return Provision(
            kind=self.kind,
            number=self.number,
            heading=" ".join(self.heading),
            text="\n".join([*self.text, *self.notes]),
            parent=self.parent,
            address=self.address,
        )


def leading(number: str) -> int:
    """The figure that a number begins with; 0 where it begins with none."""
    match = _LEADING.match(number)
    return int(match[0]) if match else 0


def place_of(letter: str) -> int:
    """The place of a point's first letter in the order of points, from 0."""
    return POINT_LETTERS.find(letter[:1])


def holder_of(stack: list[Open], level: Level) -> Open:
    """What would hold a provision of a level; the first of the stack is the text itself."""
    return next((one for one in reversed(stack) if one.level < level), stack[0])


def nearest(stack: list[Open], *levels: Level) -> Open | None:
    """The innermost open provision of one of the levels."""
    return next((one for one in reversed(stack) if one.level in levels), None)


def accepts_clause(stack: list[Open], sign: Sign, *, needs_article: bool) -> bool:
    """Whether a clause may begin here; "1)" is one only where no clause has another mark."""
    if needs_article and nearest(stack, Level.ARTICLE) is None and not sign.is_worded:
        return False
    clause = nearest(stack, Level.CLAUSE)
    if sign.mark == "/":
        return _follows_as_clause(stack, sign)
    return sign.mark != ")" or clause is None or clause.mark == ")"


def accepts_point(stack: list[Open], sign: Sign, *, needs_article: bool) -> bool:
    """Whether a point may begin here: its letter must not come out of nowhere."""
    if needs_article and nearest(stack, Level.ARTICLE) is None:
        return False
    if sign.is_worded:
        return True
    last = holder_of(stack, Level.POINT).last.get(Level.POINT, "")
    if sign.mark == "/" and sign.rest[:1].islower() and not _goes_on(stack, sign, last):
        return False
    return _is_plausible(sign, last)


def _follows_as_clause(stack: list[Open], sign: Sign) -> bool:
    """Whether "2/" comes after 1: a stroke also parts the numbers of dates and fractions."""
    last = holder_of(stack, Level.CLAUSE).last.get(Level.CLAUSE, "")
    return 0 <= leading(sign.number) - leading(last) <= _NEAR


def _goes_on(stack: list[Open], sign: Sign, last: str) -> bool:
    """Whether points have been written with a stroke before, or this is the first: "đ/kg" is none."""
    point = nearest(stack, Level.POINT)
    return not last or (point is not None and point.mark == sign.mark)


def _is_plausible(sign: Sign, last: str) -> bool:
    letters = sign.number.rstrip("0123456789")
    step = place_of(letters) - (place_of(last) if last else -1)
    if len(letters) > 1 and letters[:1] != last[:1]:
        return letters == letters[0] * 2 and last[:1] == "z"
    if sign.mark in (".", "/"):
        return 0 < step <= _NEAR
    if letters in _ROMAN_LETTERS:
        # Between h and k stands i; without its neighbours it is a small Roman numeral.
        return 0 <= step <= _NEAR + 1 and bool(last)
    return place_of(letters) >= 0


def accepts_decimal(stack: list[Open], sign: Sign) -> bool:
    """Whether "2.1." is the next place under clause 2."""
    outer, _, own = sign.number.rpartition(".")
    above = Level.CLAUSE if sign.level is Level.SUBCLAUSE else Level.SUBCLAUSE
    holder = nearest(stack, above)
    if holder is None or holder.number != outer:
        return False
    last = holder.last.get(sign.level, "")
    return int(own) == leading(last.rpartition(".")[2]) + 1


def accepts_roman(stack: list[Open], sign: Sign) -> bool:
    """Whether "II." follows the section before it."""
    value = roman_value(sign.number) or 0
    last = holder_of(stack, Level.SECTION).last.get(Level.SECTION, "")
    return value == 1 or 0 < value - (roman_value(last) or 0) <= _NEAR


def accepts_letter(stack: list[Open], sign: Sign) -> bool:
    """Whether "B." follows the part before it."""
    last = stack[0].last.get(Level.PART, "")
    return sign.number == "A" or (len(last) == 1 and ord(sign.number) == ord(last) + 1)


def follows(stack: list[Open], sign: Sign) -> bool:
    """Whether a sign is the very next of what is open: the text goes on after a quotation."""
    if sign.level < Level.ARTICLE:
        return sign.level <= Level.FORM
    own = nearest(stack, sign.level)
    if own is None:
        return False
    if sign.level is Level.POINT:
        return place_of(sign.number) - place_of(own.number) == 1
    return leading(sign.number) - leading(own.number) == 1
