"""Which portals show a campaign, and when its banner is up."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from editorial.campaigns.permissions import refusal_to_reach
from editorial.campaigns.reach import running_on, shown_on
from editorial.campaigns.status import State, state_on
from editorial.campaigns.tests.conftest import FIRST, LAST

pytestmark = pytest.mark.django_db


def showing(ground) -> set[str]:
    return {name for name, site in ground.sites.items() if shown_on(site.pk, "vi")}


def test_its_own_portal_shows_a_campaign_and_no_other(ground):
    ground.campaign("huyen")
    assert showing(ground) == {"huyen"}


def test_all_portals_below_its_owner_show_a_campaign(ground):
    ground.campaign("huyen", reach="all")
    assert showing(ground) == {"huyen", "xa", "xaben"}
    ground.campaign("tinh", "Đại hội", reach="all")
    assert showing(ground) == set(ground.sites)


def test_only_those_that_it_names_show_a_campaign(ground):
    ground.campaign("tinh", reach="named", named=["xa", "huyenkhac"])
    assert showing(ground) == {"tinh", "xa", "huyenkhac"}


def test_a_draft_and_a_campaign_taken_down_are_shown_nowhere(ground):
    page = ground.campaign("tinh", reach="all")
    page.unpublish()
    assert showing(ground) == set()


def test_a_portal_that_is_named_no_longer_forgets_the_campaign_at_once(ground):
    page = ground.campaign("tinh", reach="named", named=["xa"])
    assert "xa" in showing(ground)
    page.portals = []
    page.reach = "own"
    page.save_revision().publish()
    assert showing(ground) == {"tinh"}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (FIRST - timedelta(days=1), State.COMING),
        (FIRST, State.RUNNING),
        (LAST, State.RUNNING),
        (LAST + timedelta(days=1), State.ENDED),
    ],
)
def test_a_campaign_runs_from_its_first_to_its_last_day(ground, freeze_clock, day, state):
    ground.campaign("tinh", reach="all")
    freeze_clock(day)
    assert state_on(FIRST, LAST, day) == state
    assert bool(running_on(ground.sites["xa"].pk, "vi")) == (state == State.RUNNING)
    assert shown_on(ground.sites["xa"].pk, "vi")


@pytest.mark.parametrize(
    ("owner", "reach", "named", "is_refused"),
    [
        ("tinh", "all", [], False),
        ("tinh", "named", ["xa", "huyenkhac"], False),
        ("tinh", "named", [], True),
        ("huyen", "named", ["xa"], False),
        ("huyen", "named", ["xakhac"], True),
        ("huyen", "named", ["xa", "tinh"], True),
        ("xa", "all", [], True),
        ("xa", "named", ["xaben"], True),
        ("xa", "own", [], False),
    ],
)
def test_nobody_puts_a_campaign_on_portals_that_are_not_below(
    ground, owner, reach, named, is_refused
):
    keys = {ground.sites[name].pk for name in named}
    with translation.override("en"):
        reason = refusal_to_reach(ground.sites[owner].pk, reach, keys)
    assert bool(reason) == is_refused


def test_days_are_counted_to_the_main_day_and_no_further(ground, freeze_clock):
    day = date(2021, 5, 23)
    page = ground.campaign("tinh", main_day=day)
    for moment, left in [(date(2021, 4, 19), 34), (day, 0), (day + timedelta(days=1), None)]:
        freeze_clock(moment)
        assert page.days_left == left
        assert shown_on(ground.sites["tinh"].pk, "vi")[0].days_left == left


def test_what_portals_show_costs_no_statement_once_it_is_known(ground, django_assert_num_queries):
    for number in range(3):
        ground.campaign("tinh", f"Sự kiện {number}", reach="all")
    running_on(ground.sites["xa"].pk, "vi")
    with django_assert_num_queries(0):
        assert len(running_on(ground.sites["xa"].pk, "vi")) == 3
