"""The summary and the figures of a draft, for everybody."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from consultation.comments.counting import counts_by_lineage
from consultation.comments.places import own_draft_of
from consultation.drafts.models import DraftFile, DraftPage
from consultation.summaries.exports import public_files
from consultation.summaries.figures import figures_of
from consultation.summaries.files import sent
from consultation.summaries.gate import shows_summary
from consultation.summaries.order import Group, groups_of
from consultation.summaries.services import Key, SummaryRow, rows_after
from portal.hosts.addresses import language_of

PAGE_SIZE = 40
AFTER = "sau"
LONGEST_KEY = 30


@dataclass(frozen=True)
class Section:
    """The rows of one provision on a page of the summary."""

    group: Group
    rows: list[SummaryRow]

    @property
    def goes_on(self) -> bool:
        """Whether it began on a page before."""
        return not self.rows[0].begins


@dataclass(frozen=True)
class SummaryPart:
    """One page of the summary.

    Attributes:
        next_key: where the next page begins; empty after the last one.
    """

    groups: list[Group]
    sections: list[Section]
    next_key: str
    is_first: bool

    @property
    def total(self) -> int:
        """How many comments the whole summary has."""
        return sum(group.count for group in self.groups)


def summary(page: DraftPage, request: HttpRequest, file_format: str) -> HttpResponse:
    """The summary page by page, or one of its files.

    Raises:
        Http404: it is not published, the file is not made, or the address has no such key.
    """
    if not shows_summary(page):
        raise Http404
    files = public_files(page.text_page_id)
    if file_format:
        if file_format not in files:
            raise Http404
        return sent(request, files[file_format], is_public=True)
    context = {
        **page.context(request),
        "part": part_of(own_draft_of(page), request),
        "files": list(files.values()),
        "own_files": [one for one in page.draft_files if one.kind == DraftFile.Kind.SUMMARY],
        "english": language_of(page) == "en",
    }
    return render(request, "summaries/page.html", context)


def figures(page: DraftPage, request: HttpRequest) -> HttpResponse:
    """How many commented, on what, when, and what became of it."""
    context = {
        **page.context(request),
        "figures": figures_of(page),
        "english": language_of(page) == "en",
    }
    return render(request, "summaries/figures.html", context)


def part_of(draft: DraftPage, request: HttpRequest) -> SummaryPart:
    """The page of the summary that an address asks for.

    Raises:
        Http404: it asks for what is no key.
    """
    groups = groups_of(draft, counts_by_lineage(draft.pk))
    key = _key(request, groups)
    rows, after = rows_after(draft, groups, key, PAGE_SIZE) if key else ([], None)
    sections: list[Section] = []
    for row in rows:
        if not sections or sections[-1].group is not row.group:
            sections.append(Section(row.group, []))
        sections[-1].rows.append(row)
    next_key = f"{after[0]}-{after[1]}" if after else ""
    return SummaryPart(groups, sections, next_key, AFTER not in request.GET)


def _key(request: HttpRequest, groups: list[Group]) -> Key | None:
    written = request.GET.get(AFTER)
    if written is None:
        return (groups[0].key, 0) if groups else None
    group, _hyphen, comment = written[:LONGEST_KEY].partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) < 13 for part in (group, comment)):
        raise Http404
    if int(group) not in {one.key for one in groups}:
        raise Http404
    return int(group), int(comment)
