"""What a line looks like by itself: the beginning of a provision, a title, furniture, or text.

Whether a sign is believed depends on where it stands, too; that is decided in `assembly`.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from consultation.reading.normal import Line, Role
from consultation.reading.numerals import ordinal_value, roman_value
from portal.common.text import fold


class Level(IntEnum):
    """Levels from the outermost; a provision is held by the nearest one of a lower value."""

    ATTACHED = 0
    ANNEX = 1
    FORM = 2
    PART = 3
    CHAPTER = 4
    SECTION = 5
    SUBSECTION = 6
    ARTICLE = 7
    CLAUSE = 8
    SUBCLAUSE = 9
    SUBSUBCLAUSE = 10
    POINT = 11


@dataclass(frozen=True, slots=True)
class Sign:
    """A line that looks like the beginning of a provision.

    Attributes:
        level: of the provision.
        number: as printed.
        rest: what follows the number and its closing mark.
        mark: the closing mark; empty where there is none.
        is_worded: the level is named in words, such as "Điều" or "Khoản".
    """

    level: Level
    number: str
    rest: str
    mark: str = ""
    is_worded: bool = True


_NOTES = r"(?P<notes>(?:\[\d+\])*)"
_CLOSING = r"\s*(?P<mark>\.\s?[-–]|[.:]|[-–](?=\s))?"
_REST = r"\s*(?P<rest>.*)$"
_ROMAN = r"[IVXLC]+[a-zđ]?"
_FIGURE = r"\d{1,4}(?!\d)(?:[a-zđ]{1,2}(?![^\W\d_]))?"


def _titled(words: str, number: str) -> re.Pattern:
    pattern = rf"^(?:{words})\s*(?P<number>{number})(?!\w){_NOTES}{_CLOSING}{_REST}"
    return re.compile(pattern, re.DOTALL)


_ORDINAL = r"(?:[Tt]hứ|THỨ)\s+(?:[^\W\d_]+)(?:\s+(?:mươi|mốt|lăm|MƯƠI|MỐT|LĂM)\b)*"
_ARTICLE = _titled("Điều|ĐIỀU", _FIGURE)
_TITLES = (
    (Level.SUBSECTION, _titled("Tiểu mục|TIỂU MỤC|Tiểu Mục", f"{_FIGURE}|{_ROMAN}")),
    (Level.CHAPTER, _titled("Chương|CHƯƠNG", f"{_ROMAN}|{_FIGURE}")),
    (Level.SECTION, _titled("Mục|MỤC", f"{_FIGURE}|{_ROMAN}|[A-Z]")),
    (Level.PART, _titled("Phần|PHẦN", f"{_ORDINAL}|{_ROMAN}|{_FIGURE}|[A-Z]")),
    (
        Level.ANNEX,
        _titled(r"(?:Phụ lục|PHỤ LỤC|Phụ Lục)(?:\s+(?:số|SỐ)\b)?", rf"{_ROMAN}|{_FIGURE}|[A-Z]\d*"),
    ),
    (
        Level.FORM,
        _titled(
            r"(?:Mẫu|MẪU|Biểu mẫu|BIỂU MẪU|Biểu|BIỂU)(?:\s+(?:số|SỐ))?:?",
            r"\d{1,3}[a-zA-Z]?(?:[./-]\w+)*",
        ),
    ),
)
_BARE_ANNEX = re.compile(rf"^(?:Phụ lục|PHỤ LỤC|Phụ Lục){_NOTES}\s*[:.]?$")
_WORDED_CLAUSE = re.compile(
    rf"^(?:Khoản|KHOẢN)\s*(?P<number>{_FIGURE}){_NOTES}\s*(?P<mark>[.:]){_REST}", re.DOTALL
)
_WORDED_POINT = re.compile(
    rf"^(?:Điểm|ĐIỂM)\s+(?P<number>[a-zđ]{{1,2}}\d?){_NOTES}\s*(?P<mark>[).:]){_REST}", re.DOTALL
)
_CLAUSE = re.compile(
    rf"^(?P<number>\d{{1,3}}(?:[a-zđ]{{1,2}})?){_NOTES}\s?(?P<mark>\.\s?[-–]|[.)]|/(?=\s|[^\W\d_]))"
    r"(?!\d)(?P<more>(?:\[\d+\])*)\s*(?P<rest>.*)$",
    re.DOTALL,
)
_DECIMAL = re.compile(
    r"^(?P<number>\d{1,3}(?:\.\d{1,2}){1,2})(?P<mark>\.|\)|(?=\s))(?!\d)\s*(?P<rest>\D.*)$",
    re.DOTALL,
)
# After a stroke without a blank two letters make a word: "a/Đất", but "đ/c" and "a/2" are short forms.
_POINT = re.compile(
    rf"^(?P<number>[a-zđ]{{1,2}}\d?){_NOTES}\s?(?P<mark>[).]|/(?=\s|[^\W\d_]{{2}})){_REST}",
    re.DOTALL,
)
_ROMAN_LEVEL = re.compile(
    r"^(?P<number>[IVXLC]+)\s?(?P<mark>[.)]|/)\s?[-–]?(?=\s|\w)\s*(?P<rest>.+)$", re.DOTALL
)
_LETTER_LEVEL = re.compile(r"^(?P<number>[A-HK-U])\s?(?P<mark>[./])\s+(?P<rest>.+)$", re.DOTALL)
_DATE = re.compile(r"^\d{1,2}\s?[./]\s?\d{1,2}\s?[./]\s?\d{4}\b")
_RANGE = re.compile(r"^(?:Điều|ĐIỀU|\d)")
# Looked for in the tail only, so that a line of nothing but such marks costs little.
_TAIL = 80
_NOTES_AT_END = re.compile(r"(?:\[\d+\])+$")
_SENTENCE_END = re.compile(r"[.;:,]\W{0,3}$")


def is_sentence(text: str) -> bool:
    """Whether a text ends as a sentence or an introduction does, and so is no heading."""
    return bool(_SENTENCE_END.search(_NOTES_AT_END.sub("", text[-_TAIL:])))


def is_capitals(text: str) -> bool:
    """Whether all letters are capitals."""
    return text.isupper()


def sign_of(line: Line) -> Sign | None:
    """The provision that a line seems to begin, of those whose level is named or numbered 1, a."""
    text = line.text
    first = text[:1]
    if line.role is not Role.WORDS or not first.isalnum():
        return None
    if first.isdigit():
        return _clause(text)
    if first.islower():
        return _point(text)
    return _article(line) or _title(line) or _worded(text)


def _article(line: Line) -> Sign | None:
    match = _ARTICLE.match(line.text)
    if match is None:
        return None
    rest, mark = _rest(match), match["mark"] or ""
    if not rest or mark in (".", ":") or mark.startswith("."):
        return Sign(Level.ARTICLE, match["number"], rest, mark)
    if mark and not _RANGE.match(rest):
        return Sign(Level.ARTICLE, match["number"], rest, mark)
    # Without a mark it is most often a sentence: "Điều 5 Luật Đất đai quy định …".
    is_heading = line.bold and rest[:1].isupper() and not is_sentence(rest)
    return Sign(Level.ARTICLE, match["number"], rest, "") if is_heading else None


def _rest(match: re.Match) -> str:
    return f"{match['notes']} {match['rest']}".strip() if match["notes"] else match["rest"]


def _title(line: Line) -> Sign | None:
    for level, pattern in _TITLES:
        match = pattern.match(line.text)
        if match is not None and _is_title(line, level, match):
            return Sign(level, _number(match["number"]), _rest(match), match["mark"] or "")
    if _BARE_ANNEX.match(line.text):
        return Sign(Level.ANNEX, "", _BARE_ANNEX.match(line.text)["notes"])
    return None


def _number(text: str) -> str:
    return " ".join(text.split())


def _is_title(line: Line, level: Level, match: re.Match) -> bool:
    """Whether a title's word and number are a title, not the beginning of a sentence."""
    rest, number = match["rest"], match["number"]
    if number[:1] in "tT" and ordinal_value(number) is None:
        return False
    if not rest:
        return True
    if rest[:1].islower() or rest[:1] in ",;":
        return False
    if level in (Level.ANNEX, Level.FORM) and is_sentence(rest) and not line.centred:
        return False
    stands_out = line.bold or line.centred
    return bool(match["mark"]) or is_capitals(rest) or (stands_out and not is_sentence(rest))


def _worded(text: str) -> Sign | None:
    for level, pattern in ((Level.CLAUSE, _WORDED_CLAUSE), (Level.POINT, _WORDED_POINT)):
        match = pattern.match(text)
        if match is not None:
            return Sign(level, match["number"], _rest(match), match["mark"])
    return None


def _clause(text: str) -> Sign | None:
    if _DATE.match(text):
        return None
    match = _CLAUSE.match(text)
    if match is not None:
        rest = f"{match['notes']}{match['more']} {match['rest']}".strip()
        return Sign(Level.CLAUSE, match["number"], rest, match["mark"], is_worded=False)
    match = _DECIMAL.match(text)
    if match is None or not (match["mark"] or match["rest"][:1].isupper()):
        return None
    level = Level.SUBCLAUSE if match["number"].count(".") == 1 else Level.SUBSUBCLAUSE
    return Sign(level, match["number"], match["rest"], match["mark"], is_worded=False)


def _point(text: str) -> Sign | None:
    match = _POINT.match(text)
    if match is None:
        return None
    return Sign(Level.POINT, match["number"], _rest(match), match["mark"], is_worded=False)


def roman_sign(line: Line) -> Sign | None:
    """A section of a text without articles: "I. MỤC ĐÍCH"."""
    match = _ROMAN_LEVEL.match(line.text) if line.role is Role.WORDS else None
    if match is None or roman_value(match["number"]) is None:
        return None
    return Sign(Level.SECTION, match["number"], match["rest"], match["mark"], is_worded=False)


def letter_sign(line: Line) -> Sign | None:
    """A part of a text without articles: "A. ĐÁNH GIÁ"."""
    match = _LETTER_LEVEL.match(line.text) if line.role is Role.WORDS else None
    if match is None:
        return None
    return Sign(Level.PART, match["number"], match["rest"], match["mark"], is_worded=False)


def is_numbered(line: Line) -> bool:
    """Whether a line begins with a number of any level, believed or not: "1.", "I.", "a)", "(2)"."""
    if sign_of(line) or roman_sign(line) or letter_sign(line):
        return True
    return bool(_BRACKETED.match(line.text))


_BRACKETED = re.compile(r"^\((?:\d{1,3}|[a-zđ]|[ivx]{1,5})\)\s")
_ATTACHED = re.compile(
    r"^(QUY CHẾ|QUY ĐỊNH|QUY TRÌNH|QUY TẮC|ĐIỀU LỆ|NỘI QUY|KẾ HOẠCH|ĐỀ ÁN|CHƯƠNG TRÌNH|CHIẾN LƯỢC|"
    r"PHƯƠNG ÁN|HƯỚNG DẪN|DANH MỤC|BẢNG GIÁ|ĐỊNH MỨC|TIÊU CHÍ|BỘ TIÊU CHÍ)(?!\w)"
)
_ATTACHED_IN_WORDS = re.compile(
    r"^(Quy chế|Quy định|Quy trình|Quy tắc|Điều lệ|Nội quy|Kế hoạch|Đề án|Chương trình|"
    r"Phương án)(?!\w)"
)
_ISSUED_WITH = re.compile(r"^\(?\s*(?:được\s+)?(?:ban hành\s+)?kèm theo", re.IGNORECASE)


def attached_kind(line: Line, *, in_words: bool = False) -> str:
    """The word for an attached regulation that a line begins with as a title; empty otherwise.

    Args:
        line: to be looked at.
        in_words: titles that are not in capitals count as well.
    """
    if line.role is not Role.WORDS or is_sentence(line.text):
        return ""
    match = _ATTACHED.match(line.text) or (in_words and _ATTACHED_IN_WORDS.match(line.text))
    return match[1] if match else ""


def is_kind_alone(heading: list[str]) -> bool:
    """Whether a title is only the word "QUY CHẾ" or the like, and says further down of what."""
    match = _ATTACHED.fullmatch(heading[0]) if len(heading) == 1 else None
    return match is not None


def is_issued_with(line: Line) -> bool:
    """The note under a title: "(Ban hành kèm theo Quyết định số …)"."""
    return bool(_ISSUED_WITH.match(line.text))


_MOTTO = ("cong hoa xa hoi chu nghia viet nam", "doc lap - tu do - hanh phuc")
_MOTTO_BEGINNINGS = ("cộn", "độc")
_ORNAMENT = re.compile(r"^[-–—_*=~.…•\s]{2,}$")
_CONTENTS_TITLE = "muc luc"
_SIGNATURE = re.compile(
    r"^(?:(?:TM|KT|TL|TUQ)\s?\.\s?[A-ZĐÂĂÊÔƠƯÀ-Ỹ ,-]{4,}$|Nơi nhận\s*:|NƠI NHẬN\s*:)"
)
_OFFICE = re.compile(
    r"^(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|CỤC TRƯỞNG|"
    r"CHÁNH VĂN PHÒNG|TRƯỞNG BAN|CHỦ NHIỆM|HIỆU TRƯỞNG)$"
)
_SIGNATURE_IN_TABLE = re.compile(
    r"(?:^|\| )\s*(?:(?:TM|KT|TL|TUQ)\s?\.\s?[A-ZĐÂĂÊÔƠƯÀ-Ỹ]{2,}|Nơi nhận\s*:|NƠI NHẬN\s*:)",
    re.MULTILINE,
)


def is_motto(line: Line) -> bool:
    """The country's name or motto; in a table, any letterhead that holds them."""
    if line.role is not Role.TABLE and line.text[:3].lower() not in _MOTTO_BEGINNINGS:
        return False
    folded = " ".join(fold(line.text[:1000]).replace("–", "-").split())
    if line.role is Role.TABLE:
        return any(words in folded for words in _MOTTO)
    return folded.startswith(_MOTTO) and len(folded) < 2 * len(_MOTTO[0])


def is_ornament(line: Line) -> bool:
    """Rules made of dashes or stars, and the title of a table of contents."""
    return bool(_ORNAMENT.match(line.text)) or (
        len(line.text) < 2 * len(_CONTENTS_TITLE) and fold(line.text) == _CONTENTS_TITLE
    )


def is_signature(line: Line) -> bool:
    """Where a body ends: the recipients or the signing body, as lines or as a table."""
    if line.role is Role.TABLE:
        return bool(_SIGNATURE_IN_TABLE.search(line.text[:2000]))
    return bool(_SIGNATURE.match(line.text) or _OFFICE.match(line.text))
