"""The example portals have items that come and go, once however often they are loaded."""

import pytest
from wagtail.models import Page, PageLogEntry, Site

from editorial.schedule.entries import sheet
from editorial.schedule.months import Month
from portal.common import clock
from portal.demo import services
from portal.demo.tests.conftest import DAY, EXAMPLE, NEIGHBOUR

pytestmark = pytest.mark.django_db


def test_the_calendar_shows_every_state_and_loading_again_adds_nothing(
    two_portals, on_the_day, admin_user
):
    added = services.schedule_examples(DAY)
    assert added > 3
    found = sheet(
        Site.objects.get(hostname=two_portals[EXAMPLE]), Month.of("", clock.today()), admin_user
    )
    states = {str(entry.state) for entry in found.entries}
    assert states == {"approved", "wished", "planned", "shown"}
    pages = Page.objects.count()
    assert services.schedule_examples(DAY) == 0
    assert Page.objects.count() == pages
    other = Site.objects.get(hostname=two_portals[NEIGHBOUR])
    assert sheet(other, Month.of("", clock.today()), admin_user).entries == []


def test_what_has_appeared_is_dated_as_it_appeared(two_portals, on_the_day):
    services.schedule_examples(DAY)
    [entry] = PageLogEntry.objects.filter(action="wagtail.publish.scheduled")
    page = Page.objects.get(pk=entry.page_id)
    assert page.live
    assert page.first_published_at == entry.timestamp < clock.now()
