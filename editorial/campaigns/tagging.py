"""Which campaigns items tell of: what is offered, and the list of what is published."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Page

from editorial.articles.campaigns import Offer
from editorial.articles.models import ArticleCampaign, ArticlePage
from editorial.campaigns.models import CampaignNews, CampaignPage
from editorial.campaigns.reach import shown_on, site_and_language
from editorial.campaigns.status import State
from portal.common import clock
from portal.common.tree import within
from portal.hosts.kept import kept
from sites.profile.models import SiteProfile
from sites.units.models import Kind

Level = CampaignNews.Level
LEVELS = {
    Kind.PROVINCE: Level.PROVINCE,
    Kind.DISTRICT: Level.DISTRICT,
    Kind.COMMUNE: Level.COMMUNE,
}
_BATCH = 500


def offered(page: Page) -> list[Offer]:
    """The campaigns that the portal of a page shows, in its language."""
    site_id, language = site_and_language(page)
    if site_id is None:
        return []
    today = clock.today()
    return [
        Offer(one.pk, one.title, one.state_on(today) == State.RUNNING)
        for one in shown_on(site_id, language)
    ]


def level_of(site_id: int) -> str:
    """Which kind of unit a portal belongs to; kept until the portal changes."""
    return kept(site_id, "level", lambda: _read_level(site_id))


def _read_level(site_id: int) -> str:
    profile = SiteProfile.objects.filter(site=site_id).select_related("unit").first()
    period = profile.unit.at(clock.today()) or profile.unit.latest_period if profile else None
    return LEVELS.get(period.kind, Level.BODY) if period else Level.BODY


def list_article(article: Page) -> None:
    """Puts a published item into the lists of the campaigns that it tells of, and into no other."""
    list_articles(ArticlePage.objects.filter(pk=article.pk))


@transaction.atomic
def list_articles(articles: Iterable[ArticlePage]) -> int:
    """Puts these items right in the lists of campaigns; how many rows stand there for them.

    May be repeated. An item that is not live stands in no list.
    """
    rows = list(articles)
    CampaignNews.objects.filter(article__in=[row.pk for row in rows]).delete()
    wanted = list(_entries(rows))
    CampaignNews.objects.bulk_create(wanted, batch_size=_BATCH, ignore_conflicts=True)
    return len(wanted)


def _entries(articles: list[ArticlePage]) -> Iterable[CampaignNews]:
    live = [row for row in articles if row.live and row.first_published_at]
    keys = _keys_by_article(live)
    for article in live:
        site_id, language = site_and_language(article)
        if site_id is None or not keys[article.pk]:
            continue
        reached = {one.pk for one in shown_on(site_id, language)}
        for campaign_pk, campaign_key in keys[article.pk]:
            if campaign_pk in reached:
                yield CampaignNews(
                    article=article,
                    campaign_key=campaign_key,
                    locale_id=article.locale_id,
                    site_id=site_id,
                    level=level_of(site_id),
                    genre_id=article.genre_id,
                    published_at=article.first_published_at,
                )


def _keys_by_article(articles: list[ArticlePage]) -> dict[int, list[tuple]]:
    found = defaultdict(list)
    links = ArticleCampaign.objects.filter(article__in=[article.pk for article in articles])
    rows = links.values_list("article", "campaign", "campaign__translation_key")
    for article, campaign, key in rows.order_by("sort_order"):
        found[article].append((campaign, key))
    return found


def list_below(page: Page) -> None:
    """Puts all items at and under a moved page right."""
    tagged = ArticlePage.objects.filter(within(page), campaign_links__isnull=False).distinct()
    list_articles(tagged)


def forget_campaign(page: CampaignPage) -> None:
    """Takes the list of a campaign away whose last page is deleted."""
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    if not others.exists():
        CampaignNews.objects.filter(campaign_key=page.translation_key).delete()


def list_tagged(page: CampaignPage) -> int:
    """Puts all items right that bear a campaign, after its reach or its page changed."""
    key = page.translation_key
    bearing = ArticlePage.objects.filter(campaign_links__campaign__translation_key=key)
    return list_articles(bearing.distinct())
