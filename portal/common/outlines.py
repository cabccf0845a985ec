"""The headings of a page's body and the anchors under which they can be linked to."""

from dataclasses import dataclass
from typing import Any

from wagtail.blocks import StreamValue

from portal.common.text import slugify

# Below this, a reader sees the whole page at a glance.
FEWEST_HEADINGS = 3
LONGEST_ANCHOR = 60


@dataclass(frozen=True)
class Heading:
    """One heading of the second level."""

    text: str
    anchor: str


def anchor_of(text: str, taken: dict[str, int]) -> str:
    """The anchor of a heading: its words in ASCII; the same words once more get a number.

    Args:
        text: the heading.
        taken: how often each anchor was given on this page; counted on.
    """
    anchor = f"muc-{slugify(text, LONGEST_ANCHOR)}"
    taken[anchor] = taken.get(anchor, 0) + 1
    return anchor if taken[anchor] == 1 else f"{anchor}--{taken[anchor]}"


def outline_of(stream: StreamValue) -> list[Heading]:
    """The headings of a body that is long enough for a table of contents; else none."""
    raw: list[Any] = list(stream.raw_data) if stream else []
    values = [block["value"] for block in raw if block["type"] == "heading"]
    taken: dict[str, int] = {}
    every = [
        (value.get("level"), Heading(value["text"], anchor_of(value["text"], taken)))
        for value in values
    ]
    headings = [heading for level, heading in every if level != "h3"]
    return headings if len(headings) >= FEWEST_HEADINGS else []
