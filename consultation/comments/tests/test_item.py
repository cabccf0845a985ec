"""One comment in front of its officer: deciding, answering, assigning, reading who wrote it."""

import pytest
from django.test.utils import override_settings
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import ModelLogEntry

from consultation.comments import answering, moderation
from consultation.comments.erasure import erase_author
from consultation.comments.models import Comment, Commenter, Notice, PublishedCount
from consultation.comments.moderation import ERASED, READ
from consultation.comments.tests.citizens import comment_on, published_comment
from consultation.comments.tests.desks import AUTHOR, SECRET, URLCONF, again, told
from consultation.conftest import SECOND_TEXT, put_text
from consultation.similarity.services import group_all
from portal.common.testing.officers import AUTHENTICATION_METHODS_SESSION_KEY
from sites.access.models import Role
from sites.access.people import take_role

pytestmark = pytest.mark.django_db

State = Comment.State
ACTS = {
    "decide": {"state": "published", "edition": 0},
    "answer": {"disposition": "noted", "explanation": "Ừ", "edition": 0},
    "assign": {"to": "", "edition": 0},
    "author": {},
    "erase": {},
}


def entries(comment: Comment, action: str):
    return ModelLogEntry.objects.filter(action=action, object_id=str(comment.pk))


class TestWhatIsShown:
    def test_text_place_receipt_and_history(self, officer, draft):
        comment = comment_on(draft, "Mức này chưa đủ", "dieu-2.khoan-1")
        moderation.decide(comment, officer.person, "hidden", edition=0, reason="off_topic")
        page = officer.read("item", comment.uid)
        for words in (
            "Mức này chưa đủ",
            "Hỗ trợ 30 triệu đồng mỗi đơn vị trong năm đầu.",
            comment.receipt.code[:4],
            "Comment hidden: it is not about this draft",
        ):
            assert words in page

    def test_the_provision_as_it_was_read_and_as_it_reads_now(self, officer, draft):
        changed = comment_on(draft, "Khoản 1", "dieu-2.khoan-1")
        same = comment_on(draft, "Điều 1", "dieu-1")
        put_text(draft, SECOND_TEXT)
        draft.save_revision().publish()
        page = officer.read("item", changed.uid)
        assert "Hỗ trợ 30 triệu đồng" in page
        assert "Hỗ trợ 50 triệu đồng" in page
        assert "As it reads now" not in officer.read("item", same.uid)

    def test_a_provision_that_is_gone_is_said_to_be(self, officer, draft):
        comment = comment_on(draft, "Điểm b", "dieu-2.khoan-2.diem-b")
        put_text(draft, SECOND_TEXT.replace("b) Chi đường truyền.\n", ""))
        draft.save_revision().publish()
        assert "no longer has this provision" in officer.read("item", comment.uid)

    def test_hostile_words_are_words(self, officer, draft):
        hostile = "<script>alert(1)</script>=cmd|' /C calc'!A0\u202e"
        comment = comment_on(draft, hostile, name=hostile, organisation=hostile)
        for page in (
            officer.read("queue"),
            officer.read("item", comment.uid),
            officer.post("author", comment.uid).content.decode(),
        ):
            assert "<script>alert" not in page
            assert "&lt;script&gt;alert(1)" in page


class TestLog:
    def test_lines_of_the_log_lead_to_the_comment_for_its_officers_alone(
        self, officer, stranger, desk, draft
    ):
        comment = comment_on(draft)
        for person, url in (
            (officer, f"/admin/comments/{comment.uid}/"),
            (stranger, None),
            (desk(Role.ADMINISTRATOR), None),
        ):
            with override_settings(ROOT_URLCONF=URLCONF):
                assert AdminURLFinder(person.person).get_edit_url(comment) == url

    def test_the_portals_log_tells_acts_without_personal_data(self, officer, desk, draft):
        comment = comment_on(draft, SECRET, **AUTHOR)
        officer.post("author", comment.uid)
        officer.post("decide", comment.uid, state="published", edition=0)
        page = desk(Role.ADMINISTRATOR).browser.get("/admin/reports/site-history/")
        told_ = page.content.decode()
        assert "Comment published" in told_
        assert "Name and addresses of the author were read" in told_
        assert SECRET not in told_


class TestWhoMay:
    def test_anothers_comment_is_not_found_whatever_is_done(self, stranger, draft):
        comment = comment_on(draft, **AUTHOR)
        assert stranger.get("item", comment.uid).status_code == 404
        for name, fields in ACTS.items():
            assert stranger.get(name, comment.uid).status_code == 404, name
            sent = stranger.post(name, comment.uid, **fields)
            assert sent.status_code == 404, name
            assert SECRET not in sent.content.decode()
        assert again(comment).edition == 0
        assert Commenter.objects.filter(comment=comment).exists()
        assert not entries(comment, READ).exists()

    @pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER])
    def test_other_roles_do_nothing(self, desk, draft, role):
        comment = comment_on(draft, **AUTHOR)
        person = desk(role)
        for name, fields in ACTS.items():
            assert person.post(name, comment.uid, **fields).status_code == 302
        assert again(comment).edition == 0
        assert Commenter.objects.filter(comment=comment).exists()
        assert not entries(comment, READ).exists()

    def test_a_role_lost_meanwhile_counts_for_nothing(self, officer, two_sites, draft):
        comment = comment_on(draft, **AUTHOR)
        take_role(officer.person, two_sites.here, Role.CITIZENS_OFFICER)
        officer.post("decide", comment.uid, **ACTS["decide"])
        officer.post("erase", comment.uid)
        assert again(comment).state == State.WAITING
        assert Commenter.objects.filter(comment=comment).exists()

    def test_the_address_of_an_act_shows_the_comment(self, officer, draft):
        comment = comment_on(draft)
        for name in ("decide", "answer", "assign", "author"):
            assert officer.get(name, comment.uid).url == f"/admin/comments/{comment.uid}/"


class TestDeciding:
    def test_publishing_shows_counts_and_tells_the_author(self, officer, draft):
        comment = comment_on(draft, "Hay", "dieu-1")
        answer = officer.post("decide", comment.uid, state="published", edition=0, follow=True)
        assert "The comment is published." in told(answer)
        assert again(comment).is_shown
        assert PublishedCount.objects.get(draft=draft).individuals == 1
        assert Notice.objects.filter(kind="published", comment=comment).exists()

    @pytest.mark.parametrize("state", ["hidden", "returned"])
    def test_not_showing_asks_for_the_reason_and_keeps_what_was_typed(self, officer, draft, state):
        comment = comment_on(draft)
        fields = {"state": state, "edition": 0, "note": "Xin viết lại"}
        answer = officer.post("decide", comment.uid, **fields, reason="")
        page = answer.content.decode()
        assert "Choose the reason: the author is told." in page
        assert "Xin viết lại</textarea>" in page
        officer.post("decide", comment.uid, **fields, reason="offensive")
        stored = again(comment)
        assert (stored.state, stored.reason, stored.note) == (state, "offensive", "Xin viết lại")

    def test_of_two_officers_the_second_is_told(self, officer, desk, draft):
        other = desk(Role.CITIZENS_OFFICER)
        comment = comment_on(draft)
        officer.post("decide", comment.uid, state="published", edition=0)
        fields = {"state": "hidden", "reason": "off_topic", "note": "Lạc đề"}
        answer = other.post("decide", comment.uid, edition=0, **fields)
        page = answer.content.decode()
        assert "Somebody else has just worked on this comment." in page
        assert "Lạc đề</textarea>" in page
        assert 'name="edition" value="1"' in page
        assert again(comment).state == State.PUBLISHED
        # Having seen it as it is now, the second may still decide.
        other.post("decide", comment.uid, edition=1, **fields)
        assert again(comment).state == State.HIDDEN

    def test_an_objection_is_read_and_decided_on(self, officer, draft):
        comment = comment_on(draft)
        hidden = moderation.decide(comment, officer.person, "hidden", edition=0, reason="repeated")
        moderation.object_to(hidden, "Tôi chỉ gửi một lần")
        assert "Tôi chỉ gửi một lần" in officer.read("item", comment.uid)
        officer.post("decide", comment.uid, state="published", edition=2)
        assert again(comment).is_shown

    def test_an_answered_comment_is_not_taken_down(self, officer, draft):
        comment = published_comment(draft, officer.person)
        officer.post("answer", comment.uid, disposition="accepted", edition=1)
        assert 'value="hidden"' not in officer.read("item", comment.uid)
        fields = {"state": "hidden", "reason": "off_topic", "edition": 2}
        answer = officer.post("decide", comment.uid, **fields)
        assert "The comment is answered, so it stays published." in answer.content.decode()

    @pytest.mark.parametrize("fields", [{}, {"state": "x", "edition": 0}, {"edition": "x"}])
    def test_what_no_form_sends_changes_nothing(self, officer, draft, fields):
        comment = comment_on(draft)
        assert officer.post("decide", comment.uid, **fields).status_code == 200
        assert again(comment).edition == 0


class TestAnswering:
    def test_one_answer_and_its_correction(self, officer, draft):
        comment = published_comment(draft, officer.person)
        fields = {"disposition": "partly", "explanation": "Tiếp thu một phần"}
        officer.post("answer", comment.uid, **fields, edition=1)
        assert again(comment).disposition == "partly"
        officer.post("answer", comment.uid, disposition="accepted", explanation="", edition=2)
        assert again(comment).disposition == "accepted"

    def test_an_explanation_is_asked_for_and_words_stay(self, officer, draft):
        comment = published_comment(draft, officer.person)
        page = officer.post(
            "answer", comment.uid, disposition="not_accepted", explanation=" ", edition=1
        ).content.decode()
        assert "Explain why" in page
        page = officer.post(
            "answer", comment.uid, disposition="", explanation="Vì vậy", edition=1
        ).content.decode()
        assert "Choose what becomes of the comment." in page
        assert "Vì vậy</textarea>" in page
        assert again(comment).disposition == ""

    def test_a_waiting_comment_has_no_form_for_an_answer(self, officer, draft):
        comment = comment_on(draft)
        assert "Save the answer" not in officer.read("item", comment.uid)
        answer = officer.post("answer", comment.uid, **ACTS["answer"])
        assert "Decide on this one first." in answer.content.decode()

    def test_a_campaign_is_answered_at_once_and_nothing_else(
        self, officer, stranger, draft, foreign_draft
    ):
        person = officer.person
        first = published_comment(draft, person, "Phản đối!")
        second = published_comment(draft, person, "phản đối")
        other = published_comment(draft, person, "Ý khác")
        waits = comment_on(draft, "Phản đối")
        foreign = published_comment(foreign_draft, stranger.person, "Phản đối!")
        group_all()
        assert "1 other unanswered comment that says the same" in officer.read("item", first.uid)
        answer = officer.post(
            "answer", first.uid, **self.words(edition=1, also="text"), follow=True
        )
        assert "The comment and 1 other are answered." in told(answer)
        found = [again(one).disposition for one in (first, second, other, waits, foreign)]
        assert found == ["noted", "noted", "", "", ""]

    def test_a_provision_is_answered_at_once(self, officer, draft):
        person = officer.person
        first = published_comment(draft, person, "Một", "dieu-2")
        second = published_comment(draft, person, "Hai", "dieu-2")
        below = published_comment(draft, person, "Ba", "dieu-2.khoan-1")
        officer.post("answer", first.uid, **self.words(edition=1, also="place"))
        found = [again(one).disposition for one in (first, second, below)]
        assert found == ["noted", "noted", ""]

    def test_of_a_campaign_nothing_is_answered_if_its_comment_changed(self, officer, draft):
        first = published_comment(draft, officer.person, "Phản đối!")
        second = published_comment(draft, officer.person, "phản đối")
        group_all()
        answer = officer.post("answer", first.uid, **self.words(edition=0, also="text"))
        assert "Somebody else" in answer.content.decode()
        assert [again(one).disposition for one in (first, second)] == ["", ""]

    def test_what_does_not_fit_at_once_is_said_to_be_left(self, officer, draft, monkeypatch):
        monkeypatch.setattr("consultation.comments.same.MOST_AT_ONCE", 1)
        first, *_rest = [published_comment(draft, officer.person, "Như nhau") for _n in range(3)]
        group_all()
        answer = officer.post(
            "answer", first.uid, **self.words(edition=1, also="text"), follow=True
        )
        assert "1 more is left" in told(answer)

    def words(self, **more) -> dict:
        return {"disposition": "noted", "explanation": "Ghi nhận", **more}


class TestAssigning:
    def test_to_an_officer_of_the_portal_alone(self, officer, desk, stranger, draft):
        comment = comment_on(draft)
        colleague, editor = desk(Role.CITIZENS_OFFICER), desk(Role.EDITOR)
        page = officer.read("item", comment.uid)
        assert str(colleague.person) in page
        assert str(stranger.person) not in page
        for person in (stranger.person, editor.person):
            answer = officer.post("assign", comment.uid, to=person.pk, edition=0)
            assert "Choose one of the citizens&#x27; officers" in answer.content.decode()
            assert str(person) not in answer.content.decode()
        officer.post("assign", comment.uid, to=colleague.person.pk, edition=0)
        assert again(comment).assigned_to == colleague.person
        officer.post("assign", comment.uid, to="", edition=1)
        assert again(comment).assigned_to is None


def test_what_is_to_be_done_next_stands_first(officer, draft):
    waits, shown = comment_on(draft), published_comment(draft, officer.person, "Ý khác")
    for comment, order in ((waits, ("decide", "answer")), (shown, ("answer", "decide"))):
        page = officer.read("item", comment.uid)
        first, second = (page.index(f'<h2 id="{name}">') for name in order)
        assert first < second


class TestAuthor:
    def test_shown_on_demand_alone_and_that_is_logged(self, officer, draft):
        comment = comment_on(draft, **AUTHOR)
        assert SECRET not in officer.read("item", comment.uid)
        assert not entries(comment, READ).exists()
        answer = officer.post("author", comment.uid)
        page = answer.content.decode()
        for value in filter(None, AUTHOR.values()):
            assert value in page
        assert "no-store" in answer["Cache-Control"]
        entry = entries(comment, READ).get()
        assert entry.user == officer.person
        assert entry.data == {"site": comment.site_id}
        assert SECRET not in f"{entry.label} {entry.message}"
        assert SECRET not in officer.read("item", comment.uid)

    def test_no_form_that_fails_shows_it(self, officer, draft):
        comment = comment_on(draft, **AUTHOR)
        for name in ("decide", "answer", "assign"):
            assert SECRET not in officer.post(name, comment.uid, edition=9).content.decode()
        assert not entries(comment, READ).exists()

    @pytest.mark.parametrize("name", ["author", "erase"])
    def test_an_old_sign_in_is_asked_for_again(self, officer, draft, name):
        comment = comment_on(draft, **AUTHOR)
        session = officer.browser.session
        for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
            record["at"] = 0
        session.save()
        answer = officer.post(name, comment.uid)
        assert answer.status_code == 302
        assert "/tai-khoan/" in answer.url
        assert Commenter.objects.filter(comment=comment).exists()
        assert not entries(comment, READ).exists()

    def test_erasing_takes_the_author_and_leaves_the_comment(self, officer, draft):
        comment = published_comment(draft, officer.person, "Giữ lại", **AUTHOR)
        assert SECRET not in officer.read("erase", comment.uid)
        assert Commenter.objects.filter(comment=comment).exists()
        answer = officer.post("erase", comment.uid, follow=True)
        assert "erased" in told(answer)
        assert not Commenter.objects.filter(comment=comment).exists()
        assert "Giữ lại" in officer.read("item", comment.uid)
        entry = entries(comment, ERASED).get()
        assert (entry.user, entry.data) == (officer.person, {"site": comment.site_id})
        officer.post("erase", comment.uid)
        assert entries(comment, ERASED).count() == 1

    def test_without_its_author_a_comment_is_still_decided_on_and_answered(self, officer, draft):
        comment = comment_on(draft, **AUTHOR)
        assert erase_author(comment)
        assert not erase_author(comment)
        officer.post("decide", comment.uid, state="published", edition=0)
        officer.post("answer", comment.uid, disposition="accepted", edition=1)
        assert again(comment).disposition == "accepted"
        assert not Notice.objects.filter(comment=comment, kind="answered").exists()
        assert "The author's data is erased." in officer.read("item", comment.uid)
        assert "erased" in officer.post("author", comment.uid).content.decode()
        assert not entries(comment, READ).exists()

    def test_who_is_no_officer_erases_nothing(self, desk, stranger, draft):
        comment = comment_on(draft, **AUTHOR)
        for person in (stranger.person, desk(Role.APPROVER).person):
            with pytest.raises(answering.CommentRefused):
                erase_author(comment, person)
        assert Commenter.objects.filter(comment=comment).exists()
