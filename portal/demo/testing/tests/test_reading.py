"""What the walk sees on a page, and what it leaves alone."""

import pytest

from portal.demo.testing.reading import foreign_words, read

URL = "http://bacninh.localhost/tin-tuc/"


def page(body: str, language: str = "vi") -> str:
    head = "<meta charset=utf-8><title>Tin tức</title>"
    return f"<!doctype html><html lang={language}><head>{head}</head><body><h1>Tin</h1>{body}"


def sheet_of(body: str, language: str = "vi"):
    return read(URL, page(body, language), frozenset({"email"}))


def test_a_good_page_has_no_fault():
    sheet = sheet_of('<main id="main"><img src="a.jpg" alt=""><p>Trưa nay trời trong xanh</main>')
    assert (sheet.title, sheet.language, sheet.ids) == ("Tin tức", "vi", ["main"])
    assert sheet.faults == []
    assert sheet.words == set()
    assert not sheet.is_empty


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<p id="a"><p id="a">', "id 'a' stands there twice"),
        ('<img src="a.jpg">', "no alt: a.jpg"),
        ("<h1>Hai</h1>", "2 headings of the first level"),
    ],
)
def test_faults_are_named(body, fault):
    assert sheet_of(body).faults == [fault]


def test_links_are_complete_and_those_of_the_menu_are_known():
    sheet = sheet_of(
        '<nav class="menu"><a href="/van-ban/">Văn bản</a></nav><a href="#x">X</a>'
        '<img alt="" src="/media/a.jpg" srcset="/media/a.webp 1x, /media/b.webp 2x">'
    )
    root = "http://bacninh.localhost"
    assert sheet.menu == {f"{root}/van-ban/"}
    pictures = {f"{root}/media/{name}" for name in ("a.jpg", "a.webp", "b.webp")}
    assert sheet.links == {f"{root}/van-ban/", f"{URL}#x"} | pictures


def test_an_empty_section_is_known_by_what_its_main_part_says():
    assert sheet_of('<main><p class="empty">Tin sẽ có ở đây</p></main>').is_empty
    assert not sheet_of('<aside><p class="empty">Chưa có</p></aside>').is_empty


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Skip to the content", {"Skip", "the", "content"}),
        ("Tin trong tay anh em, gian nan khi xuan sang", set()),
        ("Đọc thêm về Covid-19, GDP và email", set()),
        ("Xem http://example.org/read/more hoặc van.thu@example.org", set()),
        ("Mua 3 laptop", {"laptop"}),
    ],
)
def test_words_that_are_no_vietnamese_syllables(text, found):
    assert foreign_words(text, frozenset({"covid", "email"})) == found


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<p lang="en">Web portal</p><p>Xin chào</p>', set()),
        ('<p lang="en">Web <b>portal</b></p>Next', {"Next"}),
        ('<button aria-label="Close">X</button>', {"Close"}),
        ("<script>return window</script>", set()),
    ],
)
def test_only_what_is_said_to_be_vietnamese_is_judged(body, words):
    assert sheet_of(body).words == words


def test_an_english_page_may_speak_english():
    assert sheet_of("<p>Read more</p>", "en").words == set()
