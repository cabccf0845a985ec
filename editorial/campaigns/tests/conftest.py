"""Portals of a province, its districts and communes, and campaigns on them."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from wagtail.models import Page

from editorial.articles.campaigns import assign_campaigns
from editorial.articles.models import ArticlePage, SectionPage
from editorial.boards.tests.conftest import Province, make_province
from editorial.campaigns.models import CampaignPage, CampaignsPage

TODAY = date(2021, 4, 19)
FIRST, LAST = date(2021, 4, 1), date(2021, 5, 31)


class Ground:
    """The portals by name, with a section of news and one of major events each."""

    def __init__(self, province: Province) -> None:
        self.sites = province.sites
        self.province = province
        self.news = {name: self._add(name, SectionPage(title="Tin")) for name in self.sites}
        self.events = {name: self._add(name, CampaignsPage(title="Sự kiện")) for name in self.sites}

    def _add(self, name: str, page: Page) -> Page:
        return self.sites[name].root_page.add_child(instance=page)

    def campaign(self, name: str, title: str = "Bầu cử", **fields) -> CampaignPage:
        """A published campaign of a portal, running by default."""
        named = fields.pop("named", ())
        facts = {"starts_on": FIRST, "ends_on": LAST, "lead": "Ngày hội của toàn dân.", **fields}
        page = self.events[name].add_child(instance=CampaignPage(title=title, live=False, **facts))
        link = CampaignPage.portals.rel.related_model
        page.portals = [link(site=self.sites[other]) for other in named]
        page.save_revision().publish()
        return CampaignPage.objects.get(pk=page.pk)

    def article(self, name: str, title: str, *campaigns, day: int = 10, **fields) -> ArticlePage:
        """A published item that bears campaigns."""
        moment = datetime(2021, 4, day, 2, tzinfo=UTC)
        page = ArticlePage(title=title, live=False, first_published_at=moment, **fields)
        self.news[name].add_child(instance=page)
        assign_campaigns(page, [campaign.pk for campaign in campaigns])
        page.save_revision().publish()
        return ArticlePage.objects.get(pk=page.pk)

    def reader(self, name: str) -> Client:
        """A browser at a portal."""
        return Client(SERVER_NAME=self.sites[name].hostname)


@pytest.fixture
def ground(db, freeze_clock) -> Ground:
    """The portals on 19/04/2021."""
    freeze_clock(TODAY)
    return Ground(make_province())
