"""Makes Word files from XML strings, so that every oddity that offices produce can be made.

No library for Word is used: such libraries write tidy files, and tidy files prove little.
"""

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = f'xmlns:w="{WORD}" xmlns:r="{RELATION}" xmlns:mc="{COMPATIBILITY}"'
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
OPENING_DATE = (2026, 3, 2, 8, 0, 0)


class Xml(str):
    """Markup that goes into the file as it stands; any other string is text and is escaped."""

    __slots__ = ()


def run(text: str, properties: str = "") -> Xml:
    """A run of one formatting; `properties` is the inside of its `w:rPr`."""
    formatting = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return Xml(f'<w:r>{formatting}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>')


def bold(text: str) -> Xml:
    """A bold run."""
    return run(text, "<w:b/>")


def _markup(parts: Iterable[str]) -> str:
    return "".join(part if isinstance(part, Xml) else run(part) for part in parts)


TAB = Xml("<w:r><w:tab/></w:r>")
SOFT_BREAK = Xml("<w:r><w:br/></w:r>")
PAGE_BREAK = Xml('<w:r><w:br w:type="page"/></w:r>')
CENTRED = '<w:jc w:val="center"/>'


def paragraph(*parts: str, style: str = "", number: tuple[int, int] | None = None, more: str = ""):
    """A paragraph.

    Args:
        parts: texts, or markup of runs.
        style: identifier of its style.
        number: list and level of automatic numbering, as `numId` and `ilvl`.
        more: further markup of `w:pPr`, after the numbering.

    Returns:
        Its markup.
    """
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        identifier, level = number
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{identifier}"/></w:numPr>'
    properties += more
    inside = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return Xml(f"<w:p>{inside}{_markup(parts)}</w:p>")


def centred(*parts: str) -> Xml:
    """A centred paragraph, as titles and chapters' headings are."""
    return paragraph(*parts, more=CENTRED)


def lines(text: str) -> list[Xml]:
    """A plain paragraph for every line of `text` that is not empty; ends are trimmed."""
    return [paragraph(line.strip()) for line in text.splitlines() if line.strip()]


def row(*cells: str | Iterable[str], properties: str = "") -> Xml:
    """A row of a table; a cell is a text or several paragraphs."""
    inside = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return Xml(f"<w:tr>{inside}{''.join(_cell(cell) for cell in cells)}</w:tr>")


def _cell(content: str | Iterable[str]) -> str:
    paragraphs = [content] if isinstance(content, str) else content
    inside = "".join(_block(part) for part in paragraphs)
    return f'<w:tc><w:tcPr><w:tcW w:w="2400" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def _block(part: str) -> str:
    return part if isinstance(part, Xml) else paragraph(part)


def table(*rows: Xml) -> Xml:
    """A table of rows."""
    return Xml(f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>")


def control(*blocks: str, properties: str = "") -> Xml:
    """A content control around paragraphs, tables or runs."""
    inside = "".join(_block(part) for part in blocks)
    return Xml(
        f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def wrapped(element: str, *parts: str, attributes: str = "") -> Xml:
    """Runs inside another inline element, such as `w:smartTag` or `w:hyperlink`."""
    return Xml(f"<{element} {attributes}>{_markup(parts)}</{element}>")


def field_of(instruction: str, result: str) -> Xml:
    """A field in its long form: begin, instruction, separator, result, end."""
    return Xml(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_markup([result])}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def footnote_mark(identifier: int) -> Xml:
    """The place in a text that refers to a footnote."""
    return Xml(f'<w:r><w:footnoteReference w:id="{identifier}"/></w:r>')


def footnotes(notes: Mapping[int, str]) -> str:
    """The part of footnotes, with the two separators that Word always writes."""
    written = "".join(
        f'<w:footnote w:id="{identifier}"><w:p><w:r><w:footnoteRef/></w:r>{run(" " + note)}</w:p>'
        "</w:footnote>"
        for identifier, note in notes.items()
    )
    separators = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
        "<w:continuationSeparator/></w:r></w:p></w:footnote>"
    )
    return _part("footnotes", separators + written)


@dataclass(frozen=True, slots=True)
class Level:
    """A level of automatic numbering, in the words of Word's `w:lvl`."""

    text: str
    format: str = "decimal"
    start: int = 1
    more: str = ""


def abstract(identifier: int, *levels: Level) -> str:
    """A definition of numbering with its levels from 0."""
    return _abstract(identifier, "".join(_level(index, one) for index, one in enumerate(levels)))


def _abstract(identifier: int, inside: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{identifier}">{inside}</w:abstractNum>'


def _level(index: int, level: Level) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{level.start}"/>'
        f'<w:numFmt w:val="{level.format}"/>{level.more}<w:lvlText w:val="{escape(level.text)}"/>'
        "</w:lvl>"
    )


def listed(identifier: int, definition: int, **starts: int) -> str:
    """A list of a definition; `level_0=5` restarts that level of it at 5 (`startOverride`)."""
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{name.removeprefix("level_")}">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride>'
        for name, start in starts.items()
    )
    return (
        f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'
    )


def numbering(*entries: str) -> str:
    """The part of numbering: definitions before lists, as the schema orders them."""
    ordered = sorted(entries, key=lambda entry: entry.startswith("<w:num "))
    return _part("numbering", "".join(ordered))


def style(
    identifier: str,
    *,
    based_on: str = "",
    number: tuple[int, int] | None = None,
    runs: str = "",
    kind: str = "paragraph",
    name: str = "",
) -> str:
    """A style, with the list that its paragraphs belong to and the inside of its `w:rPr`."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    numbered = ""
    if number is not None:
        listing, level = number
        depth = f'<w:ilvl w:val="{level}"/>' if level else ""
        numbered = f'<w:pPr><w:numPr>{depth}<w:numId w:val="{listing}"/></w:numPr></w:pPr>'
    formatting = f"<w:rPr>{runs}</w:rPr>" if runs else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{name or identifier}"/>'
        f"{base}{numbered}{formatting}</w:style>"
    )


def styles(*entries: str) -> str:
    """The part of styles."""
    return _part("styles", "".join(entries))


def _part(name: str, inside: str) -> str:
    return f"{DECLARATION}<w:{name} {NAMESPACES}>{inside}</w:{name}>"


def document_xml(body: Iterable[str]) -> str:
    """The main part, of paragraphs (plain strings become one each) and tables."""
    inside = "".join(_block(part) for part in body)
    return _part("document", f"<w:body>{inside}<w:sectPr/></w:body>")


@dataclass(slots=True)
class Package:
    """A Word file that is put together; whatever is given here may be wrong on purpose."""

    main: str | bytes
    parts: dict[str, str | bytes] = field(default_factory=dict)
    main_name: str = "word/document.xml"
    main_type: str = MAIN_TYPE

    def entries(self) -> dict[str, str | bytes]:
        """The entries of the archive by name, the main part last as some programs write it."""
        return {
            "[Content_Types].xml": self._content_types(),
            "_rels/.rels": _relationships({"officeDocument": self.main_name}),
            f"word/_rels/{self.main_name.rpartition('/')[2]}.rels": _relationships(
                {name: f"{name}.xml" for name in self._related()}
            ),
            **self.parts,
            self.main_name: self.main,
        }

    def data(self) -> bytes:
        """The file."""
        return archive(self.entries())

    def _related(self) -> list[str]:
        known = ("styles", "numbering", "footnotes", "settings", "comments", "header", "footer")
        return [name for name in known if f"word/{name}.xml" in self.parts]

    def _content_types(self) -> str:
        base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        others = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{base}.{name}+xml"/>'
            for name in self._related()
        )
        return (
            f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/{self.main_name}" ContentType="{self.main_type}"/>'
            f"{others}</Types>"
        )


def _relationships(targets: Mapping[str, str]) -> str:
    written = "".join(
        f'<Relationship Id="rId{index}" Type="{RELATION}/{name}" Target="{target}"/>'
        for index, (name, target) in enumerate(targets.items(), start=1)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{written}</Relationships>'


def archive(entries: Mapping[str, str | bytes]) -> bytes:
    """A zip file of `entries`, the same bytes every time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(zipfile.ZipInfo(name, OPENING_DATE), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def word_file(body: Iterable[str], **parts: str) -> bytes:
    """A Word file of `body`; `styles=…`, `numbering=…`, `footnotes=…`, `settings=…` are its parts."""
    named = {f"word/{name}.xml": content for name, content in parts.items() if content}
    return Package(document_xml(body), named).data()
