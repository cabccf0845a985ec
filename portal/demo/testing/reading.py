"""Reads a page as a reader, a search engine and a screen reader do."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from portal.common.text import fold

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
SILENT = frozenset({"script", "style"})
# Attributes that are read out or shown.
SPOKEN = ("alt", "title", "aria-label", "placeholder", "content")
SPOKEN_META = frozenset({"description", "og:title", "og:description", "og:site_name"})
ADDRESSES = {
    "a": "href",
    "link": "href",
    "img": "src",
    "script": "src",
    "form": "action",
    "iframe": "src",
    "use": "href",
}
# A word of letters that no Vietnamese syllable can be: wrong letters, or a stop without a tone.
WORD = re.compile(r"(?<![\w@./:#_-])[A-Za-z]{3,}(?![\w@/:_]|[.-]\w)")
SYLLABLE = re.compile(
    r"(ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(ng|nh|m|n)?"
)
# Syllables by their form, but not words of the language.
ENGLISH = frozenset({"the", "you"})


@dataclass
class Sheet:
    """What stands on a page.

    Attributes:
        url: its full address.
        language: of the whole page.
        title: text of its title.
        links: full addresses it leads to or needs, with fragments.
        menu: full addresses in the main menu.
        ids: every ``id``, in order.
        faults: what is wrong on the page itself.
        is_empty: whether it only says what will appear.
        words: foreign words on a Vietnamese page.
    """

    url: str
    language: str = ""
    title: str = ""
    headings: int = 0
    links: set[str] = field(default_factory=set)
    menu: set[str] = field(default_factory=set)
    ids: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    is_empty: bool = False
    words: set[str] = field(default_factory=set)


def read(url: str, source: str, names: frozenset[str] = frozenset()) -> Sheet:
    """Reads a page.

    Args:
        url: its full address.
        source: its HTML.
        names: foreign words in lower case that are names and may stand in a Vietnamese text.
    """
    reader = _Reader(url, names)
    reader.feed(source)
    reader.close()
    sheet = reader.sheet
    twice = sorted({name for name in sheet.ids if sheet.ids.count(name) > 1})
    sheet.faults += [f"id {name!r} stands there twice" for name in twice]
    if not sheet.title.strip():
        sheet.faults.append("no title")
    if sheet.headings != 1:
        sheet.faults.append(f"{sheet.headings} headings of the first level")
    return sheet


def foreign_words(text: str, names: frozenset[str] = frozenset()) -> set[str]:
    """Words in a text that are neither Vietnamese syllables nor known names."""
    found = set()
    for word in WORD.findall(text):
        small = word.lower()
        is_abbreviation = word.isupper() or sum(map(str.isupper, word)) > 1
        if is_abbreviation or small in names:
            continue
        if small in ENGLISH or not SYLLABLE.fullmatch(fold(small)):
            found.add(word)
    return found


class _Reader(HTMLParser):
    def __init__(self, url: str, names: frozenset[str]) -> None:
        super().__init__()
        self.sheet = Sheet(url)
        self.names = names
        # Language, whether inside the main part, the main menu, a silent element; per element.
        self.open: list[tuple[str, str, bool, bool]] = []

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in pairs}
        _tag, language, in_main, in_menu = self.open[-1] if self.open else ("", "", False, False)
        language = attributes.get("lang", language)
        in_main = in_main or tag == "main"
        classes = attributes.get("class", "").split()
        in_menu = in_menu or (tag in {"nav", "ul"} and "menu" in classes)
        if tag not in VOID:
            self.open.append((tag, language, in_main, in_menu))
        if tag == "html":
            self.sheet.language = language
        self.sheet.headings += tag == "h1"
        self.sheet.is_empty |= in_main and "empty" in classes
        self._note_attributes(tag, attributes, language)
        self._note_links(tag, attributes, in_menu)

    def handle_startendtag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, pairs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            closed = self.open.pop()[0]
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        tag, language, *_rest = self.open[-1] if self.open else ("", "")
        if tag == "title":
            self.sheet.title += data
        if tag not in SILENT:
            self._note_words(data, language)

    def _note_attributes(self, tag: str, attributes: dict[str, str], language: str) -> None:
        if "id" in attributes:
            self.sheet.ids.append(attributes["id"])
        if tag == "img" and "alt" not in attributes:
            self.sheet.faults.append(f"no alt: {attributes.get('src')}")
        if tag == "meta" and attributes.get("name", attributes.get("property")) not in SPOKEN_META:
            return
        for name in SPOKEN:
            self._note_words(attributes.get(name, ""), language)

    def _note_words(self, text: str, language: str) -> None:
        if language.startswith("vi"):
            self.sheet.words |= foreign_words(text, self.names)

    def _note_links(self, tag: str, attributes: dict[str, str], in_menu: bool) -> None:
        addresses = [attributes.get(ADDRESSES.get(tag, ""), "")]
        candidates = attributes.get("srcset", "").split(",")
        addresses += [candidate.split()[0] for candidate in candidates if candidate.strip()]
        for address in filter(None, addresses):
            url = urljoin(self.sheet.url, address)
            self.sheet.links.add(url)
            if in_menu and tag == "a":
                self.sheet.menu.add(url)
