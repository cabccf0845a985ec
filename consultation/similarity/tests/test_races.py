"""Workers and officers at once, on a database that really locks."""

import pytest
from django.db import connection, transaction

from consultation.comments.models import Comment
from consultation.comments.moderation import decide
from consultation.comments.tests.citizens import comment_on
from consultation.comments.tests.test_races import at_once
from consultation.similarity.models import Wording
from consultation.similarity.numbers import Size, largest
from consultation.similarity.services import group_all, separate
from consultation.similarity.tests.test_nearness import LETTER
from sites.access.models import Role

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs connections that wait"),
    pytest.mark.django_db(transaction=True),
]


def write(draft, count: int) -> list[Comment]:
    with transaction.atomic():
        return [comment_on(draft, LETTER.replace("295", str(number))) for number in range(count)]


def test_two_workers_make_one_campaign(draft, monkeypatch):
    monkeypatch.setattr("consultation.similarity.services.BATCH", 3)
    write(draft, 20)
    at_once([group_all, group_all, group_all])
    group_all()
    [campaign] = largest(Comment.objects.filter(draft=draft))
    assert (campaign.size.texts, campaign.size.senders) == (20, 20)
    assert Wording.objects.filter(leader=None).count() == 1


def test_officers_and_workers_do_not_stop_one_another(draft, two_sites, monkeypatch):
    monkeypatch.setattr("consultation.similarity.services.BATCH", 2)
    with transaction.atomic():
        person = two_sites.person(two_sites.here, Role.CITIZENS_OFFICER)
    first = write(draft, 6)
    group_all()
    more = write(draft, 6)

    def take_apart() -> None:
        for one in first[:3]:
            separate(Comment.objects.get(pk=one.pk), person, edition=0)

    def publish() -> None:
        for one in reversed(more):
            decide(Comment.objects.get(pk=one.pk), person, "published", edition=0)

    assert at_once([take_apart, publish, group_all, group_all]).count(None) == 2
    group_all()
    assert Wording.objects.filter(is_apart=True).count() == 3
    assert Comment.objects.filter(wording=None).count() == 0
    assert largest(Comment.objects.filter(draft=draft))[0].size == Size(3, 6)
