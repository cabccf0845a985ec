"""Who is told what, when, and who is not."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from editorial.workflow.models import NoticePreference
from editorial.workflow.querysets import sent_back_to
from editorial.workflow.services import decide, submit
from editorial.workflow.tasks import send_digests, tell_reviewers
from editorial.workflow.tests.conftest import waits
from sites.access.models import Role
from sites.access.people import give_role, take_role

pytestmark = pytest.mark.usefixtures("mails_at_commit")


@pytest.fixture
def mails_at_commit(settings, monkeypatch):
    """Runs what waits for the end of the transaction at once: tests never reach it."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, *a, **k: act())


def told(mailbox) -> set[str]:
    return {address for mail in mailbox for address in mail.to}


def test_those_who_edit_hear_of_a_new_item_and_nobody_else(board, neighbours, article, mailoutbox):
    submit(article, board.contributor)
    assert told(mailoutbox) == {
        board.editor.email, board.secretary.email, board.approver.email
    }  # fmt: skip
    mail = mailoutbox[0]
    assert article.title in mail.body
    assert article.title not in mail.subject
    assert (
        reverse("review:show", args=[waits(article).pk], urlconf="portal.urls.admin") in mail.body
    )


def test_the_author_hears_how_it_ended(board, article, mailoutbox):
    submit(article, board.contributor)
    mailoutbox.clear()
    decide(waits(article), board.editor, "reject", comment="Thiếu nguồn tin")
    assert told(mailoutbox) == {board.contributor.email}
    assert "Thiếu nguồn tin" in mailoutbox[0].body


def test_who_wrote_it_is_not_asked_to_approve_it(board, mailoutbox):
    article = board.draft(board.approver)
    submit(article, board.approver)
    assert board.approver.email not in told(mailoutbox)


def test_recipients_are_those_of_the_moment_of_sending(
    two_sites, board, article, mailoutbox, monkeypatch
):
    queued = []
    waiting = "editorial.workflow.services._tell_reviewers_on_commit"
    monkeypatch.setattr(waiting, lambda state: queued.append(state.pk))
    submit(article, board.contributor)
    take_role(board.people[Role.EDITOR], board.site, Role.EDITOR)
    newcomer = two_sites.person(board.site, Role.EDITOR)
    tell_reviewers.call(queued[0])
    assert newcomer.email in told(mailoutbox)
    assert board.editor.email not in told(mailoutbox)


def test_once_and_only_while_it_waits(board, article, mailoutbox):
    submit(article, board.contributor)
    number = waits(article).pk
    mailoutbox.clear()
    tell_reviewers.call(number)
    assert mailoutbox == []
    decide(waits(article), board.editor, "approve")
    mailoutbox.clear()
    tell_reviewers.call(number)
    assert mailoutbox == []


def test_once_a_day_for_those_who_want_it_so(board, article, mailoutbox):
    NoticePreference.objects.create(user=board.editor, when="daily")
    NoticePreference.objects.create(user=board.secretary, when="never")
    submit(article, board.contributor)
    other = board.draft(board.contributor, "Bài thứ hai")
    submit(other, board.contributor)
    assert told(mailoutbox) == {board.approver.email}
    mailoutbox.clear()
    call_command("mail_review_digests")
    assert told(mailoutbox) == {board.editor.email}
    (mail,) = mailoutbox
    assert article.title in mail.body
    assert other.title in mail.body


def test_a_long_list_is_cut_and_leads_to_the_whole(board, article, mailoutbox, monkeypatch):
    NoticePreference.objects.create(user=board.editor, when="daily")
    submit(article, board.contributor)
    other = board.draft(board.contributor, "Bài thứ hai")
    submit(other, board.contributor)
    monkeypatch.setattr("editorial.workflow.tasks.MOST_LISTED", 1)
    mailoutbox.clear()
    call_command("mail_review_digests")
    (mail,) = mailoutbox
    assert article.title in mail.body
    assert other.title not in mail.body
    assert reverse("review:list", urlconf="portal.urls.admin") + "\n" in mail.body


def test_a_digest_leaves_out_what_one_wrote_oneself(board, mailoutbox):
    NoticePreference.objects.create(user=board.approver, when="daily")
    submit(board.draft(board.approver), board.approver)
    mailoutbox.clear()
    call_command("mail_review_digests")
    assert mailoutbox == []


def test_digests_ask_as_often_for_one_item_as_for_many(
    board, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr("editorial.workflow.tasks._mail_on_commit", lambda *parts: None)
    NoticePreference.objects.create(user=board.editor, when="daily")
    for number in range(5):
        submit(board.draft(board.contributor, f"Bài {number}"), board.contributor)
    with django_assert_max_num_queries(4):
        assert send_digests() == 1


def test_nobody_gets_an_empty_digest(board, mailoutbox):
    NoticePreference.objects.create(user=board.editor, when="daily")
    call_command("mail_review_digests")
    assert mailoutbox == []


def test_the_wish_is_kept_on_the_screen_of_the_account(board):
    browser = board.browser("editor")
    address = reverse("wagtailadmin_account")
    page = browser.get(address)
    data = {}
    for panels in page.context["panels_by_tab"].values():
        for panel in panels:
            for bound in panel.get_form():
                data[bound.html_name] = bound.value() or ""
    browser.post(address, data | {"review-notices-when": "daily"})
    assert NoticePreference.objects.get(user=board.editor).when == "daily"


def test_who_has_left_the_portal_hears_and_sees_nothing_of_their_text(
    board, neighbours, article, mailoutbox
):
    author = board.contributor
    submit(article, author)
    take_role(author, board.site, Role.CONTRIBUTOR)
    give_role(author, neighbours.site, Role.CONTRIBUTOR)
    mailoutbox.clear()
    decide(waits(article), board.editor, "reject", comment="Thiếu nguồn tin")
    assert told(mailoutbox) == set()
    assert not sent_back_to(board.contributor).exists()


def test_who_has_stayed_sees_what_came_back(board, article):
    submit(article, board.contributor)
    decide(waits(article), board.editor, "reject", comment="Thiếu nguồn tin")
    assert sent_back_to(board.contributor).count() == 1
