"""Authors' data is erased once its dated time is over, and not a day before."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from consultation.comments import mailing, retention
from consultation.comments.models import Comment, Commenter, ConsentText, Notice
from consultation.comments.moderation import decide
from consultation.comments.services import consent_on
from consultation.comments.tests.citizens import comment_on, published_comment
from consultation.comments.tests.test_tend import tend
from consultation.drafts.models import DraftPage
from consultation.periods.models import RetentionPeriod, months_after, retention_on
from portal.common import clock
from portal.common.testing.officers import officer_client
from portal.hosts.models import Host

pytestmark = pytest.mark.django_db
BASIS = "Quy chế số 5/QC-UBND"


def rule(day: date, months: int) -> RetentionPeriod:
    return RetentionPeriod.objects.create(valid_from=day, months=months, basis=BASIS)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=clock.PROVINCE_TIME)


@pytest.fixture
def ended(draft, officer) -> date:
    """The day on which the consultation ended: a comment is known, and its mails were sent."""
    published_comment(draft, officer.person, "Đồng ý.")
    mailing.send_all_due()
    return draft.closes_at.astimezone(clock.PROVINCE_TIME).date()


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2021, 1, 31), 1, date(2021, 2, 28)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2021, 12, 15), 1, date(2022, 1, 15)),
        (date(2021, 4, 19), 24, date(2023, 4, 19)),
    ],
)
def test_months_end_with_a_day_that_there_is(day, months, expected):
    assert months_after(day, months) == expected


class TestWhen:
    def test_on_the_day_and_not_before(self, ended, freeze_clock):
        rule(date(2021, 1, 1), 12)
        last = months_after(ended, 12)
        freeze_clock(noon(last - timedelta(days=1)))
        assert retention.erase_due() == 0
        assert Commenter.objects.exists()
        freeze_clock(noon(last))
        assert "Authors' data of 1 comments erased" in tend()
        assert not Commenter.objects.exists()
        assert Comment.objects.get().text == "Đồng ý."
        assert retention.erase_due() == 0
        entry = ModelLogEntry.objects.get(action="comments.erase")
        assert entry.user is None
        assert "Kín" not in str(entry.data) + entry.label

    def test_without_a_rule_nothing_is_erased(self, ended, freeze_clock):
        freeze_clock(noon(months_after(ended, 100)))
        assert retention.erase_due() == 0
        assert Commenter.objects.exists()

    def test_the_rule_of_the_day_of_arrival_holds(self, ended, freeze_clock):
        rule(clock.today() - timedelta(days=30), 12)
        rule(clock.today() + timedelta(days=1), 1)
        freeze_clock(noon(months_after(ended, 2)))
        assert retention.erase_due() == 0
        freeze_clock(noon(months_after(ended, 12)))
        assert retention.erase_due() == 1

    def test_what_came_before_the_first_rule_has_that_one(self, ended, freeze_clock):
        rule(clock.today() + timedelta(days=10), 3)
        freeze_clock(noon(months_after(ended, 3)))
        assert retention.erase_due() == 1

    def test_from_the_answer_where_there_is_one(self, ended, draft, freeze_clock):
        rule(date(2021, 1, 1), 6)
        answered = draft.closes_at + timedelta(days=40)
        DraftPage.objects.filter(pk=draft.pk).update(answered_at=answered)
        freeze_clock(noon(months_after(ended, 6)))
        assert retention.erase_due() == 0
        freeze_clock(noon(months_after(answered.astimezone(clock.PROVINCE_TIME).date(), 6)))
        assert retention.erase_due() == 1

    def test_an_open_draft_keeps_them(self, ended, draft, freeze_clock):
        rule(date(2021, 1, 1), 1)
        DraftPage.objects.filter(pk=draft.pk).update(closes_at=draft.closes_at + timedelta(900))
        freeze_clock(noon(months_after(ended, 12)))
        assert retention.erase_due() == 0


class TestWhatIsLeft:
    def test_what_waits_and_what_is_owed_comes_later(self, draft, officer, freeze_clock):
        rule(date(2021, 1, 1), 1)
        waits = comment_on(draft)
        owed = published_comment(draft, officer.person)
        Notice.objects.exclude(comment=owed).delete()
        freeze_clock(draft.closes_at + timedelta(days=200))
        assert retention.erase_due() == 0
        decide(waits, officer.person, "hidden", edition=0, reason="off_topic")
        Notice.objects.update(sent_at=clock.now())
        assert retention.erase_due() == 2

    def test_what_was_given_up_keeps_nothing(self, draft, officer, freeze_clock):
        rule(date(2021, 1, 1), 1)
        published_comment(draft, officer.person)
        Notice.objects.update(tries=mailing.MOST_TRIES)
        freeze_clock(draft.closes_at + timedelta(days=200))
        assert retention.erase_due() == 1

    def test_it_stops_in_time_and_goes_on(self, draft, officer, freeze_clock, monkeypatch):
        monkeypatch.setattr(retention, "BATCH", 2)
        rule(date(2021, 1, 1), 1)
        for number in range(5):
            published_comment(draft, officer.person, f"Ý {number}")
        Notice.objects.update(sent_at=clock.now())
        freeze_clock(draft.closes_at + timedelta(days=200))
        assert retention.erase_due(seconds=0) == 1
        assert retention.erase_due() == 4
        assert not Commenter.objects.exists()


class TestTold:
    def test_citizens_read_it_beside_the_consent(self, citizen):
        assert BASIS not in citizen.browser.get(citizen.path()).text
        rule(date(2021, 1, 1), 24)
        page = citizen.browser.get(citizen.path()).text
        assert "được xóa 24 tháng sau khi kết thúc lấy ý kiến" in page
        assert BASIS in page

    def test_officers_read_the_day_on_the_draft(self, ended, draft, officer, freeze_clock):
        rule(date(2021, 1, 1), 12)
        assert BASIS not in officer.read("draft", draft.pk)
        freeze_clock(draft.closes_at + timedelta(days=1))
        page = officer.read("draft", draft.pk)
        assert "are erased on" in page
        assert BASIS in page


class TestKept:
    """Rules that citizens were told of are followed by others, not changed."""

    @pytest.mark.parametrize("model", [RetentionPeriod, ConsentText])
    @pytest.mark.parametrize(("days", "may"), [(-1, False), (0, False), (1, True)])
    def test_one_in_force_is_not_changed(self, model, days, may):
        day = clock.today() + timedelta(days=days)
        values = {"months": 3, "basis": "x"} if model is RetentionPeriod else {"text": "x"}
        one = model.objects.create(valid_from=day, **values)
        assert bool(one.refusal_to_change()) is not may
        one.valid_from = clock.today() + timedelta(days=9)
        if may:
            one.full_clean()
        else:
            with pytest.raises(ValidationError):
                one.full_clean()

    def test_a_new_one_begins_tomorrow_where_one_is_in_force(self):
        first = RetentionPeriod(valid_from=clock.today(), months=3, basis="x")
        first.full_clean()
        first.save()
        for days, may in ((-1, False), (1, True)):
            new = RetentionPeriod(
                valid_from=clock.today() + timedelta(days=days), months=6, basis="y"
            )
            if may:
                new.full_clean()
            else:
                with pytest.raises(ValidationError):
                    new.full_clean()

    @pytest.mark.parametrize("place", ["consent-texts", "retention-periods"])
    def test_the_province_alone_keeps_them(self, two_sites, settings, place):
        Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
        person = two_sites.person(two_sites.here, "administrator")
        path = f"/admin/{place}/"
        assert officer_client(person).get(path).status_code == 302
        assert officer_client(person).get(f"{path}new/").status_code == 302
        person.is_superuser = True
        person.save()
        assert officer_client(person).get(path).status_code == 200

    def test_the_screens_change_the_next_one_and_not_the_present_one(self, two_sites, settings):
        Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
        person = two_sites.person(two_sites.here, "administrator")
        person.is_superuser = True
        person.save()
        browser = officer_client(person)
        present = ConsentText.objects.create(valid_from=clock.today(), text="Nay")
        coming = clock.today() + timedelta(days=3)
        fields = {"valid_from": f"{coming:%d/%m/%Y}", "text": "Mai", "text_en": ""}
        assert browser.post("/admin/consent-texts/new/", fields).status_code == 302
        following = ConsentText.objects.get(text="Mai")
        for act in ("edit", "delete"):
            answer = browser.post(f"/admin/consent-texts/{act}/{present.pk}/", fields, follow=True)
            assert "đã có hiệu lực từ" in answer.text
        assert ConsentText.objects.get(pk=present.pk).text == "Nay"
        browser.post(f"/admin/consent-texts/edit/{following.pk}/", fields | {"text": "Kia"})
        assert ConsentText.objects.get(pk=following.pk).text == "Kia"
        assert consent_on(clock.today()) == present
        assert consent_on(coming) == following
        browser.post(f"/admin/consent-texts/delete/{following.pk}/")
        assert not ConsentText.objects.filter(pk=following.pk).exists()


def test_which_rule_holds_on_a_day():
    assert retention_on(clock.today()) is None
    first, second = rule(date(2021, 3, 1), 12), rule(date(2021, 4, 1), 6)
    assert retention_on(date(2021, 2, 28)) == first
    assert retention_on(date(2021, 3, 31)) == first
    assert retention_on(date(2021, 4, 1)) == second
