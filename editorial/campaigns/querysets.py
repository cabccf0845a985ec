"""Lists of campaigns and of their news."""

from datetime import date

from django.db import models
from django.db.models import Case, IntegerField, Value, When
from wagtail.models import PageManager, PageQuerySet

from editorial.campaigns.status import State, state_filter


class CampaignQuerySet(PageQuerySet):
    """Campaigns of any portal; every public list says whose it shows."""

    def in_state(self, state: State, day: date) -> "CampaignQuerySet":
        """Campaigns of this state on a day."""
        return self.filter(state_filter(state, day))

    def running_first(self, day: date) -> "CampaignQuerySet":
        """Running ones, then those to come, then those that are over; the newest first in each."""
        rank = Case(
            When(state_filter(State.RUNNING, day), then=Value(0)),
            When(state_filter(State.COMING, day), then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        return self.order_by(rank, "-starts_on", "-pk")


class NewsQuerySet(models.QuerySet):
    """Which published items tell of a campaign."""

    def of(self, campaign) -> "NewsQuerySet":
        """Those of a campaign, in the language of its page."""
        return self.filter(campaign_key=campaign.translation_key, locale=campaign.locale_id)

    def newest_first(self) -> "NewsQuerySet":
        """The order of every list; the item's key makes it stable."""
        return self.order_by("-published_at", "-article_id")

    def for_lists(self) -> "NewsQuerySet":
        """With the item, its genre and the portal that is named as its source."""
        return self.select_related("article", "genre", "site").defer("article__body")


CampaignManager = PageManager.from_queryset(CampaignQuerySet)
