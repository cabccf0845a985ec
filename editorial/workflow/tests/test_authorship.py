"""Who counts as the writer of what waits, by whatever way the text came."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageLogEntry
from wagtail_localize.models import String, StringTranslation, TranslationContext
from wagtail_localize.operations import TranslationCreator

from editorial.workflow import gate
from editorial.workflow.authorship import writers_of
from editorial.workflow.services import ReviewRefused, decide, people_to_act, submit
from editorial.workflow.tests.conftest import change, fresh, waits
from portal.accounts.models import User
from sites.access.models import Role


@pytest.fixture
def other(two_sites, board) -> User:
    """Another approver of the portal."""
    return two_sites.person(board.site, Role.APPROVER)


def publish(page, by) -> None:
    with gate.reviewed():
        page.get_latest_revision().publish(user=by)


def take_up_again(page, former, by) -> None:
    """What "Use this version" does in the history."""
    former.as_object().save_revision(user=by, previous_revision=former, log_action=True)


def test_all_who_saved_since_readers_saw_a_version(board, article):
    change(article, board.editor)
    assert writers_of(fresh(article)) == {board.contributor.pk, board.editor.pk}
    publish(fresh(article), board.approver)
    assert writers_of(fresh(article)) == set()
    change(fresh(article), board.secretary)
    assert writers_of(fresh(article)) == {board.secretary.pk}


class TestAFormerVersion:
    def test_counts_for_who_wrote_it(self, board, other):
        article = board.draft(board.approver)
        former = article.get_latest_revision()
        change(article, board.editor, "Của người biên tập.")
        publish(fresh(article), other)
        take_up_again(fresh(article), former, board.editor)
        assert writers_of(fresh(article)) == {board.approver.pk, board.editor.pk}
        submit(fresh(article), board.editor)
        with pytest.raises(ReviewRefused, match="yourself"):
            decide(waits(article), board.approver, "approve")
        decide(waits(article), other, "approve")
        assert fresh(article).get_latest_revision_as_object().lead == "Từ sáng sớm."

    def test_does_not_count_for_who_wrote_before_readers_saw_it(self, board, other, article):
        publish(article, other)
        change(fresh(article), board.editor, "Lần hai.")
        former = fresh(article).get_latest_revision()
        change(fresh(article), board.secretary, "Lần ba.")
        publish(fresh(article), other)
        take_up_again(fresh(article), former, board.secretary)
        assert writers_of(fresh(article)) == {board.editor.pk, board.secretary.pk}

    def test_that_was_thrown_away_counts_for_nobody(self, board, article):
        change(article, board.editor)
        former = article.get_latest_revision()
        take_up_again(article, former, board.editor)
        entry = PageLogEntry.objects.get(page=article, action="wagtail.revert")
        entry.data["revision"]["id"] = 10**8
        entry.save()
        assert writers_of(fresh(article)) == {board.contributor.pk, board.editor.pk}


def test_a_translated_sentence_counts_for_its_translator(board, article):
    publish(article, board.approver)
    english = Locale.objects.get(language_code="en")
    TranslationCreator(user=None, target_locales=[english]).create_translations(article)
    page = article.get_translation(english)
    assert writers_of(page) == set()
    StringTranslation.objects.create(
        translation_of=String.objects.first(),
        locale=english,
        context=TranslationContext.objects.filter(object_id=article.translation_key).first(),
        data="From early morning.",
        last_translated_by=board.approver,
    )
    assert writers_of(page) == {board.approver.pk}


def test_the_writers_are_asked_for_once_however_many_approve(board, two_sites):
    article = board.draft(board.editor)
    submit(article, board.editor)

    def cost() -> int:
        state = waits(article)
        with CaptureQueriesContext(connection) as asked:
            assert people_to_act(state).exists()
        return len(asked)

    cost()
    few = cost()
    for _number in range(3):
        two_sites.person(board.site, Role.APPROVER)
    assert cost() == few
