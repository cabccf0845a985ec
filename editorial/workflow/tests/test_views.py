"""The screens of the review, as each of the people concerned."""

from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from editorial.articles.models import ArticlePage
from editorial.workflow.marks import version_of
from editorial.workflow.models import ReviewState
from editorial.workflow.services import decide, submit
from editorial.workflow.tests.conftest import change, fresh, waits
from portal.accounts.models import User
from portal.common import clock
from portal.common.testing.officers import officer_client
from sites.access.models import Role
from sites.access.people import give_role


def show(state):
    return reverse("review:show", args=[state.pk])


def sent(state, decision, comment=""):
    return {"decision": decision, "comment": comment, "version": version_of(state.revision)}


@pytest.fixture
def submitted(board, article):
    submit(article, board.contributor)
    return waits(article)


class TestTheList:
    def test_shows_what_waits_for_the_person(self, board, neighbours, submitted):
        title = submitted.page.draft_title
        for role in (Role.EDITOR, Role.SECRETARY, Role.APPROVER):
            assert title in board.browser(role).get(reverse("review:list")).content.decode()
        for browser in (board.browser("contributor"), neighbours.browser("editor")):
            assert title not in browser.get(reverse("review:list")).content.decode()

    def test_shows_what_is_late_to_who_works_on_all_portals(
        self, board, neighbours, submitted, freeze_clock, django_user_model
    ):
        chief = officer_client(django_user_model.objects.create_superuser("chief@example.org", "x"))
        title, address = submitted.page.draft_title, reverse("review:list")
        due = clock.now()
        ReviewState.objects.update(due_at=due)
        freeze_clock(due)
        assert title not in chief.get(address).content.decode()
        freeze_clock(due + timedelta(seconds=1))
        assert title in chief.get(address).content.decode()
        assert title not in neighbours.browser("approver").get(address).content.decode()

    def test_shows_the_author_what_came_back_and_why(self, board, submitted):
        decide(submitted, board.editor, "reject", comment="Thiếu nguồn")
        text = board.browser("contributor").get(reverse("review:list")).content.decode()
        assert "Thiếu nguồn" in text
        assert (
            "Thiếu nguồn"
            not in board.browser("editor").get(reverse("review:list")).content.decode()
        )

    def test_costs_the_same_for_more_items(self, board, django_assert_max_num_queries):
        browser = board.browser("editor")
        for number in range(8):
            page = board.draft(board.contributor, f"Bài {number}")
            submit(page, board.contributor)
        browser.get(reverse("review:list"))
        with django_assert_max_num_queries(30):
            browser.get(reverse("review:list"))


class TestTheDecision:
    def test_shows_the_version_and_who_sent_it(self, board, submitted):
        text = board.browser("editor").get(show(submitted)).content.decode()
        assert board.contributor.email in text
        preview = reverse(
            "wagtailadmin_pages:workflow_preview", args=[submitted.page_id, submitted.task_id]
        )
        assert preview in text

    def test_the_preview_opens_for_those_who_decide(self, board, neighbours, submitted):
        address = reverse(
            "wagtailadmin_pages:workflow_preview", args=[submitted.page_id, submitted.task_id]
        )
        answer = board.browser("editor").get(address)
        assert submitted.page.draft_title in answer.content.decode()
        assert neighbours.browser("editor").get(address).status_code == 404

    def test_passes_on_publishes_and_says_so(self, board, submitted, article):
        answer = board.browser("editor").post(
            show(submitted), sent(submitted, "approve"), follow=True
        )
        assert waits(article).step == "approval"
        state = waits(article)
        answer = board.browser("approver").post(show(state), sent(state, "approve"), follow=True)
        assert fresh(article).live
        assert any(article.title in str(message) for message in answer.context["messages"])

    def test_says_why_it_cannot_be_approved_and_keeps_the_comment(self, board, article, submitted):
        change(article, board.contributor)
        data = sent(submitted, "approve", "Đồng ý với bài này")
        text = board.browser("editor").post(show(submitted), data).content.decode()
        assert "Đồng ý với bài này" in text
        assert 'role="alert"' in text
        assert waits(article).step == "editing"

    def test_shows_the_latest_version(self, board, article, submitted):
        change(article, board.editor)
        form = board.browser("editor").get(show(submitted)).context["form"]
        assert form["version"].value() == version_of(fresh(article).latest_revision)

    def test_two_approvers_at_once(self, two_sites, board, article, submitted):
        decide(submitted, board.editor, "approve")
        other = two_sites.person(board.site, Role.APPROVER)
        state = waits(article)
        first, second = board.browser("approver"), officer_client(other)
        for browser in (first, second):
            assert browser.get(show(state)).status_code == 200
        first.post(show(state), sent(state, "approve"))
        published_at = fresh(article).last_published_at
        text = second.post(show(state), sent(state, "reject", "Khoan đã")).content.decode()
        assert 'role="alert"' in text
        assert fresh(article).live
        assert fresh(article).last_published_at == published_at

    def test_sending_back_without_a_word_is_refused(self, board, article, submitted):
        answer = board.browser("editor").post(show(submitted), sent(submitted, "reject"))
        assert answer.context["form"].errors["comment"]
        assert waits(article)

    @pytest.mark.parametrize("number", ["", "x", "-1", "9" * 40])
    def test_a_forged_version_decides_nothing(self, board, article, submitted, number):
        data = sent(submitted, "approve") | {"version": number}
        board.browser("editor").post(show(submitted), data)
        assert waits(article).step == "editing"

    def test_own_texts_have_a_reason_instead_of_the_button(self, board):
        article = board.draft(board.approver)
        submit(article, board.approver)
        text = board.browser("approver").get(show(waits(article))).content.decode()
        assert 'value="approve"' not in text
        assert 'value="reject"' in text
        assert "review-refusal" in text

    def test_is_not_there_for_the_neighbours(self, board, neighbours, article, submitted):
        for role in (Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR):
            browser = neighbours.browser(role)
            assert browser.get(show(submitted)).status_code == 404
            assert browser.post(show(submitted), sent(submitted, "approve")).status_code == 404
        assert waits(article).step == "editing"

    def test_wagtails_own_windows_lead_here(self, board, neighbours, submitted):
        for name in ("workflow_action", "collect_workflow_action_data"):
            address = reverse(
                f"wagtailadmin_pages:{name}", args=[submitted.page_id, "approve", submitted.pk]
            )
            assert board.browser("editor").post(address)["Location"] == show(submitted)
            assert neighbours.browser("editor").post(address).status_code == 404


class TestSubmitAndUrgent:
    def test_a_page_is_sent_without_the_editor(self, board, article):
        address = reverse("review:submit", args=[article.pk])
        browser = board.browser("contributor")
        assert "<form" in browser.get(address).content.decode()
        browser.post(address, {"version": version_of(article.latest_revision)})
        assert waits(article).step == "editing"

    def test_the_neighbours_find_neither(self, neighbours, article):
        for name in ("submit", "urgent"):
            address = reverse(f"review:{name}", args=[article.pk])
            assert neighbours.browser("approver").get(address).status_code == 404
            assert neighbours.browser("approver").post(address).status_code == 404

    def test_the_head_publishes_urgently_with_a_reason(self, two_sites, board, article):
        head = two_sites.person(board.site, Role.APPROVER)
        give_role(head, board.site, Role.ADMINISTRATOR)
        browser = officer_client(User.objects.get(pk=head.pk))
        address = reverse("review:urgent", args=[article.pk])
        data = {"version": version_of(article.latest_revision), "reason": ""}
        assert browser.post(address, data).context["form"].errors["reason"]
        assert not fresh(article).live
        browser.post(address, data | {"reason": "Vỡ đê"})
        assert fresh(article).live

    def test_the_head_is_led_from_the_form_to_the_reason(self, board, article, two_sites):
        head = two_sites.person(board.site, Role.APPROVER)
        give_role(head, board.site, Role.ADMINISTRATOR)
        browser = officer_client(head)
        address = reverse("wagtailadmin_pages:edit", args=[article.pk])
        page = browser.get(address)
        assert b'name="action-urgent"' in page.content
        add = reverse(
            "wagtailadmin_pages:add", args=["articles", "articlepage", article.get_parent().pk]
        )
        assert b'name="action-urgent"' in browser.get(add).content
        assert b'name="action-urgent"' not in board.browser("approver").get(address).content
        data = nested_form_data(
            {
                "title": "Khẩn: nước lên", "slug": "khan-nuoc-len", "lead": "Từ sáng sớm.",
                "body": streamfield([]), "related_links": inline_formset([]), "comments": inline_formset([]), "action-urgent": "1",
            }
        )  # fmt: skip
        answer = browser.post(add, data)
        new = ArticlePage.objects.get(title="Khẩn: nước lên")
        assert answer.headers["Location"] == reverse("review:urgent", args=[new.pk])
        assert not new.live

    def test_others_are_told_why_not(self, board, article):
        address = reverse("review:urgent", args=[article.pk])
        text = board.browser("approver").get(address).content.decode()
        assert "review-refusal" in text
        board.browser("approver").post(
            address, {"version": version_of(article.latest_revision), "reason": "Gấp"}
        )
        assert not fresh(article).live


class TestTheRoundSoFar:
    def test_calls_passing_on_no_approval(self, board, submitted):
        decide(submitted, board.editor, "approve")
        state = waits(submitted.page)
        text = board.browser("approver").get(show(state)).content.decode()
        assert "đã chuyển duyệt" in text
        assert "Đã duyệt" not in text

    def test_calls_approval_so(self, board, submitted):
        decide(submitted, board.editor, "approve")
        state = waits(submitted.page)
        decide(state, board.approver, "approve")
        state.refresh_from_db()
        assert state.outcome == state.get_status_display() != submitted.outcome
