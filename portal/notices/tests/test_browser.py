"""Reading aids and reading without a connection, in Chromium."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from portal.common.tests.two_sites import add_page, make_portal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VOICE = """
const voices = [{ lang: "vi-VN", name: "Giọng mẫu" }];
window.spoken = [];
const speech = {
  getVoices: () => voices,
  cancel: () => {},
  speak: (words) => { window.spoken.push(words.text); setTimeout(() => words.onend?.(), 5); },
  addEventListener: () => {},
};
Object.defineProperty(window, "speechSynthesis", { value: speech });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""
NO_VOICE = VOICE.replace("vi-VN", "de-DE")


def wait_until(page, condition):
    """Waits until an expression is true; Playwright's own waiting needs what the policy forbids."""
    for _turn in range(150):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never true: {condition}")


@pytest.fixture
def site(portal_server):
    """A portal with one section on the running server."""
    portal = make_portal("mot")
    add_page(portal.home, "Tin tức", "tin-tuc", show_in_menus=True)
    return portal.site


def test_aids_are_kept_and_hold_before_the_first_paint(site, open_window):
    window = open_window(site.hostname)
    page = window.page
    window.open("/so-do-trang/")
    page.click(".aids summary")
    page.click("[data-aid=text][data-value=largest]")
    page.click("[data-aid=contrast]")
    page.click("[data-aid=links]")
    page.add_init_script(
        "new MutationObserver(() => { if (document.body) window.early ??="
        " { ...document.documentElement.dataset }; }).observe(document, "
        "{ childList: true, subtree: true });"
    )
    window.open("/tuyen-bo-tiep-can/")
    early = page.evaluate("window.early")
    assert (early["text"], early["contrast"], early["links"]) == ("largest", "high", "underlined")
    assert page.get_attribute("[data-aid=contrast]", "aria-pressed") == "true"
    page.click(".aids summary")
    page.click("[data-aid=contrast]")
    page.click("[data-aid=text][data-value='']")
    window.open("/so-do-trang/")
    assert page.evaluate("document.documentElement.dataset.contrast") is None
    assert page.evaluate("document.documentElement.dataset.text") is None
    assert window.violations == []
    assert window.faults == []


def test_the_keyboard_opens_and_closes_the_aids(site, open_window):
    window = open_window(site.hostname)
    window.open("/so-do-trang/")
    window.page.focus(".aids summary")
    window.page.keyboard.press("Enter")
    assert window.page.is_visible(".aids__panel")
    window.page.keyboard.press("Tab")
    window.page.keyboard.press("Escape")
    assert not window.page.is_visible(".aids__panel")
    assert window.page.evaluate("document.activeElement.matches('.aids summary')")


@pytest.mark.parametrize(("script", "is_there"), [(VOICE, True), (NO_VOICE, False)])
def test_reading_aloud_needs_a_voice_of_the_pages_language(site, open_window, script, is_there):
    window = open_window(site.hostname)
    page = window.page
    page.add_init_script(script)
    window.open("/tuyen-bo-tiep-can/")
    page.click(".aids summary")
    assert page.is_visible("[data-aid-read]") is is_there
    if is_there:
        page.click("[data-aid-read]")
        wait_until(page, "window.spoken.length > 10")
        assert page.evaluate("window.spoken[0]") == page.inner_text("h1")
        wait_until(page, "!document.querySelector('[data-reading]')")


def test_without_script_there_are_no_aids_and_the_menu_opens(site, open_window):
    window = open_window(site.hostname)
    context = window.page.context.browser.new_context(
        java_script_enabled=False, viewport={"width": 320, "height": 700}
    )
    page = context.new_page()
    page.goto(window.base_url + "/so-do-trang/")
    assert not page.is_visible(".aids")
    assert not page.is_visible(".menu__list")
    page.click(".menu__toggle summary")
    assert page.is_visible(".menu__list")
    context.close()


def test_pages_that_were_read_are_there_without_a_connection(site, open_window):
    window = open_window(site.hostname)
    page = window.page
    window.open("/so-do-trang/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    wait_until(page, "navigator.serviceWorker.controller !== null")
    window.open("/tuyen-bo-tiep-can/")
    window.open("/tim-kiem/?q=xa")
    wait_until(
        page,
        "caches.open('pages-1').then((cache) => cache.keys()).then((keys) => keys.length === 1)",
    )
    page.context.set_offline(True)
    window.open("/tuyen-bo-tiep-can/")
    assert page.inner_text("h1") == "Tuyên bố tiếp cận"
    for path in ("/quyen-rieng-tu/", "/tim-kiem/?q=phuong"):
        window.open(path)
        assert page.inner_text("h1") == "Không có kết nối"
    assert page.evaluate("getComputedStyle(document.querySelector('.menu, .masthead')).display")
    page.wait_for_selector("[data-kept-pages] a")
    assert "Tuyên bố tiếp cận" in page.inner_text("[data-kept-pages]")
    page.context.set_offline(False)
    assert window.violations == []


KEEP = """
caches.open("pages-1").then((all) => all.put("/da-go/", new Response("Cũ", {
  headers: { "Content-Type": "text/html" } })))
"""


@pytest.mark.parametrize("change", ["withdrawn", "redirected"])
def test_a_page_that_is_gone_is_not_kept_any_longer(site, open_window, change):
    if change == "redirected":
        Redirect.add_redirect("/da-go/", "/so-do-trang/", is_permanent=False, site=site)
    window = open_window(site.hostname)
    page = window.page
    window.open("/so-do-trang/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    wait_until(page, "navigator.serviceWorker.controller !== null")
    page.evaluate(KEEP)
    page.goto(window.base_url + "/da-go/")
    kept = "caches.open('pages-1').then((all) => all.match('/da-go/')).then((one) => !one)"
    wait_until(page, kept)
