"""The words of one paragraph as a reader sees them: runs joined, fields by their results."""

from dataclasses import dataclass, field

from lxml import etree

from consultation.reading.boxes import alternative, boxes_in
from consultation.reading.markup import NAMES, child, value
from consultation.reading.refusals import refusal
from consultation.reading.styles import Formatting, Styles, formatting

#: Between these the font draws small letters as capitals; see `encodings`.
CAPITALS_BEGIN, CAPITALS_END = "\ue000", "\ue001"
_NO_MARKS = {ord(CAPITALS_BEGIN): None, ord(CAPITALS_END): None}
#: A soft line break inside a paragraph.
SOFT_BREAK = "\n"

#: Of one paragraph with its notes.
MOST_CHARACTERS_OF_ONE = 1_000_000
_MOST_FIELDS = 50
_LONGEST_INSTRUCTION = 40
#: Places at which Word puts in another document: it is a part or a file of its own.
EMBEDDED = frozenset({"altChunk", "subDoc"})
_INSERTIONS, _DELETIONS = {"ins", "moveTo"}, {"del", "moveFrom"}
_PASSED_BY = {"pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "rt", "tcPr", "ctrlPr"}
_MARKS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": SOFT_BREAK,
    "br": SOFT_BREAK,
    "noBreakHyphen": "-",
    # In the font of TCVN3 this is the letter ư; in others it is left out later.
    "softHyphen": "\u00ad",
}
_SYMBOLS = {
    "F0A3": "≤", "F0B3": "≥", "F0B1": "±", "F0B0": "°", "F0B4": "×", "F0A8": "☐", "F06F": "☐",
    "F0FE": "☒", "F0FD": "☒", "F0FC": "✓",
}  # fmt: skip


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_result: bool = False

    def is_contents(self) -> bool:
        return self.instruction.strip().upper().split(" ")[0] == "TOC"


@dataclass(slots=True)
class Words:
    """What was gathered of a paragraph."""

    pieces: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    length: int = 0
    letters: int = 0
    bold_letters: int = 0

    def text(self) -> str:
        """The text; soft line breaks are line ends, and capitals by font are marked."""
        return "".join(self.pieces)


class Walker:
    """Reads paragraphs in the document's order; fields may go on from one to the next."""

    def __init__(self, styles: Styles, notes: dict[str, str], accept_changes: bool | None) -> None:
        """Args:
        styles: of the file.
        notes: texts of footnotes and endnotes, as `footnote:3`.
        accept_changes: what becomes of tracked changes; None: they are refused.
        """
        self.styles = styles
        self.pictures = 0
        self.embedded = 0
        self._texts_of_notes = notes
        self._accept = accept_changes
        self._fields: list[_Field] = []
        self._marks = 0

    def keeps(self, *, insertion: bool) -> bool:
        """Whether an insertion or deletion stays in the text.

        Raises:
            DraftUnreadable: the officer has not chosen.
        """
        if self._accept is None:
            raise refusal("tracked-changes")
        return self._accept is insertion

    def words(self, paragraph: etree._Element, base: Formatting) -> Words:
        """Gathers the words of a paragraph.

        Args:
            paragraph: its element.
            base: the formatting that its style gives to its words.

        Raises:
            DraftUnreadable: it is too long, or has tracked changes nobody decided about.
        """
        words = Words()
        self._walk(paragraph, words, base, shown=True)
        # A field that never came to its result would swallow all that follows.
        self._fields = [one for one in self._fields if one.in_result]
        return words

    def _walk(
        self, element: etree._Element, words: Words, base: Formatting, *, shown: bool
    ) -> None:
        for part in element:
            name = NAMES[part.tag]
            if name == "r":
                self._run(part, words, base, shown=shown)
            elif name in _INSERTIONS or name in _DELETIONS:
                kept = self.keeps(insertion=name in _INSERTIONS)
                self._walk(part, words, base, shown=shown and kept)
            elif name == "fldSimple":
                contents = _Field(value(part, "instr") or "").is_contents()
                self._walk(part, words, base, shown=shown and not contents)
            elif name == "sdt":
                kept = child(child(part, "sdtPr"), "showingPlcHdr") is None
                self._walk(part, words, base, shown=shown and kept)
            elif name == "AlternateContent":
                self._alternative(part, words, base, shown=shown)
            elif name not in _PASSED_BY:
                self._leaf(part, name, words, base, shown=shown)

    def _run(self, run: etree._Element, words: Words, base: Formatting, *, shown: bool) -> None:
        properties = child(run, "rPr")
        own = formatting(properties)
        if properties is not None:
            named = child(properties, "rStyle")
            if named is not None:
                own = own.over(self.styles.words(value(named)))
        own = own.over(base)
        before, start = words.letters, len(words.pieces)
        self._walk(run, words, base, shown=shown and not own.hidden)
        if own.bold:
            words.bold_letters += words.letters - before
        if own.capitals and len(words.pieces) > start:
            words.pieces.insert(start, CAPITALS_BEGIN)
            words.pieces.append(CAPITALS_END)

    def _alternative(
        self, element: etree._Element, words: Words, base: Formatting, *, shown: bool
    ) -> None:
        """The same is written for new programs and for old ones; one of them is read."""
        chosen = alternative(element)
        if chosen is not None:
            self._walk(chosen, words, base, shown=shown)

    def _leaf(
        self, element: etree._Element, name: str, words: Words, base: Formatting, *, shown: bool
    ) -> None:
        if name in ("t", "delText"):
            self._add(words, _text_of(element), shown=shown)
        elif name in _MARKS:
            self._add(words, _MARKS[name], shown=shown)
        elif name == "sym":
            symbol = _SYMBOLS.get((value(element, "char") or "").upper(), "")
            self._add(words, symbol, shown=shown)
        elif name == "fldChar":
            self._field(value(element, "fldCharType"))
        elif name == "instrText":
            self._instruct(element.text or "")
        elif name in ("footnoteReference", "endnoteReference"):
            self._refer(element, name.removesuffix("Reference"), words, shown=shown)
        elif name in ("drawing", "pict", "object"):
            self._draw(element, words, shown=shown)
        elif name in EMBEDDED:
            self.embedded += shown
        elif len(element):
            self._walk(element, words, base, shown=shown)

    def _add(self, words: Words, text: str, *, shown: bool) -> None:
        if not text or not shown or not self._is_shown():
            return
        words.length += len(text)
        self._refuse_long(words)
        words.letters += len(text) - text.count(" ")
        words.pieces.append(text)

    def _refuse_long(self, words: Words) -> None:
        if words.length > MOST_CHARACTERS_OF_ONE:
            raise refusal("too-large")

    def _is_shown(self) -> bool:
        return all(one.in_result and not one.is_contents() for one in self._fields)

    def _field(self, step: str | None) -> None:
        if step == "begin":
            if len(self._fields) >= _MOST_FIELDS:
                raise refusal("too-large")
            self._fields.append(_Field())
        elif step == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif step == "end" and self._fields:
            self._fields.pop()

    def _instruct(self, text: str) -> None:
        if self._fields and not self._fields[-1].in_result:
            known = self._fields[-1].instruction + text
            self._fields[-1].instruction = known.lstrip()[:_LONGEST_INSTRUCTION]

    def _refer(self, element: etree._Element, kind: str, words: Words, *, shown: bool) -> None:
        """Notes are numbered as they come in the text, which is how Word shows them."""
        if not shown or not self._is_shown():
            return
        self._marks += 1
        text = self._texts_of_notes.get(f"{kind}:{value(element, 'id')}", "")
        self._add(words, f"[{self._marks}]", shown=True)
        if text:
            # A file may refer to one long note a hundred thousand times.
            words.length += len(text)
            self._refuse_long(words)
            words.notes.append(f"[{self._marks}] {text}")

    def _draw(self, element: etree._Element, words: Words, *, shown: bool) -> None:
        boxes = list(boxes_in(element))
        if not boxes:
            self.pictures += 1
        elif shown and self._is_shown():
            words.boxes.extend(boxes)


def _text_of(element: etree._Element) -> str:
    text = (element.text or "").replace("\n", " ").replace("\r", " ")
    text = text.translate(_NO_MARKS)
    kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return text if kept else text.strip()
