"""Readable addresses of provisions: "dieu-5.khoan-2.diem-a"."""

from consultation.reading.numerals import ordinal_value
from consultation.reading.recognition import Level
from portal.common.text import slugify

_WORDS = {
    Level.ANNEX: "phu-luc",
    Level.FORM: "mau",
    Level.PART: "phan",
    Level.CHAPTER: "chuong",
    Level.SECTION: "muc",
    Level.SUBSECTION: "tieu-muc",
    Level.ARTICLE: "dieu",
    Level.CLAUSE: "khoan",
    Level.SUBCLAUSE: "diem",
    Level.SUBSUBCLAUSE: "diem",
    Level.POINT: "diem",
}
_LONGEST_NUMBER = 40


def segment(level: Level, number: str, title: str = "") -> str:
    """The last piece of an address.

    The letter đ becomes "dd", so that điểm đ and điểm d differ. "Phần thứ hai" is "phan-2": by
    the value of its word.

    Args:
        level: of the provision.
        number: as printed.
        title: kind word of an attached regulation ("QUY CHẾ"), which has no number.
    """
    if level is Level.ATTACHED:
        return slugify(title)
    value = ordinal_value(number) if level is Level.PART and number[:1] in "tT" else None
    spelled = number if value is None else str(value)
    plain = spelled.lower().replace("đ", "dd").replace(".", "-").replace("/", "-")
    written = slugify(plain, _LONGEST_NUMBER)
    return f"{_WORDS[level]}-{written}" if written else _WORDS[level]


class Addresses:
    """Gives every provision of a text an address of its own."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """The address wanted, with "-2", "-3" … where it is taken already."""
        count = self._taken.get(wanted, 0) + 1
        address = wanted if count == 1 else f"{wanted}-{count}"
        while address in self._taken and count > 1:
            count += 1
            address = f"{wanted}-{count}"
        self._taken[wanted] = count
        self._taken.setdefault(address, 1)
        return address
