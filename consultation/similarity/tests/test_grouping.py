"""Comments are grouped by the worker, officers see both counts, and nobody else's are touched."""

import pytest
from django.core.management import call_command

from consultation.comments.models import Comment
from consultation.comments.moderation import decide
from consultation.comments.same import likes_of, others_with_same_text
from consultation.comments.services import CommentRefused
from consultation.comments.tests.citizens import comment_on, published_comment
from consultation.comments.tests.desks import again
from consultation.drafts.tests.readers import path_of
from consultation.similarity.models import Band, Wording
from consultation.similarity.numbers import Size, largest
from consultation.similarity.services import group_all, separate
from consultation.similarity.tests.test_nearness import CHANGES, LETTER, OTHER

pytestmark = pytest.mark.django_db
MARKER = "dấu7391"


@pytest.fixture
def letters(draft, officer) -> list[Comment]:
    """The same letter three times, touched up by four others, and another opinion."""
    texts = [LETTER, LETTER, LETTER.lower(), *CHANGES.values(), OTHER]
    found = [published_comment(draft, officer.person, text) for text in texts]
    group_all()
    return [again(one) for one in found]


def sizes(draft) -> list[tuple[int, int]]:
    rows = Comment.objects.filter(draft=draft)
    return [(one.size.texts, one.size.senders) for one in largest(rows)]


def test_a_campaign_has_texts_and_senders(draft, letters):
    # “signs and case” is the letter itself.
    assert sizes(draft) == [(4, 7)]
    assert likes_of(letters[0]).size == likes_of(letters[4]).size == Size(4, 7)
    assert likes_of(letters[-1]).size == Size(1, 1)
    assert len({one.wording_id for one in letters[:3]}) == 1


def test_grouping_is_done_once_and_by_whoever_comes(draft):
    comment_on(draft, LETTER)
    comment_on(draft, CHANGES["another village"])
    assert Comment.objects.filter(wording=None).count() == 2
    call_command("tend_consultations")
    assert not Comment.objects.filter(wording=None).exists()
    assert Wording.objects.filter(leader=None).count() == 1
    assert not group_all()


def test_the_worker_groups_after_the_mails(draft, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        comment_on(draft, LETTER)
    assert Comment.objects.get().wording is not None


def test_the_same_text_on_another_draft_is_another_campaign(draft, foreign_draft):
    for one in (draft, foreign_draft):
        for _each in range(3):
            comment_on(one, LETTER)
    group_all()
    assert sizes(draft) == sizes(foreign_draft) == [(1, 3)]


def test_many_equal_texts_cost_no_more_statements(
    draft, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr("consultation.comments.notices.send_soon", lambda: None)
    for _each in range(40):
        comment_on(draft, LETTER, email="")
    with django_assert_max_num_queries(14):
        assert not group_all()
    assert sizes(draft) == [(1, 40)]


def test_it_stops_in_time_and_says_what_is_left(draft, monkeypatch):
    monkeypatch.setattr("consultation.similarity.services.BATCH", 2)
    for _each in range(5):
        comment_on(draft, LETTER)
    assert group_all(seconds=0)
    assert Comment.objects.filter(wording=None).count() == 3
    assert not group_all()
    assert sizes(draft) == [(1, 5)]


def test_one_answer_for_all_of_a_campaign(draft, letters, officer):
    assert others_with_same_text(letters[0]).count() == 6
    officer.post(
        "answer", letters[0].uid, edition=letters[0].edition, disposition="accepted",
        explanation="", also="text",
    )  # fmt: skip
    assert Comment.objects.filter(draft=draft, disposition="accepted").count() == 7
    assert again(letters[-1]).disposition == ""


def test_officers_see_both_counts_and_what_differs(draft, letters, officer):
    village = letters[3]
    page = officer.read("item", village.uid)
    assert "4 texts that are nearly the same, 7 senders" in page
    assert "removed:" in page
    assert "286" in page
    queue = officer.read("queue", query=f"?like={village.uid}")
    assert queue.count("4 texts that are nearly the same, 7 senders") == 7
    assert OTHER[:30] not in queue
    assert "4 texts that are nearly the same, 7 senders" in officer.read("draft", draft.pk)


class TestApart:
    def test_a_text_that_says_something_else_is_taken_out_for_good(self, draft, letters, officer):
        village = letters[3]
        officer.post("separate", village.uid, edition=village.edition)
        assert likes_of(again(village)).size == Size(1, 1)
        assert likes_of(again(letters[0])).size == Size(3, 6)
        # The same words again go with it; what is near stays with the others.
        comment_on(draft, CHANGES["another village"])
        comment_on(draft, LETTER.replace("295", "277"))
        group_all()
        assert likes_of(again(village)).size == Size(1, 2)
        assert likes_of(again(letters[0])).size == Size(4, 7)

    def test_where_the_first_one_goes_the_next_one_leads(self, draft, letters, officer):
        separate(letters[0], officer.person, edition=letters[0].edition)
        assert likes_of(again(letters[0])).size == Size(1, 4)
        assert likes_of(again(letters[3])).size == Size(3, 3)
        comment_on(draft, CHANGES["another village"] + " Xin cảm ơn.")
        group_all()
        assert likes_of(again(letters[3])).size == Size(4, 4)
        assert set(Band.objects.values_list("wording__is_apart", flat=True)) == {False}

    def test_what_is_alone_cannot_be_taken_out(self, letters, officer):
        with pytest.raises(CommentRefused):
            separate(letters[-1], officer.person, edition=letters[-1].edition)

    def test_another_portals_officer_can_not(self, letters, stranger):
        assert stranger.post("separate", letters[3].uid, edition=1).status_code == 404
        with pytest.raises(CommentRefused):
            separate(letters[3], stranger.person, edition=letters[3].edition)
        assert likes_of(again(letters[3])).size == Size(4, 7)

    def test_of_two_officers_the_second_one_is_told(self, letters, officer):
        decide(letters[3], officer.person, "hidden", edition=letters[3].edition, reason="repeated")
        with pytest.raises(CommentRefused):
            separate(letters[3], officer.person, edition=letters[3].edition)


def test_readers_are_told_of_published_ones_alone(citizen, draft, officer):
    for name in ("286", "287", "288"):
        published_comment(draft, officer.person, LETTER.replace("295", name))
    hidden = comment_on(draft, LETTER.replace("295", MARKER))
    comment_on(draft, LETTER)
    group_all()
    decide(hidden, officer.person, "hidden", edition=0, reason="off_topic")
    page = citizen.browser.get(f"{path_of(draft)}so-lieu/").text
    assert "3 nội dung gần giống nhau, 3 người gửi" in page
    assert MARKER not in page
