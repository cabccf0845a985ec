"""Nobody's mailbox is filled by somebody who types its address into the form."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache

from consultation.comments import mailing
from consultation.comments.models import Notice, Receipt
from consultation.comments.moderation import decide
from consultation.comments.tests.citizens import comment_on
from portal.common import clock

pytestmark = pytest.mark.django_db
VICTIM = "nan-nhan@example.org"


@pytest.fixture(autouse=True)
def rates(settings):
    settings.CITIZEN_MAIL_LIMITS = [(3, 3600), (5, 86400)]
    cache.clear()


def to(address: str) -> int:
    return sum(address in one.to for one in mail.outbox)


def test_what_is_above_the_rate_is_sent_later_and_each_once(draft, freeze_clock):
    start = clock.now()
    for number in range(8):
        comment_on(draft, f"Ý {number}", email=VICTIM if number % 2 else VICTIM.upper())
    comment_on(draft, "Người khác", email="khac@example.org")
    with time_machine.travel(start, tick=False):
        mailing.send_all_due()
    assert sum(to(one) for one in (VICTIM, VICTIM.upper())) == 3
    assert to("khac@example.org") == 1
    counts = []
    for hours in range(1, 60):
        moment = start + timedelta(hours=hours)
        freeze_clock(moment)
        with time_machine.travel(moment, tick=False):
            mailing.send_all_due()
        counts.append(sum(to(one) for one in (VICTIM, VICTIM.upper())))
    assert max(count for count in counts[:20]) <= 5
    assert counts[-1] == 8
    assert not Notice.objects.filter(sent_at=None).exists()
    # Waiting its turn is no failed try.
    assert set(Notice.objects.values_list("tries", flat=True)) == {0}


def test_what_officers_write_is_not_held_back(draft, officer):
    comments = [comment_on(draft, f"Ý {number}", email=VICTIM) for number in range(5)]
    for one in comments:
        decide(one, officer.person, "hidden", edition=0, reason="off_topic")
    mailing.send_all_due()
    assert to(VICTIM) == 3 + 5


def test_the_cache_does_not_know_the_address(draft, monkeypatch):
    seen = []
    monkeypatch.setattr(cache, "add", lambda key, *rest, **more: seen.append(key))
    comment_on(draft, email=VICTIM)
    mailing.send_all_due()
    assert seen
    assert not [key for key in seen if "nan" in key or "@" in key]


def test_without_the_cache_mails_go_out(draft, monkeypatch):
    def broken(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(cache, "get_many", broken)
    comment_on(draft, email=VICTIM)
    assert mailing.send_all_due() == 1


def test_a_receipt_without_a_mail_is_linked_by_the_worker(
    draft, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        comment_on(draft, email="", telephone="0912345678")
    assert Receipt.objects.get().number == 1
