"""Small versions written as they are printed."""

import re

from consultation.reading.tree import Kind, Provision
from consultation.versions.mapping import Mapping, map_versions
from portal.common.text import slugify

MARKS = (
    (Kind.PART, re.compile(r"Phần (?P<number>\w+)\.? ?(?P<heading>.*)")),
    (Kind.ANNEX, re.compile(r"Phụ lục (?P<number>\w+)\.? ?(?P<heading>.*)")),
    (Kind.CHAPTER, re.compile(r"Chương (?P<number>\w+)\.? ?(?P<heading>.*)")),
    (Kind.SECTION, re.compile(r"Mục (?P<number>\w+)\.? ?(?P<heading>.*)")),
    (Kind.ARTICLE, re.compile(r"Điều (?P<number>\w+)\. ?(?P<heading>.*)")),
    (Kind.CLAUSE, re.compile(r"(?P<number>\d+\w?)\. (?P<text>.*)")),
    (Kind.POINT, re.compile(r"(?P<number>[a-zđ])\) (?P<text>.*)")),
)
WORDS = {
    Kind.PART: "phan",
    Kind.ANNEX: "phu-luc",
    Kind.CHAPTER: "chuong",
    Kind.SECTION: "muc",
    Kind.ARTICLE: "dieu",
    Kind.CLAUSE: "khoan",
    Kind.POINT: "diem",
}
ORDER = list(WORDS)
# Articles are counted through chapters, but anew within parts and annexes.
COUNTED_ANEW = {Kind.PART, Kind.ANNEX}


def version(text: str) -> list[Provision]:
    """Reads "Chương I TITLE", "Điều 1. Heading", "1. clause", "a) point" and plain lines of text."""
    provisions: list[Provision] = []
    above: list[Provision] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        found = next(
            ((kind, match) for kind, mark in MARKS if (match := mark.fullmatch(line))), None
        )
        if found is None:
            last = provisions[-1]
            last.text = f"{last.text}\n{line}".strip()
            continue
        kind, match = found
        above = [each for each in above if ORDER.index(each.kind) < ORDER.index(kind)]
        parts = match.groupdict()
        provision = Provision(
            kind,
            parts["number"],
            parts.get("heading") or "",
            parts.get("text") or "",
            above[-1].address if above else "",
            _address(kind, parts["number"], above),
        )
        provisions.append(provision)
        above.append(provision)
    return provisions


def _address(kind: Kind, number: str, above: list[Provision]) -> str:
    own = f"{WORDS[kind]}-{slugify(number) if number != 'đ' else 'dd'}"
    if kind is Kind.ARTICLE:
        above = [each for each in above if each.kind in COUNTED_ANEW]
    return f"{above[-1].address}.{own}" if above else own


def mapped(old: str, new: str) -> dict[str, str]:
    """The mapping of two versions in short: "dieu-1 > dieu-2" → "moved"."""
    mappings = map_versions(version(old), version(new))
    return {shown(each): str(each.relation) for each in mappings}


def shown(mapping: Mapping) -> str:
    """Addresses of both sides; "-" for a side without any."""
    sides = (" + ".join(side) or "-" for side in (mapping.old, mapping.new))
    return " > ".join(sides)
