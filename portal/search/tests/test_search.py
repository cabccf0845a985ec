"""The search page of one portal."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.common.tests.two_sites import add_page, make_portal
from portal.search.services import (
    LAST_PAGE,
    LONGEST_QUERY,
    MOST_WORDS,
    RESULTS_PER_PAGE,
    find,
    read_page_number,
    read_query,
)


@pytest.fixture
def portals():
    portals = make_portal("mot"), make_portal("hai")
    for portal in portals:
        name = portal.home.slug
        section = add_page(portal.home, f"Tin {name}", "tin")
        add_page(section, f"Bầu cử ở {name}", "bau-cu", search_description=f"Ngày hội {name}")
        add_page(section, f"Bầu cử nháp {name}", "nhap", live=False)
        add_page(portal.english_home, f"Bau cu in {name}", "election")
    call_command("update_index", verbosity=0)
    return portals


def titles(site, language, words, number=1):
    return [result.page.title for result in find(site.pk, language, words, number).results]


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["bau cu", "bầu cử", "BẦU CỬ"])
def test_a_portal_finds_its_own_live_pages_in_the_language_asked(portals, words):
    for portal in portals:
        name = portal.home.slug
        assert titles(portal.site, "vi", words) == [f"Bầu cử ở {name}"]
        assert titles(portal.site, "en", words) == [f"Bau cu in {name}"]
        assert titles(portal.site, "fr", words) == []
    assert titles(portals[0].site, "vi", "hai") == []


@pytest.mark.django_db
def test_the_page_shows_where_and_what(portals):
    first, second = portals
    text = first.get("/tim-kiem/?q=bau+cu").content.decode()
    assert 'href="/tin/bau-cu/"' in text
    assert "Ngày hội mot" in text
    assert "<mark>Bầu</mark> <mark>cử</mark> ở mot" in text
    assert "<span>Tin mot</span>" in text
    assert "<time" in text
    assert "hai" not in titles(first.site, "vi", "bau cu")[0]
    assert "nháp" not in text
    assert second.home.title not in text
    assert 'name="robots" content="noindex' in text


@pytest.mark.django_db
def test_each_language_has_its_own_address(portals):
    first = portals[0]
    assert (
        "<mark>Bau</mark> <mark>cu</mark> in mot"
        in first.get("/en/search/?q=bau+cu").content.decode()
    )
    assert first.get("/search/?q=bau+cu").status_code == 404
    assert first.get("/en/tim-kiem/").status_code == 404


@pytest.mark.django_db
def test_a_portal_without_english_pages_has_no_english_search(db):
    portal = make_portal("ba")
    assert portal.get("/en/search/").status_code == 200
    portal.english_home.delete()
    assert portal.get("/tim-kiem/").status_code == 200
    assert portal.get("/en/search/").status_code == 404


@pytest.mark.django_db
def test_nothing_found_says_what_to_try(portals):
    text = portals[0].get("/tim-kiem/?q=khongco").content.decode()
    assert 'class="empty"' in text
    assert text.count('name="q"') == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "",
        "?q=",
        "?q=%20%20",
        "?q=khongco",
        "?q=%00",
        "?q=%00bau%00",
        "?q=%22%27%5C%2A%28%25s",
        "?q=%FF%FE",
        "?q=%ED%A0%80",
        "?q=" + "a+" * 1000,
        "?q=" + "x" * 3000,
        "?q=a" + "%CC%81" * 300,
        "?q=a&trang=0",
        "?q=a&trang=-1",
        "?q=a&trang=%D9%A3",
        "?q=a&trang=99999999999999999999",
        "?q=bau+cu&trang=abc",
        "?q=bau+cu&trang=9",
        "?q[]=a",
        "?q=a&q=b",
    ],
)
def test_whatever_is_typed_a_clear_page_answers(portals, query):
    response = portals[0].get("/tim-kiem/" + query)
    assert response.status_code == 200
    assert response["Vary"] == "Accept-Encoding"
    assert "s-maxage" in response["Cache-Control"]
    assert not response.cookies


@pytest.mark.django_db
def test_ten_thousand_parameters_are_a_bad_request(portals):
    assert portals[0].get("/tim-kiem/?" + "&".join(["q=a"] * 10_000)).status_code == 400


@pytest.mark.django_db
def test_markup_in_a_query_is_text(portals):
    text = portals[0].get("/tim-kiem/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").content.decode()
    assert "<script>" not in text
    assert "alert(1)</script" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.django_db
def test_only_reading(portals):
    assert portals[0].request("POST", "/tim-kiem/?q=a").status_code == 405


@pytest.mark.parametrize(
    ("typed", "words", "has_notice"),
    [
        ("  Bầu   cử ", "Bầu cử", False),
        ("x" * LONGEST_QUERY, "x" * LONGEST_QUERY, False),
        ("x" * (LONGEST_QUERY + 1), "x" * LONGEST_QUERY, True),
        (" ".join("a" * MOST_WORDS), " ".join("a" * MOST_WORDS), False),
        (" ".join("a" * (MOST_WORDS + 1)), " ".join("a" * MOST_WORDS), True),
        ("a" + "\u0301" * 20, "", True),
        ("\x00", "", False),
    ],
)
def test_a_query_is_cut_and_cleaned_and_the_reader_is_told(typed, words, has_notice):
    query = read_query(typed)
    assert query.words == words
    assert bool(query.notice) is has_notice


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("", 1),
        ("1", 1),
        ("07", 7),
        ("0", 1),
        ("-3", 1),
        ("x", 1),
        ("٣", 1),
        ("9" * 10, 1),
        ("²", 1),
    ],
)
def test_the_number_of_a_page(typed, number):
    assert read_page_number(typed) == number


@pytest.mark.django_db
def test_the_list_is_paged_and_ends(portals):
    first = portals[0]
    for number in range(RESULTS_PER_PAGE + 1):
        add_page(first.home, f"Lũ lụt {number}", f"lu-lut-{number}")
    call_command("update_index", verbosity=0)
    assert len(titles(first.site, "vi", "lu lut")) == RESULTS_PER_PAGE
    assert len(titles(first.site, "vi", "lu lut", 2)) == 1
    shown = {*titles(first.site, "vi", "lu lut"), *titles(first.site, "vi", "lu lut", 2)}
    assert len(shown) == RESULTS_PER_PAGE + 1
    assert titles(first.site, "vi", "lu lut", 99) == titles(first.site, "vi", "lu lut", 2)
    text = first.get("/tim-kiem/?q=l%C5%A9+l%E1%BB%A5t&extra=marker").content.decode()
    assert "?q=l%C5%A9+l%E1%BB%A5t&amp;trang=2" in text
    assert "marker" not in text


@pytest.mark.django_db
def test_too_deep_pages_ask_to_refine(portals):
    site_id = portals[0].site.pk
    assert not find(site_id, "vi", "bau", LAST_PAGE).notice
    findings = find(site_id, "vi", "bau", LAST_PAGE + 1)
    assert findings.notice
    assert findings.results == []


@pytest.mark.django_db
def test_the_cost_does_not_grow_with_sites_or_results(portals):
    first = portals[0]

    def statements():
        first.get("/tim-kiem/?q=bau+cu")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            first.get("/tim-kiem/?q=bau+cu")
        return len(captured)

    before = statements()
    for number in range(3):
        other = make_portal(f"nua{number}")
        add_page(other.home, "Bầu cử", "bau-cu")
        add_page(first.home, "Bầu cử nữa", f"bau-cu-{number}")
    call_command("update_index", verbosity=0)
    assert statements() == before <= 12
