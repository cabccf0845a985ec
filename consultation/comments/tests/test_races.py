"""Many at once, on a database that really locks."""

import uuid
from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from consultation.comments import receipts
from consultation.comments.counting import counts_of
from consultation.comments.models import Comment, Notice, Receipt
from consultation.comments.moderation import decide
from consultation.comments.services import CommentRefused
from consultation.comments.tests.citizens import Citizen, comment_on
from sites.access.models import Role

SENDERS = 100
pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs connections that wait"),
    pytest.mark.django_db(transaction=True),
]


def at_once(acts) -> list:
    """Runs acts in threads that begin together; what each gave, or was refused with."""
    barrier, found = Barrier(len(acts)), []

    def run(act) -> None:
        try:
            barrier.wait()
            found.append(act())
        except CommentRefused as refused:
            found.append(refused)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def connections_left() -> int:
    """How many may ask the database at the same moment, with some left for others."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW max_connections")
        return max(20, int(cursor.fetchone()[0]) - 60)


def test_the_same_form_a_hundred_times_is_one_comment(draft):
    key = uuid.uuid4()
    citizens = [Citizen(draft) for _number in range(SENDERS)]
    acts = [lambda one=one: one.send(key=key) for one in citizens]
    most = min(SENDERS, connections_left())
    answers = [found for start in range(0, SENDERS, most) for found in
               at_once(acts[start : start + most])]  # fmt: skip
    assert len(answers) == SENDERS
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.url for answer in answers}) == 1
    assert Comment.objects.count() == Receipt.objects.count() == Notice.objects.count() == 1


def test_different_forms_at_once_are_all_kept_and_linked_once(draft):
    citizens = [Citizen(draft) for _number in range(20)]
    acts = [lambda one=one: one.send() for one in citizens]
    at_once([*acts, receipts.extend_chain, receipts.extend_chain])
    receipts.extend_chain()
    assert Comment.objects.count() == len(citizens)
    numbers = Receipt.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, len(citizens) + 1))
    assert receipts.check_chain() == []


def test_of_two_officers_at_once_one_decides(draft, two_sites):
    people = [two_sites.person(two_sites.here, Role.CITIZENS_OFFICER) for _one in range(2)]
    comment = comment_on(draft)
    acts = [
        lambda one=one: decide(Comment.objects.get(pk=comment.pk), one, "published", edition=0)
        for one in people
    ]
    found = at_once(acts)
    assert sorted(isinstance(one, CommentRefused) for one in found) == [False, True]
    assert sum(counts_of(draft.pk).values()) == 1


def test_comments_on_one_provision_published_at_once_are_all_counted(draft, two_sites):
    person = two_sites.person(two_sites.here, Role.CITIZENS_OFFICER)
    comments = [comment_on(draft, f"Ý {number}", "dieu-1") for number in range(10)]
    people = [type(person).objects.get(pk=person.pk) for _one in comments]
    acts = [
        lambda one=one, who=who: decide(one, who, "published", edition=0)
        for one, who in zip(comments, people, strict=True)
    ]
    at_once(acts)
    assert list(counts_of(draft.pk).values()) == [10]
