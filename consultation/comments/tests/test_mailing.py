"""Mails: what they say, to whom, and what happens when something fails on the way."""

import smtplib
from datetime import timedelta
from email.utils import parseaddr

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultation.comments import letters, mailing, notices
from consultation.comments.addresses import own_receipt_url
from consultation.comments.codes import written
from consultation.comments.models import Comment, Notice
from consultation.comments.services import Author, submit
from consultation.comments.tests.citizens import comment_on
from consultation.drafts.models import DraftPage
from portal.common import clock

pytestmark = pytest.mark.django_db
Kind = Notice.Kind
DECIDED = {"published": Kind.PUBLISHED, "hidden": Kind.HIDDEN, "returned": Kind.RETURNED}


def change(comment: Comment, **fields) -> Comment:
    Comment.objects.filter(pk=comment.pk).update(**fields)
    return Comment.objects.get(pk=comment.pk)


def told(kind: str, comment: Comment):
    """The one mail of a kind that was owed and sent."""
    Notice.objects.all().delete()
    mail.outbox.clear()
    notices.owe(kind, comment)
    mailing.send_all_due()
    (sent,) = mail.outbox
    return sent


@pytest.fixture
def comment(draft) -> Comment:
    """That of somebody with an address."""
    return comment_on(draft, "Lời của người dân", name="Trần Văn Kín", email="kin@example.org")


class Server(EmailBackend):
    """A mail server that fails as it is told."""

    is_down = False
    refused: dict = {}  # noqa: RUF012 set by each test

    def open(self):
        if Server.is_down:
            raise ConnectionRefusedError
        return True

    def send_messages(self, messages):
        for message in messages:
            fault = Server.refused.get(message.to[0])
            if fault:
                raise fault
        return super().send_messages(messages)


@pytest.fixture
def server(settings, monkeypatch) -> type[Server]:
    """The server behind which the outbox stands."""
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    monkeypatch.setattr(Server, "is_down", False)
    monkeypatch.setattr(Server, "refused", {})
    return Server


class TestWhatTheySay:
    @pytest.mark.parametrize("kind", [*DECIDED.values(), Kind.RECEIVED, Kind.ANSWERED])
    def test_code_link_and_draft_but_nothing_that_was_typed(self, comment, kind):
        for state, told_by in DECIDED.items():
            if told_by == kind:
                reason = "" if state == "published" else "off_topic"
                comment = change(comment, state=state, reason=reason, note="Xem lại khoản 2.")
        if kind == Kind.ANSWERED:
            fields = {"disposition": "noted", "explanation": "Đã ghi nhận.", "state": "published"}
            comment = change(comment, answered_at=clock.now(), **fields)
        sent = told(kind, comment)
        assert sent.to == ["kin@example.org"]
        assert written(comment.receipt.code) in sent.body
        assert own_receipt_url(comment) in sent.body
        assert comment.draft.title in sent.body
        for typed in ("Lời của người dân", "Văn Kín", "kin@example.org"):
            assert typed not in sent.body
            assert typed not in sent.subject

    def test_the_question_whether_the_address_is_right(self, comment):
        sent = told(Kind.CONFIRM, change(comment, state="unconfirmed"))
        assert "/xac-nhan/gop-y/" in sent.body
        assert own_receipt_url(comment) not in sent.body
        assert "Lời của người dân" not in sent.body

    def test_reason_note_and_the_way_to_object(self, comment):
        fields = {"state": "hidden", "reason": "personal", "note": "Có số điện thoại người khác."}
        body = told(Kind.HIDDEN, change(comment, **fields)).body
        assert str(Comment.Reason.PERSONAL.label) in body
        assert fields["note"] in body
        first = body
        again = told(Kind.HIDDEN, change(comment, appealed_at=clock.now())).body
        assert first != again

    def test_in_the_language_of_the_citizen(self, draft):
        author = Author(name="Ann", email="ann@example.org")
        comment = submit(draft, "I agree.", author, language="en")
        sent = told(Kind.RECEIVED, comment)
        assert sent.subject == "Your comment on a draft has arrived"
        assert "Dear Sir or Madam," in sent.body
        assert "The whole draft" in sent.body

    def test_nothing_is_escaped(self, draft):
        DraftPage.objects.filter(pk=draft.pk).update(title="Phí <dịch vụ> & lệ phí")
        body = told(Kind.RECEIVED, comment_on(DraftPage.objects.get(pk=draft.pk))).body
        assert "Phí <dịch vụ> & lệ phí" in body

    def test_an_answer_reaches_the_drafting_unit_and_machines_keep_silent(self, draft):
        DraftPage.objects.filter(pk=draft.pk).update(receiving_email="gopy@example.org")
        sent = told(Kind.RECEIVED, comment_on(DraftPage.objects.get(pk=draft.pk)))
        assert sent.reply_to == ["gopy@example.org"]
        assert sent.extra_headers["Auto-Submitted"] == "auto-generated"

    @pytest.mark.parametrize("kind", Kind.values)
    def test_each_kind_has_its_text_and_its_subject(self, comment, kind):
        context = {"comment": comment, "draft": comment.draft, "url": "https://a/", "waiting": 2}
        text = letters.text_of(kind, context)
        assert "https://a/" in text
        assert "\n\n\n" not in text
        assert letters.subject_of(kind)

    def test_links_name_the_portal_and_never_the_host_of_a_request(self, comment):
        body = told(Kind.RECEIVED, comment).body
        links = [word for word in body.split() if word.startswith("http")]
        assert links
        assert all(link.startswith(f"http://{comment.site.hostname}/") for link in links)


class TestOnce:
    def test_a_second_run_sends_nothing(self, comment):
        assert mailing.send_all_due() == 1
        assert mailing.send_all_due() == 0
        assert len(mail.outbox) == 1

    def test_a_crash_after_the_row_leaves_the_mail_to_the_next_run(self, comment):
        notice = Notice.objects.get()
        assert notice.sent_at is None
        mailing.send_all_due()
        notice.refresh_from_db()
        assert notice.sent_at == clock.now()

    def test_a_crash_after_the_mail_sends_the_same_mail_under_the_same_name(
        self, comment, monkeypatch
    ):
        def die(*args, **options):
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(Notice, "save", die)
            with pytest.raises(KeyboardInterrupt):
                mailing.send_all_due()
        mailing.send_all_due()
        first, second = mail.outbox
        assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
        assert first.body == second.body

    def test_what_another_process_has_sent_meanwhile_is_left_alone(self, comment):
        key = Notice.objects.get().pk
        mailing.send_all_due()
        with mail.get_connection() as server:
            assert mailing._send(key, server) == 0
        assert len(mail.outbox) == 1

    def test_what_was_decided_anew_is_told_once_and_as_it_is_now(self, comment):
        Notice.objects.all().delete()
        for edition, kind in enumerate([Kind.PUBLISHED, Kind.HIDDEN, Kind.PUBLISHED]):
            notices.owe(kind, comment, str(edition))
        change(comment, state="published")
        mailing.send_all_due()
        assert [sent.subject for sent in mail.outbox] == [letters.subject_of(Kind.PUBLISHED)]

    def test_rounds_go_on_where_the_one_before_ended(self, draft):
        for number in range(5):
            comment_on(draft, f"Góp ý {number}", email=f"nguoi{number}@example.org")
        first = mailing.send_due(most=2)
        assert first.sent == 2
        second = mailing.send_due(first.last, most=2)
        assert mailing.send_due(second.last, most=2) == mailing.Round(1, None)
        assert len({sent.to[0] for sent in mail.outbox}) == 5


class TestNobodyToTell:
    def test_who_was_erased_gets_none_and_holds_nobody_up(self, draft):
        erased = comment_on(draft, email="xoa@example.org")
        comment_on(draft, "Khác", email="khac@example.org")
        erased.commenter.delete()
        mailing.send_all_due()
        assert [sent.to for sent in mail.outbox] == [["khac@example.org"]]
        assert not mailing.due().exists()

    def test_an_unpublished_draft_says_nothing_of_being_readable(self, comment):
        Notice.objects.all().delete()
        notices.owe(Kind.PUBLISHED, change(comment, state="published"))
        DraftPage.objects.get(pk=comment.draft_id).unpublish()
        mailing.send_all_due()
        assert mail.outbox == []

    def test_the_receipt_comes_although_the_draft_is_no_longer_shown(self, comment):
        DraftPage.objects.get(pk=comment.draft_id).unpublish()
        mailing.send_all_due()
        assert len(mail.outbox) == 1
        assert own_receipt_url(comment) in mail.outbox[0].body


class TestFaults:
    def test_a_server_that_is_down_leaves_all_as_it_is(self, comment, server):
        server.is_down = True
        assert mailing.send_all_due() == 0
        assert Notice.objects.get().tries == 0
        server.is_down = False
        assert mailing.send_all_due() == 1

    @pytest.mark.parametrize(
        "fault",
        [
            smtplib.SMTPRecipientsRefused({}),
            smtplib.SMTPServerDisconnected("gone"),
            TimeoutError(),
            ValueError("a header with a line of its own"),
        ],
        ids=lambda fault: type(fault).__name__,
    )
    def test_one_that_is_refused_keeps_no_other_back(self, draft, server, freeze_clock, fault):
        comment_on(draft, email="hong@example.org")
        comment_on(draft, "Khác", email="khac@example.org")
        server.refused = {"hong@example.org": fault}
        assert mailing.send_all_due() == 1
        assert mail.outbox[0].to == ["khac@example.org"]
        left = Notice.objects.get(sent_at=None)
        assert (left.tries, left.due_at) == (1, clock.now() + mailing.FIRST_DELAY)
        server.refused = {}
        assert mailing.send_all_due() == 0
        freeze_clock(left.due_at)
        assert mailing.send_all_due() == 1

    def test_what_is_refused_for_a_week_is_given_up_and_can_be_tried_again(
        self, comment, server, freeze_clock
    ):
        start = clock.now()
        server.refused = {"kin@example.org": smtplib.SMTPRecipientsRefused({})}
        while mailing.due().exists() or not mailing.given_up().exists():
            freeze_clock(Notice.objects.get().due_at)
            mailing.send_all_due()
        assert timedelta(days=5) < clock.now() - start < timedelta(days=9)
        server.refused = {}
        assert mailing.send_all_due() == 0

    def test_a_fault_of_ours_keeps_no_other_back_either(self, draft):
        broken = comment_on(draft, email="hong@example.org")
        comment_on(draft, "Khác", email="khac@example.org")
        broken.receipt.delete()
        mailing.send_all_due()
        assert [parseaddr(sent.to[0])[1] for sent in mail.outbox] == ["khac@example.org"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_a_row_that_another_process_holds_is_passed_over(comment):
    with mail.get_connection() as server, CaptureQueriesContext(connection) as seen:
        Notice.objects.update(sent_at=clock.now())
        mailing._send(Notice.objects.get().pk, server)
    assert any("SKIP LOCKED" in query["sql"] for query in seen.captured_queries)
