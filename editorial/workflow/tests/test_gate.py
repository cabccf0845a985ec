"""Nothing is published past the review, by whatever screen of Wagtail's."""

import pytest
from django.urls import reverse
from wagtail.actions.publish_page_revision import PublishPagePermissionError

from editorial.articles.models import ArticlePage
from editorial.workflow import gate
from editorial.workflow.tests.conftest import allow_own_texts, change, fresh
from portal.accounts.models import User
from portal.common.testing.officers import officer_client
from sites.access.models import SITE_ROLES, Role
from sites.profile.models import SiteSection


def form_of(browser, page) -> dict:
    """The fields of the editor as the browser would send them."""
    answer = browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    form = answer.context["form"]
    data = {}
    for bound in form:
        value = bound.value()
        data[bound.html_name] = "" if value is None or isinstance(value, bool) else value
    for formset in form.formsets.values():
        data |= {
            f"{formset.prefix}-{name}": value
            for name, value in (
                ("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0), ("MIN_NUM_FORMS", 0),
                ("MAX_NUM_FORMS", 1000),
            )
        }  # fmt: skip
    return data | {"body-count": "0", "title": page.title, "slug": page.slug, "picture": ""}


def edit(browser, page, **more):
    data = form_of(browser, page) | more
    return browser.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data, follow=True)


class TestTheEditor:
    @pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER])
    def test_to_press_publish_saves_a_draft(self, board, article, role):
        edit(board.browser(role), article, title="Tít mới", **{"action-publish": "1"})
        assert not fresh(article).live
        assert fresh(article).draft_title == "Tít mới"

    def test_also_for_an_administrator_of_the_province(self, board, article):
        person = User.objects.create_superuser("tinh@example.org")
        edit(officer_client(person), article, title="Tít mới", **{"action-publish": "1"})
        assert not fresh(article).live

    def test_where_the_portal_allows_it_an_approver_publishes(self, board, article):
        allow_own_texts(board.site)
        edit(board.browser("approver"), article, **{"action-publish": "1"})
        assert fresh(article).live

    def test_but_not_an_editor(self, board, article):
        allow_own_texts(board.site)
        edit(board.browser("editor"), article, **{"action-publish": "1"})
        assert not fresh(article).live

    def test_offers_to_send_and_not_to_publish(self, board, article):
        address = reverse("wagtailadmin_pages:edit", args=[article.pk])
        for role in (Role.CONTRIBUTOR, Role.EDITOR, Role.APPROVER):
            text = board.browser(role).get(address).content.decode()
            assert 'name="action-submit"' in text
            assert 'name="action-publish"' not in text

    def test_sending_from_the_editor(self, board, article):
        edit(board.browser("contributor"), article, **{"action-submit": "1"})
        assert fresh(article).workflow_in_progress

    def test_leads_a_reviewer_to_the_screen_of_the_decision(self, board, article):
        edit(board.browser("contributor"), article, **{"action-submit": "1"})
        state = fresh(article).current_workflow_task_state
        text = (
            board.browser("editor")
            .get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
            .content.decode()
        )
        assert reverse("review:show", args=[state.pk]) in text
        assert 'data-workflow-action-name="approve"' not in text


class TestANewPage:
    def create(self, board, role, **more):
        section = SiteSection.objects.get(site=board.site, key="news").page
        data = {
            "title": "Bản tin mới", "slug": "ban-tin-moi", "lead": "", "body-count": "0",
            "related_links-TOTAL_FORMS": "0", "related_links-INITIAL_FORMS": "0",
            "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        }  # fmt: skip
        address = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", section.pk])
        board.browser(role).post(address, data | more)
        return ArticlePage.objects.get(slug="ban-tin-moi")

    @pytest.mark.parametrize("role", [Role.EDITOR, Role.APPROVER])
    def test_is_kept_as_a_draft(self, board, role):
        page = self.create(board, role, **{"action-publish": "1"})
        assert not page.live
        assert page.latest_revision_id

    def test_goes_on_line_where_the_portal_allows_it(self, board):
        allow_own_texts(board.site)
        assert self.create(board, Role.APPROVER, **{"action-publish": "1"}).live


class TestOtherWays:
    @pytest.mark.parametrize("role", SITE_ROLES)
    def test_the_list_of_pages_publishes_nothing(self, board, article, role):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        board.browser(role).post(f"{address}?id={article.pk}", {"include_descendants": "on"})
        assert not fresh(article).live

    def test_a_copy_is_a_draft(self, board, article):
        article.get_latest_revision().publish()
        address = reverse("wagtailadmin_pages:copy", args=[article.pk])
        data = {
            "new_title": "TIN CHƯA DUYỆT", "new_slug": "chua-duyet", "publish_copies": "on",
            "new_parent_page": article.get_parent().pk,
        }  # fmt: skip
        for more in ({}, {"alias": "on"}):
            board.browser("approver").post(address, data | more)
            copies = ArticlePage.objects.filter(slug="chua-duyet")
            assert not copies.filter(live=True).exists()

    def test_code_that_acts_for_somebody_is_refused(self, board, article):
        with pytest.raises(PublishPagePermissionError, match="review"):
            article.get_latest_revision().publish(user=board.approver)
        assert not fresh(article).live

    def test_what_happens_of_itself_is_not(self, article):
        article.get_latest_revision().publish()
        assert fresh(article).live

    def test_what_the_review_decided_is_not(self, board, article):
        with gate.reviewed():
            article.get_latest_revision().publish(user=board.approver)
        assert fresh(article).live
        change(article, board.editor)
        with pytest.raises(PublishPagePermissionError):
            fresh(article).get_latest_revision().publish(user=board.approver)

    def test_an_approver_still_takes_pages_off_line(self, board, article):
        article.get_latest_revision().publish()
        board.browser("approver").post(reverse("wagtailadmin_pages:unpublish", args=[article.pk]))
        assert not fresh(article).live
