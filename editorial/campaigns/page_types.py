"""Registers the section of major events and its hubs."""

from editorial.campaigns.models import CampaignPage, CampaignsPage
from editorial.campaigns.services import has_campaigns
from portal.common.registry import PageType, make_with, page_types


def register() -> None:
    """Tells the registry the page types of this feature."""
    page_types.register(
        PageType(
            key="campaigns",
            model=CampaignsPage,
            make=make_with(CampaignsPage),
            is_filled=has_campaigns,
            children=("campaign", "election"),
        )
    )
    page_types.register(
        PageType(
            key="campaign",
            model=CampaignPage,
            make=make_with(CampaignPage),
            is_filled=lambda page: bool(page.lead or page.body),
            children=("page", "articles"),
            is_section=False,
        )
    )
