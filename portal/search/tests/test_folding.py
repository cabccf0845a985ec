"""Text is found with and without diacritics, by whichever database."""

import time

import pytest
from django.core.management import call_command
from modelsearch.query import And, Boost, MatchAll, Not, Or, Phrase, PlainText
from wagtail.models import Page
from wagtail.search import index as search_index

from portal.common.tests.two_sites import add_page, make_portal
from portal.search.backends.folding import fold_query, search_form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bầu cử", "bau cu"),
        ("ĐẤU THẦU", "dau thau"),
        ("Ba\u0302\u0300u cu\u031b\u0309", "bau cu"),
        ("15/2024/NĐ-CP", "15 2024 nd cp"),
        ("hoà, hòa; Uỷ ban – Ủy ban", "hoa hoa uy ban uy ban"),
        ('"a" OR b* ^c:(d) \x00\\', "a or b c d"),
        ("snake_case", "snake case"),
        ("", ""),
        ("!?…", ""),
    ],
)
def test_the_search_form(text, expected):
    assert search_form(text) == expected
    assert search_form(search_form(text)) == expected


def test_a_hostile_text_takes_no_time():
    started = time.monotonic()
    search_form("a" + "\u0301" * 1_000_000)
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Bầu", "'bau'"),
        (PlainText("Bầu cử", operator="or", boost=2), "<PlainText 'bau cu' operator='or' boost=2>"),
        (Phrase("Bầu cử"), "<Phrase 'bau cu'>"),
        (Not(Phrase("Ủy")), "<Not <Phrase 'uy'>>"),
        (Boost(PlainText("Ủy"), 3), "<Boost <PlainText 'uy' operator='and' boost=1> boost=3>"),
        (And([Phrase("Ủy"), Phrase("??")]), "<And <Phrase 'uy'>>"),
        (Or([Phrase("Đ"), MatchAll()]), "<Or <Phrase 'd'> <MatchAll>>"),
        (And([Phrase("?"), PlainText("")]), "''"),
        (Not(PlainText("!")), "''"),
    ],
)
def test_a_query_keeps_its_shape(query, expected):
    assert repr(fold_query(query)) == expected


def test_the_given_query_is_left_as_it_is():
    query = PlainText("Bầu")
    fold_query(query)
    assert query.query_string == "Bầu"


@pytest.fixture
def pages():
    portal = make_portal("mot")
    add_page(portal.home, "Công tác bầu cử", "bau-cu")
    add_page(portal.home, "Mời thầu: đấu thầu rộng rãi", "dau-thau")
    add_page(portal.home, "Nghị định 15/2024/NĐ-CP", "nghi-dinh")
    for page in Page.objects.filter(depth=3):
        search_index.insert_or_update_object(page.specific)
    return Page.objects.filter(depth=3)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("bau cu", {"bau-cu"}),
        ("Bầu cử", {"bau-cu"}),
        ("BẦU CỬ", {"bau-cu"}),
        ("dau thau", {"dau-thau"}),
        ("đấu thầu", {"dau-thau"}),
        ("15/2024", {"nghi-dinh"}),
        ("15/2024/nđ-cp", {"nghi-dinh"}),
        ("nd-cp 15", {"nghi-dinh"}),
        ("bau thau", set()),
        ("?", set()),
    ],
)
def test_found_by_words(pages, words, slugs):
    assert {page.slug for page in pages.search(words)} == slugs
    assert {page.slug for page in pages.search(PlainText(words))} == slugs


@pytest.mark.django_db
def test_the_chooser_of_the_administration_folds_as_well(pages):
    assert {page.slug for page in pages.autocomplete("bầu")} == {"bau-cu"}
    assert {page.slug for page in pages.autocomplete("dau th")} == {"dau-thau"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", ['"', "'", "\\", "%s", "a*", "NEAR(a b)", "a OR", "-", "(", "{title}:x", "\x00", "🏛"]
)
def test_signs_of_the_engines_mean_nothing(pages, words):
    assert list(pages.search(words)) == []
    assert list(pages.search(PlainText(words))) == []


@pytest.mark.django_db
def test_a_rebuilt_index_is_folded_too(pages):
    call_command("update_index", verbosity=0)
    assert {page.slug for page in pages.search("bau cu")} == {"bau-cu"}
