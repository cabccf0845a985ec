"""Which mails are owed, when, and that each is owed once."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from wagtail.models import Locale

from consultation.comments import notices, reminders
from consultation.comments.models import Comment, Notice
from consultation.comments.services import Author, enter
from consultation.comments.tests.citizens import comment_on
from consultation.drafts.models import DraftPage
from portal.common import clock

pytestmark = pytest.mark.django_db
MOMENT = timedelta(microseconds=1)
Kind = Notice.Kind


def owed(kind: str) -> int:
    """How many notices on drafts there are of a kind, before they are divided."""
    return Notice.objects.filter(kind=kind, draft__isnull=False, person=None).count()


def change(draft: DraftPage, **fields) -> None:
    DraftPage.objects.filter(pk=draft.pk).update(**fields)


def at(day: int, hour: int = 10, month: int = 4, minute: int = 0) -> datetime:
    return datetime(2021, month, day, hour, minute, tzinfo=clock.PROVINCE_TIME)


def translated(draft: DraftPage) -> DraftPage:
    english, _is_new = Locale.objects.get_or_create(language_code="en")
    copied = DraftPage.objects.get(pk=draft.pk).copy(update_attrs={"slug": "draft"})
    change(copied, translation_key=draft.translation_key, locale=english)
    assert copied.live
    return copied


class TestOfComments:
    def test_a_receipt_is_owed_with_the_comment(self, draft):
        comment = comment_on(draft)
        notice = Notice.objects.get()
        assert (notice.kind, notice.comment, notice.sent_at) == (Kind.RECEIVED, comment, None)

    def test_nothing_is_owed_to_who_gave_no_address(self, draft):
        comment_on(draft, email="", telephone="0912345678")
        assert not Notice.objects.exists()

    def test_who_was_erased_is_owed_nothing_and_the_officer_goes_on(self, draft):
        comment = comment_on(draft)
        comment.commenter.delete()
        notices.owe(Kind.PUBLISHED, Comment.objects.get(pk=comment.pk))
        assert not Notice.objects.filter(kind=Kind.PUBLISHED).exists()

    def test_owing_twice_makes_one_row(self, draft):
        comment = comment_on(draft)
        for _time in range(2):
            notices.owe(Kind.ANSWERED, comment, "3")
        assert Notice.objects.filter(kind=Kind.ANSWERED).count() == 1
        notices.owe(Kind.ANSWERED, comment, "4")
        assert Notice.objects.filter(kind=Kind.ANSWERED).count() == 2

    def test_of_all_that_a_transaction_owes_the_worker_is_told_once(
        self, draft, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks() as calls:
            for number in range(3):
                comment_on(draft, f"Góp ý {number}")
        assert len(calls) == 1

    def test_what_is_undone_owes_nothing_and_what_follows_does(
        self, draft, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks() as calls:
            with transaction.atomic():
                comment_on(draft)
                transaction.set_rollback(True)
            comment_on(draft)
        assert len(calls) == Notice.objects.count() == 1


class TestWaiting:
    def test_once_a_day_while_comments_wait(self, draft, freeze_clock):
        comment_on(draft)
        for hour in (10, 11, 23):
            freeze_clock(at(19, hour))
            reminders.owe_all()
        assert owed(Kind.WAITING) == 1
        freeze_clock(at(20))
        reminders.owe_all()
        assert owed(Kind.WAITING) == 2

    def test_three_missed_days_are_made_up_for_by_one(self, draft, freeze_clock):
        comment_on(draft)
        freeze_clock(at(22))
        reminders.owe_all()
        assert owed(Kind.WAITING) == 1

    def test_nobody_is_woken_at_night(self, draft, freeze_clock):
        comment_on(draft)
        freeze_clock(at(20, 0, minute=5))
        reminders.owe_all()
        assert Notice.objects.get(kind=Kind.WAITING).due_at == at(20, 7)

    @pytest.mark.parametrize("state", ["published", "hidden", "returned", "unconfirmed"])
    def test_none_where_nothing_waits(self, draft, state):
        comment = comment_on(draft)
        Comment.objects.filter(pk=comment.pk).update(state=state)
        assert reminders.owe_all() == 0

    def test_none_of_a_draft_that_is_withdrawn_or_no_longer_shown(self, draft):
        comment_on(draft)
        change(draft, withdrawn_at=clock.now())
        assert reminders.owe_all() == 0
        change(draft, withdrawn_at=None, live=False)
        assert reminders.owe_all() == 0


class TestHalfTime:
    def test_at_the_very_moment(self, draft, freeze_clock):
        half = draft.opens_at + (draft.closes_at - draft.opens_at) / 2
        freeze_clock(half - MOMENT)
        assert reminders.owe_all() == 0
        freeze_clock(half)
        assert reminders.owe_all() == 1
        assert owed(Kind.HALF_TIME) == 1

    def test_once_also_where_the_closing_is_put_off(self, draft, freeze_clock):
        freeze_clock(draft.closes_at - timedelta(days=10))
        reminders.owe_all()
        change(draft, closes_at=draft.closes_at + timedelta(days=60))
        freeze_clock(draft.closes_at + timedelta(days=50))
        reminders.owe_all()
        assert owed(Kind.HALF_TIME) == 1

    def test_not_before_the_opening_nor_without_a_closing(self, draft, freeze_clock):
        change(draft, opens_at=clock.now() + timedelta(days=1))
        assert reminders.owe_all() == 0
        change(draft, opens_at=draft.opens_at, closes_at=None)
        freeze_clock(draft.closes_at)
        assert reminders.owe_all() == 0


class TestClosing:
    def test_three_days_before_to_the_moment(self, draft, freeze_clock):
        freeze_clock(draft.closes_at - timedelta(days=3) - MOMENT)
        reminders.owe_all()
        assert owed(Kind.CLOSING) == 0
        freeze_clock(draft.closes_at - timedelta(days=3))
        reminders.owe_all()
        assert owed(Kind.CLOSING) == 1

    def test_until_right_before_the_closing(self, draft, freeze_clock):
        freeze_clock(draft.closes_at - MOMENT)
        reminders.owe_all()
        assert owed(Kind.CLOSING) == 1

    def test_not_at_the_closing_itself(self, draft, freeze_clock):
        freeze_clock(draft.closes_at)
        assert reminders.owe_all() == 0

    def test_again_where_it_was_put_off(self, draft, freeze_clock):
        later = draft.closes_at + timedelta(days=10)
        freeze_clock(draft.closes_at - timedelta(days=1))
        reminders.owe_all()
        change(draft, closes_at=later)
        freeze_clock(later - timedelta(days=4))
        reminders.owe_all()
        assert owed(Kind.CLOSING) == 1
        freeze_clock(later - timedelta(days=2))
        reminders.owe_all()
        assert owed(Kind.CLOSING) == 2


class TestLate:
    @pytest.fixture
    def promised(self, draft) -> DraftPage:
        """For 20/06/2021."""
        change(draft, summary_due_on=at(20, month=6).date())
        return draft

    def test_not_on_the_promised_day_itself(self, promised, freeze_clock):
        freeze_clock(at(20, 23, month=6, minute=59))
        assert reminders.owe_all() == 0
        freeze_clock(at(21, 0, month=6))
        assert reminders.owe_all() == 1

    def test_weekly_however_often_the_timer_runs(self, promised, freeze_clock):
        counts = {}
        for day in range(21, 31):
            for hour in (1, 8, 20):
                freeze_clock(at(day, hour, month=6))
                reminders.owe_all()
            counts[day] = owed(Kind.LATE)
        assert [day for day in counts if counts[day] != counts.get(day - 1, 0)] == [21, 28]

    def test_a_late_run_puts_the_next_one_off_as_well(self, promised, freeze_clock):
        for day in (27, 28, 29, 30):
            freeze_clock(at(day, month=6))
            reminders.owe_all()
        assert owed(Kind.LATE) == 1

    def test_not_once_it_is_answered(self, promised, freeze_clock):
        change(promised, answered_at=at(10, month=6))
        freeze_clock(at(21, month=6))
        assert reminders.owe_all() == 0


class TestSummary:
    @pytest.fixture
    def answered(self, draft) -> DraftPage:
        """With comments, and answered on 01/06/2021 at 10:00."""
        for number in range(3):
            comment_on(draft, f"Góp ý {number}", email=f"nguoi{number}@example.org")
        change(draft, answered_at=at(1, month=6), closes_at=at(19, month=5))
        return draft

    def parts(self) -> list[str]:
        marker = Notice.objects.get(kind=Kind.SUMMARY, draft__isnull=False)
        rows = reminders.parts_of(marker)
        return sorted(Comment.objects.get(pk=row.comment_id).commenter.email for row in rows)

    def test_at_the_moment_of_the_answer(self, answered, freeze_clock):
        freeze_clock(at(1, month=6) - MOMENT)
        reminders.owe_all()
        assert owed(Kind.SUMMARY) == 0
        freeze_clock(at(1, month=6))
        reminders.owe_all()
        assert owed(Kind.SUMMARY) == 1
        assert self.parts() == [f"nguoi{number}@example.org" for number in range(3)]

    def test_once_for_ever(self, answered, freeze_clock):
        for day in (1, 2, 20):
            freeze_clock(at(day, month=6))
            reminders.owe_all()
        change(answered, answered_at=at(21, month=6))
        freeze_clock(at(22, month=6))
        reminders.owe_all()
        assert owed(Kind.SUMMARY) == 1

    def test_each_address_once_and_only_who_can_be_written_to(
        self, answered, freeze_clock, two_sites
    ):
        freeze_clock(at(18, month=5))
        comment_on(answered, "Nói thêm", email="Nguoi0@Example.org")
        comment_on(answered, "Không thư", email="", telephone="0912345678")
        erased = comment_on(answered, "Đã xóa", email="xoa@example.org")
        erased.commenter.delete()
        unconfirmed = comment_on(answered, "Chưa xác nhận", email="la@example.org")
        Comment.objects.filter(pk=unconfirmed.pk).update(state="unconfirmed")
        officer = two_sites.person(two_sites.here, "citizens_officer")
        enter(
            answered,
            "Thư giấy",
            Author(name="Ông Lý", email="ly@example.org"),
            officer,
            source="letter",
            received_on=at(18, month=5).date(),
        )
        freeze_clock(at(2, month=6))
        reminders.owe_all()
        found = [address.lower() for address in self.parts()]
        assert sorted(found) == ["ly@example.org", *(f"nguoi{n}@example.org" for n in range(3))]

    def test_what_nobody_commented_on_has_nobody_to_tell(self, draft, freeze_clock):
        change(draft, answered_at=at(1, month=6))
        freeze_clock(at(2, month=6))
        reminders.owe_all()
        assert owed(Kind.SUMMARY) == 0


class TestTranslations:
    def test_a_translation_is_not_told_of_beside_its_original(self, draft, freeze_clock):
        english = translated(draft)
        change(english, text_version=draft.text_version)
        freeze_clock(draft.closes_at - timedelta(days=2))
        reminders.owe_all()
        assert owed(Kind.CLOSING) == owed(Kind.HALF_TIME) == 1

    def test_nor_where_the_draft_has_no_text(self, make_draft, two_sites, freeze_clock):
        draft = make_draft(two_sites.here, text="")
        translated(draft)
        freeze_clock(draft.closes_at - timedelta(days=2))
        reminders.owe_all()
        assert owed(Kind.CLOSING) == 1


def test_two_timers_at_the_same_second_owe_each_row_once(draft, freeze_clock, monkeypatch):
    """The other one stores everything between our look and our rows."""
    comment_on(draft)
    freeze_clock(draft.closes_at - timedelta(days=2))
    real, waiting = notices.Notice.objects.bulk_create, [reminders.owe_all]

    def bulk_create(*args, **options):
        if waiting:
            waiting.pop()()
        return real(*args, **options)

    monkeypatch.setattr(Notice.objects, "bulk_create", bulk_create)
    reminders.owe_all()
    assert [owed(kind) for kind in (Kind.WAITING, Kind.HALF_TIME, Kind.CLOSING)] == [1, 1, 1]
