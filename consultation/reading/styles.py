"""Styles: what a paragraph or run has from its style and from those that it is based on."""

from dataclasses import dataclass, field, replace

from lxml import etree

from consultation.reading.markup import Readable, child, is_on, number, trees, value
from consultation.reading.refusals import refusal

_MOST_STYLES = 20_000
_LONGEST_CHAIN = 100
_FONT_ATTRIBUTES = ("ascii", "hAnsi", "cs")


@dataclass(frozen=True, slots=True)
class Formatting:
    """What matters of the formatting of words; None: not said here.

    Attributes:
        hidden: not shown.
        bold: bold.
        capitals: the font shows small letters as capitals (".VnTimeH").
    """

    hidden: bool | None = None
    bold: bool | None = None
    capitals: bool | None = None

    def over(self, other: "Formatting") -> "Formatting":
        """This formatting, and where it says nothing the other one."""
        return Formatting(
            other.hidden if self.hidden is None else self.hidden,
            other.bold if self.bold is None else self.bold,
            other.capitals if self.capitals is None else self.capitals,
        )


@dataclass(frozen=True, slots=True)
class Style:
    """A style by itself, or with what it inherits.

    Attributes:
        base: identifier of the style that it is based on.
        list_id: list of its paragraphs; 0 switches numbering off; None: not said.
        level: level in the list, from 0; None: not said.
        linked: identifiers of this style and those before it in the chain that name the list,
            the nearest first: a level of the list may be linked to one of them.
        centred: paragraphs stand in the middle; None: not said.
        words: formatting of its words.
        is_contents: a style of tables of contents.
    """

    base: str = ""
    list_id: int | None = None
    level: int | None = None
    linked: tuple[str, ...] = ()
    centred: bool | None = None
    words: Formatting = Formatting()
    is_contents: bool = False


_NO_STYLE = Style()


@dataclass(slots=True)
class Styles:
    """All styles of a file."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default_paragraph: str = ""
    default_words: Formatting = Formatting()
    _resolved: dict[str, Style] = field(default_factory=dict)

    def paragraph(self, identifier: str | None) -> Style:
        """A paragraph's style with what it inherits; without one it is the default style."""
        return self._resolve(identifier or self.default_paragraph)

    def words(self, identifier: str | None) -> Formatting:
        """The formatting that a run's style gives."""
        return self._resolve(identifier).words if identifier else Formatting()

    def _resolve(self, identifier: str) -> Style:
        if identifier not in self.by_id:
            return _NO_STYLE
        if identifier not in self._resolved:
            chain = self._chain(identifier)
            resolved = Style()
            for one, style in reversed(chain):
                resolved = _inherit(one, style, resolved)
            self._resolved[identifier] = resolved
        return self._resolved[identifier]

    def _chain(self, identifier: str) -> list[tuple[str, Style]]:
        """The style and those it is based on; a circle ends where it closes."""
        chain, seen = [], set()
        while identifier in self.by_id and identifier not in seen and len(chain) < _LONGEST_CHAIN:
            seen.add(identifier)
            style = self.by_id[identifier]
            chain.append((identifier, style))
            identifier = style.base
        return chain


def _inherit(identifier: str, style: Style, base: Style) -> Style:
    names_list = style.list_id is not None
    return replace(
        style,
        list_id=style.list_id if names_list else base.list_id,
        level=base.level if style.level is None else style.level,
        linked=(identifier, *base.linked),
        centred=base.centred if style.centred is None else style.centred,
        words=style.words.over(base.words),
        is_contents=style.is_contents or base.is_contents,
    )


def formatting(properties: etree._Element | None) -> Formatting:
    """What a `w:rPr` says itself."""
    if properties is None:
        return Formatting()
    return Formatting(
        hidden=is_on(child(properties, "vanish")),
        bold=is_on(child(properties, "b")),
        capitals=_shows_capitals(child(properties, "rFonts")),
    )


def _shows_capitals(fonts: etree._Element | None) -> bool | None:
    """The fonts of TCVN3 whose names end in H draw capitals for the bytes of small letters."""
    if fonts is None:
        return None
    names = [value(fonts, attribute) for attribute in _FONT_ATTRIBUTES]
    name = next((name for name in names if name), None)
    return None if name is None else name.startswith(".Vn") and name.endswith("H")


def list_and_level(properties: etree._Element | None) -> tuple[int | None, int | None]:
    """List and level that a `w:pPr` names."""
    numbering = child(properties, "numPr")
    return number(child(numbering, "numId")), number(child(numbering, "ilvl"))


def is_centred(properties: etree._Element | None) -> bool | None:
    """Whether a `w:pPr` centres; None where it says nothing."""
    alignment = child(properties, "jc")
    return None if alignment is None else value(alignment) == "center"


def read_styles(part: Readable | None) -> Styles:
    """Reads the part of styles; a file without one has none.

    Raises:
        DraftUnreadable: the part is broken or made to do harm.
    """
    styles = Styles()
    if part is None:
        return styles
    for event, element, name in trees(part, frozenset({"style", "docDefaults"})):
        if event != "whole":
            continue
        if name == "docDefaults":
            defaults = child(child(element, "rPrDefault"), "rPr")
            styles.default_words = formatting(defaults)
        else:
            _add(styles, element)
    return styles


def _add(styles: Styles, element: etree._Element) -> None:
    if len(styles.by_id) >= _MOST_STYLES:
        raise refusal("too-large")
    identifier = value(element, "styleId") or ""
    properties = child(element, "pPr")
    list_id, level = list_and_level(properties)
    name = _text_of(child(element, "name")).lower()
    styles.by_id[identifier] = Style(
        base=_text_of(child(element, "basedOn")),
        list_id=list_id,
        level=level,
        centred=is_centred(properties),
        words=formatting(child(element, "rPr")),
        is_contents=name.startswith("toc ") or name in ("tocheading", "toc heading"),
    )
    is_default = value(element, "default") in ("1", "true", "on")
    if is_default and value(element, "type") == "paragraph":
        styles.default_paragraph = identifier


def _text_of(element: etree._Element | None) -> str:
    return "" if element is None else value(element) or ""
