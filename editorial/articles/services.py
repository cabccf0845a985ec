"""What sections and items show."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import (
    Count,
    DateTimeField,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.http import QueryDict
from wagtail.models import Page

from editorial.articles.models import ArticlePage, RelatedArticle, SectionPage
from portal.common import clock
from portal.common.listings import Listing, page_number, refuse_beyond_end, slice_of
from portal.common.pictures import attach_pictures
from portal.common.prepared import PreparedStatement
from portal.common.references import Prepared, prepare
from portal.common.tree import within
from portal.hosts.addresses import site_id_of

ROWS = 20
YEAR_PARAMETER = "nam"
EARLIEST_YEAR = 1990
HOME_DEPTH = 2
# How many other items of its section stand beside an item.
BESIDE = 5
# The item itself, and as many as an editor may name beside it.
MOST_LEFT_OUT = 11
_IN_HEADLINES = ("title", "slug", "path", "depth", "url_path", "locale", "first_published_at")


def has_items(section: Page) -> bool:
    """Whether a section or one of its sub-sections has a live item."""
    return ArticlePage.objects.live().below(section).exists()


def chosen_year(query: QueryDict) -> tuple[int | None, bool]:
    """The year that the address asks for, and whether what stands there was understood."""
    written = query.get(YEAR_PARAMETER, "")
    if not written:
        return None, True
    if written.isascii() and written.isdigit() and len(written) == 4:
        year = int(written)
        if EARLIEST_YEAR <= year <= clock.today().year:
            return year, True
    return None, False


def section_listing(section: SectionPage, query: QueryDict) -> Listing:
    """One page of the live items of a section and of its sub-sections, newest first.

    Three statements: the sub-sections with the figures of the list, the rows, their pictures.

    Raises:
        Http404: the page number is none, or the list ends before it.
    """
    number = page_number(query)
    year, understood = chosen_year(query)
    items = ArticlePage.objects.live().below(section)
    shown = items.of_year(year) if year else items
    own, sections = _sections_with_figures(section, items, shown)
    refuse_beyond_end(number, own.total or 0, ROWS)
    rows = list(shown.newest_first().for_lists()[slice_of(number, ROWS)])
    attach_pictures(rows)
    return Listing(
        rows=rows,
        number=number,
        total=own.total or 0,
        size=ROWS,
        chosen={YEAR_PARAMETER: str(year)} if year else {},
        extra={
            "sections": sections,
            "years": _years(own.first_moment, own.last_moment),
            "year": year,
            "understood": understood,
        },
    )


def _sections_with_figures(
    section: SectionPage, items: QuerySet, shown: QuerySet
) -> tuple[SectionPage, list[SectionPage]]:
    if section.pk is None:
        # A preview of a section that was never saved: nothing stands under it yet.
        section.total, section.first_moment, section.last_moment = 0, None, None
        return section, []
    # One interval of paths: a union with the section's own key would read the whole table.
    wanted = within(section) & (Q(pk=section.pk) | Q(depth=section.depth + 1, live=True))
    rows = SectionPage.objects.filter(wanted).order_by("path")
    rows = rows.annotate(
        total=_figure(shown, Count("pk"), IntegerField()),
        first_moment=_figure(items, Min("first_published_at"), DateTimeField()),
        last_moment=_figure(items, Max("first_published_at"), DateTimeField()),
    )
    own, *sections = rows
    return own, sections


def _figure(items: QuerySet, aggregate, output_field) -> Subquery:
    """One figure over all items as a subquery, computed once for the whole statement."""
    grouped = items.order_by().annotate(all_of_them=Value(1)).values("all_of_them")
    figure = grouped.annotate(figure=aggregate).values("figure")
    return Subquery(figure, output_field=output_field)


def _years(first: datetime | None, last: datetime | None) -> list[int]:
    if first is None or last is None:
        return []
    zone = clock.PROVINCE_TIME
    return list(range(last.astimezone(zone).year, first.astimezone(zone).year - 1, -1))


@dataclass(frozen=True)
class ArticleContent:
    """What an item shows beside its own fields.

    Attributes:
        prepared: what its body refers to.
        related: the live items of the same portal that an editor named, in their order.
        section: the section that it stands in; None right below a home page.
        newest: other items of that section, the newest first.
    """

    prepared: Prepared
    related: list[Page]
    section: Page | None
    newest: list[ArticlePage]


def _write_named_pages(article: int, ids: list[int]) -> QuerySet[Page]:
    links = RelatedArticle.objects.filter(article=article)
    place = links.filter(related=OuterRef("pk")).values("sort_order")[:1]
    pages = Page.objects.filter(Q(pk__in=ids) | Q(pk__in=links.values("related")))
    return pages.annotate(place=Subquery(place))


# The pages that a body links to, and those that an editor named, with their place among these.
_named_pages = PreparedStatement(_write_named_pages)


def article_content(article: ArticlePage) -> ArticleContent:
    """Reads pictures, linked pages with related items, and newest items: a statement for each."""
    order = _related_in_memory(article)
    pictures = [article.picture_id, article.share_image_id]
    if order is None:
        # A draft that was never saved has no key yet.
        key = article.pk or 0
        prepared = prepare(
            article.body,
            pictures=pictures,
            # A key that no page has keeps the list from being empty.
            read_pages=lambda ids: _named_pages.ask(article=key, ids=[0, *ids]),
        )
        placed = [page for page in prepared.pages.values() if page.place is not None]
        related = sorted(placed, key=lambda page: page.place)
    else:
        prepared = prepare(
            article.body,
            pictures=pictures,
            read_pages=lambda ids: Page.objects.filter(pk__in=[*ids, *order]),
        )
        related = [prepared.pages[pk] for pk in order if pk in prepared.pages]
    for name in ("picture", "share_image"):
        read = prepared.pictures.get(getattr(article, f"{name}_id"))
        if read:
            setattr(article, name, read)
    site_id = site_id_of(article)
    shown = [page for page in related if page.live and site_id_of(page) == site_id]
    section = _section_of(article)
    return ArticleContent(prepared, shown, section, _newest_beside(article, section, shown))


# An item and what an editor named beside it are left out; of the rest enough remain.
_newest_within = PreparedStatement(
    lambda first, last: (
        ArticlePage.objects.live()
        .filter(path__range=(first, last))
        .newest_first()
        .only(*_IN_HEADLINES)[: BESIDE + MOST_LEFT_OUT]
    )
)


def _newest_beside(
    article: ArticlePage, section: Page | None, related: list[Page]
) -> list[ArticlePage]:
    if section is None:
        return []
    known = {article.pk, *(page.pk for page in related)}
    first, last = Page._get_children_path_interval(section.path)
    items = _newest_within.ask(first=first, last=last)
    return [item for item in items if item.pk not in known][:BESIDE]


def _section_of(article: ArticlePage) -> Page | None:
    """The page above, which the way to the item has read already."""
    above = article.get_parent()
    return above if above.depth > HOME_DEPTH and above.live else None


def _related_in_memory(article: ArticlePage) -> list[int] | None:
    """The keys of related items of a draft or a preview; None for what the database holds."""
    unsaved = getattr(article, "_cluster_related_objects", {})
    if "related_links" not in unsaved:
        return None
    return [link.related_id for link in article.related_links.all()]
