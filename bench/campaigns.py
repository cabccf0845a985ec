"""The news of a major event that 160 portals tell of, and its banner on home pages."""

import statistics
import time
from collections.abc import Iterator
from datetime import timedelta

from django.core.management.color import no_style
from django.db import connection, transaction
from wagtail.models import Page, Site

from bench.clones import SiteCloner
from bench.ground import DAY, open_portals
from bench.requests import Requests
from editorial.articles.models import ArticleCampaign, ArticlePage
from editorial.campaigns.models import CampaignNews, CampaignPage, CampaignsPage
from editorial.campaigns.tagging import list_articles
from editorial.vocabularies.models import Genre
from editorial.vocabularies.services import load_vocabularies
from portal.common import clock, trees
from sites.profile.models import SiteSection

PROVINCE, DISTRICT, COMMUNE = "27", "260", "09355"
# A list is counted as far as it can be paged, 4,000 items; both are beyond that.
PORTALS, FEW, MANY = 160, 5_000, 100_000
BATCH = 5_000
ROUNDS, WARM_UP = 15, 3


def run() -> dict[str, float]:
    """Wall-clock medians, since the database works beside the process, and statements."""
    load_vocabularies()
    province, _district, commune = (
        open_portals([code])[0] for code in (PROVINCE, DISTRICT, COMMUNE)
    )
    SiteCloner(commune).copy(1, PORTALS - 3)
    _number_on()
    reader = Requests(commune.hostname)
    reader.get("/")
    without = reader.time("/")[2]
    campaign = _campaign(province)
    reader.get("/")
    figures: dict[str, float] = {
        "portals": Site.objects.count(),
        "home page with a banner, statements more than without": reader.time("/")[2] - without,
    }
    places = _places()
    genre = Genre.objects.order_by("pk").first()
    _tell(campaign, places, FEW, genre)
    asked = _asked(province, commune, campaign, genre)
    few = {name: _seconds(lambda one=one: one[0].get(one[1])) for name, one in asked.items()}
    _tell(campaign, places, MANY - FEW, genre)
    connection.cursor().execute("ANALYZE")
    figures["items"] = CampaignNews.objects.count()
    for name, (client, path) in asked.items():
        many = _seconds(lambda client=client, path=path: client.get(path))
        figures[f"news, {name}, seconds"] = many
        figures[f"news, {name}, {MANY:,} items / {FEW:,}"] = many / few[name]
        statements = client.time(path)[2]
        figures[f"news, {name}, statements with {PORTALS} portals and {MANY:,} items"] = statements
    return figures


def _number_on() -> None:
    """Copies have numbers of their own; new pages are numbered after them."""
    for statement in connection.ops.sequence_reset_sql(no_style(), [Page]):
        connection.cursor().execute(statement)


def _asked(
    province: Site, commune: Site, campaign: CampaignPage, genre: Genre
) -> dict[str, tuple[Requests, str]]:
    """The lists that are timed."""
    owner, other = Requests(province.hostname), Requests(commune.hostname)
    own = f"{campaign.get_url(current_site=province)}tin/"
    there = f"/chuyen-trang/{campaign.slug}/tin/"
    return {
        "all portals": (owner, own),
        "own portal first": (other, there),
        "one level": (Query(other, "cap=xa"), there),
        "one genre": (Query(owner, f"the-loai={genre.key}"), own),
    }


class Query(Requests):
    """Asks with a query.

    Args:
        client: whose portal is asked.
        query: what stands behind the question mark.
    """

    def __init__(self, client: Requests, query: str) -> None:
        self.__dict__ |= client.__dict__
        inner = client.application
        self.application = lambda environ, started: inner(
            environ | {"QUERY_STRING": query}, started
        )


@transaction.atomic
def _campaign(province: Site) -> CampaignPage:
    section = province.root_page.add_child(instance=CampaignsPage(title="Sự kiện lớn"))
    page = CampaignPage(
        title="Bầu cử",
        slug="bau-cu",
        starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=60),
        reach=CampaignPage.Reach.ALL,
        live=False,
    )
    section.add_child(instance=page)
    page.save_revision().publish()
    return page


def _places() -> list[Page]:
    """The news sections of all portals."""
    return [row.page for row in SiteSection.objects.filter(key="news").select_related("page")]


@transaction.atomic
def _tell(campaign: CampaignPage, places: list[Page], count: int, genre: Genre) -> None:
    """So many items, portal after portal, every fourth of them of one genre."""
    trees.feed_search = lambda pages: None
    already = ArticlePage.objects.count()
    for start in range(already, already + count, BATCH):
        end = min(start + BATCH, already + count)
        rows = trees.insert_pages(_items(range(start, end), places, genre))
        ArticleCampaign.objects.bulk_create(
            [ArticleCampaign(article=row, campaign=campaign, sort_order=0) for row in rows]
        )
        list_articles(rows)


def _items(numbers: range, places: list[Page], genre: Genre) -> Iterator[tuple[Page, Page]]:
    newest = clock.start_of(DAY)
    for number in numbers:
        page = ArticlePage(
            title=f"Tin bầu cử số {number}",
            slug=f"tin-bau-cu-{number}",
            lead="Các tổ tuyên truyền thông tin về ngày bầu cử đến từng hộ gia đình.",
            first_published_at=newest - timedelta(minutes=number),
            genre=genre if number % 4 == 0 else None,
        )
        yield page, places[number % len(places)]


def _seconds(work) -> float:
    spent = []
    for number in range(WARM_UP + ROUNDS):
        started = time.perf_counter()
        work()
        if number >= WARM_UP:
            spent.append(time.perf_counter() - started)
    return statistics.median(spent)
