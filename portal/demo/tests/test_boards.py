"""Boards of the demonstration: something waits for everybody, and a second load adds nothing."""

from collections import Counter
from datetime import date

import pytest
from wagtail.models import Page, Site

from editorial.boards.models import BoardMember, EditorialBoard, ReportingTarget, Submission
from portal.demo.boards import enter_boards
from portal.demo.day import DEMO_DAY
from sites.profile.models import SiteProfile
from sites.units.models import UnitPeriod


@pytest.fixture
def portals(law_and_units) -> dict[int, UnitPeriod]:
    """A portal, without pages of its own, for every unit of the day."""
    root = Page.get_first_root_node()
    periods = UnitPeriod.objects.on(DEMO_DAY)
    sites = Site.objects.bulk_create(
        Site(hostname=f"{period.unit_id}.test.localhost", root_page=root, site_name=period.name)
        for period in periods
    )
    SiteProfile.objects.bulk_create(
        SiteProfile(site=site, unit_id=period.unit_id, live_since=date(2021, 1, 1))
        for site, period in zip(sites, periods, strict=True)
    )
    return {site.pk: period for site, period in zip(sites, periods, strict=True)}


def test_every_receiver_has_something_waiting(portals):
    enter_boards(DEMO_DAY)
    receivers = {period.parent_id for period in portals.values()} - {None}
    waiting = Submission.objects.waiting()
    assert set(waiting.values_list("receiver", flat=True)) == receivers
    states = Counter(Submission.objects.values_list("state", flat=True))
    assert set(states) == {"sent", "returned", "accepted"}
    missing = [site for site in portals if not EditorialBoard.objects.filter(site=site).exists()]
    assert 0 < len(missing) < len(portals) / 5
    assert ReportingTarget.objects.count() == 2


def test_boards_are_as_the_rules_want_them(portals):
    enter_boards(DEMO_DAY)
    for board in EditorialBoard.objects.prefetch_related("members"):
        held = [member.position for member in board.members.all()]
        assert held.count(BoardMember.Position.HEAD) == 1
        assert board.decided_on <= DEMO_DAY
    for sent in Submission.objects.select_related("board"):
        decided = sent.decided_at.date() if sent.decided_at else DEMO_DAY
        assert sent.board.decided_on < sent.sent_at.date() <= decided <= DEMO_DAY
    assert EditorialBoard.objects.exclude(valid_to=None).exists()


def test_a_second_load_adds_nothing(portals):
    assert enter_boards(DEMO_DAY) > 100
    before = EditorialBoard.objects.count(), Submission.objects.count()
    assert enter_boards(DEMO_DAY) == 0
    assert (EditorialBoard.objects.count(), Submission.objects.count()) == before
