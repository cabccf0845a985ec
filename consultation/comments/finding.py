"""Finding words in one draft: in its provisions, and in what citizens said."""

import re
from dataclasses import dataclass

from consultation.comments.models import Comment
from consultation.comments.places import name_of, ways_of
from consultation.drafts.models import DraftPage
from consultation.versions.models import Provision
from portal.common.highlights import Part, parts_of
from portal.common.text import UnfitTextError, clean_text, fold

LONGEST_QUERY = 100
MOST_WORDS = 8
MOST_PROVISIONS = 50
MOST_COMMENTS = 20
# Comments that are looked through, the newest first, so that a million cost no more.
LOOKED_THROUGH = 5_000
# Of those that hold the letters of the words, so many are read for the words themselves.
MOST_READ = 200
EXCERPT, BEFORE = 260, 60
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class FoundProvision:
    """A provision of the text that readers see.

    Attributes:
        name: how it is cited.
        excerpt: its words around the first one that was found, in parts.
    """

    address: str
    name: str
    heading: list[Part]
    excerpt: list[Part]


@dataclass(frozen=True)
class FoundComments:
    """Published comments that hold the words.

    Attributes:
        is_more: whether there are others.
        is_partial: whether there are older ones that were not looked through.
    """

    comments: list[Comment]
    is_more: bool = False
    is_partial: bool = False


def words_of(typed: str) -> list[str]:
    """The words that somebody looks for, folded; none where nothing can be looked for."""
    try:
        clean = clean_text(typed[: LONGEST_QUERY * 4], LONGEST_QUERY)
    except UnfitTextError:
        return []
    return _WORD.findall(fold(clean))[:MOST_WORDS]


def provisions_with(page: DraftPage, words: list[str]) -> tuple[list[FoundProvision], int]:
    """The provisions of the text that readers see in which all the words stand.

    One statement for the text, and one for the names of what was found.

    Returns:
        The first of them in the order of the text, and how many there are.
    """
    if not words or not page.text_version_id:
        return [], 0
    rows = Provision.objects.filter(version=page.text_version_id).order_by("order")
    wanted = set(words)
    found = [row for row in rows if wanted <= _words_in(f"{row.heading} {row.text}")]
    ways = ways_of(found[:MOST_PROVISIONS])
    return [
        FoundProvision(
            address=row.address,
            name=name_of(row, ways.get(row.pk)),
            heading=parts_of(row.heading, words),
            excerpt=parts_of(_excerpt(row.text, wanted), words),
        )
        for row in found[:MOST_PROVISIONS]
    ], len(found)


def comments_with(draft_id: int, words: list[str]) -> FoundComments:
    """The newest published comments on a draft in which all the words stand; two statements."""
    if not words:
        return FoundComments([])
    shown = Comment.objects.visible_to(None).filter(draft=draft_id).newest_first()
    keys = list(shown.values_list("pk", flat=True)[: LOOKED_THROUGH + 1])
    if not keys:
        return FoundComments([])
    rows = shown.filter(pk__gte=keys[:LOOKED_THROUGH][-1])
    for word in words:
        rows = rows.filter(folded__contains=word)
    wanted = set(words)
    read = list(rows.with_authors()[:MOST_READ])
    found = [one for one in read if wanted <= set(_WORD.findall(one.folded))]
    return FoundComments(
        comments=found[:MOST_COMMENTS],
        is_more=len(found) > MOST_COMMENTS or len(read) == MOST_READ,
        is_partial=len(keys) > LOOKED_THROUGH,
    )


def _words_in(text: str) -> set[str]:
    return set(_WORD.findall(fold(text)))


def _excerpt(text: str, wanted: set[str]) -> str:
    """Some words around the first one that is wanted."""
    first = next((one.start() for one in _WORD.finditer(text) if fold(one[0]) in wanted), 0)
    start = text.rfind(" ", 0, first - BEFORE) + 1 if first > BEFORE else 0
    cut = " ".join(text[start : start + EXCERPT].split())
    return ("…" if start else "") + cut + ("…" if start + EXCERPT < len(text) else "")
