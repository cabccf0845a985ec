"""Deciding on several comments at once, each as it was read."""

import pytest

from consultation.comments.models import Comment, Notice
from consultation.comments.moderation import decide
from consultation.comments.tests.citizens import comment_on
from consultation.comments.tests.desks import again, told

pytestmark = pytest.mark.django_db
State = Comment.State


def marks(*comments) -> list[str]:
    return [f"{one.uid}:{one.edition}" for one in comments]


@pytest.fixture
def waiting(draft) -> list[Comment]:
    return [comment_on(draft, f"Ý kiến {number}. " + "dài " * 100 * number) for number in range(3)]


def test_those_that_are_marked_are_published_and_no_others(officer, waiting):
    answer = officer.post(
        "decide_marked", marked=marks(*waiting[:2]), state="published", query="state=waiting",
        follow=True,
    )  # fmt: skip
    assert answer.redirect_chain[-1][0].endswith("/admin/comments/?state=waiting")
    assert "2 comments are decided on." in told(answer)
    assert [again(one).state for one in waiting] == [
        State.PUBLISHED,
        State.PUBLISHED,
        State.WAITING,
    ]
    assert Notice.objects.filter(kind="published").count() == 2


def test_what_is_not_shown_needs_a_reason_and_what_was_marked_stays(officer, waiting):
    page = officer.post("decide_marked", marked=marks(waiting[1]), state="hidden", query="")
    text = page.content.decode()
    assert page.status_code == 200
    assert "Choose the reason: the authors are told." in text
    assert f'value="{waiting[1].uid}:0" id="mark-{waiting[1].pk}"' in text
    assert text.count(" checked>") == 1
    assert again(waiting[1]).state == State.WAITING
    officer.post(
        "decide_marked",
        marked=marks(waiting[1]),
        state="hidden",
        reason="off_topic",
        note="Xin lỗi",
    )
    found = again(waiting[1])
    assert (found.state, found.reason, found.note) == (State.HIDDEN, "off_topic", "Xin lỗi")


def test_one_that_was_changed_meanwhile_stops_no_other(officer, waiting):
    decide(waiting[0], officer.person, "hidden", edition=0, reason="off_topic")
    answer = officer.post("decide_marked", marked=marks(*waiting), state="published", follow=True)
    assert "2 comments are decided on." in told(answer)
    assert "Somebody else has just worked on this comment." in told(answer)
    assert again(waiting[0]).state == State.HIDDEN


def test_another_portals_comments_are_left_alone(officer, waiting, foreign_draft):
    foreign = comment_on(foreign_draft)
    officer.post("decide_marked", marked=marks(foreign), state="published")
    assert again(foreign).state == State.WAITING


@pytest.mark.parametrize("marked", [["x"], ["1:2"], ["", ":"], []])
def test_what_is_no_mark_gets_a_sentence(officer, waiting, marked):
    page = officer.post("decide_marked", marked=marked, state="published")
    assert page.status_code == 200
    assert "Nothing was changed." in page.content.decode()


@pytest.mark.parametrize("state", ["", "waiting", "x"])
def test_what_is_no_decision_changes_nothing(officer, waiting, state):
    officer.post("decide_marked", marked=marks(*waiting), state=state, reason="off_topic")
    assert {again(one).state for one in waiting} == {State.WAITING}


def test_long_ones_can_be_read_where_they_are_marked(officer, waiting):
    page = officer.read("queue", query="?state=waiting")
    assert page.count("All that it says") == 2
    assert page.count('name="marked"') == 3


def test_where_nothing_waits_nothing_is_marked(officer, waiting):
    for one in waiting:
        decide(one, officer.person, "published", edition=0)
    assert 'name="marked"' not in officer.read("queue")


def test_the_address_leads_nowhere_else(officer, waiting):
    answer = officer.post(
        "decide_marked", marked=marks(waiting[0]), state="published", query="//evil.example/"
    )
    assert answer.url.startswith("/admin/comments/")
    assert officer.get("decide_marked").url == "/admin/comments/"
