"""What reading a draft gives: its provisions in order, and what staff should look at."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The levels of a Vietnamese legal document, from the outermost: Phần to điểm; and annexes."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    CLAUSE = "clause"
    POINT = "point"
    ANNEX = "annex"


@dataclass(slots=True)
class Provision:
    """One numbered place of a text.

    Attributes:
        kind: its level.
        number: as printed, without the word for the level and without closing marks ("5a", "IV",
            "đ"); empty for what has none.
        heading: of parts, chapters, sections, articles and annexes; may be empty.
        text: its own words without those of the provisions below it; paragraphs are parted by
            line breaks.
        parent: the address of the provision that holds it; empty at the outermost level.
        address: permanent within a version and readable, such as "dieu-5.khoan-2.diem-a".
    """

    kind: Kind
    number: str
    heading: str
    text: str
    parent: str
    address: str


@dataclass(slots=True)
class Reading:
    """A document that was read.

    Attributes:
        provisions: in the order of the document.
        warnings: sentences for staff, in their language: gaps, duplicates, open quotations.
    """

    provisions: list[Provision] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def as_data(self) -> dict:
        """Plain values for JSON."""
        return asdict(self)


class DraftUnreadable(Exception):
    """A file or text that is refused; its message says why and what to do, in the user's language.

    Attributes:
        code: a short name of the problem in English, the same in every language.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
