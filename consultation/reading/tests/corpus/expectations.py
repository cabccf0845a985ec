"""What a document of the corpus must be read as."""

from collections.abc import Callable
from dataclasses import dataclass

from consultation.reading.tree import Kind, Provision

KINDS = {
    "phan": Kind.PART,
    "quy-dinh": Kind.PART,
    "quy-che": Kind.PART,
    "chuong": Kind.CHAPTER,
    "muc": Kind.SECTION,
    "tieu-muc": Kind.SUBSECTION,
    "dieu": Kind.ARTICLE,
    "khoan": Kind.CLAUSE,
    "diem": Kind.POINT,
    "phu-luc": Kind.ANNEX,
    "mau": Kind.ANNEX,
}
ROMAN_KINDS = {Kind.CHAPTER, Kind.SECTION, Kind.ANNEX}


@dataclass(frozen=True, slots=True)
class Document:
    """A document, and what reading it must give.

    Attributes:
        name: identifies it in the test's output.
        content: makes the file, or the pasted text.
        provisions: expected one by one; None where only the refusal or the warnings are fixed.
        warnings: a piece of each warning, as many as there must be; None: not fixed.
        errors: the codes of which one must be given; empty: it must be readable.
        accept_changes: the officer's choice about tracked changes.
        warned: whether there must be a warning, where their number is not fixed.
    """

    name: str
    content: Callable[[], bytes | str]
    provisions: tuple[Provision, ...] | None = None
    warnings: tuple[str, ...] | None = ()
    errors: tuple[str, ...] = ()
    accept_changes: bool | None = None
    warned: bool = False


def titled(
    address: str,
    heading: str,
    text: str = "",
    *,
    within: str | None = None,
    number: str | None = None,
) -> Provision:
    """A provision with a heading.

    Args:
        address: also tells its kind, its parent and its number where these are not given.
        heading: its heading.
        text: its own text.
        within: the holder's address where it is not the address's beginning.
        number: where the address does not tell it, such as "thứ nhất".

    Returns:
        The expected provision.
    """
    holder, _, segment = address.rpartition(".")
    kind, found = _kind_and_number(segment)
    return Provision(
        kind=kind,
        number=found if number is None else number,
        heading=heading,
        text=text,
        parent=holder if within is None else within,
        address=address,
    )


def worded(
    address: str, text: str = "", *, within: str | None = None, number: str | None = None
) -> Provision:
    """A provision without a heading: a clause, a point, an article of one sentence."""
    return titled(address, "", text, within=within, number=number)


def _kind_and_number(segment: str) -> tuple[Kind, str]:
    for word in sorted(KINDS, key=len, reverse=True):
        if segment == word or segment.startswith(f"{word}-"):
            kind = KINDS[word]
            printed = segment[len(word) + 1 :]
            return kind, printed.upper() if kind in ROMAN_KINDS else printed
    raise ValueError(segment)
