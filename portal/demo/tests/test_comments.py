"""Comments of the demonstration: believable, in every state, and once however often loaded."""

from collections import Counter

import pytest
from django.core import mail

from consultation.comments import receipts
from consultation.comments.answering import progress_of
from consultation.comments.counting import counts_of
from consultation.comments.models import ChainDay, Comment, Notice
from consultation.drafts.models import DraftPage
from consultation.similarity.numbers import Size, largest
from portal.accounts.models import User
from portal.common import clock
from portal.demo import services
from portal.demo.tests.conftest import DAY
from portal.demo.tests.test_drafts import asked, portals  # noqa: F401 fixtures
from sites.access.models import Role
from sites.access.people import give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def commented(asked):  # noqa: F811
    for number, profile in enumerate(asked.values()):
        person = User.objects.create_user(f"tiepnhan{number}@example.org", "mat-khau-dai-12")
        give_role(person, profile.site, Role.CITIZENS_OFFICER)
    count = services.comment_on_drafts()
    assert 130 <= count <= 160
    return count


def test_every_state_and_source_is_there_on_its_day(commented):
    assert Comment.objects.count() == commented
    states = Counter(Comment.objects.values_list("state", flat=True))
    assert set(states) == set(Comment.State.values)
    assert 12 <= states["waiting"] <= 25
    sources = set(Comment.objects.values_list("source", flat=True))
    assert sources == {"portal", "letter", "meeting"}
    reasons = set(Comment.objects.exclude(reason="").values_list("reason", flat=True))
    assert {"advertising", "offensive"} <= reasons
    assert Comment.objects.exclude(appeal="").get().state == "waiting"
    for comment in Comment.objects.select_related("draft"):
        day = comment.received_at.astimezone(clock.PROVINCE_TIME).date()
        assert day <= DAY
        assert comment.draft.opens_at.date() <= day
        assert comment.received_at < comment.draft.closes_at
        assert not comment.decided_at or comment.decided_at >= comment.received_at


def test_receipts_are_genuine_and_linked_by_day(commented):
    assert receipts.check_chain() == []
    assert ChainDay.objects.count() > 20
    assert ChainDay.objects.order_by("day").last().last == commented


def test_the_draft_of_two_versions_has_comments_on_both(commented):
    page = DraftPage.objects.get(title__contains="hỗ trợ chuyển đổi số cấp xã")
    numbers = Counter(Comment.objects.filter(draft=page).values_list("version__number", flat=True))
    assert numbers[1] > 20
    assert numbers[2] > 20
    campaign = Comment.objects.filter(draft=page, text__startswith="Chúng tôi đề nghị nâng mức")
    assert campaign.count() == 12
    assert largest(Comment.objects.filter(draft=page))[0].size == Size(5, 12)
    assert (
        sum(counts_of(page.pk).values()) == Comment.objects.filter(draft=page).published().count()
    )


def test_what_is_called_answered_is_answered_and_the_summarised_one_half(commented):
    answered = progress_of(DraftPage.objects.get(title__contains="nhà văn hóa"))
    assert answered.is_complete
    assert answered.published >= 9
    half = progress_of(DraftPage.objects.get(title__contains="nhân viên y tế"))
    assert 0 < half.answered < half.published


def test_nobody_gets_a_mail_and_nothing_comes_twice(commented):
    assert not mail.outbox
    assert not Notice.objects.filter(sent_at=None).exists()
    assert services.comment_on_drafts() == 0
    assert Comment.objects.count() == commented


def test_without_officers_nothing_is_said(asked):  # noqa: F811
    assert services.comment_on_drafts() == 0
