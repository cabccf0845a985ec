"""XML of Word files, read as a stream: without entities, network or a tree that grows."""

from collections.abc import Iterator
from typing import Protocol

from lxml import etree

from consultation.reading.refusals import refusal

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_STRICT_MATHS = "http://purl.oclc.org/ooxml/officeDocument/math"
_CHOICES = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_KNOWN = {_WORD, _STRICT_WORD, _MATHS, _STRICT_MATHS, _CHOICES}
_SAFE = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}
_ITERATED = {**_SAFE, "remove_comments": True, "remove_pis": True}
#: Length of one paragraph or definition, the only trees that are ever whole in memory.
MOST_BYTES_OF_ONE = 3 * 1024 * 1024
#: Starts and ends of such elements inside of one, as boxes have them: freeing what holds very many
#: takes time that grows faster than their number.
_MOST_INSIDE = 10_000
_MOST_NAMES = 5000
_LONGEST_NAME = 200
_PIECE = 32 * 1024


class Readable(Protocol):
    """What gives bytes until it gives none."""

    def read(self, size: int = ...) -> bytes:
        """The next bytes."""


class _Names(dict):
    """Local names of elements by their full name; empty for those of other vocabularies."""

    def __missing__(self, tag: object) -> str:
        if not isinstance(tag, str):
            return ""
        namespace, _, local = tag.removeprefix("{").rpartition("}")
        known = local if namespace in _KNOWN else ""
        # A file of made-up names must not fill the memory through this table.
        if len(self) < _MOST_NAMES and len(tag) <= _LONGEST_NAME:
            self[tag] = known
        return known


NAMES = _Names()


def value(element: etree._Element, name: str = "val") -> str | None:
    """An attribute of Word's vocabulary, in either of its two namespaces."""
    found = element.get(f"{{{_WORD}}}{name}")
    return element.get(f"{{{_STRICT_WORD}}}{name}") if found is None else found


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """An attribute as a whole number; None where there is none or it is no number."""
    text = None if element is None else value(element, name)
    try:
        return None if text is None else int(text[:12])
    except ValueError:
        return None


def is_on(element: etree._Element | None) -> bool | None:
    """A switch such as `w:b`: True, False, or None where it is not set."""
    if element is None:
        return None
    return value(element) not in ("0", "false", "off")


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of this local name."""
    if element is None:
        return None
    return next((one for one in element if NAMES[one.tag] == name), None)


def trees(
    part: Readable, wanted: frozenset[str], outside: frozenset[str] = frozenset()
) -> Iterator[tuple[str, etree._Element, str]]:
    """Events of a part; only the elements in `wanted` are built with what they hold.

    Args:
        part: bytes of XML; they are read once.
        wanted: local names of elements that are given whole, at their end.
        outside: local names of elements around them, whose start and end are told.

    Yields:
        "whole" with an element that is wanted, "start" or "end" with one around it; and its local
        name. Elements are cleared after each step.

    Raises:
        DraftUnreadable: the XML is broken, has a DOCTYPE, or one element is too large.
    """
    stream = _Watched(part)
    tags = [f"{{{namespace}}}{name}" for namespace in _KNOWN for name in wanted | outside]
    inside = 0
    inner = 0
    try:
        for event, element in etree.iterparse(
            stream, events=("start", "end"), tag=tags, **_ITERATED
        ):
            name = NAMES[element.tag]
            if name in wanted:
                inside += 1 if event == "start" else -1
                if inside or event == "start":
                    inner = inner + 1 if inside > 1 or event == "end" else 0
                    if inner > _MOST_INSIDE:
                        raise refusal("too-large")
                    continue
                yield "whole", element, name
            elif inside:
                inner += 1
                continue
            else:
                yield event, element, name
            if event == "end":
                _forget(element)
            stream.quiet = 0
    except etree.XMLSyntaxError as error:
        raise refusal(_code_of(error)) from None


def elements(part: Readable, most: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Local name and attributes of every element of a small part, whatever its vocabulary.

    Raises:
        DraftUnreadable: the XML is broken, has a DOCTYPE, or more than `most` elements.
    """
    stream = _Watched(part)
    try:
        parsed = etree.iterparse(stream, events=("end",), **_ITERATED)
        for count, (_event, element) in enumerate(parsed):
            if count >= most:
                raise refusal("too-large")
            if isinstance(element.tag, str):
                yield etree.QName(element).localname, dict(element.attrib)
            _forget(element)
            stream.quiet = 0
    except etree.XMLSyntaxError as error:
        raise refusal(_code_of(error)) from None


def _code_of(error: etree.XMLSyntaxError) -> str:
    return "too-large" if "huge" in str(error).lower() or "depth" in str(error) else "truncated"


def _forget(element: etree._Element) -> None:
    """Frees an element, what it holds and what stands before it."""
    element.clear()
    holder = element.getparent()
    if holder is None:
        return
    while element.getprevious() is not None:
        del holder[0]


class _Prolog:
    """What the parser tells of a document before its first element."""

    def __init__(self) -> None:
        self.doctype_found = False
        self.element_found = False

    def doctype(self, *_names: str | None) -> None:
        self.doctype_found = True

    def start(self, _tag: str, _attributes: dict) -> None:
        self.element_found = True

    def close(self) -> None:
        """Nothing is built."""


class _Watched:
    """Bytes of XML on their way to the parser.

    They are looked through for a DOCTYPE up to the first element: the parser would not follow
    one, but it would keep all that it declares. And they are counted between the elements that
    the reader takes notice of, because the parser keeps all others until then.

    Attributes:
        quiet: bytes since the last such element; the reader sets it back.
    """

    def __init__(self, part: Readable) -> None:
        self._part = part
        self.quiet = 0
        self._prolog = _Prolog()
        self._parser = etree.XMLParser(target=self._prolog, **_SAFE)

    def read(self, size: int = _PIECE) -> bytes:
        piece = self._part.read(min(size, _PIECE) if size > 0 else _PIECE)
        self.quiet += len(piece)
        if self.quiet > MOST_BYTES_OF_ONE:
            raise refusal("too-large")
        if self._parser is not None:
            self._look(piece)
        return piece

    def _look(self, piece: bytes) -> None:
        # In small steps, so that little of a DOCTYPE is taken in before it is noticed.
        for start in range(0, len(piece), 512):
            try:
                self._parser.feed(piece[start : start + 512])
            except etree.XMLSyntaxError:
                self._parser = None  # The reading itself names the fault.
            if self._prolog.doctype_found:
                raise refusal("doctype")
            if self._prolog.element_found or self._parser is None:
                self._parser = None
                return
