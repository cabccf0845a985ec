"""The words of the demonstration: read from data files and filled in for one unit.

Which texts a unit gets, and when they were published, follows from its code alone, so that two
loads give the same portals and neighbours do not tell the same story.
"""

import tomllib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from html import escape
from pathlib import Path

from portal.common.clock import PROVINCE_TIME
from sites.units.models import Kind, UnitPeriod

FOLDER = Path(__file__).parent / "content"
FIRST_DAY, LAST_DAY = date(2021, 3, 15), date(2021, 4, 16)
FIRST_MINUTE, LAST_MINUTE = 7 * 60 + 30, 16 * 60 + 45
ADMINISTRATIVE = {Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE}
SATURDAY = 5


@dataclass(frozen=True)
class ArticleText:
    """An article of one unit, ready to be put into its portal."""

    key: str
    section: str
    title: str
    lead: str
    body: list[dict]
    published_at: datetime


@dataclass(frozen=True)
class PageText:
    """What a unit says of itself on a standard page."""

    key: str
    section: str
    intro: str
    body: list[dict]
    published_at: datetime


@dataclass(frozen=True)
class DocumentText:
    """A legal document, as the documents at hand cite it."""

    number: str
    document_type: str
    issuer: str
    issued_on: date
    signer: str
    abstract: str
    published_at: datetime


def articles_of(period: UnitPeriod, day: date, section: str, count: int = 1) -> list[ArticleText]:
    """The unit's articles of one section.

    Args:
        period: what holds for the unit on ``day``.
        day: the day on which the unit's parent is read.
        section: key of the section.
        count: how many; there may be fewer.
    """
    rows = [row for row in _items(file_of(period.kind)) if row["section"] == section]
    own = [row for row in rows if period.code in row.get("codes", ())]
    shared = _turned([row for row in rows if "codes" not in row], period.code)
    chosen = [row for row in [*own, *shared] if _suits(row, period)][:count]
    words = placeholders(period, day)
    return [_article(row, period.code, words) for row in chosen]


def pages_of(period: UnitPeriod, day: date) -> list[PageText]:
    """The standard pages that the unit fills, the one to fill first in front."""
    rows = [row for row in _items("pages") if file_of(period.kind) in row["kinds"]]
    words = placeholders(period, day)
    return [_page(row, period.code, words) for row in _turned(rows, period.code)]


def documents_of(period: UnitPeriod) -> list[DocumentText]:
    """The documents in the unit's register, the one to show first in front."""
    rows = [row for row in _items("documents") if file_of(period.kind) in row["kinds"]]
    return [_document(row, period.code) for row in _turned(rows, period.code)]


def file_of(kind: str) -> str:
    """The data file of a kind of unit: all but the administrative ones share the departments'."""
    return str(kind) if kind in ADMINISTRATIVE else str(Kind.DEPARTMENT)


def number_of(code: str) -> int:
    """A number by which neighbouring units differ: codes of communes go up by three."""
    if not code.isdigit():
        return zlib.crc32(code.encode())
    return int(code) // 3 if len(code) > 3 else int(code)


def placeholders(period: UnitPeriod, day: date) -> dict[str, str]:
    """The words in braces, for one unit."""
    is_area = period.kind in ADMINISTRATIVE
    unit = _lower_first(period.name) if is_area else period.name
    committee = f"UBND {unit}" if is_area else period.name
    parent = period.parent.at(day) if period.parent else None
    is_rural = period.subtype == "xã"
    communes = "các xã, thị trấn" if period.subtype == "huyện" else "các xã, phường"
    return {
        "unit": unit,
        "Unit": period.name,
        "committee": committee,
        "owner": committee,
        "place": period.short_name or period.name,
        "parent": _lower_first(parent.name) if parent else "",
        "hamlet": "thôn" if is_rural else "khu phố",
        "hamlets": "các thôn" if is_rural else "các khu phố",
        "communes": communes,
        "Communes": communes.capitalize(),
    }


def stream_of(text: str) -> list[dict]:
    """Turns the plain markup of the data files into blocks of a body.

    Paragraphs are parted by a blank line; ``## `` begins a heading, ``- `` an entry of a list.
    """
    return [_block(part.strip()) for part in text.strip().split("\n\n") if part.strip()]


def _block(part: str) -> dict:
    lines = [escape(line.strip(), quote=False) for line in part.splitlines()]
    if part.startswith("## "):
        return {"type": "heading", "value": {"text": part[3:].strip(), "level": "h2"}}
    if all(line.startswith("- ") for line in lines):
        entries = "".join(f"<li>{line[2:]}</li>" for line in lines)
        return {"type": "paragraph", "value": f"<ul>{entries}</ul>"}
    return {"type": "paragraph", "value": f"<p>{' '.join(lines)}</p>"}


@cache
def _items(name: str) -> tuple[dict, ...]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        (rows,) = tomllib.load(file).values()
    return tuple(rows)


def _turned(rows: list[dict], code: str) -> list[dict]:
    """The rows, beginning at the one whose turn it is for this unit."""
    if not rows:
        return []
    # The second term parts units whose numbers lie a whole round apart.
    start = (number_of(code) + number_of(code) // 12) % len(rows)
    return [*rows[start:], *rows[:start]]


def _suits(row: dict, period: UnitPeriod) -> bool:
    return "only" not in row or period.subtype in row["only"]


def _article(row: dict, code: str, words: dict[str, str]) -> ArticleText:
    published_at = _moment(row["from"], row["to"], f"{code}/{row['key']}")
    words = {**words, "day": f"{published_at.day}/{published_at.month}"}
    return ArticleText(
        key=row["key"],
        section=row["section"],
        title=_sentence(row["title"].format_map(words)),
        lead=_sentence(row["lead"].format_map(words)),
        body=stream_of(row["body"].format_map(words)),
        published_at=published_at,
    )


def _page(row: dict, code: str, words: dict[str, str]) -> PageText:
    return PageText(
        key=row["key"],
        section=row["section"],
        intro=_sentence(row["intro"].format_map(words)),
        body=stream_of(row["body"].format_map(words)),
        published_at=_moment(FIRST_DAY, LAST_DAY, f"{code}/{row['key']}"),
    )


def _document(row: dict, code: str) -> DocumentText:
    first = max(FIRST_DAY, row["issued_on"] + timedelta(days=1))
    return DocumentText(
        number=row["number"],
        document_type=row["type"],
        issuer=row["issuer"],
        issued_on=row["issued_on"],
        signer=row.get("signer", ""),
        abstract=row["abstract"],
        published_at=_moment(first, LAST_DAY, f"{code}/{row['number']}"),
    )


def _moment(first: date, last: date, seed: str) -> datetime:
    """A minute of office hours on a working day between two days, always the same for a seed."""
    number = zlib.crc32(seed.encode())
    days = [day for day in _days(first, last) if day.weekday() < SATURDAY]
    minute = FIRST_MINUTE + number // 7 % (LAST_MINUTE - FIRST_MINUTE)
    moment = time(minute // 60, minute % 60)
    return datetime.combine(days[number % len(days)], moment, PROVINCE_TIME)


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
