"""What a browser fetches to show a page, in bytes as they travel."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

# What the proxy compresses, see deploy/nginx; pictures are compressed by their format.
COMPRESSED_KINDS = frozenset({"document", "stylesheet", "script", "fetch", "xhr", "manifest"})
KILOBYTE = 1000


@dataclass(frozen=True)
class Fetched:
    """One answer: address, kind as browsers name it, bytes of its compressed body."""

    url: str
    kind: str
    size: int


@dataclass
class Visit:
    """All that was fetched for one page, in order."""

    url: str
    fetched: list[Fetched] = field(default_factory=list)

    def kilobytes(self, of: Callable[[str], bool] = lambda kind: True) -> float:
        """Kilobytes of 1,000 bytes of the answers of these kinds."""
        return sum(item.size for item in self.fetched if of(item.kind)) / KILOBYTE

    def foreign(self) -> list[str]:
        """Addresses on other hosts than the page's."""
        host = urlsplit(self.url).netloc
        return [item.url for item in self.fetched if urlsplit(item.url).netloc != host]


def is_picture(kind: str) -> bool:
    """Whether this kind of answer is a picture."""
    return kind == "image"


def visit(browser, url: str, width: int, height: int) -> Visit:
    """Opens a page as its first reader does, with nothing kept, and notes what is fetched.

    Args:
        browser: of Playwright.
        url: of the page.
        width: of the window, in CSS pixels.
        height: of the window; pictures far below may wait.
    """
    window = {"width": width, "height": height}
    # The service worker fetches what it keeps for later, once, after the page is shown.
    context = browser.new_context(viewport=window, locale="vi-VN", service_workers="block")
    page = context.new_page()
    answers = []
    # Playwright looks into what it calls, which a built-in method does not allow.
    context.on("response", lambda answer: answers.append(answer))
    page.goto(url, wait_until="networkidle")
    found = Visit(url)
    for answer in answers:
        kind = answer.request.resource_type
        found.fetched.append(Fetched(answer.url, kind, _size(answer, kind)))
    context.close()
    return found


def _size(answer, kind: str) -> int:
    if answer.status >= 300:
        return 0
    body = answer.body()
    is_picture_of_text = answer.url.partition("?")[0].endswith(".svg")
    if kind in COMPRESSED_KINDS or is_picture_of_text:
        return len(gzip.compress(body, 6))
    return len(body)
