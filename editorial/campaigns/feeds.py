"""The news of a campaign for feed readers."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed

from editorial.campaigns.models import CampaignNews, CampaignPage
from editorial.campaigns.news import segments
from editorial.campaigns.services import base_of, reader_site
from portal.common.text import writable

ITEMS = 20


class NewsFeed(Feed):
    """RSS of the newest items, each with the portal that it comes from."""

    feed_type = Rss201rev2Feed
    item_guid_is_permalink = False

    def __init__(self, page: CampaignPage) -> None:
        self.page = page

    def get_object(self, request: HttpRequest) -> HttpRequest:
        return request

    def title(self, request: HttpRequest) -> str:
        return writable(self.page.title)

    def link(self, request: HttpRequest) -> str:
        return base_of(self.page, request)

    def description(self, request: HttpRequest) -> str:
        return writable(self.page.lead)

    def items(self, request: HttpRequest) -> list[CampaignNews]:
        found: list[CampaignNews] = []
        for rows in segments(self.page, reader_site(request)):
            found += rows.for_lists()[: ITEMS - len(found)]
        return found[:ITEMS]

    def item_title(self, item: CampaignNews) -> str:
        return writable(item.article.title)

    def item_description(self, item: CampaignNews) -> str:
        return writable(item.article.lead)

    def item_author_name(self, item: CampaignNews) -> str:
        return writable(item.site.site_name)

    def item_link(self, item: CampaignNews) -> str:
        return item.article.full_url or ""

    def item_guid(self, item: CampaignNews) -> str:
        return str(item.article.translation_key)

    def item_pubdate(self, item: CampaignNews) -> datetime:
        return item.published_at


def news_feed(page: CampaignPage, request: HttpRequest) -> HttpResponse:
    """The answer to a feed reader."""
    return NewsFeed(page)(request)
