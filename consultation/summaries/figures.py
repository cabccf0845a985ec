"""What the public is told in numbers: how many commented, on what, when, and what became of it.

Counted by a few aggregate statements and kept for some minutes by all processes together; how
many commented on each provision is counted as comments are published.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from consultation.comments.models import Comment, PublishedCount
from consultation.comments.places import goes_on_as, name_of
from consultation.drafts.models import DraftPage
from consultation.similarity.numbers import Campaign, largest
from consultation.summaries.order import called, current_version, outlined
from consultation.versions.models import Lineage, Provision
from portal.common import clock

KEPT_SECONDS = 300
FULL = 1000
UNDER_FRAME = {Provision.Kind.CLAUSE, Provision.Kind.POINT}
# Longer than this a chart of days cannot be read; weeks take their place.
MOST_DAYS = 120


@dataclass
class Bar:
    """One line of a table and of its chart.

    Attributes:
        address: the provision in the current text; empty for what is none.
        length: of its bar, in thousandths of the longest, as an address of a drawing needs it.
    """

    name: str
    individuals: int = 0
    organisations: int = 0
    address: str = ""
    length: str = "0"

    @property
    def total(self) -> int:
        """Of both."""
        return self.individuals + self.organisations


@dataclass(frozen=True)
class Span:
    """A day of the chart, or a week.

    Attributes:
        place: of its column in the drawing, as text.
        height: likewise.
        top: likewise.
    """

    day: date
    total: int
    place: str
    height: str
    top: str


@dataclass(frozen=True)
class Figures:
    """All that is told of a draft."""

    counted_at: datetime
    total: int
    authors: list[Bar]
    provisions: list[Bar]
    spans: list[Span]
    are_weeks: bool
    dispositions: list[Bar]
    campaigns: list[Campaign]

    @property
    def width(self) -> str:
        """Of the drawing of days."""
        return str(len(self.spans) * 10)

    @property
    def highest(self) -> Span:
        """The day or week with most comments."""
        return max(self.spans, key=lambda span: span.total)


def figures_of(page: DraftPage) -> Figures:
    """The figures of a draft, at most some minutes old.

    Args:
        page: the draft, or one that translates it.
    """
    key = f"summaries.figures:{page.text_page_id}:{page.text_version_id}"
    key = f"{key}:{page.translation_key}:{get_language()}"
    found = cache.get(key)
    if found is None:
        found = count(page)
        cache.set(key, found, KEPT_SECONDS)
    return found


def count(page: DraftPage) -> Figures:
    """Counts anew, in seven statements whatever there is to be counted."""
    rows = PublishedCount.objects.filter(draft=page.text_page_id)
    counts = {row.lineage_id: row for row in rows if row.total}
    individuals = sum(row.individuals for row in counts.values())
    organisations = sum(row.organisations for row in counts.values())
    authors = [
        Bar(_("Individuals"), individuals=individuals),
        Bar(_("Organisations"), organisations=organisations),
    ]
    spans, are_weeks = _spans(page)
    return Figures(
        counted_at=clock.now(),
        total=individuals + organisations,
        authors=_measured(authors),
        provisions=_measured(_by_provision(page, counts)),
        spans=spans,
        are_weeks=are_weeks,
        dispositions=_measured(_dispositions(page)),
        campaigns=largest(Comment.objects.visible_to(None).filter(draft=page.text_page_id)),
    )


def _by_provision(page: DraftPage, counts: Mapping[int | None, PublishedCount]) -> list[Bar]:
    """Articles in the order of the text, then the whole draft, then what is gone."""
    joined = Lineage.objects.filter(page=page.text_page_id, continued_by__isnull=False)
    ends = goes_on_as(joined) if counts else {}
    bars: dict[int, Bar] = {}
    of_lineage: dict[int, Bar] = {}
    for row, way in outlined(current_version(page)) if counts else []:
        # What is said on a clause is said on its article.
        top = next((one for one in way if one.kind not in UNDER_FRAME), way[-1])
        if top.pk not in bars:
            bars[top.pk] = Bar(called(top, [top]), address=top.address)
        of_lineage.setdefault(row.lineage_id, bars[top.pk])
    whole, gone = Bar(name_of(None)), Bar(_("Provisions that are no longer in the draft"))
    for lineage, row in counts.items():
        end = ends.get(lineage, lineage)
        bar = whole if lineage is None else of_lineage.get(end, gone)
        bar.individuals += row.individuals
        bar.organisations += row.organisations
    return [bar for bar in [*bars.values(), whole, gone] if bar.total]


def _spans(page: DraftPage) -> tuple[list[Span], bool]:
    rows = Comment.objects.visible_to(None).filter(draft=page.text_page_id).order_by()
    days = rows.annotate(day=TruncDate("received_at", tzinfo=clock.PROVINCE_TIME))
    found = dict(days.values_list("day").annotate(Count("pk")))
    if not found:
        return [], False
    first, last = min(found), max(found)
    step = 7 if (last - first).days >= MOST_DAYS else 1
    totals = [0] * ((last - first).days // step + 1)
    for day, number in found.items():
        totals[(day - first).days // step] += number
    most = max(totals)
    return [
        Span(
            day=first + timedelta(days=place * step),
            total=number,
            place=str(place * 10 + 1),
            height=str(round(number * 100 / most)),
            top=str(100 - round(number * 100 / most)),
        )
        for place, number in enumerate(totals)
    ], step > 1


def _dispositions(page: DraftPage) -> list[Bar]:
    rows = Comment.objects.visible_to(None).filter(draft=page.text_page_id).order_by()
    found = {
        (disposition, is_organisation): number
        for disposition, is_organisation, number in rows.values_list(
            "disposition", "is_organisation"
        ).annotate(Count("pk"))
    }
    names = [*Comment.Disposition.choices, ("", pgettext("answer to a comment", "not answered"))]
    bars = [
        Bar(str(name), found.get((key, False), 0), found.get((key, True), 0)) for key, name in names
    ]
    return [bar for bar in bars if bar.total]


def _measured(bars: list[Bar]) -> list[Bar]:
    most = max((bar.total for bar in bars), default=0)
    for bar in bars:
        bar.length = str(round(bar.total * FULL / most)) if most else "0"
    return bars
