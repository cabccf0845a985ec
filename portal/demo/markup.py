"""The plain markup of the data files, turned into the blocks of a body.

Parts are separated by a blank line:

- ``## Heading`` and ``### Subheading``;
- ``- entry`` and ``1. entry``, one to a line;
- ``> words`` with a last line ``> — who said them``: a quotation;
- ``| cell | cell |``: a table whose first row are headings; ``|: caption`` may stand before it;
- ``![motif] caption``: a picture of this motif;
- ``! words``: a notice.

Everything else is a paragraph. Nothing in the files becomes markup of the page by itself.
"""

import re
from html import escape

_NUMBERED = re.compile(r"\d+\. ")
_PICTURE = re.compile(r"!\[([a-z-]+)\] ?(.*)")


def stream_of(text: str) -> list[dict]:
    """The blocks of a text as they are stored.

    A picture's block names its motif only: ``{"motif": …, "caption": …}``; whoever puts the body
    into a portal chooses one of the portal's pictures.
    """
    return [_block(part.strip()) for part in text.strip().split("\n\n") if part.strip()]


def _block(part: str) -> dict:
    lines = [line.strip() for line in part.splitlines()]
    first = lines[0]
    if first.startswith("#"):
        level = "h3" if first.startswith("###") else "h2"
        return {"type": "heading", "value": {"text": first.lstrip("# "), "level": level}}
    if match := _PICTURE.fullmatch(part):
        return {"type": "picture", "value": {"motif": match[1], "caption": match[2]}}
    if first.startswith("! "):
        words = _safe(" ".join(lines)[2:])
        return {"type": "notice", "value": {"kind": "info", "text": f"<p>{words}</p>"}}
    if first.startswith(">"):
        return _quote(lines)
    if first.startswith("|"):
        return _table(lines)
    return {"type": "paragraph", "value": _text(lines)}


def _text(lines: list[str]) -> str:
    if all(line.startswith("- ") for line in lines):
        return _list("ul", [line[2:] for line in lines])
    if all(_NUMBERED.match(line) for line in lines):
        return _list("ol", [_NUMBERED.sub("", line, count=1) for line in lines])
    return f"<p>{_safe(' '.join(lines))}</p>"


def _list(tag: str, entries: list[str]) -> str:
    return f"<{tag}>{''.join(f'<li>{_safe(entry)}</li>' for entry in entries)}</{tag}>"


def _safe(words: str) -> str:
    return escape(words, quote=False)


def _quote(lines: list[str]) -> dict:
    words = [line.lstrip("> ") for line in lines]
    speaker = words.pop().lstrip("— ") if words[-1].startswith("—") else ""
    return {"type": "quote", "value": {"text": " ".join(words), "speaker": speaker}}


def _table(lines: list[str]) -> dict:
    caption = lines.pop(0)[2:].strip() if lines[0].startswith("|:") else ""
    headings, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {
        "type": "table",
        "value": {
            "columns": [{"type": "text", "heading": heading} for heading in headings],
            "rows": [{"values": row} for row in rows],
            "caption": caption,
        },
    }
