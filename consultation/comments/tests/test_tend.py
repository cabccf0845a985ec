"""``manage.py tend_consultations``: nothing twice, nothing forgotten, whatever happened between."""

from collections import Counter
from datetime import datetime, timedelta
from io import StringIO
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection, transaction

from consultation.comments import letters, mailing, receipts, reminders
from consultation.comments.models import Comment, Notice, Receipt
from consultation.comments.tests.citizens import comment_on
from consultation.drafts.models import DraftPage
from portal.common import clock
from portal.hosts.addresses import site_id_of
from sites.access.models import Role
from sites.access.people import take_role

pytestmark = pytest.mark.django_db
Kind = Notice.Kind


def tend(**options) -> str:
    out = StringIO()
    call_command("tend_consultations", stdout=out, **options)
    return out.getvalue().strip()


def subjects() -> Counter:
    return Counter(sent.subject for sent in mail.outbox)


def told(kind: str) -> int:
    """How many mails of a kind were sent."""
    return subjects()[letters.subject_of(kind)]


def change(draft: DraftPage, **fields) -> None:
    DraftPage.objects.filter(pk=draft.pk).update(**fields)


@pytest.fixture(autouse=True)
def screen(monkeypatch) -> None:
    """These tests are about mails, and not about where their links lead."""
    monkeypatch.setattr(letters, "officers_url", lambda draft: f"http://a/{draft.pk}/")


@pytest.fixture
def officers(two_sites) -> list:
    """Two officers of the commune “here”, one of the commune “there”."""
    here = [two_sites.person(two_sites.here, Role.CITIZENS_OFFICER) for _each in range(2)]
    return [*here, two_sites.person(two_sites.there, Role.CITIZENS_OFFICER)]


def test_it_does_what_the_worker_would_have_done(draft, officers):
    comment_on(draft)
    assert tend() == (
        "1 receipts linked, 1 notices owed, 3 mails sent, 0 still to be sent, 0 given up."
    )
    assert Receipt.objects.get().number == 1
    assert tend().startswith("0 receipts linked, 0 notices owed, 0 mails sent")


def test_only_the_draft_s_own_officers_are_told_each_in_a_mail_of_their_own(draft, officers):
    comment_on(draft, "Lời của người dân")
    Notice.objects.all().delete()
    tend()
    assert sorted(sent.to for sent in mail.outbox) == sorted([one.email] for one in officers[:2])
    for sent in mail.outbox:
        assert draft.title in sent.body
        assert f"http://a/{draft.pk}/" in sent.body
        for private in ("Lời của người dân", "Trần Văn Kín", "kin@example.org"):
            assert private not in sent.body


def test_who_lost_the_role_meanwhile_is_told_nothing(draft, officers, freeze_clock, two_sites):
    freeze_clock(datetime(2021, 4, 20, 6, tzinfo=clock.PROVINCE_TIME))
    comment_on(draft, email="", telephone="0912345678")
    tend()
    assert mail.outbox == []
    take_role(officers[0], two_sites.here, Role.CITIZENS_OFFICER)
    freeze_clock(datetime(2021, 4, 20, 7, tzinfo=clock.PROVINCE_TIME))
    tend()
    assert [sent.to for sent in mail.outbox] == [[officers[1].email]]


def test_what_was_decided_before_the_morning_is_told_nobody(draft, officers, freeze_clock):
    freeze_clock(datetime(2021, 4, 20, 6, tzinfo=clock.PROVINCE_TIME))
    comment_on(draft, email="", telephone="0912345678")
    tend()
    Comment.objects.update(state="published")
    freeze_clock(datetime(2021, 4, 20, 7, tzinfo=clock.PROVINCE_TIME))
    tend()
    assert mail.outbox == []


def test_one_that_is_refused_does_not_send_the_colleague_s_again(draft, officers, monkeypatch):
    comment_on(draft, email="", telephone="0912345678")
    real, refused = mailing._hand_over, officers[0].email

    def hand_over(mail_, *args):
        if mail_.to == refused:
            raise OSError
        real(mail_, *args)

    with monkeypatch.context() as patch:
        patch.setattr(mailing, "_hand_over", hand_over)
        tend()
    Notice.objects.filter(sent_at=None).update(due_at=clock.now())
    tend()
    assert Counter(sent.to[0] for sent in mail.outbox) == {
        officers[0].email: 1,
        officers[1].email: 1,
    }


def test_where_nobody_is_in_charge_the_next_one_is_told_later(draft, two_sites):
    comment_on(draft, email="", telephone="0912345678")
    tend()
    assert not Notice.objects.exists()
    two_sites.person(two_sites.here, Role.CITIZENS_OFFICER)
    tend()
    assert told(Kind.WAITING) == 1


@pytest.mark.parametrize("step", [1, 3], ids=["every day", "three days between two runs"])
def test_from_opening_to_summary_each_notice_once(draft, two_sites, freeze_clock, step):
    """Days that were missed leave the daily mails out, and nothing else."""
    two_sites.person(two_sites.here, Role.CITIZENS_OFFICER)
    comment_on(draft)
    start, answered_at = clock.now(), draft.closes_at + timedelta(days=20)
    due_on = (draft.closes_at + timedelta(days=10)).date()
    change(draft, summary_due_on=due_on)
    for day in range(0, 60, step):
        freeze_clock(start + timedelta(days=day))
        if clock.now() >= answered_at:
            change(draft, answered_at=answered_at)
        tend()
        tend()
    kinds = (Kind.RECEIVED, Kind.HALF_TIME, Kind.CLOSING, Kind.SUMMARY)
    assert [told(kind) for kind in kinds] == [1, 1, 1, 1]
    # Late from the 41st day on, answered on the 50th: told on the 41st and 48th, or on the 42nd.
    assert told(Kind.LATE) == {1: 2, 3: 1}[step]
    assert told(Kind.WAITING) == 60 / step


def test_a_summary_that_is_taken_away_for_an_hour_is_told_of_afterwards(draft, freeze_clock):
    comment_on(draft)
    freeze_clock(draft.closes_at + timedelta(days=20))
    change(draft, answered_at=clock.now())
    reminders.owe_all()
    marker = Notice.objects.get(kind=Kind.SUMMARY)
    mailing.send_due(after=marker.pk - 1, most=1)
    assert Notice.objects.filter(kind=Kind.SUMMARY, comment__isnull=False).exists()
    change(draft, live=False)
    tend()
    assert told(Kind.SUMMARY) == 0
    change(draft, live=True)
    freeze_clock(clock.now() + timedelta(hours=1))
    tend()
    tend()
    assert told(Kind.SUMMARY) == 1


def test_what_was_given_up_is_tried_again_when_asked(draft):
    comment_on(draft)
    Notice.objects.update(tries=mailing.MOST_TRIES)
    assert tend().endswith("0 mails sent, 0 still to be sent, 1 given up.")
    assert tend(again=True).endswith("1 mails sent, 0 still to be sent, 0 given up.")


def test_more_than_a_batch_is_linked_and_sent_by_one_run(draft, monkeypatch):
    monkeypatch.setattr(receipts, "BATCH", 2)
    monkeypatch.setattr(mailing, "BATCH", 2)
    for number in range(5):
        comment_on(draft, f"Góp ý {number}", email=f"nguoi{number}@example.org")
    assert tend().startswith("5 receipts linked, ")
    assert len(mail.outbox) == 5


@pytest.mark.skipif(connection.vendor != "postgresql", reason="two processes need PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_two_timers_at_the_same_second(make_draft, two_sites, officers):
    with transaction.atomic():
        draft = make_draft(two_sites.here, text="")
    for number in range(20):
        comment_on(draft, f"Góp ý {number}", email=f"nguoi{number}@example.org")
    mail.outbox.clear()
    start, faults = Barrier(4), []

    def run() -> None:
        try:
            start.wait()
            tend()
        except Exception as fault:  # noqa: BLE001 what a thread met is told by the test
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=run) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert set(Counter(sent.to[0] for sent in mail.outbox).values()) <= {1}
    tend()
    addresses = Counter(sent.to[0] for sent in mail.outbox)
    assert set(addresses.values()) == {1}
    assert {one.email for one in officers[:2]} <= set(addresses)
    numbers = sorted(Receipt.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 21))


def test_the_link_leads_to_the_draft_s_comments_on_its_own_portal(draft, monkeypatch):
    pytest.importorskip("consultation.comments.urls")
    monkeypatch.undo()
    link = letters.officers_url(draft)
    assert link.startswith("http://quantri.test.localhost/admin/")
    assert f"={site_id_of(draft)}" in link
