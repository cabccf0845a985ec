"""The whole way in Chromium: read, comment on a clause, receipt, decision, answer, summary.

It is walked with a mouse, without JavaScript, by keyboard alone, and on a telephone.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from consultation.comments.codes import written
from consultation.comments.models import Comment
from consultation.comments.tests.citizens import FILLED
from consultation.comments.tests.desks import address, again
from consultation.drafts.models import DraftPage
from consultation.drafts.tests.readers import path_of
from consultation.summaries.tests.conftest import close
from consultation.summaries.tests.test_files import sheet, tables
from editorial.workflow.tests.walking import WAIT_FOR_MOTION, WIDE, Walker
from portal.common import clock
from portal.common.testing.axe import findings
from portal.common.testing.browser import WATCH, Window
from portal.common.testing.layout import outside
from sites.access.models import Role

pytestmark = pytest.mark.browser

TITLE = "Dự thảo Quyết định quy định mức hỗ trợ chuyển đổi số cấp xã"
TEXT = "\n".join(
    [f"Điều {number}. Quy định chung {number}\nNội dung {number}." for number in range(1, 5)]
    + ["Điều 5. Mức hỗ trợ", "1. Hỗ trợ 30 triệu đồng.", "2. Hỗ trợ 10 triệu đồng mỗi năm."]
)
CLAUSE = "dieu-5.khoan-2"
EXPLANATION = "Tiếp thu: nâng mức hỗ trợ lên 15 triệu đồng mỗi năm."
TELEPHONE = {"width": 360, "height": 740}
# What the form takes for the haste of a machine.
HASTE = 2_500


@dataclass(frozen=True)
class Way:
    """How somebody goes through pages."""

    size: dict
    scripts: bool = True
    keyboard: bool = False
    touch: bool = False


WAYS = {
    "mouse": Way(WIDE),
    "keyboard": Way(WIDE, keyboard=True),
    "without-scripts": Way(WIDE, scripts=False),
    "telephone": Way(TELEPHONE, touch=True),
}


class Person(Walker):
    """Somebody who uses a page in one of these ways."""

    def __init__(self, window: Window, way: Way) -> None:
        super().__init__(window)
        self.way = way

    def press(self, selector: str, key: str = "Enter") -> None:
        if self.way.keyboard:
            super().press(selector, key)
        elif self.way.touch:
            self.page.tap(selector)
        else:
            self.page.click(selector)

    def type(self, selector: str, words: str) -> None:
        if self.way.keyboard:
            super().type(selector, words)
        else:
            self.page.fill(selector, words)

    def choose(self, selector: str, value: str) -> None:
        if self.way.keyboard:
            super().choose(selector, value)
        else:
            self.page.select_option(selector, value)

    def look(self) -> None:
        """No finding of axe, and nothing beside the edge at this width."""
        if self.way.scripts:
            self.page.evaluate(WAIT_FOR_MOTION)
            faults = findings(self.page)
            assert faults == [], f"{self.page.url}: {faults}"
        wide = outside(self.page)
        assert wide == [], f"{self.page.url}: {wide}"

    def follow(self, selector: str) -> None:
        """Goes to another page, and looks at it."""
        self.leave_by(selector)
        self.look()

    def load(self, selector: str) -> Path:
        """Takes the file that a link leads to."""
        with self.page.expect_download() as loading:
            self.press(selector)
        path = Path(loading.value.path())
        return path.rename(path.with_suffix(Path(loading.value.suggested_filename).suffix))


@pytest.fixture
def enter(chromium, portal_server, open_window):
    """Opens a window in one of the ways, on a host and signed in where somebody is named."""
    opened = []

    def make(way: Way, host: str = settings.ADMIN_HOST, user=None) -> Person:
        if way.scripts and not way.touch:
            window = open_window(host, user)
            window.page.set_viewport_size(way.size)
            return Person(window, way)
        context = chromium.new_context(
            viewport=way.size,
            locale="vi-VN",
            java_script_enabled=way.scripts,
            has_touch=way.touch,
            is_mobile=way.touch,
        )
        opened.append(context)
        like = open_window(host, user)
        context.add_cookies(like.page.context.cookies())
        context.add_init_script(WATCH)
        window = Window(page=context.new_page(), base_url=like.base_url)
        context.on("console", window._note)
        return Person(window, way)

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def scene(portal_server, make_draft, two_sites):
    """An open draft of five articles."""
    from consultation.comments.loading import load_consent_texts

    with transaction.atomic():
        load_consent_texts()
        return make_draft(two_sites.here, TITLE, text=TEXT)


def comment(citizen: Person, draft: DraftPage) -> Comment:
    """Reads the draft, comments on clause 2 of article 5, and sees the receipt."""
    page, scripts = citizen.page, citizen.way.scripts
    citizen.open(path_of(draft))
    assert citizen.sees("Hỗ trợ 10 triệu đồng mỗi năm.")
    citizen.look()
    citizen.press("#dieu-5 a[data-comment-here]")
    box = "#dieu-5 .comment-here " if scripts else ".comment-form "
    page.wait_for_selector(f"{box}form")
    assert scripts == page.url.endswith(path_of(draft))
    citizen.look()
    citizen.choose(f"{box}select[name=address]", CLAUSE)
    citizen.type(f"{box}textarea[name=text]", FILLED["text"])
    citizen.type(f"{box}input[name=name]", FILLED["name"])
    citizen.type(f"{box}input[name=email]", FILLED["email"])
    page.wait_for_timeout(HASTE)
    citizen.press(f"{box}input[name=consent]", "Space")
    citizen.press(f"{box}button[type=submit]")
    page.wait_for_url("**/tra-cuu/**")
    citizen.look()
    sent = Comment.objects.get()
    assert sent.provision.address == CLAUSE
    assert page.inner_text(".receipt__code") == written(sent.receipt.code)
    assert citizen.sees("Khoản 2 Điều 5")
    assert citizen.sees(FILLED["text"])
    return sent


def decide_and_answer(officer: Person, sent: Comment) -> None:
    """Finds the comment in the queue, publishes it and answers."""
    officer.open(address("queue"))
    officer.look()
    officer.follow(f'main a[href*="{sent.uid}"]')
    officer.follow('button[name=state][value="published"]')
    assert again(sent).state == "published"
    choice = 'input[name=disposition][value="partly"]'
    if officer.way.keyboard:
        # One of a group is chosen with the arrows, from the first one on.
        officer.press('input[name=disposition][value="accepted"]', "Space")
        officer.page.keyboard.press("ArrowDown")
        assert officer.page.is_checked(choice)
    else:
        officer.press(choice)
    officer.type("textarea[name=explanation]", EXPLANATION)
    officer.follow(f'form[action="{address("answer", sent.uid)}"] button[type=submit]')
    assert again(sent).explanation == EXPLANATION


def publish_summary(editor: Person, approver: Person, draft: DraftPage) -> None:
    """After the closing an editor writes that the draft is answered; an approver lets it pass."""
    with transaction.atomic():
        close(draft).save_revision().publish()
    editor.open(f"/admin/pages/{draft.pk}/edit/")
    editor.window.wait_for_editor()
    editor.press("section:has(#id_answered_at):not(:has(section)) [data-panel-toggle]")
    moment = clock.now().astimezone(clock.PROVINCE_TIME)
    editor.type("#id_answered_at", f"{moment:%d/%m/%Y %H:%M}")
    editor.page.keyboard.press("Escape")
    editor.press("footer .w-dropdown-button [data-w-dropdown-target=toggle]")
    editor.leave_by("button[name=action-submit]")
    approver.open("/admin/review/")
    approver.leave_by("main td a, main th a")
    approver.leave_by("button[name=decision][value=approve]")
    assert DraftPage.objects.get(pk=draft.pk).answered_at is not None


def read_answers(citizen: Person, draft: DraftPage, receipt: str) -> None:
    """The answer stands on the receipt, beside the comment and in the summary with its files."""
    citizen.open(receipt)
    assert citizen.sees(EXPLANATION)
    citizen.look()
    for leads_to in ("gop-y/dieu-5/", "tong-hop/"):
        citizen.open(path_of(draft))
        citizen.look()
        citizen.follow(f'main a[href$="{path_of(draft)}{leads_to}"]')
        assert citizen.sees(FILLED["text"])
        assert citizen.sees(EXPLANATION)
        assert not citizen.sees(FILLED["name"])
    check_files(*(citizen.load(f'main a[href$="tong-hop/{kind}/"]') for kind in ("docx", "xlsx")))


def check_files(document: Path, workbook: Path) -> None:
    """Both open, and have the comment in their only row, without its author's name."""
    _head, table = tables(document)
    (row,) = table[1:]
    assert row[:3] == ["1", "Khoản 2 Điều 5", FILLED["text"]]
    assert row[4].endswith(EXPLANATION)
    cells = sheet(workbook)[-1]
    assert cells[:3] == (1, "Khoản 2 Điều 5", FILLED["text"])
    assert cells[5] == EXPLANATION
    assert FILLED["name"] not in f"{table}{sheet(workbook)}"


@pytest.mark.parametrize("name", WAYS)
def test_from_reading_to_the_summary(name, enter, scene, two_sites):
    way, site = WAYS[name], two_sites.here
    with transaction.atomic():
        officer = two_sites.person(site, Role.CITIZENS_OFFICER)
        editor, approver = (two_sites.person(site, role) for role in (Role.EDITOR, Role.APPROVER))
    citizen = enter(way, site.hostname)
    sent = comment(citizen, scene)
    receipt = citizen.page.url
    decide_and_answer(enter(way, user=officer), sent)
    # Wagtail's page editor needs scripts, and more room than a telephone has.
    desk = WAYS["keyboard" if way.keyboard else "mouse"]
    publish_summary(enter(desk, user=editor), enter(desk, user=approver), scene)
    read_answers(citizen, scene, receipt)
    assert not citizen.window.violations
