"""A running campaign's banner on the home pages that it reaches."""

from datetime import date
from html import unescape

import pytest
from django.test import Client

from editorial.campaigns.models import CampaignPage, CampaignsPage
from portal.home.tests.test_budgets import statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(two_sites) -> CampaignPage:
    section = two_sites.here.root_page.add_child(instance=CampaignsPage(title="Sự kiện lớn"))
    page = CampaignPage(
        title="Bầu cử đại biểu Quốc hội",
        slug="bau-cu",
        banner_text="Toàn dân đi bầu cử",
        starts_on=date(2021, 4, 19),
        ends_on=date(2021, 5, 23),
        main_day=date(2021, 5, 23),
        live=False,
    )
    section.add_child(instance=page)
    page.save_revision().publish()
    return page


def home(site) -> str:
    return unescape(Client().get("/", headers={"host": site.hostname}).content.decode())


@pytest.mark.parametrize(
    ("day", "is_up"),
    [
        (date(2021, 4, 18), False),
        (date(2021, 4, 19), True),
        (date(2021, 5, 23), True),
        (date(2021, 5, 24), False),
    ],
)
def test_the_banner_is_up_from_the_first_to_the_last_day(
    campaign, two_sites, freeze_clock, day, is_up
):
    freeze_clock(day)
    assert ("Toàn dân đi bầu cử" in home(two_sites.here)) == is_up
    assert "Toàn dân đi bầu cử" not in home(two_sites.there)


def test_the_banner_counts_the_days_and_leads_to_the_hub(campaign, two_sites):
    text = home(two_sites.here)
    assert "<b>34</b>" in text
    assert f'href="{campaign.full_url}"' in text


def test_a_home_page_with_a_banner_costs_no_statement_more(two_sites, client, campaign):
    campaign.unpublish()
    without = statements(client, two_sites.here, "/")
    campaign.save_revision().publish()
    assert statements(client, two_sites.here, "/") == without
