"""Pages of drafts in Chromium: for everybody, on a telephone, with the keyboard and on paper."""

import pytest
from django.db import transaction

from consultation.conftest import SECOND_TEXT, put_text
from consultation.drafts.tests.readers import path_of, section_of
from portal.common.testing.axe import findings
from portal.common.testing.layout import outside

pytestmark = pytest.mark.browser

SIZES = [
    {"width": 320, "height": 560},
    {"width": 360, "height": 740},
    {"width": 1280, "height": 900},
]
TELEPHONE = SIZES[1]


@pytest.fixture
def draft(portal_server, two_sites, make_draft):
    """An open draft with two published versions."""
    with transaction.atomic():
        page = make_draft(
            two_sites.here,
            "Dự thảo Nghị quyết quy định mức hỗ trợ chuyển đổi số cấp xã",
            receiving_address="Số 10 đường Phù Đổng Thiên Vương",
            receiving_email="gopy@example.org",
            receiving_telephone="0222 3822 492",
            legal_basis="Luật số 77/2015/QH13",
        )
        put_text(page, f"Chương I\nQUY ĐỊNH CHUNG\n{SECOND_TEXT}")
        page.save_revision().publish()
    return page


@pytest.fixture
def window(open_window, two_sites, draft):
    return open_window(two_sites.here.hostname)


def test_every_page_is_for_everybody(window, two_sites, draft):
    address = path_of(draft)
    section = path_of(section_of(two_sites.here))
    faults = []
    for path in (
        section,
        f"{section}?trang-thai=x&tu-khoa=zzzz",
        address,
        f"{address}phien-ban/1/",
        f"{address}so-sanh/1-2/",
    ):
        window.open(path)
        for size in SIZES:
            window.page.set_viewport_size(size)
            found = [*outside(window.page), *findings(window.page)]
            faults += [f"{path} {size['width']} px: {fault}" for fault in found]
    assert not faults, "\n".join(faults)
    assert not window.violations


def test_on_a_telephone_the_contents_and_the_way_to_comment_are_one_press_away(window, draft):
    page = window.page
    page.set_viewport_size(TELEPHONE)
    page.emulate_media(reduced_motion="reduce")
    window.open(path_of(draft))
    link = page.locator(".toc a[href='#dieu-2']")
    assert not link.is_visible()
    page.locator(".toc summary").focus()
    page.keyboard.press("Enter")
    link.focus()
    page.keyboard.press("Enter")
    assert is_in_view(page, "#dieu-2")
    page.locator("a[href='#how']").click()
    assert is_in_view(page, "#how")
    assert page.locator("#how a[href='tel:02223822492']").is_visible()


def test_with_room_the_contents_stay_beside_the_text(window, draft):
    page = window.page
    window.open(f"{path_of(draft)}#dieu-4")
    toc, text, facts = (
        page.locator(name).bounding_box() for name in (".toc", ".cols > .law", "#how")
    )
    assert page.locator(".toc a[href='#dieu-4']").is_visible()
    assert toc["x"] < text["x"] < facts["x"]


def test_on_paper_the_text_has_the_whole_width(window, draft):
    page = window.page
    window.open(path_of(draft))
    page.emulate_media(media="print")
    assert not page.locator(".toc").is_visible()
    assert not page.locator("a[href='#how']").is_visible()
    text, facts = (page.locator(name).bounding_box() for name in (".cols > .law", "#how"))
    assert facts["y"] >= text["y"] + text["height"]


def is_in_view(page, name: str) -> bool:
    top = page.locator(name).evaluate("element => element.getBoundingClientRect().top")
    return 0 <= top < TELEPHONE["height"] / 2
