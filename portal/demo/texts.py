"""The words of the demonstration: read from data files and filled in for one unit.

Which texts a unit gets, and when they were published, follows from its code alone, so that two
loads give the same portals and neighbours do not tell the same story.
"""

import tomllib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from portal.common.clock import PROVINCE_TIME
from portal.demo.markup import stream_of
from sites.units.models import Kind, UnitPeriod

FOLDER = Path(__file__).parent / "content"
FIRST_DAY, LAST_DAY = date(2021, 3, 15), date(2021, 4, 16)
FIRST_MINUTE, LAST_MINUTE = 7 * 60 + 30, 16 * 60 + 45
ADMINISTRATIVE = {Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE}
RURAL = {"xã", "huyện"}
SATURDAY = 5
# How many texts of the common pool a unit takes for each section; the province takes all.
SHARES = {
    "department": {"news": 1, "direction": 1, "legal_guidance": 1},
    "district": {"news": 3, "direction": 2, "legal_guidance": 1},
    "commune": {"news": 2, "direction": 1},
}
# The units that have accounts show more.
PLENTY = 2


@dataclass(frozen=True)
class ArticleText:
    """An article of one unit, ready to be put into its portal."""

    key: str
    section: str
    title: str
    lead: str
    body: list[dict]
    motif: str
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


@dataclass(frozen=True)
class PersonText:
    """A post, with the name of who holds it where the name is in a public document."""

    section: str
    kind: str
    name: str
    post: str


@dataclass(frozen=True)
class LinkText:
    """A link of a page of links."""

    section: str
    group: str
    title: str
    url: str
    description: str


def articles_of(period: UnitPeriod, day: date, *, plenty: bool = False) -> list[ArticleText]:
    """The unit's articles in the order of the data files.

    Args:
        period: what holds for the unit on ``day``.
        day: the day on which the unit's parent is read.
        plenty: whether to take more of the common pool.
    """
    kind = file_of(period.kind)
    rows = [row for row in _articles(kind) if _suits(row, period)]
    chosen = [row for row in rows if kind not in SHARES or period.code in row.get("codes", ())]
    rounds, one_round = 0, 0
    for section, share in SHARES.get(kind, {}).items():
        pool = [row for row in rows if row["section"] == section and "codes" not in row]
        chosen += _turned(pool, period.code, rounds)[: share * (PLENTY if plenty else 1)]
        one_round = one_round or len(pool)
        rounds += number_of(period.code) // one_round
    words = placeholders(period, day)
    return [_article(row, period.code, words) for row in chosen]


def pages_of(period: UnitPeriod, day: date) -> list[PageText]:
    """The standard pages that the unit fills."""
    words = placeholders(period, day)
    return [_page(row, period.code, words) for row in _rows_for("pages", period)]


def documents_of(period: UnitPeriod) -> list[DocumentText]:
    """The documents in the unit's register."""
    return [_document(row, period.code) for row in _rows_for("documents", period)]


def people_of(period: UnitPeriod, day: date) -> list[PersonText]:
    """The posts that the unit's pages of people show."""
    words = placeholders(period, day)
    return [
        PersonText(
            row["section"], row["person"], row["name"].format_map(words),
            row["post"].format_map(words),
        )
        for row in _rows_for("people", period)
    ]  # fmt: skip


def links_of(period: UnitPeriod) -> list[LinkText]:
    """The links of the unit's pages of links, to addresses that the public knows."""
    return [
        LinkText(row["section"], row["group"], row["title"], row["url"], row.get("description", ""))
        for row in _rows_for("links", period)
    ]


def intros_of(period: UnitPeriod, day: date) -> dict[str, str]:
    """What a section says of itself, by key: also while it is empty, it says what will appear."""
    words = placeholders(period, day)
    return {row["section"]: row["intro"].format_map(words) for row in _items("intros")}


def file_of(kind: str) -> str:
    """The data file of a kind of unit: all but the administrative ones share the departments'."""
    return str(kind) if kind in ADMINISTRATIVE else str(Kind.DEPARTMENT)


def number_of(code: str) -> int:
    """A number by which neighbouring units differ: codes of communes go up by three."""
    if not code.isdigit():
        return zlib.crc32(code.encode())
    # A few codes lie between: they must not fall together with the one before.
    return int(code) // 3 + 7 * (int(code) % 3) if len(code) > 3 else int(code)


def placeholders(period: UnitPeriod, day: date) -> dict[str, str]:
    """The words in braces, for one unit."""
    is_area = period.kind in ADMINISTRATIVE
    unit = _lower_first(period.name) if is_area else period.name
    committee = f"UBND {unit}" if is_area else period.name
    parent = period.parent.at(day) if period.parent else None
    communes = "các xã, thị trấn" if period.subtype == "huyện" else "các xã, phường"
    return {
        "unit": unit,
        "Unit": period.name,
        "committee": committee,
        "owner": committee,
        "place": period.short_name or period.name,
        "parent": _lower_first(parent.name) if parent else "",
        "hamlet": "thôn" if period.subtype in RURAL else "khu phố",
        "hamlets": "các thôn" if period.subtype in RURAL else "các khu phố",
        "communes": communes,
        "Communes": communes.capitalize(),
    }


def moment_of(seed: str, first: date = FIRST_DAY, last: date = LAST_DAY) -> datetime:
    """A minute of office hours on a working day between two days, always the same for a seed."""
    number = zlib.crc32(seed.encode())
    days = [day for day in _days(first, last) if day.weekday() < SATURDAY]
    minute = FIRST_MINUTE + number // 7 % (LAST_MINUTE - FIRST_MINUTE)
    moment = time(minute // 60, minute % 60)
    return datetime.combine(days[number % len(days)], moment, PROVINCE_TIME)


def _articles(kind: str) -> Iterator[dict]:
    for path in sorted((FOLDER / "articles").glob(f"{kind}*.toml")):
        yield from _items(f"articles/{path.stem}")


@cache
def _items(name: str) -> tuple[dict, ...]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        (rows,) = tomllib.load(file).values()
    return tuple(rows)


def _rows_for(name: str, period: UnitPeriod) -> list[dict]:
    return [row for row in _items(name) if file_of(period.kind) in row["kinds"]]


def _turned(rows: list[dict], code: str, rounds: int) -> list[dict]:
    """The rows, beginning at the one whose turn it is for this unit.

    Args:
        rounds: how often the numbers up to this unit's have gone through the first pool; it parts
            units whose numbers lie a whole round of that pool apart.
    """
    start = (number_of(code) + rounds) % len(rows) if rows else 0
    return [*rows[start:], *rows[:start]]


def _suits(row: dict, period: UnitPeriod) -> bool:
    return "only" not in row or period.subtype in row["only"]


def _article(row: dict, code: str, words: dict[str, str]) -> ArticleText:
    published_at = moment_of(f"{code}/{row['key']}", row["from"], row["to"])
    words = {**words, "day": f"{published_at:%d/%m/%Y}"}
    return ArticleText(
        key=row["key"],
        section=row["section"],
        title=_sentence(row["title"].format_map(words)),
        lead=_sentence(row["lead"].format_map(words)),
        body=stream_of(row["body"].format_map(words)),
        motif=row["picture"],
        published_at=published_at,
    )


def _page(row: dict, code: str, words: dict[str, str]) -> PageText:
    return PageText(
        key=row["key"],
        section=row["section"],
        intro=_sentence(row["intro"].format_map(words)),
        body=stream_of(row["body"].format_map(words)),
        published_at=moment_of(f"{code}/{row['key']}"),
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
        published_at=moment_of(f"{code}/{row['number']}", first),
    )


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
