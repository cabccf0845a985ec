"""What is folded on a telephone stands open where there is room, on paper, and without a script."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

TELEPHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
# Two thirds longer than the design's, which has fewer blocks.
MOST_SCREENS_OF_HOME = 8
PLACES = [
    ("register", "#main .filters", ".table--cards th[scope=row] a"),
    ("home of the province", "#main .fold .directory", None),
    ("draft", "#main .toc .fold > div", None),
]


@pytest.fixture
def opened(small_demo, chromium):
    contexts = []

    def opened(kind: str, window: dict, **choices):
        contexts.append(chromium.new_context(viewport=window, locale="vi-VN", **choices))
        page = contexts[-1].new_page()
        page.goto(small_demo.addresses[kind])
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize(("kind", "folded", "first"), PLACES)
def test_on_a_telephone_it_opens_with_the_keyboard(opened, kind, folded, first, has_script):
    page = opened(kind, TELEPHONE, java_script_enabled=has_script)
    assert not page.locator(folded).first.is_visible()
    if first:
        box = page.locator(first).first.bounding_box()
        assert box["y"] + box["height"] <= TELEPHONE["height"]
    page.locator("#main .fold > summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(folded).first.is_visible()


@pytest.mark.parametrize("has_script", [True, False])
@pytest.mark.parametrize(("kind", "folded", "first"), PLACES)
def test_where_there_is_room_it_is_open_and_no_disclosure(opened, kind, folded, first, has_script):
    page = opened(kind, DESK, java_script_enabled=has_script)
    assert page.locator(folded).first.is_visible()
    assert not page.locator("#main .fold > summary").is_visible()
    page.locator(folded).first.locator("input, select, a").first.focus()
    assert page.evaluate("document.activeElement.closest('.fold') !== null")


def test_a_filter_in_use_stays_open_on_a_telephone(opened):
    page = opened("register with filters", TELEPHONE)
    assert page.locator("#main .filters").is_visible()


def test_the_list_of_portals_is_on_paper(opened):
    page = opened("home of the province", TELEPHONE)
    page.emulate_media(media="print")
    assert page.locator("#main .fold .directory").first.is_visible()


def test_the_home_page_is_short_on_a_telephone(opened):
    page = opened("home of the province", TELEPHONE)
    height = page.evaluate("document.documentElement.scrollHeight")
    assert height <= MOST_SCREENS_OF_HOME * TELEPHONE["height"]
