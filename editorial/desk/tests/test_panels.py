"""What each panel says."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from editorial.articles.models import ArticlePage
from editorial.boards.models import EditorialBoard, Submission
from editorial.desk.below import PortalsBelowPanel, _last_news
from editorial.desk.desks import Desk
from editorial.desk.first_steps import FirstStepsPanel
from editorial.desk.own import OwnTextsPanel, Stand
from editorial.desk.province import ProvincePanel
from editorial.desk.sections import sections_for
from editorial.desk.tests.conftest import screen
from editorial.desk.unattended import approvable_by_nobody
from editorial.desk.waiting import MOST_SHOWN, Pressing, WaitingPanel
from editorial.workflow.gate import reviewed
from editorial.workflow.models import ReviewState
from editorial.workflow.services import decide, submit
from editorial.workflow.tests.conftest import allow_own_texts, change, waits
from portal.accounts.models import User
from portal.common import clock
from sites.access.models import Role
from sites.access.people import take_role
from sites.profile.models import CONTACT_FIELDS, SiteProfile, SiteSection

DAY = date(2021, 4, 19)


def context(kind, user: User) -> dict:
    return kind(Desk(user)).get_context_data({})


def entries(user: User) -> list:
    return context(WaitingPanel, user)["entries"]


class TestWaiting:
    def test_who_edits_and_who_approves(self, board, article):
        submit(article, board.contributor)
        assert [entry.title for entry in entries(board.editor)] == [article.title]
        decide(waits(article), board.editor, "approve")
        assert entries(board.editor) == []
        assert [entry.what for entry in entries(board.approver)] == ["to approve"]

    def test_late_stands_first(self, board):
        pages = [board.draft(board.contributor, f"Bài {number}") for number in range(3)]
        for page in pages:
            submit(page, board.contributor)
        ReviewState.objects.filter(page=pages[1].pk).update(
            due_at=clock.now() - timedelta(minutes=1)
        )
        first, *others = entries(board.editor)
        assert (first.title, first.pressing) == ("Bài 1", Pressing.LATE)
        assert not any(entry.is_late for entry in others)
        assert "quá hạn từ" in screen(board.editor)["waiting"]

    @pytest.mark.parametrize(("number", "is_cut"), [(MOST_SHOWN, False), (MOST_SHOWN + 1, True)])
    def test_ten_at_most(self, board, number, is_cut):
        for place in range(number):
            submit(board.draft(board.contributor, f"Bài {place}"), board.contributor)
        found = context(WaitingPanel, board.editor)
        assert len(found["entries"]) == MOST_SHOWN
        assert found["is_cut"] == is_cut

    def test_own_texts_are_for_others_to_approve(self, board):
        article = board.draft(board.approver)
        submit(article, board.approver)
        assert entries(board.approver) == []
        allow_own_texts(board.site)
        assert [entry.title for entry in entries(board.approver)] == [article.title]

    def test_what_came_back_says_why(self, board, article):
        submit(article, board.contributor)
        decide(waits(article), board.editor, "reject", comment="Thiếu nguồn tin")
        assert "Thiếu nguồn tin" in screen(board.contributor)["waiting"]
        submit(article, board.contributor)
        assert entries(board.contributor) == []

    def test_a_returned_board(self, board):
        row = _board(board.site)
        _send(row, Submission.State.RETURNED)
        (entry,) = entries(board.secretary)
        assert entry.comment == "Thiếu thư ký"
        # No text waits, so nothing leads to the list of texts.
        assert (
            reverse("review:list", urlconf="portal.urls.admin")
            not in screen(board.secretary)["waiting"]
        )
        assert entries(board.editor) == []

    def test_nothing_is_said_in_words(self, board):
        assert "Hiện không có việc nào chờ bạn" in screen(board.editor)["waiting"]


class TestOwnTexts:
    def stand(self, board) -> Stand:
        ((text, _portal),) = context(OwnTextsPanel, board.contributor)["texts"]
        return text.stand

    def test_through_the_review(self, board, article):
        assert self.stand(board) == Stand.DRAFT
        submit(article, board.contributor)
        assert self.stand(board) == Stand.EDITING
        decide(waits(article), board.editor, "reject", comment="Sửa")
        assert self.stand(board) == Stand.SENT_BACK
        submit(article, board.contributor)
        decide(waits(article), board.editor, "approve")
        assert self.stand(board) == Stand.APPROVAL
        decide(waits(article), board.approver, "approve")
        assert self.stand(board) == Stand.LIVE
        change(article, board.contributor)
        assert self.stand(board) == Stand.CHANGED
        Page.objects.get(pk=article.pk).specific.unpublish()
        assert self.stand(board) == Stand.TAKEN_OFF

    def test_what_is_planned_says_when(self, board, article):
        # Wagtail compares with the real time.
        article.go_live_at = timezone.now() + timedelta(days=2)
        revision = article.save_revision(user=board.contributor)
        with reviewed():
            revision.publish(user=board.approver)
        ((text, _portal),) = context(OwnTextsPanel, board.contributor)["texts"]
        assert (text.stand, text.moment) == (Stand.PLANNED, article.go_live_at)

    def test_only_what_i_began(self, board, article):
        assert context(OwnTextsPanel, board.editor)["texts"] == []


class TestNewArticle:
    def test_first_where_i_wrote_most(self, board):
        _write(board, "direction", 2)
        _write(board, "news", 1)
        used = [_section(board, "direction"), _section(board, "news")]
        found = [offer.page.pk for offer in sections_for(board.editor, board.site.pk)]
        assert found[:2] == [page.pk for page in used]
        assert len(set(found)) == 3

    def test_a_year_ago_does_not_count(self, board):
        _write(board, "direction", 1)
        old = clock.now() - timedelta(days=366)
        Page.objects.filter(owner=board.editor).update(latest_revision_created_at=old)
        first = sections_for(board.editor, board.site.pk)[0]
        assert first.page.pk == sections_for(board.contributor, board.site.pk)[0].page.pk

    def test_each_leads_to_the_form(self, board):
        browser = board.browser("contributor")
        for offer in sections_for(board.contributor, board.site.pk):
            assert offer.url in screen(board.contributor)["new"]
            assert browser.get(offer.url).status_code == 200


class TestFirstSteps:
    def undone(self, user: User) -> set[str]:
        panel = FirstStepsPanel(Desk(user))
        return (
            {step.title for step in panel.steps if not step.is_done} if panel.is_shown() else set()
        )

    def test_ticked_by_what_is_there(self, board, article):
        assert len(self.undone(board.administrator)) == 4
        row = _board(board.site)
        assert "Enter the editorial board" not in self.undone(board.administrator)
        sending = _send(row, Submission.State.RETURNED)
        assert "Send the board up" in self.undone(board.administrator)
        Submission.objects.filter(pk=sending.pk).update(
            state=Submission.State.SENT, decided_at=None
        )
        assert "Send the board up" not in self.undone(board.administrator)
        SiteProfile.objects.filter(site=board.site).update(**dict.fromkeys(CONTACT_FIELDS, "x"))
        assert self.undone(board.administrator) == {"Publish the first article"}
        article.live = True
        article.save()
        assert self.undone(board.administrator) == set()
        take_role(board.approver, board.site, Role.APPROVER)
        assert self.undone(board.administrator) == {"Have an editor and an approver"}

    def test_who_may_not_is_led_nowhere(self, board):
        own = reverse("portals:own", urlconf="portal.urls.admin")
        assert own in screen(board.administrator)["steps"]
        assert own not in screen(board.approver)["steps"]


class TestUnattended:
    def waits_for_approval(self, board, article) -> None:
        submit(article, board.contributor)
        decide(waits(article), board.editor, "approve")

    def test_a_suspended_approver_approves_nothing(self, board, article):
        self.waits_for_approval(board, article)
        assert "unattended" not in screen(board.administrator)
        User.objects.filter(pk=board.approver.pk).update(is_active=False)
        assert "Có 1 bài chờ duyệt" in screen(board.administrator)["unattended"]
        assert "unattended" not in screen(board.editor)

    def test_an_approver_who_wrote_in_it_does_not_count(self, board, article):
        change(article, board.approver)
        self.waits_for_approval(board, article)
        assert approvable_by_nobody().count() == 1
        allow_own_texts(board.site)
        assert approvable_by_nobody().count() == 0

    def test_a_second_approver_is_enough(self, two_sites, board):
        article = board.draft(board.approver)
        submit(article, board.approver)
        assert approvable_by_nobody().count() == 1
        two_sites.person(board.site, Role.APPROVER)
        assert approvable_by_nobody().count() == 0

    def test_what_was_published_before_is_nobodys_hindrance(self, board):
        article = board.draft(board.approver)
        with reviewed():
            article.get_latest_revision().publish(user=None)
        change(article, board.contributor)
        submit(article, board.editor)
        assert waits(article).step == "approval"
        assert approvable_by_nobody().count() == 0

    def test_the_province_is_told_which_portal(self, board, province):
        submit(board.draft(board.approver), board.approver)
        assert board.site.site_name in screen(province)["province"]


class TestProvince:
    def test_counts(self, board, neighbours, article, province):
        _send(_board(board.site), Submission.State.RETURNED)
        submit(article, board.contributor)
        ReviewState.objects.update(due_at=clock.now() - timedelta(hours=1))
        numbers = [figure.number for figure in context(ProvincePanel, province)["figures"]]
        assert numbers == [2, 1, 1, 1]


class TestBelow:
    def test_rows(self, board, neighbours, article, monkeypatch):
        submit(article, board.contributor)
        ReviewState.objects.update(due_at=clock.now() - timedelta(hours=1))
        _send(_board(neighbours.site), Submission.State.ACCEPTED)
        sites = SiteProfile.objects.values("site")
        monkeypatch.setattr("editorial.desk.below.supervised_sites", lambda *_: sites)
        first, second = context(PortalsBelowPanel, board.editor)["portals"]
        assert (first.name, first.waiting, first.late) == (board.site.site_name, 1, 1)
        assert (second.waiting, second.late, second.board) == (0, 0, "accepted")

    def test_the_last_news_of_each(self, board, neighbours, article):
        moment = clock.now() - timedelta(days=3)
        ArticlePage.objects.filter(pk=article.pk).update(live=True, first_published_at=moment)
        keys = [board.site.pk, neighbours.site.pk]
        assert _last_news(keys) == {board.site.pk: moment}


def _board(site) -> EditorialBoard:
    return EditorialBoard.objects.create(
        site=site, decision_number="12/QĐ-UBND", decided_on=DAY, signer="Chủ tịch", valid_from=DAY
    )


def _send(row: EditorialBoard, state: str) -> Submission:
    above = row.site.profile.unit.at(DAY).parent
    return Submission.objects.create(
        board=row, receiver=above, state=state, decided_at=clock.now(), reason="Thiếu thư ký"
    )


def _section(board, key: str) -> Page:
    return SiteSection.objects.get(site=board.site, key=key).page


def _write(board, key: str, number: int) -> None:
    for place in range(number):
        article = ArticlePage(title=f"{key} {place}", owner=board.editor, live=False)
        _section(board, key).add_child(instance=article)
        article.save_revision(user=board.editor)
