"""The officers' screens in Chromium: for everybody, on a telephone, and without scripts."""

import pytest
from django.db import transaction

from consultation.comments.moderation import decide, object_to
from consultation.comments.tests.citizens import comment_on, published_comment
from consultation.comments.tests.desks import SECRET, address, again
from consultation.comments.tests.test_entering import row, table
from consultation.conftest import SECOND_TEXT, put_text
from portal.common.testing.axe import findings
from portal.common.testing.layout import outside
from sites.access.models import Role

pytestmark = pytest.mark.browser

SIZES = [{"width": 320, "height": 560}, {"width": 1280, "height": 900}]
TITLE = "Dự thảo Nghị quyết quy định mức hỗ trợ chuyển đổi số cấp xã"


@pytest.fixture
def scene(portal_server, two_sites, make_draft):
    """A draft in its second version, with a comment of each kind."""
    with transaction.atomic():
        person = two_sites.person(two_sites.here, Role.CITIZENS_OFFICER)
        draft = make_draft(two_sites.here, TITLE)
        waits = comment_on(draft, "Chưa đủ.\nNên tăng.", "dieu-2.khoan-1", name=SECRET)
        shown = [published_comment(draft, person, "Như nhau", "dieu-2") for _each in range(2)]
        hidden = decide(comment_on(draft), person, "hidden", edition=0, reason="off_topic")
        object_to(hidden, "Đúng chủ đề")
        put_text(draft, SECOND_TEXT)
        draft.save_revision().publish()
    return person, draft, waits, shown[0], hidden


def test_every_screen_is_for_everybody(officer_window, scene, tmp_path):
    person, draft, waits, shown, hidden = scene
    window = officer_window(person)
    faults = []

    def look(name: str) -> None:
        for size in SIZES:
            window.page.set_viewport_size(size)
            found = [*outside(window.page), *findings(window.page)]
            faults.extend(f"{name} {size['width']} px: {fault}" for fault in found)

    for path in (
        "/admin/",
        address("queue"),
        address("queue") + "?state=x",
        *(address("item", one.uid) for one in (waits, shown, hidden)),
        address("erase", waits.uid),
        *(address(name, draft.pk) for name in ("draft", "enter", "file")),
    ):
        window.open(path)
        look(path)
    file = tmp_path / "thu.csv"
    file.write_bytes(table(row("Tốt"), row("", email="x")).read())
    window.page.set_input_files("input[type=file]", str(file))
    with window.page.expect_navigation():
        window.page.click("form[enctype] button")
    look("preview")
    window.open(address("item", waits.uid))
    with window.page.expect_navigation():
        window.page.click(f'form[action^="{address("author", waits.uid)}"] button')
    assert SECRET in window.page.inner_text("main")
    look("author")
    window.open(address("item", waits.uid))
    with window.page.expect_navigation():
        window.page.click('button[value="hidden"]')
    look("refused")
    assert not faults, "\n".join(faults)
    assert not window.violations


def test_a_comment_is_decided_on_and_answered_by_the_keyboard(officer_window, scene):
    person, _draft, waits, *_others = scene
    window = officer_window(person)
    window.open(address("item", waits.uid))
    window.page.focus('button[value="published"]')
    window.page.keyboard.press("Enter")
    window.page.wait_for_selector('input[name="disposition"]')
    window.page.check('input[name="disposition"][value="accepted"]')
    window.page.focus(f'form[action="{address("answer", waits.uid)}"] button')
    window.page.keyboard.press("Enter")
    window.page.wait_for_selector('input[value="accepted"]:checked')
    assert again(waits).disposition == "accepted"
