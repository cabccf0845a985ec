"""A Word file as paragraphs and tables in their order, with what Word adds to their text."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from consultation.reading.boxes import rows_in
from consultation.reading.containers import Package
from consultation.reading.markup import NAMES, Readable, child, trees, value
from consultation.reading.numbering import Numbering, read_numbering
from consultation.reading.paragraphs import EMBEDDED, MOST_CHARACTERS_OF_ONE, Walker, Words
from consultation.reading.refusals import refusal
from consultation.reading.styles import (
    Style,
    formatting,
    is_centred,
    list_and_level,
    read_styles,
)

_WHOLE = frozenset({"p", "trPr", "sdtPr", *EMBEDDED})
_STRUCTURE = frozenset({"body", "tbl", "tr", "tc", "sdt", "AlternateContent", "Choice", "Fallback"})
_CONTENTS = "table of contents"
_MOST_NOTES = 20_000
#: What a draft may have at most: the price lists of a province have some hundred thousand cells.
MOST_PARAGRAPHS = 500_000
MOST_FILLED_PARAGRAPHS = 300_000
MOST_CHARACTERS = 40_000_000
#: Cells take memory even where they are empty.
MOST_CELLS = 1_000_000
#: Boxes in boxes.
_DEEPEST_BOX = 10
#: Share of the letters that must be bold for a paragraph to be so.
_BOLD_SHARE = 0.95


@dataclass(slots=True)
class Paragraph:
    """A paragraph with its number in front, as it is printed.

    Attributes:
        text: soft line breaks are line ends; a label of Word's numbering is followed by a tab.
        centred: it stands in the middle.
        bold: all of its words are bold.
        boxed: it stands in a text box beside the text.
        notes: texts of its footnotes, each with its mark.
    """

    text: str
    centred: bool = False
    bold: bool = False
    boxed: bool = False
    notes: list[str] | None = None


@dataclass(slots=True)
class Table:
    """A table: rows of cells of paragraphs; tables inside a cell are lines of it."""

    rows: list[list[list[Paragraph]]] = field(default_factory=list)
    is_row_left_out: bool = False


@dataclass(slots=True)
class _Begun:
    """A paragraph whose end is not shown, so that it goes on in the next.

    Attributes:
        pieces: its text so far, one piece for each paragraph: joining them at once keeps time
            in proportion when many ends in a row are hidden.
        has_words: whether one of them is more than blanks; the first such decides the style.
    """

    pieces: list[str]
    style: Style
    listing: tuple[int | None, int | None]
    notes: list[str]
    has_words: bool
    length: int = 0


class Document:
    """Reads the main part of a file."""

    def __init__(self, package: Package, accept_changes: bool | None) -> None:
        """Args:
        package: the file.
        accept_changes: True takes tracked changes in, False takes them back, None refuses them.
        """
        self._styles = read_styles(package.part("styles"))
        self._numbering: Numbering = read_numbering(package.part("numbering"))
        self._accept = accept_changes
        self._walker = Walker(self._styles, {}, accept_changes)
        notes = {
            **self._notes(package.part("footnotes"), "footnote"),
            **self._notes(package.part("endnotes"), "endnote"),
        }
        self._walker = Walker(self._styles, notes, accept_changes)
        self._package = package
        self._tables: list[Table] = []
        self._controls: list[bool] = []
        self._choices: list[int] = []
        self._passed_by = 0
        self._filled = 0
        self._characters = 0
        self._cells = 0
        self._begun: _Begun | None = None

    @property
    def pictures(self) -> int:
        """How many pictures the text holds, known after it was read."""
        return self._walker.pictures

    @property
    def embedded(self) -> int:
        """How many other documents are put in, whose text is not read; known after reading."""
        return self._walker.embedded

    def blocks(self) -> Iterator[Paragraph | Table]:
        """Paragraphs and tables in their order, without empty ones.

        Raises:
            DraftUnreadable: the file is broken, made to do harm, or has tracked changes that
                nobody decided about.
        """
        part = self._package.archive.open(self._package.main)
        count = 0
        for event, element, name in trees(part, _WHOLE, _STRUCTURE):
            if event == "whole":
                count += 1
                if count > MOST_PARAGRAPHS:
                    raise refusal("too-large")
                yield from self._whole(element, name)
            else:
                yield from self._structure(event, name)

    def _whole(self, element: etree._Element, name: str) -> Iterator[Paragraph]:
        if name == "sdtPr":
            self._control(element)
        elif name == "trPr":
            self._row(element)
        elif name in EMBEDDED:
            self._walker.embedded += not self._is_passed_by()
        elif not self._is_passed_by():
            for paragraph in filter(self._is_filled, self._paragraphs(element)):
                if not self._tables:
                    yield paragraph
                elif self._tables[-1].rows and self._tables[-1].rows[-1]:
                    self._tables[-1].rows[-1][-1].append(paragraph)

    def _is_filled(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph has text; what has is counted."""
        if not paragraph.text:
            return False
        self._filled += 1
        self._characters += len(paragraph.text) + sum(map(len, paragraph.notes or ()))
        if self._filled > MOST_FILLED_PARAGRAPHS or self._characters > MOST_CHARACTERS:
            raise refusal("too-large")
        return True

    def _structure(self, event: str, name: str) -> Iterator[Paragraph | Table]:
        steps = {
            "tbl": self._table,
            "tr": self._begin_row,
            "tc": self._begin_cell,
            "sdt": self._nest_control,
            "AlternateContent": self._nest_choice,
            "Choice": self._choose,
            "Fallback": self._choose,
            "body": self._end_body,
        }
        step = steps.get(name)
        if step is not None:
            yield from step(event == "start") or ()

    def _is_passed_by(self) -> bool:
        left_out = any(table.is_row_left_out for table in self._tables)
        return left_out or any(self._controls) or self._passed_by > 0

    def _table(self, is_start: bool) -> Iterator[Paragraph | Table]:
        if is_start:
            yield from self._flush()
            self._tables.append(Table())
            return
        table = self._tables.pop()
        if self._is_passed_by():
            return
        if not self._tables:
            yield table
        elif self._tables[-1].rows and self._tables[-1].rows[-1]:
            cell = self._tables[-1].rows[-1][-1]
            cell.extend(Paragraph(" | ".join(map(cell_text, row))) for row in table.rows)

    def _begin_row(self, is_start: bool) -> None:
        table = self._tables[-1] if self._tables else None
        if table is None:
            return
        if is_start:
            table.rows.append([])
        else:
            if table.is_row_left_out or not any(table.rows[-1]):
                table.rows.pop()
            table.is_row_left_out = False

    def _begin_cell(self, is_start: bool) -> None:
        if is_start and self._tables and self._tables[-1].rows:
            self._cells += 1
            if self._cells > MOST_CELLS:
                raise refusal("too-large")
            self._tables[-1].rows[-1].append([])

    def _row(self, properties: etree._Element) -> None:
        for part in properties:
            name = NAMES[part.tag]
            changed = name in ("ins", "del")
            lost = changed and not self._walker.keeps(insertion=name == "ins")
            if self._tables and (lost or name == "hidden"):
                self._tables[-1].is_row_left_out = True

    def _control(self, properties: etree._Element) -> None:
        """Tables of contents and prompts such as "Click here to enter text" are no text."""
        gallery = child(child(properties, "docPartObj"), "docPartGallery")
        is_contents = gallery is not None and (value(gallery) or "").lower() == _CONTENTS
        if self._controls:
            prompts = child(properties, "showingPlcHdr") is not None
            self._controls[-1] = is_contents or prompts

    def _nest_control(self, is_start: bool) -> None:
        if is_start:
            self._controls.append(False)
        elif self._controls:
            self._controls.pop()

    def _nest_choice(self, is_start: bool) -> None:
        if is_start:
            self._choices.append(self._filled)
        elif self._choices:
            self._choices.pop()

    def _choose(self, is_start: bool) -> None:
        """Of several ways to write the same the first that has text is read."""
        if not self._choices:
            return
        if is_start:
            is_read = self._filled > self._choices[-1]
            self._passed_by += is_read or self._passed_by > 0
        elif self._passed_by:
            self._passed_by -= 1

    def _end_body(self, is_start: bool) -> Iterator[Paragraph]:
        if not is_start:
            yield from self._flush()

    def _flush(self) -> Iterator[Paragraph]:
        """What was begun stands alone if no paragraph follows that it could go on in."""
        begun, self._begun = self._begun, None
        if begun is not None and begun.has_words:
            text = self._labelled("".join(begun.pieces), begun.style, begun.listing)
            yield Paragraph(text, notes=begun.notes or None)

    def _paragraphs(self, element: etree._Element) -> Iterator[Paragraph]:
        properties = child(element, "pPr")
        is_kept = self._is_end_kept(properties)
        properties = self._valid(properties)
        style, listing = self._style_of(properties)
        base = style.words.over(self._styles.default_words)
        words = self._walker.words(element, base)
        if style.is_contents:
            return
        mark = formatting(child(properties, "rPr")).over(base)
        begun = self._continued(words, style, listing)
        if mark.hidden or not is_kept:
            self._begun = begun
        else:
            centred = is_centred(properties)
            yield Paragraph(
                text=self._labelled("".join(begun.pieces), begun.style, begun.listing),
                centred=bool(begun.style.centred if centred is None else centred),
                bold=words.letters > 0 and words.bold_letters >= _BOLD_SHARE * words.letters,
                notes=begun.notes or None,
            )
        yield from self._boxes(words, _DEEPEST_BOX)

    def _continued(self, words: Words, style: Style, listing: tuple) -> _Begun:
        """Adds to what was begun before; the number is that of the first which has words."""
        begun, self._begun = self._begun, None
        if begun is None:
            begun = _Begun([], style, listing, [], has_words=False)
        if not begun.has_words:
            begun.style, begun.listing = style, listing
        text = words.text()
        begun.length += len(text)
        if begun.length > MOST_CHARACTERS_OF_ONE:
            raise refusal("too-large")
        if text:
            begun.pieces.append(text)
        begun.has_words = begun.has_words or bool(text.strip())
        begun.notes += words.notes
        return begun

    def _labelled(self, text: str, style: Style, listing: tuple[int | None, int | None]) -> str:
        label = self._numbering.label(*listing, style)
        return f"{label}\t{text}" if label else text

    def _boxes(self, words: Words, depth: int) -> Iterator[Paragraph]:
        """Text boxes stand beside the text: they are kept as text, and never are provisions."""
        if words.boxes and not depth:
            raise refusal("too-large")
        for row in (row for box in words.boxes for row in rows_in(box)):
            texts, notes, nested = [], [], []
            for element in row:
                style, listing = self._style_of(child(element, "pPr"))
                inside = self._walker.words(element, style.words.over(self._styles.default_words))
                texts.append(self._labelled(inside.text(), style, listing))
                notes += inside.notes
                nested.append(inside)
            text = " | ".join(filter(str.strip, texts)) if len(row) > 1 else "".join(texts)
            yield Paragraph(text, boxed=True, notes=notes or None)
            for inside in nested:
                yield from self._boxes(inside, depth - 1)

    def _style_of(
        self, properties: etree._Element | None
    ) -> tuple[Style, tuple[int | None, int | None]]:
        """Style and list of a paragraph."""
        named = child(properties, "pStyle")
        style = self._styles.paragraph(None if named is None else value(named))
        return style, list_and_level(properties)

    def _is_end_kept(self, properties: etree._Element | None) -> bool:
        """Whether the end of a paragraph stays: it may be inserted, deleted or moved itself."""
        mark = child(properties, "rPr")
        kept = True
        for part in () if mark is None else mark:
            name = NAMES[part.tag]
            if name in ("ins", "moveTo", "del", "moveFrom"):
                kept = self._walker.keeps(insertion=name in ("ins", "moveTo")) and kept
        return kept

    def _valid(self, properties: etree._Element | None) -> etree._Element | None:
        """A paragraph's properties, or those before a tracked change that is taken back."""
        former = child(child(properties, "pPrChange"), "pPr")
        if former is None or self._accept:
            return properties
        named = [
            value(one)
            for one in (child(properties, "pStyle"), child(former, "pStyle"))
            if one is not None
        ]
        same = list_and_level(properties) == list_and_level(former) and len(set(named)) <= 1
        return properties if same or self._walker.keeps(insertion=True) else former

    def _notes(self, part: Readable | None, kind: str) -> dict[str, str]:
        """Texts of notes by kind and identifier; the separators that Word writes are none."""
        notes: dict[str, str] = {}
        if part is None:
            return notes
        for event, element, name in trees(part, frozenset({kind})):
            if event != "whole" or name != kind or value(element, "type"):
                continue
            if len(notes) >= _MOST_NOTES:
                raise refusal("too-large")
            text = " ".join(self._lines_of_note(element, _DEEPEST_BOX))
            notes[f"{kind}:{value(element, 'id')}"] = text
        return notes

    def _lines_of_note(self, element: etree._Element, depth: int) -> Iterator[str]:
        if not depth:
            raise refusal("too-large")
        for one in (one for row in rows_in(element) for one in row):
            words = self._walker.words(one, self._styles.default_words)
            if words.text().strip():
                yield words.text().strip()
            for box in words.boxes:
                yield from self._lines_of_note(box, depth - 1)


def cell_text(cell: list[Paragraph]) -> str:
    """A cell as one line."""
    return " ".join(" ".join(paragraph.text.split()) for paragraph in cell).strip()
