"""Walks every address of portals' site maps and follows what they lead to, in this process."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import unquote, urldefrag, urlsplit
from xml.etree import ElementTree

from django.test import Client

from portal.demo.testing.reading import Sheet, read
from portal.hosts.index import index, root_url

LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
# What a portal serves besides its pages, see ``portal.urls.patterns``.
OTHERS = ("tim-kiem/", "so-do-trang/", "robots.txt", ".well-known/security.txt")
HOME_PATHS = ("/", "/en/")
STATIC = "/static/"
# Foreign words that a Vietnamese text may hold: names, and words that Vietnamese has taken over.
NAMES = frozenset(
    [
        "atom",
        "chip",
        "cookie",
        "covid",
        "email",
        "facebook",
        "fax",
        "file",
        "html",
        "index",
        "internet",
        "logo",
        "online",
        "portal",
        "smartphone",
        "video",
        "web",
        "website",
        "wifi",
        "word",
        "youtube",
        "zalo",
    ]
)


@dataclass
class Walk:
    """What a walk has found.

    Attributes:
        pages: how many pages were read.
        links: how many different addresses of our own were tried.
        faults: kind of fault -> what and where.
    """

    pages: int = 0
    links: int = 0
    faults: dict[str, list[str]] = field(default_factory=dict)

    def note(self, kind: str, text: str) -> None:
        """Adds a fault."""
        self.faults.setdefault(kind, []).append(text)


class Walker:
    """Asks the portals as readers do and keeps what has been seen.

    Args:
        say: told of each portal that has been walked.
    """

    def __init__(self, say: Callable[[str], None] = lambda text: None) -> None:
        self.say = say
        self.walk = Walk()
        self.hosts = set(index.current().hosts)
        self.client = Client(raise_request_exception=False)
        # Address -> its anchors, and whether it is an empty section; None where nothing answers.
        self.seen: dict[str, tuple[frozenset[str], bool] | None] = {}
        self.wanted: dict[str, str] = {}
        self.menus: dict[str, str] = {}
        self.known_words: set[str] = set()

    def visit(self, host_names: Iterable[str]) -> Walk:
        """Walks these portals, then follows the links that lead elsewhere.

        Args:
            host_names: of live or closed portals.
        """
        for host in host_names:
            addresses = self._listed(host)
            for url in addresses:
                self._see(url)
            self.say(f"{host}: {len(addresses)} pages")
        self._follow()
        return self.walk

    def _listed(self, host: str) -> list[str]:
        root = root_url(host)
        answer = self._get(f"{root}/sitemap.xml")
        if answer.status_code != HTTPStatus.OK:
            self.walk.note("errors", f"{answer.status_code} {root}/sitemap.xml")
            return []
        tree = ElementTree.fromstring(answer.content)  # noqa: S314 our own answer
        urls = [element.text or "" for element in tree.iter(LOCATION)]
        if tree.tag.endswith("sitemapindex"):
            parts = [self._get(url).content for url in urls]
            trees = [ElementTree.fromstring(part) for part in parts]  # noqa: S314 our own answer
            urls = [element.text or "" for part in trees for element in part.iter(LOCATION)]
        return urls + [f"{root}/{path}" for path in OTHERS]

    def _get(self, url: str):
        parts = urlsplit(url)
        path = unquote(parts.path) + (f"?{parts.query}" if parts.query else "")
        return self.client.get(path, headers={"host": parts.netloc})

    def _see(self, url: str) -> None:
        if url in self.seen:
            return
        answer = self._get(url)
        if answer.status_code >= 300:
            self.seen[url] = None
            if answer.status_code >= 500 or url not in self.wanted:
                self.walk.note("errors", f"{answer.status_code} {url}")
            return
        self.seen[url] = (frozenset(), False)
        if answer.get("Content-Type", "").startswith("text/html"):
            self._read(url, answer.content.decode())
        elif answer.streaming:
            # Read to its end, a file is closed by the client, which leaves the database open.
            deque(answer.streaming_content, maxlen=0)

    def _read(self, url: str, source: str) -> None:
        sheet = read(url, source, NAMES)
        self.walk.pages += 1
        self.seen[url] = (frozenset(sheet.ids), sheet.is_empty)
        for fault in sheet.faults:
            self.walk.note("faults of pages", f"{url}: {fault}")
        for word in sorted(sheet.words - self.known_words):
            self.walk.note("foreign words", f"{word} on {url}")
        # What the furniture of a portal says wrongly is said on each page, and told once.
        self.known_words |= sheet.words
        self._note_links(sheet)

    def _note_links(self, sheet: Sheet) -> None:
        for link in sheet.links:
            parts = urlsplit(link)
            if parts.scheme in {"http", "https"} and parts.hostname in self.hosts:
                self.wanted.setdefault(link, sheet.url)
        for link in sheet.menu:
            self.menus.setdefault(link, sheet.url)

    def _follow(self) -> None:
        """Tries what is linked but was not listed; pages found so are not followed further."""
        links = list(self.wanted.items())
        self.walk.links = len(links)
        for link, source in links:
            url, fragment = urldefrag(link)
            if STATIC in url and urlsplit(url).path.startswith(STATIC):
                continue
            self._see(url)
            found = self.seen[url]
            if found is None:
                self.walk.note("dead links", f"{link} on {source}")
            elif fragment and unquote(fragment) not in found[0]:
                self.walk.note("dead anchors", f"{link} on {source}")
        for link, source in self.menus.items():
            url = urldefrag(link)[0]
            found = self.seen.get(url)
            # A new portal's home page says that it holds nothing yet; it is no section.
            if found and found[1] and urlsplit(url).path not in HOME_PATHS:
                self.walk.note("empty sections in a menu", f"{link} on {source}")
