"""People in Chromium who have no mouse, and what every screen that they reach is held to."""

import re

from django.core import mail

from portal.accounts.models import User
from portal.accounts.second_factor import present_code
from portal.common.testing.axe import findings
from portal.common.testing.browser import Window
from portal.common.testing.layout import outside

PASSWORD = "Mot-mat-khau-that-dai-2021"
# Presses of the tabulator after which what is looked for counts as out of reach.
MOST_TABS = 250
WIDE, NARROW = {"width": 1280, "height": 1000}, {"width": 360, "height": 800}
NOT_FOUND = 404
# What the browser notes when the editor saves by itself while a block is still empty.
UNFINISHED = "Failed to load resource: the server responded with a status of 400"
FOCUS_SHOWS = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && style.outlineWidth !== "0px"
    || style.boxShadow !== "none";
}"""
# What is faded in has its colours only at the end; what turns for ever is not waited for.
WAIT_FOR_MOTION = """() => Promise.all(document.getAnimations()
  .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime))
  .map((one) => one.finished.catch(() => null)))
  .then(() => null)"""


class Walker:
    """A person at a keyboard.

    Attributes:
        window: the window of the administration in which the person works.
    """

    def __init__(self, window: Window) -> None:
        self.window = window
        self.page = window.page

    def open(self, path: str) -> None:
        """Goes to a screen that must be there."""
        answer = self.window.open(path)
        assert answer.status == 200, (path, answer.status)

    def reach(self, selector: str) -> None:
        """Goes to an element with the tabulator alone, as far as it takes."""
        for _press in range(MOST_TABS):
            if self.page.evaluate("what => document.activeElement.matches(what)", selector):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"out of the keyboard's reach: {selector} on {self.page.url}")

    def press(self, selector: str, key: str = "Enter") -> None:
        """Presses a key on a link, a button or a box, whose focus can be seen."""
        self.reach(selector)
        assert self.page.evaluate(FOCUS_SHOWS), f"no visible focus: {selector} on {self.page.url}"
        self.page.keyboard.press(key)

    def leave_by(self, selector: str) -> None:
        """Presses what leads to another screen, and waits for it."""
        with self.page.expect_navigation(wait_until="load"):
            self.press(selector)

    def type(self, selector: str, words: str) -> None:
        """Types into a field, in place of what stands there."""
        self.reach(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def choose(self, selector: str, value: str) -> None:
        """Goes down a list of choices as far as one of them."""
        self.reach(selector)
        for _press in range(MOST_TABS):
            if self.page.input_value(selector) == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no choice {value} in {selector}")

    def pick_day(self, selector: str, day: str) -> None:
        """Types a day, as the browser asks for it: month or day first."""
        year, month, number = day.split("-")
        self.reach(selector)
        self.page.keyboard.type(month + number + year)
        if self.page.input_value(selector) != day:
            # Typing has gone on to the year; back to the first part.
            self.page.keyboard.press("Shift+Tab")
            self.page.keyboard.press("Shift+Tab")
            self.page.keyboard.type(number + month + year)
        assert self.page.input_value(selector) == day

    def sees(self, words: str) -> bool:
        """Whether the screen shows these words."""
        return words in self.page.inner_text("body")

    def look(self) -> None:
        """Holds the screen to what all are held to: axe, and 360 pixels without scrolling."""
        self.page.evaluate(WAIT_FOR_MOTION)
        faults = findings(self.page)
        assert faults == [], f"{self.page.url}: {faults}"
        self.page.set_viewport_size(NARROW)
        wide = outside(self.page)
        assert wide == [], f"{self.page.url}: {wide}"
        self.page.set_viewport_size(WIDE)

    def look_at(self, path: str) -> None:
        """Opens a screen and holds it to what all are held to."""
        self.open(path)
        self.look()


class Neighbour:
    """Somebody of another portal, who looks at addresses and lists and is to see nothing."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def sees_nothing(self, words: str, *paths: str) -> None:
        """No list of theirs holds the words, and no address of the others is found.

        Args:
            words: what only the others may read.
            paths: addresses of the others' screens.
        """
        for path in ("/admin/", "/admin/review/", "/admin/reports/site-history/"):
            assert self.window.open(path).status == 200
            assert words not in self.window.page.inner_text("body"), path
        for path in paths:
            answer = self.window.open(path)
            # Wagtail answers for pages of others with a way back to the start.
            assert answer.status == NOT_FOUND or self.window.page.url.endswith("/admin/"), path
            assert words not in self.window.page.content(), path


def faults_of(*people: Walker) -> list[str]:
    """What went wrong in the consoles of people's windows."""
    noted = [line for one in people for line in one.window.faults + one.window.violations]
    return [line for line in noted if not line.startswith(UNFINISHED)]


def link_in_mail(address: str) -> str:
    """The link in the last mail to an address."""
    message = next(one for one in reversed(mail.outbox) if address in one.to)
    return re.findall(r"https?://\S+", message.body)[0]


def sign_in_with_code(walker: Walker, user: User) -> None:
    """Walks through the door with password and the code of an authenticator app."""
    walker.open("/admin/")
    walker.type("input[name=login]", user.email)
    walker.type("input[name=password]", PASSWORD)
    walker.page.keyboard.press("Enter")
    walker.page.wait_for_selector("input[name=code]")
    walker.type("input[name=code]", present_code(user))
    walker.page.keyboard.press("Enter")
    walker.page.wait_for_selector(".sidebar-menu-item__link")
    assert walker.page.url == walker.window.base_url + "/admin/"
