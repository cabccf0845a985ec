"""Two hundred saves of one sitting are one line, everywhere that lines are shown."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.urls import reverse
from wagtail.log_actions import LogContext, log
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from portal.common.testing.officers import officer_client
from portal.hosts.models import Host
from sites.access.models import Role
from sites.trace.folding import SAVES, number_of_saves
from sites.trace.models import TracedEntry
from sites.trace.tests.articles import article_model, section_of

SAVE = "wagtail.edit"


@pytest.fixture
def section(two_sites):
    Host.objects.get_or_create(name=settings.ADMIN_HOST, kind=Host.Kind.ADMIN)
    return section_of(two_sites.here)


@pytest.fixture
def editor(two_sites):
    return two_sites.person(two_sites.here, Role.EDITOR)


@pytest.fixture
def page(section, editor) -> Page:
    return section.add_child(
        instance=article_model()(title="Bản nháp", slug="ban-nhap", live=False, owner=editor)
    )


def entries(page) -> list[PageLogEntry]:
    made = PageLogEntry.objects.exclude(action="wagtail.create")
    return list(made.filter(page=page).order_by("pk"))


def save(page, user, over=None):
    """One save as the editor does it: over the draft that the sitting saved first."""
    page = article_model().objects.get(pk=page.pk).get_latest_revision_as_object()
    return page.save_revision(user=user, log_action=True, overwrite_revision=over, clean=False)


class Writer:
    """A person at the editor of one page, whose browser saves by itself."""

    def __init__(self, user, page) -> None:
        self.browser, self.page = officer_client(user), page
        self.address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        self.revision = ""

    def save(self, number: int):
        sent = nested_form_data(
            {
                "title": f"Bản nháp {number}",
                "slug": "ban-nhap",
                "lead": "Tin",
                "body": streamfield([]),
                "related_links": inline_formset([]),
                "comments": inline_formset([]),
                "overwrite_revision_id": self.revision,
            }
        )
        answer = self.browser.post(self.address, sent, headers={"accept": "application/json"})
        told = answer.json()
        assert told["success"], told
        self.revision = told["revision_id"]


class TestTwoHundredSavesOfTheEditor:
    def test_are_one_line_and_nothing_else(self, page, editor, two_sites):
        approver = two_sites.person(two_sites.here, Role.APPROVER)
        TracedEntry.objects.all().delete()
        mail.outbox.clear()
        writer = Writer(editor, page)
        for number in range(200):
            writer.save(number)
        (entry,) = entries(page)
        assert number_of_saves(entry) == 200
        assert entry.content_changed
        assert page.revisions.count() == 1
        assert page.revisions.get().content["title"] == "Bản nháp 199"
        (row,) = TracedEntry.objects.filter(action=SAVE)
        assert (row.entry, row.moment, row.actor) == (entry.pk, entry.timestamp, editor)
        assert row.site == two_sites.here
        assert not mail.outbox
        assert not WorkflowState.objects.exists()
        assert not TaskState.objects.exists()
        reader = officer_client(approver)
        for address in (
            reverse("wagtailadmin_reports:site_history"),
            reverse("wagtailadmin_pages:history", args=[page.pk]),
        ):
            text = reader.get(address).text
            assert text.count("200 lần lưu") == 1
            assert text.count("Đã lưu nháp") == 1


class TestWhatBeginsANewLine:
    def test_the_first_save_says_no_number(self, page, editor):
        save(page, editor)
        (entry,) = entries(page)
        assert SAVES not in entry.data
        assert entry.comment == ""

    def test_opening_the_editor_again(self, page, editor):
        first = save(page, editor)
        save(page, editor, over=first)
        save(page, editor)
        assert [number_of_saves(entry) for entry in entries(page)] == [2, 1]

    def test_another_person(self, page, editor, two_sites):
        colleague = two_sites.person(two_sites.here, Role.EDITOR)
        first = save(page, editor)
        save(page, colleague)
        assert [entry.user for entry in entries(page)] == [editor, colleague]
        last = save(page, editor)
        save(page, editor, over=last)
        assert [number_of_saves(entry) for entry in entries(page)] == [1, 1, 2]
        assert first.pk != last.pk

    @pytest.mark.parametrize(
        "act", ["wagtail.lock", "wagtail.workflow.approve", "wagtail.publish", "wagtail.revert"]
    )
    def test_another_act_in_between(self, act, page, editor, two_sites):
        approver = two_sites.person(two_sites.here, Role.APPROVER)
        first = save(page, editor)
        save(page, editor, over=first)
        log(page, act, user=approver, revision=first)
        # What was published is not written over: the sitting goes on with a version of its own.
        later = save(page, editor, over=first)
        save(page, editor, over=later)
        found = [(entry.action, number_of_saves(entry)) for entry in entries(page)]
        assert found == [(SAVE, 2), (act, 1), (SAVE, 2)]

    def test_and_the_history_of_the_page_shows_both(self, page, editor, two_sites):
        with LogContext(user=editor):
            first = save(page, editor)
            save(page, editor, over=first)
        log(page, "wagtail.lock", user=editor)
        save(page, editor, over=first)
        before, _lock, after = entries(page)
        assert before.uuid != after.uuid
        shown = PageLogEntry.objects.filter(page=page).latest_by_uuid_and_action()
        assert shown.filter(action=SAVE).count() == 2

    @pytest.mark.parametrize(("hours", "lines"), [(4, 1), (4.01, 2)])
    def test_a_long_pause(self, hours, lines, page, editor):
        first = save(page, editor)
        PageLogEntry.objects.filter(page=page).update(
            timestamp=entries(page)[0].timestamp - timedelta(hours=hours, seconds=-2)
        )
        save(page, editor, over=first)
        assert len(entries(page)) == lines

    def test_publishing_twice_is_twice(self, page, editor):
        revision = save(page, editor)
        for _time in range(2):
            log(page, "wagtail.publish", user=editor, revision=revision)
        assert [entry.action for entry in entries(page)] == [SAVE] + 2 * ["wagtail.publish"]

    def test_another_page_at_the_same_time(self, page, section, editor):
        other = section.add_child(instance=article_model()(title="Khác", slug="khac", live=False))
        mine, theirs = save(page, editor), save(other, editor)
        save(page, editor, over=mine)
        save(other, editor, over=theirs)
        for one in (page, other):
            assert [number_of_saves(entry) for entry in entries(one)] == [2]


class TestARefusedSave:
    def test_leaves_the_line_as_it_was(self, page, editor):
        first = save(page, editor)
        with transaction.atomic():
            save(page, editor, over=first)
            transaction.set_rollback(True)
        (entry,) = entries(page)
        assert number_of_saves(entry) == 1
        assert TracedEntry.objects.get(action=SAVE).entry == entry.pk
