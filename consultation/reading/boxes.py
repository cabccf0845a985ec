"""Text boxes of a paragraph: drawings of new programs and shapes (VML) of old ones."""

from collections.abc import Iterator

from lxml import etree

from consultation.reading.markup import NAMES

#: What holds paragraphs without being one, in a text box.
_AROUND = {
    "sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "tbl", "Choice", "Fallback",
}  # fmt: skip
_BOX = "txbxContent"


def alternative(element: etree._Element) -> etree._Element | None:
    """Of the same written several times, for new programs and old ones, the first that has words.

    Where none has, it is the first: it may hold a picture.
    """
    ways = [one for one in element if NAMES[one.tag] in ("Choice", "Fallback")]
    return next((one for one in ways if _has_words(one)), ways[0] if ways else None)


def _has_words(element: etree._Element) -> bool:
    return any(one.text for one in element.iter() if NAMES[one.tag] in ("t", "delText"))


def boxes_in(element: etree._Element) -> Iterator[etree._Element]:
    """The boxes of a drawing, without those inside of them; what is stored twice is given once."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        name = NAMES[one.tag]
        if name == _BOX:
            yield one
        elif name == "AlternateContent":
            chosen = alternative(one)
            waiting += [] if chosen is None else [chosen]
        else:
            waiting += reversed(one)


def rows_in(box: etree._Element) -> Iterator[list[etree._Element]]:
    """The paragraphs of a box, each alone, and those of a table's row together."""
    waiting = list(reversed(box))
    while waiting:
        one = waiting.pop()
        name = NAMES[one.tag]
        if name == "p":
            yield [one]
        elif name == "tr":
            paragraphs, tables = _row(one)
            yield paragraphs
            waiting += reversed(tables)
        elif name == "AlternateContent":
            chosen = alternative(one)
            waiting += [] if chosen is None else [chosen]
        elif name in _AROUND:
            waiting += reversed(one)


def _row(row: etree._Element) -> tuple[list[etree._Element], list[etree._Element]]:
    """The paragraphs of a row, and the tables in its cells: each is looked at once."""
    paragraphs, tables = [], []
    waiting = list(reversed(row))
    while waiting:
        one = waiting.pop()
        name = NAMES[one.tag]
        if name == "p":
            paragraphs.append(one)
        elif name == "tbl":
            tables.append(one)
        elif name == "AlternateContent":
            chosen = alternative(one)
            waiting += [] if chosen is None else [chosen]
        else:
            waiting += reversed(one)
    return paragraphs, tables
