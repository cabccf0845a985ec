"""Every kind of public page, in Chromium: axe-core finds nothing, and nothing scrolls sideways."""

import pytest

from portal.common.testing.axe import findings
from portal.common.testing.layout import outside
from portal.demo.testing.addresses import KINDS

# The database of the tests is not asked; where it was made, the small demonstration starts from it.
pytestmark = [pytest.mark.browser, pytest.mark.django_db]

NARROW, WIDE = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
# A window of 1280 px at 400 %, and the smallest telephones.
SMALLEST = {"width": 320, "height": 560}
LIGHT, DARK = "light", "dark"


@pytest.fixture(scope="module")
def page(chromium):
    """One tab for all pages; nothing is stored between them."""
    context = chromium.new_context(locale="vi-VN", reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_page_is_for_everybody(kind, small_demo, page):
    faults = []
    page.set_viewport_size(SMALLEST)
    page.goto(small_demo.addresses[kind], wait_until="load")
    faults += [f"320 px: {element}" for element in outside(page)]
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        faults += [f"{size['width']} px: {element}" for element in outside(page)]
        for scheme in (LIGHT, DARK):
            page.emulate_media(color_scheme=scheme)
            found = findings(page)
            faults += [f"{size['width']} px, {scheme}: {finding}" for finding in found]
    assert not faults, "\n".join(faults)


@pytest.fixture
def blank(page):
    """The tab without a page, and so without a page's policy."""
    page.goto("about:blank")
    page.set_viewport_size(SMALLEST)
    return page


def test_axe_is_awake(blank):
    blank.set_content("<html><body><img src='x.png'><a href='/'>a</a></body></html>")
    assert {finding.partition(":")[0] for finding in findings(blank)} >= {
        "image-alt",
        "html-has-lang",
    }


def test_sideways_scrolling_is_seen(blank):
    blank.set_content("<!doctype html><body><p style='width: 400px'>wide</p></body>")
    assert outside(blank)[0].startswith("scrolls to 4")


def test_every_kind_of_page_has_an_address(small_demo):
    assert list(small_demo.addresses) == list(KINDS)
