"""Several who act on one item in the same instant."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from wagtail.models import PageLogEntry, TaskState

from editorial.workflow.models import ReviewState
from editorial.workflow.services import ReviewRefused, decide, submit
from editorial.workflow.tests.conftest import change, fresh, people_of, waits

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs connections that wait"),
    pytest.mark.django_db(transaction=True),
]


def at_once(*acts) -> list[str]:
    """Runs acts in threads that begin together; what each was refused with, or nothing."""
    barrier, refusals = Barrier(len(acts)), []

    def run(act) -> None:
        try:
            barrier.wait()
            act()
        except ReviewRefused as refused:
            refusals.append(str(refused))
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


def test_approved_and_sent_back_at_once(two_sites):
    board = people_of(two_sites, two_sites.here)
    article = board.draft(board.editor)
    submit(article, board.editor)
    other = two_sites.person(two_sites.here, "approver")
    state, first = waits(article), board.approver
    refusals = at_once(
        lambda: decide(state, first, "approve"),
        lambda: decide(state, other, "reject", comment="Khoan"),
    )
    assert len(refusals) == 1
    state.refresh_from_db()
    assert fresh(article).live == (state.status == TaskState.STATUS_APPROVED)
    assert ReviewState.objects.filter(pk=state.pk, finished_by__isnull=False).count() == 1


def test_approved_twice_is_published_once(two_sites):
    board = people_of(two_sites, two_sites.here)
    article = board.draft(board.editor)
    submit(article, board.editor)
    state, person = waits(article), board.approver
    assert len(at_once(*[lambda: decide(state, person, "approve")] * 4)) == 3
    assert PageLogEntry.objects.filter(page=article.pk, action="wagtail.publish").count() == 1


def test_submitted_twice_waits_once(two_sites):
    board = people_of(two_sites, two_sites.here)
    article, person = board.draft(board.contributor), board.contributor
    assert len(at_once(*[lambda: submit(article, person)] * 3)) == 2
    assert waits(article)


def test_who_saves_while_somebody_decides_loses_nothing(two_sites):
    board = people_of(two_sites, two_sites.here)
    article = board.draft(board.editor)
    submit(article, board.editor)
    other, person = two_sites.person(two_sites.here, "approver"), board.approver
    for number in range(5):
        state = waits(article)
        text = f"Lần {number}."

        def save(text=text) -> None:
            with transaction.atomic():
                change(article, person, text)

        def send_back(state=state) -> None:
            decide(state, other, "reject", comment="Khoan")

        refusals = at_once(save, send_back)
        assert fresh(article).get_latest_revision_as_object().lead == text
        if not refusals:
            submit(fresh(article), board.editor)
