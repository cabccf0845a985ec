"""From the contributor over the editor to the approver, and back."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision, TaskState, WorkflowState

from editorial.workflow.marks import OWN_TEXT, URGENT, version_of
from editorial.workflow.models import ReviewState
from editorial.workflow.querysets import sent_back_to, waiting, waiting_for
from editorial.workflow.rules import is_reviewer
from editorial.workflow.services import (
    ReviewRefused,
    decide,
    people_to_act,
    publish_urgently,
    submit,
)
from editorial.workflow.tests.conftest import allow_own_texts, change, fresh, waits
from portal.accounts.models import User
from sites.access.models import SITE_ROLES, Role
from sites.access.people import give_role, take_role


def pass_on(page, person, comment=""):
    return decide(waits(page), person, "approve", comment=comment)


def refused(act, *args, **kwargs) -> str:
    with pytest.raises(ReviewRefused) as caught:
        act(*args, **kwargs)
    return str(caught.value)


class TestTheWholeWay:
    def test_contributor_editor_approver(self, board, article):
        submit(article, board.contributor)
        assert waits(article).step == "editing"
        change(article, board.editor, "Sửa cho gọn.")
        pass_on(article, board.editor)
        assert waits(article).step == "approval"
        assert not fresh(article).live
        pass_on(article, board.approver)
        published = fresh(article)
        assert published.live
        assert published.lead == "Sửa cho gọn."
        assert not waiting().exists()

    def test_sent_back_mended_and_sent_again(self, board, article):
        submit(article, board.contributor)
        decide(waits(article), board.editor, "reject", comment="Thiếu ngày tháng.")
        assert list(sent_back_to(board.contributor))
        assert not waiting().exists()
        change(article, board.contributor)
        submit(fresh(article), board.contributor)
        assert waits(article).step == "editing"
        assert waits(article).revision_id == fresh(article).latest_revision_id

    def test_what_the_approver_sends_back_comes_to_the_approver_again(self, board, article):
        submit(article, board.contributor)
        pass_on(article, board.editor)
        decide(waits(article), board.approver, "reject", comment="Xem lại tít.")
        change(article, board.contributor)
        submit(fresh(article), board.contributor)
        assert waits(article).step == "approval"
        pass_on(article, board.approver)
        assert fresh(article).lead == "Từ chiều muộn."

    def test_an_editors_text_goes_straight_to_the_approver(self, board):
        article = board.draft(board.editor)
        submit(article, board.editor)
        assert waits(article).step == "approval"

    def test_a_portal_without_editors_has_one_step(self, board, article):
        for role in (Role.EDITOR, Role.SECRETARY):
            take_role(board.people[role], board.site, role)
        submit(article, board.contributor)
        assert waits(article).step == "approval"

    def test_to_send_back_needs_words(self, board, article):
        submit(article, board.contributor)
        assert "mend" in refused(decide, waits(article), board.editor, "reject", comment=" ")
        assert waits(article).step == "editing"

    def test_a_planned_time_is_kept(self, board, article):
        draft = fresh(article).get_latest_revision_as_object()
        # Wagtail compares with the real time.
        draft.go_live_at = timezone.now() + timedelta(days=2)
        draft.save_revision(user=board.contributor)
        submit(fresh(article), board.contributor)
        pass_on(article, board.editor)
        pass_on(article, board.approver)
        assert not fresh(article).live
        assert Revision.objects.get(pk=fresh(article).latest_revision_id).approved_go_live_at


class TestWhoMay:
    @pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.ADMINISTRATOR, Role.CITIZENS_OFFICER])
    def test_these_decide_nothing(self, board, article, role):
        submit(article, board.contributor)
        state = waits(article)
        person = board.people[role]
        assert "role" in refused(decide, state, person, "approve")
        assert not waiting_for(person).exists()

    def test_an_editor_does_not_approve(self, board, article):
        submit(article, board.contributor)
        pass_on(article, board.editor)
        assert "role" in refused(pass_on, article, board.editor)
        assert not fresh(article).live

    def test_people_of_the_neighbours_do_not(self, board, neighbours, article):
        submit(article, board.contributor)
        for role in (Role.EDITOR, Role.APPROVER):
            person = neighbours.people[role]
            refused(decide, waits(article), person, "approve")
            refused(decide, waits(article), person, "reject", comment="x")
            assert not waiting_for(person).exists()
        assert list(waiting_for(board.editor)) == [waits(article)]

    def test_a_role_on_both_portals_counts_on_each(self, board, neighbours, article):
        give_role(neighbours.people[Role.EDITOR], board.site, Role.EDITOR)
        submit(article, board.contributor)
        pass_on(article, neighbours.editor)
        assert waits(article).step == "approval"

    def test_who_lost_the_role_meanwhile(self, board, article):
        submit(article, board.contributor)
        pass_on(article, board.editor)
        state = waits(article)
        take_role(board.people[Role.APPROVER], board.site, Role.APPROVER)
        assert "role" in refused(decide, state, board.approver, "approve")
        assert not people_to_act(state).exists()

    @pytest.mark.parametrize("how", ["role", "account"])
    def test_what_was_read_before_the_suspension_counts_for_nothing(self, board, article, how):
        submit(article, board.editor)
        person = board.approver
        # As in a request that is under way: everything about the person has been read.
        assert is_reviewer(person, article, "approval")
        if how == "role":
            take_role(board.approver, board.site, Role.APPROVER)
        else:
            User.objects.filter(pk=person.pk).update(is_active=False)
        assert is_reviewer(person, article, "approval")
        assert "role" in refused(decide, waits(article), person, "approve")
        assert not fresh(article).live

    def test_an_approver_suspended_while_it_waits(self, two_sites, board, article):
        submit(article, board.contributor)
        pass_on(article, board.editor)
        state = waits(article)
        person = board.approver
        person.is_active = False
        person.save()
        assert not people_to_act(state).exists()
        assert "role" in refused(decide, state, person, "approve")
        # Somebody else gets the role and finds the item waiting.
        other = two_sites.person(board.site, Role.APPROVER)
        assert list(people_to_act(state)) == [other]
        assert list(waiting_for(other)) == [state]
        pass_on(article, other)
        assert fresh(article).live


class TestTheVersion:
    def test_a_decision_on_what_was_changed_meanwhile_counts_nothing(self, board, article):
        submit(article, board.contributor)
        pass_on(article, board.editor)
        read = waits(article)
        change(article, board.editor, "Chen thêm một câu.")
        assert "changed" in refused(decide, read, board.approver, "approve")
        assert not fresh(article).live
        assert waits(article).revision_id == fresh(article).latest_revision_id
        pass_on(article, board.approver)
        assert fresh(article).lead == "Chen thêm một câu."

    def test_also_where_a_version_was_written_over(self, board, article):
        submit(article, board.contributor)
        read = version_of(waits(article).revision)
        draft = fresh(article).get_latest_revision_as_object()
        draft.lead = "Ghi đè."
        draft.save_revision(user=board.contributor, overwrite_revision=draft.latest_revision)
        state = waits(article)
        assert "changed" in refused(decide, state, board.editor, "approve", version=read)

    def test_another_number_than_the_one_read(self, board, article):
        submit(article, board.contributor)
        state = waits(article)
        assert "changed" in refused(decide, state, board.editor, "approve", version="1-1")

    def test_many_saves_are_one_item_that_waits(self, board, article, mailoutbox):
        submit(article, board.contributor)
        state = waits(article)
        for number in range(20):
            draft = fresh(article).get_latest_revision_as_object()
            draft.lead = f"Lần {number}."
            latest = draft.latest_revision if number else None
            draft.save_revision(user=board.editor, overwrite_revision=latest)
        assert waits(article) == state
        assert ReviewState.objects.filter(page=article.pk).count() == 1
        assert mailoutbox == []

    def test_a_round_that_was_withdrawn(self, board, article):
        round_ = submit(article, board.contributor)
        state = waits(article)
        WorkflowState.objects.get(pk=round_.pk).cancel(user=board.contributor)
        refused(decide, state, board.editor, "approve")

    def test_two_decisions(self, board, article):
        submit(article, board.contributor)
        state = waits(article)
        decide(state, board.editor, "approve")
        assert "already" in refused(decide, state, board.secretary, "reject", comment="Khoan.")
        assert waits(article).step == "approval"
        assert ReviewState.objects.filter(status=TaskState.STATUS_APPROVED).count() == 1


class TestOwnTexts:
    def test_nobody_approves_their_own(self, board):
        article = board.draft(board.approver)
        submit(article, board.approver)
        assert "yourself" in refused(pass_on, article, board.approver)
        assert not people_to_act(waits(article)).exists()
        assert not fresh(article).live

    def test_nor_what_they_changed(self, board, article):
        submit(article, board.contributor)
        pass_on(article, board.editor)
        change(article, board.approver)
        assert "yourself" in refused(pass_on, article, board.approver)

    def test_published_from_the_editor_it_is_marked_as_well(self, board):
        allow_own_texts(board.site)
        article = board.draft(board.approver)
        article.get_latest_revision().publish(user=board.approver)
        assert PageLogEntry.objects.get(action=OWN_TEXT).user == board.approver

    def test_but_another_approver_does(self, two_sites, board):
        other = two_sites.person(board.site, Role.APPROVER)
        article = board.draft(board.approver)
        submit(article, board.approver)
        assert list(people_to_act(waits(article))) == [other]
        pass_on(article, other)
        assert fresh(article).live
        assert not PageLogEntry.objects.filter(action=OWN_TEXT).exists()

    def test_they_send_their_own_back(self, board):
        article = board.draft(board.approver)
        submit(article, board.approver)
        decide(waits(article), board.approver, "reject", comment="Tôi sửa lại.")
        assert not waiting().exists()

    def test_where_the_portal_allows_it_the_history_says_so(self, board):
        allow_own_texts(board.site)
        article = board.draft(board.approver)
        submit(article, board.approver)
        pass_on(article, board.approver)
        assert fresh(article).live
        entry = PageLogEntry.objects.get(action=OWN_TEXT)
        assert entry.user == board.approver
        assert entry.page_id == article.pk

    def test_what_was_published_before_is_no_longer_counted(self, two_sites, board):
        allow_own_texts(board.site)
        article = board.draft(board.approver)
        submit(article, board.approver)
        pass_on(article, board.approver)
        change(article, board.editor)
        submit(fresh(article), board.editor)
        PageLogEntry.objects.all().delete()
        pass_on(article, board.approver)
        assert not PageLogEntry.objects.filter(action=OWN_TEXT).exists()


class TestUrgent:
    @pytest.fixture
    def head(self, two_sites, board):
        person = two_sites.person(board.site, Role.APPROVER)
        give_role(person, board.site, Role.ADMINISTRATOR)
        return type(person).objects.get(pk=person.pk)

    def publish(self, page, user, reason="Bão số 3 đổ bộ", version=None):
        if version is None:
            version = version_of(fresh(page).latest_revision)
        publish_urgently(page, user, reason=reason, version=version)

    def test_the_head_publishes_and_says_why(self, article, head):
        self.publish(article, head)
        assert fresh(article).live
        entry = PageLogEntry.objects.get(action=URGENT)
        assert entry.data["reason"] == "Bão số 3 đổ bộ"
        assert entry.user == head

    def test_a_review_under_way_ends(self, board, article, head):
        submit(article, board.contributor)
        self.publish(article, head)
        assert not waiting().exists()

    @pytest.mark.parametrize("role", SITE_ROLES)
    def test_nobody_else(self, board, article, role):
        assert "head" in refused(self.publish, article, board.people[role])
        assert not fresh(article).live

    def test_nor_the_neighbours_head(self, two_sites, neighbours, article):
        person = neighbours.people[Role.APPROVER]
        give_role(person, neighbours.site, Role.ADMINISTRATOR)
        refused(self.publish, article, person)

    def test_not_without_a_reason(self, article, head):
        assert "why" in refused(self.publish, article, head, reason="  ")

    def test_not_what_was_changed_meanwhile(self, board, article, head):
        read = version_of(article.latest_revision)
        change(article, board.contributor)
        assert "changed" in refused(self.publish, article, head, version=read)
        assert not fresh(article).live

    def test_not_what_was_written_over_meanwhile(self, board, article, head):
        read = version_of(article.latest_revision)
        draft = fresh(article).get_latest_revision_as_object()
        draft.lead = "Ghi đè."
        draft.save_revision(user=board.contributor, overwrite_revision=draft.latest_revision)
        for version in (read, "", "0"):
            assert "changed" in refused(self.publish, article, head, version=version)
        assert not fresh(article).live


def test_to_submit_twice_begins_one_round(board, article):
    submit(article, board.contributor)
    assert "already" in refused(submit, fresh(article), board.contributor)
    assert WorkflowState.objects.count() == 1


def test_what_was_changed_after_it_was_shown_is_not_submitted(board, article):
    read = version_of(article.latest_revision)
    change(article, board.contributor)
    assert "changed" in refused(submit, fresh(article), board.contributor, version=read)
    assert not waiting().exists()


def test_what_readers_see_already_is_not_submitted(board, article):
    submit(article, board.contributor)
    pass_on(article, board.editor)
    pass_on(article, board.approver)
    assert "already" in refused(submit, fresh(article), board.editor)


def test_an_item_moves_with_its_page(two_sites, board, neighbours, article):
    submit(article, board.contributor)
    from sites.profile.models import SiteSection

    target = SiteSection.objects.get(site=neighbours.site, key="news").page
    article.move(target, pos="last-child")
    assert waits(article).site_id == neighbours.site.pk
    assert not waiting_for(board.editor).exists()
    assert list(waiting_for(neighbours.editor)) == [waits(article)]
