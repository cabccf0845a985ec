"""Word's automatic numbering, by Word's own rules.

A paragraph names a list (`w:num`) and a level; the list points to a definition
(`w:abstractNum`). All lists of a definition count together. A level begins anew after a level
above it was used, unless `w:lvlRestart` says otherwise. A list's `w:startOverride` sets the
counter once, at the first paragraph of that list on that level (ECMA-376, part 1, 17.9).
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from consultation.reading.markup import NAMES, Readable, child, is_on, number, trees, value
from consultation.reading.numerals import written
from consultation.reading.refusals import refusal
from consultation.reading.styles import Style

LEVELS = 9
_MOST_DEFINITIONS = 20_000
_PLACE = re.compile(r"%([1-9])")
_LONGEST_LABEL = 200


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a definition.

    Attributes:
        text: the label with places %1 to %9 for the counters.
        format: how its counter is written, in Word's words.
        start: first value.
        restart: None: begins anew after every level above; 0: never; n: after level n, from 1,
            or one above that.
        plain: all counters of the label are written in Arabic numerals (`w:isLgl`).
        style: identifier of the style that is linked to this level.
    """

    text: str = ""
    format: str = "decimal"
    start: int = 1
    restart: int | None = None
    plain: bool = False
    style: str = ""


@dataclass(slots=True)
class _Definition:
    levels: dict[int, Level] = field(default_factory=dict)
    style_link: str = ""
    counters: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass(slots=True)
class _List:
    definition: int
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)


class Numbering:
    """The lists of a file; labels are asked for once per paragraph, in the document's order."""

    def __init__(self) -> None:
        self.definitions: dict[int, _Definition] = {}
        self.lists: dict[int, _List] = {}
        self.by_style_of_lists: dict[str, int] = {}

    def label(self, list_id: int | None, level: int | None, style: Style) -> str:
        """Counts a paragraph and gives its label as Word shows it.

        Args:
            list_id: list that the paragraph itself names, None if its style decides.
            level: level that the paragraph itself names.
            style: its style with what that inherits.

        Returns:
            The label without what parts it from the text; empty for paragraphs without a number.
        """
        chosen = style.list_id if list_id is None else list_id
        listing = self.lists.get(chosen or 0)
        definition = self._definition(listing)
        if listing is None or definition is None:
            return ""
        at = self._level_of(level, list_id, listing, style)
        counted = self._count(listing, definition, at)
        return self._written(listing, definition, at, counted)

    def _definition(self, listing: _List | None) -> _Definition | None:
        """A definition may refer to a style of lists, which another definition describes."""
        if listing is None:
            return None
        definition = self.definitions.get(listing.definition)
        for _step in range(LEVELS):
            if definition is None or not definition.style_link:
                break
            real = self.by_style_of_lists.get(definition.style_link)
            definition = None if real is None else self.definitions.get(real)
        return definition

    def _level_of(
        self, level: int | None, list_id: int | None, listing: _List, style: Style
    ) -> int:
        if level is None:
            level = self._linked_level(listing, style)
        if level is None:
            level = style.level if list_id is None else 0
        return min(max(level or 0, 0), LEVELS - 1)

    def _linked_level(self, listing: _List, style: Style) -> int | None:
        definition = self._definition(listing)
        by_style = {one.style: index for index, one in definition.levels.items() if one.style} | {
            one.style: index for index, one in listing.levels.items() if one.style
        }
        return next((by_style[name] for name in style.linked if name in by_style), None)

    def _count(self, listing: _List, definition: _Definition, at: int) -> list[int | None]:
        counters = definition.counters
        if at in listing.starts and at not in listing.begun:
            counters[at] = listing.starts[at]
        elif counters[at] is None:
            counters[at] = self._start(listing, definition, at)
        else:
            counters[at] += 1
        listing.begun.add(at)
        for below in range(at + 1, LEVELS):
            restart = _level(listing, definition, below).restart
            if restart is None or at < restart:
                counters[below] = None
        return counters

    def _start(self, listing: _List, definition: _Definition, at: int) -> int:
        return listing.starts.get(at, _level(listing, definition, at).start)

    def _written(
        self, listing: _List, definition: _Definition, at: int, counters: list[int | None]
    ) -> str:
        own = _level(listing, definition, at)
        if own.format == "bullet":
            return own.text[:_LONGEST_LABEL]

        def counter(place: re.Match) -> str:
            index = int(place[1]) - 1
            level = _level(listing, definition, index)
            current = counters[index]
            shown = self._start(listing, definition, index) if current is None else current
            return written(shown, "decimal" if own.plain else level.format)

        return _PLACE.sub(counter, own.text)[:_LONGEST_LABEL].strip()


def _level(listing: _List, definition: _Definition, at: int) -> Level:
    return listing.levels.get(at) or definition.levels.get(at) or Level()


def read_numbering(part: Readable | None) -> Numbering:
    """Reads the part of numbering; a file without one has no lists.

    Raises:
        DraftUnreadable: the part is broken or made to do harm.
    """
    numbering = Numbering()
    if part is None:
        return numbering
    for event, element, name in trees(part, frozenset({"abstractNum", "num"})):
        if event != "whole":
            continue
        if len(numbering.definitions) + len(numbering.lists) >= _MOST_DEFINITIONS:
            raise refusal("too-large")
        if name == "abstractNum":
            _add_definition(numbering, element)
        else:
            _add_list(numbering, element)
    return numbering


def _add_definition(numbering: Numbering, element: etree._Element) -> None:
    identifier = number(element, "abstractNumId")
    if identifier is None:
        return
    link = child(element, "numStyleLink")
    definition = _Definition(style_link="" if link is None else value(link) or "")
    for level in _children(element, "lvl"):
        index = number(level, "ilvl")
        if index is not None and 0 <= index < LEVELS:
            definition.levels[index] = _read_level(level)
    numbering.definitions[identifier] = definition
    own = child(element, "styleLink")
    if own is not None:
        numbering.by_style_of_lists.setdefault(value(own) or "", identifier)


def _add_list(numbering: Numbering, element: etree._Element) -> None:
    identifier = number(element, "numId")
    definition = number(child(element, "abstractNumId"))
    if not identifier or definition is None:
        return
    listing = _List(definition)
    for override in _children(element, "lvlOverride"):
        index = number(override, "ilvl")
        if index is None or not 0 <= index < LEVELS:
            continue
        start = number(child(override, "startOverride"))
        if start is not None:
            listing.starts[index] = start
        level = child(override, "lvl")
        if level is not None:
            listing.levels[index] = _read_level(level)
    numbering.lists[identifier] = listing


def _read_level(element: etree._Element) -> Level:
    style = child(element, "pStyle")
    text = child(element, "lvlText")
    start = number(child(element, "start"))
    format_element = child(element, "numFmt")
    return Level(
        text="" if text is None else (value(text) or "")[:_LONGEST_LABEL],
        format="decimal" if format_element is None else value(format_element) or "decimal",
        start=1 if start is None else start,
        restart=number(child(element, "lvlRestart")),
        plain=bool(is_on(child(element, "isLgl"))),
        style="" if style is None else value(style) or "",
    )


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return [one for one in element if NAMES[one.tag] == name]
