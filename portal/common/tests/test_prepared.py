"""A statement that is written once gives what the queryset itself would give."""

import threading

import pytest
from django.db import connection
from django.db.models import F, Value
from wagtail.models import Locale, Page

from portal.common.prepared import PreparedStatement

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    root = Page.get_first_root_node()
    return [root.add_child(instance=Page(title=f"Trang {n}", slug=f"t-{n}")) for n in range(4)]


def test_the_same_rows_as_the_queryset_for_other_values_each_time(pages):
    statement = PreparedStatement(lambda slug: Page.objects.filter(slug=slug))
    for page in pages:
        assert list(statement.ask(slug=page.slug)) == [page]
    assert list(statement.ask(slug="nowhere")) == []


def test_lists_of_any_length(pages):
    statement = PreparedStatement(lambda ids: Page.objects.filter(pk__in=ids).order_by("pk"))
    for number in (1, 3, 2, 1):
        wanted = pages[:number]
        assert list(statement.ask(ids=[page.pk for page in wanted])) == wanted
    assert list(statement.ask(ids=[])) == []


def test_constants_joins_annotations_and_deferred_columns_are_read_as_ever(pages):
    statement = PreparedStatement(
        lambda first: (
            Page.objects.filter(path__gte=first, depth=2)
            .select_related("locale")
            .annotate(half=F("pk") * Value(2))
            .only("title", "locale")
            .order_by("pk")
        )
    )
    with_locale = list(statement.ask(first=pages[1].path))
    assert [page.half for page in with_locale] == [page.pk * 2 for page in pages[1:]]
    before = len(connection.queries_log)
    assert {page.locale for page in with_locale} == {Locale.get_default()}
    assert len(connection.queries_log) == before
    assert with_locale[0].slug == pages[1].slug


def test_values_keep_their_types(pages):
    statement = PreparedStatement(
        lambda pk: Page.objects.filter(pk=pk).values_list(
            "translation_key", "latest_revision_created_at"
        )
    )
    assert list(statement.ask(pk=pages[0].pk)) == [(pages[0].translation_key, None)]


def test_a_text_that_looks_like_a_mark_is_only_a_text(pages):
    statement = PreparedStatement(lambda slug, title: Page.objects.filter(slug=slug, title=title))
    assert list(statement.ask(slug="¤1¤", title="Trang 0")) == []
    assert list(statement.ask(slug="t-0", title="' OR 1=1 --")) == []


def test_a_value_that_is_changed_on_its_way_is_refused_at_once(pages):
    statement = PreparedStatement(lambda pk: Page.objects.filter(pk__gt=pk + 1))
    with pytest.raises(ValueError, match="pk"):
        list(statement.ask(pk=1))


def test_it_is_asked_again_with_what_is_new(pages):
    statement = PreparedStatement(lambda slug: Page.objects.filter(slug=slug))
    queryset = statement.ask(slug="new")
    assert list(statement.ask(slug="new")) == []
    page = Page.get_first_root_node().add_child(instance=Page(title="New", slug="new"))
    assert list(statement.ask(slug="new")) == [page]
    assert list(queryset) == [page]


@pytest.mark.django_db(transaction=True)
def test_threads_do_not_see_each_others_values(pages):
    statement = PreparedStatement(lambda slug: Page.objects.filter(slug=slug))
    wrong = []

    def ask(page: Page) -> None:
        for _turn in range(50):
            if [found.pk for found in statement.ask(slug=page.slug)] != [page.pk]:
                wrong.append(page)
        connection.close()

    threads = [threading.Thread(target=ask, args=[page]) for page in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize(
    "refine",
    [
        lambda rows: rows.filter(depth=2),
        lambda rows: rows[:1],
        lambda rows: rows.count(),
        lambda rows: rows.exists(),
        lambda rows: rows.first(),
    ],
)
def test_what_would_not_be_heeded_is_refused(pages, refine):
    statement = PreparedStatement(lambda slug: Page.objects.filter(slug=slug))
    with pytest.raises(TypeError, match="prepared"):
        refine(statement.ask(slug="t-0"))
