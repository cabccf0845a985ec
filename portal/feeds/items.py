"""What a portal announces in its feeds."""

import uuid

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.models.sites import SiteRootPath

from consultation.drafts.models import DraftPage
from editorial.articles.models import ArticlePage
from editorial.documents.models import LegalDocumentPage
from portal.common.tree import within_path
from portal.hosts.addresses import home_of

ITEMS_PER_FEED = 20


def item_models() -> tuple[type[Page], ...]:
    """Page types that are single items and stand in feeds: articles, documents and drafts."""
    return (ArticlePage, DraftPage, LegalDocumentPage)


def newest_items(path: str) -> QuerySet[Page]:
    """The newest live items under a page, newest first.

    Args:
        path: tree path of a section or a home page.
    """
    return (
        Page.objects.exact_type(*item_models())
        .filter(within_path(path), live=True, alias_of=None, first_published_at__isnull=False)
        .order_by("-first_published_at", "-pk")
        .specific()
        .defer_streamfields()[:ITEMS_PER_FEED]
    )


def source_of_feed(site_id: int, language: str, section: str) -> tuple[Page, SiteRootPath] | None:
    """The page whose items a feed announces, with the root of its portal.

    Args:
        site_id: the portal; pages of others are not found.
        language: code of the language, such as ``vi``.
        section: the page's path below the home page, without outer slashes; empty for all.
    """
    home = home_of(site_id, language)
    if home is None:
        return None
    home_path, root = home
    url_path = f"{root.root_path}{section}/" if section else root.root_path
    page = Page.objects.filter(within_path(home_path), url_path=url_path, live=True).first()
    return (page, root) if page else None


def lasting_id(page: Page, language: str) -> str:
    """An identifier that stays when the page is renamed, moved or its portal's host changes."""
    return uuid.uuid5(page.translation_key, language).urn
