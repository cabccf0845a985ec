"""Where a draft stands, at the boundaries of its dates; lists say the same as pages."""

from datetime import UTC, datetime, timedelta

import pytest

from consultation.drafts.models import DraftPage
from consultation.drafts.status import State, days_left, state_filter, state_of

OPENS = datetime(2021, 3, 15, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=35)
SECOND = timedelta(seconds=1)
LATER = CLOSES + timedelta(days=10)

CASES = [
    (OPENS - SECOND, {}, State.SCHEDULED),
    (OPENS, {}, State.OPEN),
    (CLOSES - SECOND, {}, State.OPEN),
    (CLOSES, {}, State.CLOSED),
    (CLOSES + SECOND, {}, State.CLOSED),
    (LATER - SECOND, {"summarising_from": LATER}, State.CLOSED),
    (LATER, {"summarising_from": LATER}, State.SUMMARISING),
    (LATER - SECOND, {"summarising_from": CLOSES, "answered_at": LATER}, State.SUMMARISING),
    (LATER, {"summarising_from": CLOSES, "answered_at": LATER}, State.ANSWERED),
    (CLOSES - SECOND, {"answered_at": OPENS}, State.OPEN),
    (OPENS, {"withdrawn_at": OPENS}, State.WITHDRAWN),
    (OPENS - SECOND, {"withdrawn_at": OPENS}, State.SCHEDULED),
    (CLOSES, {"opens_at": None}, State.SCHEDULED),
    (LATER, {"closes_at": None}, State.OPEN),
]


@pytest.fixture
def draft(make_draft, two_sites) -> DraftPage:
    return make_draft(two_sites.here, text="")


def test_pages_and_lists_follow_the_dates(draft, subtests):
    dates = {
        "opens_at": OPENS,
        "closes_at": CLOSES,
        "summarising_from": None,
        "answered_at": None,
        "withdrawn_at": None,
    }
    for moment, fields, state in CASES:
        with subtests.test(moment=moment, **fields):
            DraftPage.objects.filter(pk=draft.pk).update(**dates | fields)
            assert state_of(DraftPage.objects.get(pk=draft.pk), moment) == state
            found = [each for each in State if DraftPage.objects.filter(state_filter(each, moment))]
            assert found == [state]


@pytest.mark.parametrize(
    ("left", "days"),
    [(timedelta(0), 0), (SECOND, 1), (timedelta(days=1), 1), (timedelta(days=1) + SECOND, 2)],
)
def test_the_last_day_begun_counts(left, days):
    assert days_left(CLOSES, CLOSES - left) == days
    assert days_left(CLOSES, CLOSES + SECOND) == 0
