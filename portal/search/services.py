"""Finding pages of one portal."""

from dataclasses import dataclass, field
from datetime import datetime

from django.core.paginator import Page as PartOfList
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.common.text import UnfitTextError, clean_text
from portal.common.tree import within_path
from portal.hosts.addresses import home_of

LONGEST_QUERY = 200
MOST_WORDS = 20
RESULTS_PER_PAGE = 20
LAST_PAGE = 200
LONGEST_EXCERPT = 300
STEP = 4  # Characters of one level in a page's tree path.
HOME_DEPTH = 2
# Where a page says in a sentence what it is about; the first that says something counts.
EXCERPT_FIELDS = ("search_description", "lead", "abstract", "intro", "welcome")


@dataclass(frozen=True)
class Query:
    """What a reader asks for.

    Attributes:
        words: the text that is searched, cleaned.
        notice: a sentence to the reader when the text was not taken as it was typed.
    """

    words: str = ""
    notice: str = ""


@dataclass(frozen=True)
class Result:
    """One page found."""

    page: Page
    excerpt: str
    section: str
    moment: datetime | None


@dataclass(frozen=True)
class Findings:
    """One part of the list of pages found.

    Attributes:
        results: the pages of this part.
        part: the part of the list, to lead on to others; None where nothing was searched.
        notice: a sentence to the reader, such as to refine the query.
    """

    results: list[Result] = field(default_factory=list)
    part: PartOfList | None = None
    notice: str = ""


def read_query(typed: str) -> Query:
    """Cuts and cleans what a reader typed.

    Args:
        typed: the text as it came; anything at all.
    """
    try:
        words = clean_text(typed, LONGEST_QUERY)
    except UnfitTextError as refusal:
        return Query(notice=refusal.messages[0])
    kept = words.split()[:MOST_WORDS]
    is_cut = len(typed.strip()) > LONGEST_QUERY or len(words.split()) > MOST_WORDS
    notice = _("The query is long; only its beginning was searched. Use fewer words.")
    return Query(" ".join(kept), notice if is_cut else "")


def read_page_number(typed: str) -> int:
    """The number of a part of the list; 1 for anything that is no number."""
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= 9
    return max(1, int(typed)) if is_number else 1


def find(site_id: int, language: str, words: str, number: int = 1) -> Findings:
    """Live pages of one portal, in one language, that have all the words.

    Args:
        site_id: the portal; nothing of any other is found.
        language: code of the language, such as ``vi``.
        words: a cleaned query.
        number: which part of the list, from 1.
    """
    home = home_of(site_id, language)
    if not words or home is None:
        return Findings()
    if number > LAST_PAGE:
        return Findings(notice=_("Nobody reads this far. Add a word to the query to refine it."))
    pages = Page.objects.filter(within_path(home[0]), live=True, depth__gt=HOME_DEPTH)
    found = pages.specific().defer_streamfields().search(words)
    part = Paginator(found, RESULTS_PER_PAGE).get_page(number)
    return Findings(_describe(list(part.object_list)), part)


def _describe(pages: list[Page]) -> list[Result]:
    above = {page.path[:-STEP] for page in pages}
    titles = dict(
        Page.objects.filter(path__in=above, depth__gt=HOME_DEPTH).values_list("path", "title")
    )
    return [
        Result(page, excerpt_of(page), titles.get(page.path[:-STEP], ""), page.first_published_at)
        for page in pages
    ]


def excerpt_of(page: Page) -> str:
    """A sentence or two about a page, for lists of pages of any type."""
    texts = (getattr(page, name, "") for name in EXCERPT_FIELDS)
    text = next((text for text in texts if text), "")
    return text if len(text) <= LONGEST_EXCERPT else text[: LONGEST_EXCERPT - 1].rstrip() + "…"
