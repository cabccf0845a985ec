"""Finding pages of one portal."""

from dataclasses import dataclass, field
from datetime import datetime

from django.core.paginator import Page as PartOfList
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.common.highlights import Part, parts_of
from portal.common.listings import Listing
from portal.common.metadata import summary_of
from portal.common.text import UnfitTextError, clean_text
from portal.common.tree import within_path
from portal.hosts.addresses import home_of

LONGEST_QUERY = 200
MOST_WORDS = 20
RESULTS_PER_PAGE = 20
LAST_PAGE = 200
STEP = 4  # Characters of one level in a page's tree path.
HOME_DEPTH = 2


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
    """One page found.

    Attributes:
        title: the page's title, and ``excerpt`` a sentence or two, as parts with what was found.
        kind: what the page is, such as “legal document”.
        section: the title of the page above it; empty below a home page.
    """

    page: Page
    title: list[Part]
    excerpt: list[Part]
    kind: str
    section: str
    moment: datetime | None


@dataclass(frozen=True)
class Findings:
    """One part of the list of pages found.

    Attributes:
        results: the pages of this part.
        part: the part of the list, to lead on to others; None where nothing was searched.
        notice: a sentence to the reader, such as to refine the query.
        words: what was looked for.
    """

    results: list[Result] = field(default_factory=list)
    part: PartOfList | None = None
    notice: str = ""
    words: str = ""

    @property
    def listing(self) -> Listing | None:
        """The part as every list is paged."""
        if self.part is None:
            return None
        return Listing(
            rows=self.results,
            number=self.part.number,
            total=self.part.paginator.count,
            size=RESULTS_PER_PAGE,
            chosen={"q": self.words},
            extra={},
        )


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
    return Findings(_describe(list(part.object_list), words.split()), part, words=words)


def _describe(pages: list[Page], words: list[str]) -> list[Result]:
    above = {page.path[:-STEP] for page in pages}
    titles = dict(
        Page.objects.filter(path__in=above, depth__gt=HOME_DEPTH).values_list("path", "title")
    )
    return [
        Result(
            page=page,
            title=parts_of(page.title, words),
            excerpt=parts_of(summary_of(page), words),
            kind=str(page._meta.verbose_name),
            section=titles.get(page.path[:-STEP], ""),
            moment=page.first_published_at,
        )
        for page in pages
    ]
