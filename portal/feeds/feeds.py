"""RSS 2.0 and Atom of a portal or of one of its sections, in one language."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language, gettext
from wagtail.models import Page
from wagtail.models.sites import SiteRootPath

from portal.common.addresses import route
from portal.common.text import writable
from portal.feeds.items import lasting_id, newest_items, source_of_feed
from portal.hosts.addresses import public_url
from sites.profile.services import portal_of

DESCRIPTION_FIELDS = ("lead", "abstract", "summary", "search_description")


@dataclass(frozen=True)
class Source:
    """What a feed is about."""

    portal_name: str
    page: Page
    root: SiteRootPath
    section: str
    language: str


class PortalFeed(Feed):
    """RSS of the newest articles and documents. Names and contacts of authors are left out."""

    feed_type = Rss201rev2Feed
    address_name = "rss"
    item_guid_is_permalink = False

    def get_object(self, request: HttpRequest, section: str = "") -> Source:
        """The portal and section of this address.

        Raises:
            Http404: the portal has no such live page.
        """
        portal = portal_of(request)
        language = (get_language() or settings.LANGUAGE_CODE)[:2]
        found = source_of_feed(portal.site.pk, language, section) if portal else None
        if found is None:
            raise Http404
        return Source(portal.name, *found, section, language)

    def title(self, source: Source) -> str:
        name = source.portal_name
        return writable(f"{source.page.title} – {name}" if source.section else name)

    def link(self, source: Source) -> str:
        return public_url(source.root, source.page.url_path)

    def feed_url(self, source: Source) -> str:
        rest = f"{source.section}/" if source.section else ""
        words = route(self.address_name, source.language)
        return public_url(source.root, source.root.root_path + words + rest)

    def feed_guid(self, source: Source) -> str:
        return lasting_id(source.page, source.language)

    def description(self, source: Source) -> str:
        text = source.page.search_description or gettext("The newest items and documents.")
        return writable(text)

    def subtitle(self, source: Source) -> str:
        return self.description(source)

    def author_name(self, source: Source) -> str:
        return writable(source.portal_name)

    def items(self, source: Source) -> list[tuple[Page, Source]]:
        return [(page, source) for page in newest_items(source.page.path)]

    def item_title(self, item: tuple[Page, Source]) -> str:
        return writable(item[0].title)

    def item_description(self, item: tuple[Page, Source]) -> str:
        texts = (getattr(item[0], name, "") for name in DESCRIPTION_FIELDS)
        return writable(next((text for text in texts if text), ""))

    def item_link(self, item: tuple[Page, Source]) -> str:
        return public_url(item[1].root, item[0].url_path)

    def item_guid(self, item: tuple[Page, Source]) -> str:
        return lasting_id(item[0], item[1].language)

    def item_pubdate(self, item: tuple[Page, Source]) -> datetime | None:
        return item[0].first_published_at

    def item_updateddate(self, item: tuple[Page, Source]) -> datetime | None:
        return item[0].last_published_at or item[0].first_published_at


class PortalAtomFeed(PortalFeed):
    """The same as Atom."""

    feed_type = Atom1Feed
    address_name = "atom"
