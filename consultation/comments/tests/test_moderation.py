"""What officers decide, who may, and what everybody sees of it."""

import pytest
from wagtail.models import ModelLogEntry

from consultation.attachments.models import AttachedFile
from consultation.comments.answering import (
    answer,
    answer_all,
    assign,
    progress_of,
    refusal_to_summarise,
)
from consultation.comments.counting import counts_of
from consultation.comments.models import Comment, Commenter, Notice
from consultation.comments.moderation import decide, object_to
from consultation.comments.services import Author, CommentRefused, enter
from consultation.comments.tests.citizens import comment_on, published_comment
from consultation.conftest import SECOND_TEXT, put_text
from consultation.drafts.models import DraftPage
from consultation.drafts.tests.readers import html, path_of, read
from sites.access.models import Role

pytestmark = pytest.mark.django_db

MARKER = "DẤU-HIỆU-7391"
# Searching echoes what is sought, so another word of the same comment is.
SOUGHT = "khôngainhìnthấy"


@pytest.fixture
def officer(two_sites):
    return two_sites.person(two_sites.here, Role.CITIZENS_OFFICER)


def outputs(site, draft, comment) -> str:
    """All that the public can ask for about a draft."""
    paths = ["", "gop-y/", "gop-y/dieu-2/", "gop-y/dieu-2/khoan-1/", "so-lieu/"]
    texts = [html(site, draft, rest) for rest in paths]
    code = comment.receipt.code
    found = f"{path_of(draft)}tim/?q={SOUGHT}"
    for path in (f"/tra-cuu/{code}/", found, "/rss/", f"/tim-kiem/?q={SOUGHT}", "/sitemap.xml"):
        texts.append(read(site, path).content.decode())
    return "".join(texts)


class TestWhoSees:
    def test_everybody_what_is_published_with_the_name_only_if_wished(self, draft, officer):
        site = Comment._meta.get_field("site").related_model.objects.get(pk=officer_site(officer))
        shown = published_comment(
            draft, officer, f"{MARKER} đúng", "dieu-2.khoan-1", name="Lê Hiện", name_is_shown=True
        )
        published_comment(draft, officer, "Khác", "dieu-2.khoan-2", name="Phạm Giấu")
        page = html(site, draft, "gop-y/dieu-2/")
        assert MARKER in page
        assert "Lê Hiện" in page
        assert "Phạm Giấu" not in page
        assert "kin@example.org" not in page
        assert "Khoản 1 Điều 2" in page
        assert "Khác" not in html(site, draft, "gop-y/dieu-2/khoan-1/")
        assert counts_of(draft.pk) == {shown.lineage_id: 1, lineage(draft, "dieu-2.khoan-2"): 1}
        assert "2 góp ý đã đăng" in html(site, draft)

    @pytest.mark.parametrize("state", ["waiting", "hidden", "returned", "unconfirmed"])
    def test_nobody_what_is_not_published(self, state, draft, officer, two_sites):
        words = f"{MARKER} {SOUGHT}"
        comment = published_comment(draft, officer, words, "dieu-2.khoan-1", name=MARKER)
        reason = "offensive" if state in {"hidden", "returned"} else ""
        if reason:
            decide(comment, officer, state, edition=comment.edition, reason=reason)
        else:
            Comment.objects.filter(pk=comment.pk).update(state=state)
        Commenter.objects.filter(comment=comment).update(name_is_shown=True)
        file = AttachedFile.objects.create(
            comment=comment, number=1, name=f"{MARKER}.pdf", extension="pdf", size=1, state="ready",
            is_shown=True, digest="0" * 64, file=f"comments/{MARKER}.pdf",
        )  # fmt: skip
        Comment.objects.filter(pk=comment.pk).update(files_digest="0" * 64)
        assert read(two_sites.here, f"/tep-gop-y/{file.uid}/").status_code == 404
        text = outputs(two_sites.here, draft, comment)
        assert MARKER not in text
        assert str(file.uid) not in text
        if reason:
            assert "1 góp ý" not in text
            assert counts_of(draft.pk) == {}

    def test_visible_to(self, draft, foreign_draft, officer, two_sites):
        foreigner = two_sites.person(two_sites.there, Role.CITIZENS_OFFICER)
        people = [two_sites.person(two_sites.here, role) for role in ("editor", "approver")]
        waiting, foreign = comment_on(draft), comment_on(foreign_draft)
        assert list(Comment.objects.visible_to(officer)) == [waiting]
        assert list(Comment.objects.visible_to(foreigner)) == [foreign]
        for person in (None, *people):
            assert not Comment.objects.visible_to(person).exists()
        superuser = people[0]
        superuser.is_superuser = True
        superuser.save()
        assert not Comment.objects.in_charge_of(type(superuser).objects.get(pk=superuser.pk))

    def test_what_an_unpublished_draft_received(self, draft, officer, two_sites):
        comment = published_comment(draft, officer, MARKER)
        draft.unpublish()
        answer_to_reader = read(two_sites.here, path_of(draft) + "gop-y/")
        assert answer_to_reader.status_code == 404
        receipt = read(two_sites.here, f"/tra-cuu/{comment.receipt.code}/")
        assert MARKER not in receipt.content.decode()


def officer_site(officer) -> int:
    from sites.access.standing import standing

    return next(iter(standing(officer).sites_with()))


def lineage(draft, address: str) -> int:
    return draft.text_version.provisions.get(address=address).lineage_id


class TestDeciding:
    def test_another_portals_officer_and_other_roles_change_nothing(self, draft, two_sites):
        comment = comment_on(draft)
        people = [
            two_sites.person(two_sites.there, Role.CITIZENS_OFFICER),
            *[
                two_sites.person(two_sites.here, role)
                for role in ("contributor", "editor", "approver", "administrator")
            ],
        ]
        for person in people:
            with pytest.raises(CommentRefused, match="Chỉ cán bộ tiếp nhận"):
                decide(comment, person, "published", edition=0)
            with pytest.raises(CommentRefused):
                answer_all([comment], draft, person, "accepted", "")
            with pytest.raises(CommentRefused):
                enter(draft, "x", Author(), person, source="letter", received_on=today())
        assert Comment.objects.get().state == "waiting"
        assert Comment.objects.count() == 1

    def test_of_two_officers_the_second_is_told(self, draft, officer, two_sites):
        comment = comment_on(draft)
        colleague = two_sites.person(two_sites.here, Role.CITIZENS_OFFICER)
        decide(comment, officer, "published", edition=0)
        with pytest.raises(CommentRefused, match="người khác"):
            decide(comment, colleague, "hidden", edition=0, reason="offensive")
        assert Comment.objects.get().state == "published"

    def test_who_lost_the_role_while_the_form_lay_open(self, draft, officer, two_sites):
        from sites.access.people import take_role

        comment = comment_on(draft)
        officer_site(officer)
        take_role(type(officer).objects.get(pk=officer.pk), two_sites.here, Role.CITIZENS_OFFICER)
        with pytest.raises(CommentRefused):
            decide(comment, officer, "published", edition=0)

    def test_what_is_hidden_needs_a_reason_and_the_history_says_no_word_of_it(self, draft, officer):
        comment = comment_on(draft, MARKER, name=MARKER)
        with pytest.raises(CommentRefused, match="lý do"):
            decide(comment, officer, "hidden", edition=0)
        decide(comment, officer, "hidden", edition=0, reason="personal", note="Xin viết lại.")
        entry = ModelLogEntry.objects.get(action="comments.hide")
        assert entry.user == officer
        assert MARKER not in f"{entry.label}{entry.data}"
        assert Notice.objects.filter(comment=comment, kind="hidden").exists()

    def test_published_hidden_and_published_again_is_counted_once(self, draft, officer):
        comment = published_comment(draft, officer, "x", "dieu-1")
        for state, reason, number in (("hidden", "offensive", 0), ("published", "", 1)):
            comment = decide(comment, officer, state, edition=comment.edition, reason=reason)
            assert sum(counts_of(draft.pk).values()) == number

    def test_objecting_once(self, draft, officer):
        comment = comment_on(draft)
        hidden = decide(comment, officer, "hidden", edition=0, reason="off_topic")
        waiting = object_to(hidden, "Có liên quan đến Điều 2.")
        assert (waiting.state, waiting.reason) == ("waiting", "")
        again = decide(waiting, officer, "hidden", edition=waiting.edition, reason="off_topic")
        with pytest.raises(CommentRefused):
            object_to(again, "Lần nữa")


class TestAnswering:
    def test_each_answer_but_yes_is_explained(self, draft, officer):
        comment = published_comment(draft, officer)
        for disposition in ("partly", "not_accepted", "noted"):
            with pytest.raises(CommentRefused, match="Giải thích"):
                answer(comment, officer, disposition, " ", edition=comment.edition)
        answered = answer(comment, officer, "accepted", "", edition=comment.edition)
        assert answered.answered_at is not None
        with pytest.raises(CommentRefused, match="đã được trả lời"):
            decide(answered, officer, "hidden", edition=answered.edition, reason="offensive")

    def test_only_published_ones(self, draft, officer):
        comment = comment_on(draft)
        with pytest.raises(CommentRefused):
            answer(comment, officer, "accepted", "", edition=0)
        assert answer_all([comment], draft, officer, "accepted", "") == 0

    def test_all_at_once_are_those_of_the_draft(self, draft, foreign_draft, officer, two_sites):
        mine = [published_comment(draft, officer, f"Ý {number}") for number in range(3)]
        foreigner = two_sites.person(two_sites.there, Role.CITIZENS_OFFICER)
        foreign = published_comment(foreign_draft, foreigner)
        hidden = comment_on(draft)
        marked = [*mine, foreign, hidden]
        assert answer_all(marked, draft, officer, "noted", "Đã nghiên cứu.") == 3
        foreign.refresh_from_db()
        assert foreign.disposition == ""
        assert Notice.objects.filter(kind="answered").count() == 3

    def test_the_summary_waits_for_the_last_answer(self, draft, officer):
        waiting, shown = comment_on(draft), published_comment(draft, officer)
        assert "1" in refusal_to_summarise(draft)
        decide(waiting, officer, "hidden", edition=0, reason="repeated")
        assert refusal_to_summarise(draft)
        answer(shown, officer, "accepted", "", edition=shown.edition)
        assert refusal_to_summarise(draft) == ""
        assert progress_of(draft).is_complete

    def test_only_officers_of_the_portal_answer(self, draft, officer, two_sites):
        comment = comment_on(draft)
        foreigner = two_sites.person(two_sites.there, Role.CITIZENS_OFFICER)
        with pytest.raises(CommentRefused):
            assign(comment, officer, foreigner, edition=0)
        assert assign(comment, officer, officer, edition=0).assigned_to == officer


class TestLetters:
    def test_entered_with_source_and_day(self, draft, officer, freeze_clock):
        comment = enter(
            draft,
            "Theo công văn",
            Author(organisation="Hội Nông dân xã"),
            officer,
            source="letter",
            received_on=today(),
            address="dieu-1",
        )
        assert (comment.source, comment.entered_by, comment.state) == ("letter", officer, "waiting")
        assert comment.is_organisation
        assert comment.receipt.code

    @pytest.mark.parametrize(("days", "taken"), [(-6, False), (-5, True), (0, True), (1, False)])
    def test_the_day_lies_within_the_time(self, days, taken, draft, officer):
        from datetime import timedelta

        arguments = {"source": "meeting", "received_on": today() + timedelta(days=days)}
        if taken:
            assert enter(draft, "x", Author(), officer, **arguments)
            return
        with pytest.raises(CommentRefused, match="ngày"):
            enter(draft, "x", Author(), officer, **arguments)


def today():
    from portal.common import clock

    return clock.today()


class TestVersions:
    def test_comments_follow_their_provision_and_orphans_stay(self, draft, officer, two_sites):
        moved = published_comment(draft, officer, "Về hiệu lực", "dieu-3")
        gone = published_comment(draft, officer, "Về điểm b", "dieu-2.khoan-2.diem-b")
        page = DraftPage.objects.get(pk=draft.pk)
        put_text(page, SECOND_TEXT.replace("\nb) Chi đường truyền.", ""))
        page.save_revision().publish()
        shown = html(two_sites.here, page, "gop-y/dieu-4/")
        assert moved.text in shown
        assert read(two_sites.here, path_of(page) + "gop-y/dieu-3/").status_code == 200
        assert moved.text not in html(two_sites.here, page, "gop-y/dieu-3/")
        everything = html(two_sites.here, page, "gop-y/")
        assert gone.text in everything
        assert "Chi đường truyền." in everything


class TestPages:
    def test_older_comments_follow_page_by_page_in_the_same_number_of_statements(
        self, draft, officer, two_sites, django_assert_max_num_queries
    ):
        for number in range(3):
            published_comment(draft, officer, f"Ý kiến số {number:02}", "dieu-2.khoan-1")
        html(two_sites.here, draft, "gop-y/dieu-2/")
        with django_assert_max_num_queries(15) as few:
            html(two_sites.here, draft, "gop-y/dieu-2/")
        most = len(few)
        for number in range(3, 45):
            published_comment(draft, officer, f"Ý kiến số {number:02}", "dieu-2.khoan-1")
        with django_assert_max_num_queries(most):
            page = html(two_sites.here, draft, "gop-y/dieu-2/")
        seen = [f"Ý kiến số {number:02}" in page for number in range(45)]
        assert seen == [False] * 25 + [True] * 20
        key = page.split("?sau=")[1].split('"')[0]
        older = html_of(two_sites.here, draft, {"sau": key})
        seen = [f"Ý kiến số {number:02}" in older for number in range(45)]
        assert seen == [False] * 5 + [True] * 20 + [False] * 20

    @pytest.mark.parametrize("key", ["x", "-1", "1" * 13, "1.5", ""])
    def test_what_is_no_key(self, key, draft, two_sites):
        assert read(two_sites.here, path_of(draft) + "gop-y/", sau=key).status_code == 404


def html_of(site, draft, query) -> str:
    return read(site, path_of(draft) + "gop-y/dieu-2/", **query).content.decode()
