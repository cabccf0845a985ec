"""Keeps lists and home pages right when campaigns and items are published, moved or deleted."""

from django.db.models.signals import post_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from editorial.articles.models import ArticlePage
from editorial.campaigns.models import CampaignPage
from editorial.campaigns.tagging import forget_campaign, list_article, list_below, list_tagged
from portal.common.tree import within
from portal.hosts.addresses import site_id_of
from portal.hosts.index import index


def tell_portals(page: Page) -> None:
    """Lets all processes read the campaigns of an owner anew."""
    site_id = site_id_of(page)
    if site_id is not None:
        index.changed(site_id)


def page_changed(sender, instance: Page, **kwargs) -> None:
    """After an item or a campaign was published or unpublished."""
    if isinstance(instance, ArticlePage):
        list_article(instance)
    elif isinstance(instance, CampaignPage):
        tell_portals(instance)
        list_tagged(instance)


def page_moved(sender, instance: Page, **kwargs) -> None:
    """After a page was moved with all that stands below it."""
    if kwargs.get("url_path_before") == kwargs.get("url_path_after"):
        return
    for campaign in CampaignPage.objects.filter(within(instance)):
        tell_portals(campaign)
    if kwargs["parent_page_before"].path[:8] != kwargs["parent_page_after"].path[:8]:
        list_below(instance)


def campaign_deleted(sender, instance: Page, **kwargs) -> None:
    """After a campaign was deleted."""
    if isinstance(instance, CampaignPage):
        tell_portals(instance)
        forget_campaign(instance)


def connect() -> None:
    """Connects the handlers."""
    name = "editorial.campaigns"
    page_published.connect(page_changed, dispatch_uid=f"{name}.published")
    page_unpublished.connect(page_changed, dispatch_uid=f"{name}.unpublished")
    post_page_move.connect(page_moved, dispatch_uid=f"{name}.moved")
    post_delete.connect(campaign_deleted, sender=CampaignPage, dispatch_uid=f"{name}.deleted")
