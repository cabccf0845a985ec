"""The officers' list of comments: whose it is, what it can be narrowed to, what it costs."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultation.comments.answering import answer, assign
from consultation.comments.models import Comment
from consultation.comments.moderation import decide as decide_on
from consultation.comments.moderation import object_to
from consultation.comments.tests.citizens import comment_on, published_comment
from consultation.comments.tests.desks import (
    AUTHOR,
    SECRET,
    again,
    numbers_in,
    told,
)
from consultation.comments.views import draft as draft_view
from consultation.comments.views import queue as queue_view
from consultation.similarity.services import group_all
from portal.accounts.models import User
from portal.common import clock
from portal.common.testing.officers import officer_client
from sites.access.models import Role
from sites.access.people import give_role

pytestmark = pytest.mark.django_db

HOME = reverse("wagtailadmin_home", "portal.urls.admin")
MOST_STATEMENTS = 16


class TestWhoseItIs:
    def test_an_officer_sees_what_the_own_portal_received(
        self, officer, stranger, draft, foreign_draft
    ):
        own = comment_on(draft, "Ý kiến của xã ta")
        foreign = comment_on(foreign_draft, "Ý kiến nơi khác")
        page = officer.read("queue")
        assert numbers_in(page) == [own.pk]
        assert "Ý kiến của xã ta" in page
        assert "nơi khác" not in page
        assert numbers_in(stranger.read("queue")) == [foreign.pk]

    def test_choices_and_counts_are_of_the_own_portal_alone(
        self, officer, stranger, draft, foreign_draft
    ):
        for text in ("Một", "Hai", "Ba"):
            comment_on(foreign_draft, text)
        page = officer.read("queue")
        assert foreign_draft.title not in page
        assert str(stranger.person) not in page
        assert "<strong>0</strong> wait for a decision" in page
        assert "<strong>3</strong> wait for a decision" in stranger.read("queue")

    def test_asking_for_anothers_things_finds_nothing(
        self, officer, stranger, draft, foreign_draft
    ):
        comment_on(draft)
        foreign = comment_on(foreign_draft, "Ý kiến nơi khác", "dieu-2")
        for query in (
            f"?draft={foreign_draft.pk}",
            f"?who={stranger.person.pk}",
            f"?like={foreign.uid}",
            f"?draft={draft.pk}&place={foreign.lineage_id}",
        ):
            page = officer.read("queue", query=query)
            assert numbers_in(page) == [], query
            assert "nơi khác" not in page, query

    @pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR])
    def test_other_roles_are_refused_with_the_reason(self, desk, draft, role):
        comment = comment_on(draft)
        person = desk(role)
        for name, args in (
            ("queue", ()),
            ("draft", (draft.pk,)),
            ("enter", (draft.pk,)),
            ("file", (draft.pk,)),
            ("item", (comment.uid,)),
            ("erase", (comment.uid,)),
        ):
            answer = person.get(name, *args)
            assert (answer.status_code, answer.url) == (302, HOME), name
        followed = person.browser.get(answer.url)
        assert "Only the citizens&#x27; officers" in followed.content.decode()

    def test_neither_superuser_nor_supervisor_reads_what_citizens_confide(
        self, two_sites, officer, draft
    ):
        comment = comment_on(draft)
        superuser = User.objects.create_superuser("tinh@example.org", "x-1-Mat-khau")
        supervisor = two_sites.person(two_sites.here, Role.EDITOR)
        for person in (superuser, supervisor):
            browser = officer_client(person)
            for name, args in (("queue", []), ("item", [comment.uid])):
                path = reverse(f"comments:{name}", "portal.urls.admin", args=args)
                assert browser.get(path).status_code == 302
            acts = {"state": "published", "edition": 0}
            path = reverse("comments:decide", "portal.urls.admin", args=[comment.uid])
            assert browser.post(path, acts).status_code == 302
        assert again(comment).state == Comment.State.WAITING

    def test_the_menu_shows_it_to_citizens_officers_alone(self, desk, officer, draft):
        path = reverse("comments:queue", "portal.urls.admin")
        assert path in officer.browser.get(HOME).content.decode()
        assert path not in desk(Role.APPROVER).browser.get(HOME).content.decode()

    def test_who_works_on_two_portals_is_led_to_the_one_of_the_comment(
        self, officer, two_sites, draft, foreign_draft
    ):
        give_role(officer.person, two_sites.there, Role.CITIZENS_OFFICER)
        own, foreign = comment_on(draft, "Của ta"), comment_on(foreign_draft, "Nơi kia")
        assert "Nơi kia" in officer.read("item", foreign.uid)
        assert numbers_in(officer.read("queue")) == [foreign.pk]
        assert "Của ta" in officer.read("item", own.uid)
        assert numbers_in(officer.read("queue")) == [own.pk]


class TestNarrowing:
    def test_by_state_source_answer_officer_and_words(self, officer, draft):
        waits = comment_on(draft, "Đề nghị tăng mức hỗ trợ")
        shown = published_comment(draft, officer.person, "Nên bỏ điều này")
        answered = published_comment(draft, officer.person, "Đồng ý hoàn toàn")
        answer(again(answered), officer.person, "accepted", "", edition=answered.edition)
        assign(again(shown), officer.person, officer.person, edition=shown.edition)
        for query, expected in (
            ("?state=waiting", [waits]),
            ("?state=published", [answered, shown]),
            ("?answer=none", [shown]),
            ("?answer=accepted", [answered]),
            ("?who=mine", [shown]),
            ("?who=nobody", [answered, waits]),
            (f"?who={officer.person.pk}", [shown]),
            ("?source=letter", []),
            ("?q=tang muc", [waits]),
            ("?q=HỖ TRỢ tăng", [waits]),
            (f"?draft={draft.pk}", [answered, shown, waits]),
        ):
            found = numbers_in(officer.read("queue", query=query))
            assert found == [one.pk for one in expected], query

    def test_by_provision_with_those_below_left_out(self, officer, draft):
        whole = comment_on(draft, "Cả dự thảo")
        second = comment_on(draft, "Điều 2", "dieu-2")
        comment_on(draft, "Khoản 1", "dieu-2.khoan-1")
        base = f"?draft={draft.pk}&place="
        assert numbers_in(officer.read("queue", query=f"{base}0")) == [whole.pk]
        found = numbers_in(officer.read("queue", query=f"{base}{second.lineage_id}"))
        assert found == [second.pk]

    def test_one_text_of_many_senders_is_told_and_listed(self, officer, draft):
        first = comment_on(draft, "Phản đối điều 2!")
        second = comment_on(draft, "phản đối   điều 2")
        comment_on(draft, "Ý khác")
        group_all()
        assert "1 text, 2 senders" in officer.read("queue")
        found = numbers_in(officer.read("queue", query=f"?like={first.uid}"))
        assert found == [second.pk, first.pk]

    def test_an_objection_is_marked(self, officer, draft):
        comment = comment_on(draft)
        hidden = decide_on(comment, officer.person, "hidden", edition=0, reason="off_topic")
        object_to(hidden, "Đúng chủ đề")
        assert "the author objects" in officer.read("queue", query="?state=waiting")

    @pytest.mark.parametrize("query", ["?state=x", "?draft=1%27", "?like=x", "?place=-1", "?who=x"])
    def test_what_no_filter_offers_finds_nothing(self, officer, draft, query):
        comment_on(draft)
        assert numbers_in(officer.read("queue", query=query)) == []

    @pytest.mark.parametrize("key", ["x", "-1", "9" * 30, ""])
    def test_a_key_that_is_none_is_not_found(self, officer, draft, key):
        assert officer.get("queue", query=f"?before={key}").status_code == 404


class TestPages:
    def test_page_by_page_each_comment_once(self, officer, draft, monkeypatch):
        monkeypatch.setattr(queue_view, "PAGE_SIZE", 3)
        made = [comment_on(draft, f"Ý thứ {number}").pk for number in range(7)]
        found, query = [], ""
        for _page in range(3):
            page = officer.read("queue", query=query)
            found += numbers_in(page)
            # What arrives meanwhile moves nothing.
            comment_on(draft, "Đến sau")
            following = re.search(r'rel="next" href="([^"]+)"', page)
            query = following[1] if following else ""
        assert found == made[::-1]
        assert query == ""

    def test_the_next_page_keeps_what_was_chosen(self, officer, draft, monkeypatch):
        monkeypatch.setattr(queue_view, "PAGE_SIZE", 1)
        for _number in range(2):
            comment_on(draft, "Giống nhau")
        page = officer.read("queue", query=f"?state=waiting&draft={draft.pk}")
        following = re.search(r'rel="next" href="([^"]+)"', page)[1].replace("&amp;", "&")
        assert f"draft={draft.pk}" in following
        assert "state=waiting" in following

    def test_thirty_comments_cost_what_one_costs(self, officer, draft):
        comment_on(draft, "Ý kiến", "dieu-2.khoan-1", **AUTHOR)
        few = self.statements(officer)
        for number in range(30):
            address = ["", "dieu-1", "dieu-2.khoan-2.diem-a"][number % 3]
            comment_on(draft, f"Ý kiến {number}", address, **AUTHOR)
        assert self.statements(officer) == few
        assert few <= MOST_STATEMENTS

    def statements(self, officer) -> int:
        officer.read("queue")
        with CaptureQueriesContext(connection) as asked:
            officer.read("queue")
        return len(asked)


class TestPersonalData:
    def test_no_list_has_any(self, officer, draft):
        comment_on(draft, **AUTHOR)
        published_comment(draft, officer.person, "Ý khác", **AUTHOR, name_is_shown=True)
        for name, args, query in (
            ("queue", (), ""),
            ("queue", (), "?state=published"),
            ("queue", (), f"?q={SECRET}"),
            ("draft", (draft.pk,), ""),
        ):
            page = officer.read(name, *args, query=query)
            assert SECRET not in page.replace(f'value="{SECRET}"', "").replace(f"q={SECRET}", "")

    def test_nothing_is_stored_by_browsers(self, officer, draft):
        assert "no-store" in officer.get("queue")["Cache-Control"]


class TestDraft:
    def test_progress_and_numbers_by_provision(self, officer, draft):
        comment_on(draft, "Cả dự thảo")
        published_comment(draft, officer.person, "Điều 2", "dieu-2")
        done = published_comment(draft, officer.person, "Cũng điều 2", "dieu-2")
        answer(again(done), officer.person, "accepted", "", edition=done.edition)
        shown = officer.get("draft", draft.pk).context
        assert vars(shown["progress"]) == {"published": 2, "answered": 1, "waiting": 1}
        rows = [(one.name, one.total, one.waiting, one.unanswered) for one in shown["places"]]
        assert [row[1:] for row in rows] == [(1, 1, 0), (2, 0, 1)]
        assert rows[0][0] == "The whole draft"

    def test_one_answer_for_those_that_are_marked(self, officer, draft):
        one, two, three = (
            published_comment(draft, officer.person, text) for text in ("Một", "Hai", "Ba")
        )
        answer_ = officer.post(
            "draft",
            draft.pk,
            marked=[one.uid, three.uid],
            disposition="noted",
            explanation="Ghi nhận.",
            follow=True,
        )
        assert "2 comments are answered." in told(answer_)
        assert [again(each).disposition for each in (one, two, three)] == ["noted", "", "noted"]

    def test_marks_and_words_stay_where_the_answer_is_none(self, officer, draft):
        one = published_comment(draft, officer.person, "Một")
        fields = {"disposition": "not_accepted", "explanation": ""}
        answer_ = officer.post("draft", draft.pk, marked=[one.uid], **fields)
        page = answer_.content.decode()
        assert "Explain why" in page
        assert re.search(rf'value="{one.uid}"[^>]*checked', page)
        nothing = officer.post("draft", draft.pk, disposition="noted", explanation="Vâng")
        assert "Mark the comments that this answer is for." in nothing.content.decode()
        assert "Vâng" in nothing.content.decode()
        assert again(one).disposition == ""

    def test_what_was_answered_meanwhile_is_left_alone(self, officer, draft, monkeypatch):
        one = published_comment(draft, officer.person, "Một")
        real = draft_view.answering.answer_all

        def late(*args, **kwargs):
            answer(again(one), officer.person, "accepted", "", edition=one.edition)
            return real(*args, **kwargs)

        monkeypatch.setattr(draft_view.answering, "answer_all", late)
        answer_ = officer.post(
            "draft", draft.pk, marked=[one.uid], disposition="noted", explanation="Ừ", follow=True
        )
        assert "0 comments are answered." in told(answer_)
        assert "meanwhile" in told(answer_)
        assert again(one).disposition == "accepted"

    def test_anothers_draft_is_not_found_and_its_comments_are_not_marked(
        self, officer, stranger, draft, foreign_draft
    ):
        foreign = published_comment(foreign_draft, stranger.person, "Nơi khác")
        words = {"disposition": "noted", "explanation": "Ừ"}
        for name in ("draft", "enter", "file", "take"):
            assert officer.get(name, foreign_draft.pk).status_code == 404
            sent = officer.post(name, foreign_draft.pk, marked=[foreign.uid], **words)
            assert sent.status_code == 404
        own = published_comment(draft, officer.person, "Của ta")
        officer.post("draft", draft.pk, marked=[own.uid, foreign.uid], **words)
        assert again(foreign).disposition == ""
        assert officer.get("draft", 999_999).status_code == 404

    def test_thirty_comments_cost_what_one_costs(self, officer, draft):
        published_comment(draft, officer.person, "Ý", "dieu-1")
        few = self.statements(officer, draft)
        for number in range(30):
            published_comment(draft, officer.person, f"Ý {number}", "dieu-2.khoan-1")
        assert self.statements(officer, draft) == few

    def statements(self, officer, draft) -> int:
        officer.read("draft", draft.pk)
        with CaptureQueriesContext(connection) as asked:
            officer.read("draft", draft.pk)
        return len(asked)


class TestFirstScreen:
    def test_what_waits_and_what_closes_soon(self, officer, stranger, draft, foreign_draft):
        comment_on(draft)
        published_comment(draft, officer.person, "Chờ trả lời")
        page = self.panel(officer)
        assert "1 comment on a draft waits for a decision" in page
        assert "the oldest since" in page
        assert "1 published comment has no answer yet" in page
        assert "Nothing waits" in self.panel(stranger)

    def panel(self, desk) -> str:
        page = desk.browser.get(HOME).content.decode()
        return page.split('aria-labelledby="desk-citizens"')[1].split("</section>")[0]

    def test_a_draft_that_closes_within_a_week_is_named(
        self, officer, stranger, make_draft, two_sites
    ):
        make_draft(two_sites.here, "Sắp đóng", closes_at=clock.now() + timedelta(days=6))
        make_draft(two_sites.here, "Còn lâu", closes_at=clock.now() + timedelta(days=8))
        page = self.panel(officer)
        assert "Sắp đóng" in page
        assert "Còn lâu" not in page
        assert "Sắp đóng" not in self.panel(stranger)
