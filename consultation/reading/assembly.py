"""From lines to provisions: which signs are believed, what holds what, where text belongs."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from consultation.reading import tracking
from consultation.reading.addresses import Addresses, segment
from consultation.reading.normal import Line, Role
from consultation.reading.quotations import find_quotations
from consultation.reading.recognition import (
    Level,
    Sign,
    attached_kind,
    is_capitals,
    is_issued_with,
    is_kind_alone,
    is_motto,
    is_numbered,
    is_ornament,
    is_sentence,
    is_signature,
    letter_sign,
    roman_sign,
    sign_of,
)
from consultation.reading.remarks import Warnings
from consultation.reading.tracking import KINDS, Leaf, Open, leading
from consultation.reading.tree import Provision, Reading

_HEADED = {*range(Level.ATTACHED, Level.CLAUSE)}
#: What may begin again after a signature: an attached text has its own chapters and articles.
_OUTER = {Level.PART, Level.CHAPTER, Level.ARTICLE}
#: Kept as one text each: a number below the title begins no provision, and ends the title.
_WITHOUT_LEVELS = {Level.ANNEX, Level.FORM}
_MOST_HEADING_LINES = 5
_LONGEST_HEADING_LINE = 300
_LONGEST_BOLD_HEADING = 150
_LOOKED_AHEAD = 10
_LONGEST_FURNITURE = 80
_LONGEST_SHOWN = 60


class Assembler:
    """Builds the provisions of one text, line by line."""

    def __init__(self, lines: list[Line]) -> None:
        """Args:
        lines: of the text; they are taken out of the list as they are read, to save memory.
        """
        self._lines: list[Line | None] = lines
        self._quotations = find_quotations([line.text for line in lines])
        self._articles, self._stops = self._survey(lines)
        self._addresses = Addresses()
        self._warnings = Warnings()
        self._provisions: list[Provision] = []
        self._leaf: Leaf | None = None
        self._stack = [Open(Level.ATTACHED, "", "")]
        self._at = 0
        self._has_articles = self._articles_follow(0)
        self._is_ended = False
        self._since_end: list[Line] = []
        self._is_quote_left_open = False

    def assemble(self) -> Reading:
        """Reads all lines."""
        unclosed = set(self._quotations.unclosed)
        for at in range(len(self._lines)):
            line, self._at = self._lines[at], at
            self._read(line)
            self._lines[at] = None
            if at in unclosed and self._leaf is not None and not self._is_ended:
                self._is_quote_left_open = True
                self._warnings.open_quotation(self._leaf.address)
        self._finish_leaf()
        if not self._provisions:
            self._warnings.no_provisions()
        return Reading(self._provisions, self._warnings.sentences())

    def _survey(self, lines: list[Line]) -> tuple[list[int], list[int]]:
        """The lines that begin articles, and those that end a text."""
        articles, stops = [], []
        for index, line in enumerate(lines):
            if self._quotations.quoted[index]:
                continue
            sign = sign_of(line)
            if sign is not None and sign.level is Level.ARTICLE:
                articles.append(index)
            elif (sign is not None and sign.level is Level.ANNEX) or is_signature(line):
                stops.append(index)
        return articles, stops

    def _articles_follow(self, at: int) -> bool:
        """Whether the text from here on has articles, before its signature or annexes."""
        article = bisect_left(self._articles, at)
        stop = bisect_left(self._stops, at)
        if article == len(self._articles):
            return False
        return stop == len(self._stops) or self._articles[article] < self._stops[stop]

    def _read(self, line: Line) -> None:
        is_quoted = self._quotations.quoted[self._at]
        if is_quoted or (self._is_quote_left_open and not self._resumes(line)):
            self._add_text(line)
        elif line.role is Role.WORDS:
            self._read_words(line)
        elif line.role is Role.TABLE:
            self._read_table(line)
        elif line.role is Role.BOXED:
            self._read_box(line)

    def _read_box(self, line: Line) -> None:
        sign = sign_of(replace(line, role=Role.WORDS))
        if sign is not None and sign.level <= Level.ARTICLE:
            self._warnings.numbered_box(line.text[:_LONGEST_SHOWN])
        self._add_text(line)

    def _resumes(self, line: Line) -> bool:
        """A quotation that is never closed ends where the numbers of its holder go on."""
        sign = sign_of(line)
        resumes = is_signature(line) or (sign is not None and tracking.follows(self._stack, sign))
        self._is_quote_left_open = not resumes
        return resumes

    def _read_table(self, line: Line) -> None:
        is_letterhead = is_motto(line)
        if not is_letterhead and (not is_signature(line) or self._is_in(Level.FORM)):
            self._add_text(line)
        elif not self._is_in(Level.ANNEX, Level.FORM):
            self._end()

    def _read_words(self, line: Line) -> None:
        if self._is_furniture(line) or self._begins_attached(line):
            return
        sign = self._believed(line)
        if sign is not None:
            self._begin(sign, line)
        elif self._goes_on_with_heading(line):
            self._leaf.heading.append(line.text)
            self._leaf.notes.extend(line.notes)
        elif is_signature(line) and not self._is_in(Level.ANNEX, Level.FORM):
            self._end()
        else:
            self._add_text(line)

    def _is_in(self, *levels: Level) -> bool:
        return tracking.nearest(self._stack, *levels) is not None

    def _is_furniture(self, line: Line) -> bool:
        if is_ornament(line):
            return True
        if not is_motto(line):
            return False
        if not self._is_in(Level.ANNEX, Level.FORM):
            self._drop_names_above()
            self._end()
        return True

    def _drop_names_above(self) -> None:
        """Above the country's name stands the issuing body: a letterhead of lines."""
        text = self._leaf.text if self._leaf else []
        while text and is_capitals(text[-1]) and len(text[-1]) < _LONGEST_FURNITURE:
            text.pop()

    def _end(self) -> None:
        """The body is over; what follows is not of it until something begins anew."""
        if self._leaf is not None or self._provisions:
            self._finish_leaf()
            self._is_ended = True
            self._since_end = []

    def _add_text(self, line: Line) -> None:
        if self._is_ended:
            self._since_end = [*self._since_end[-3:], line]
        elif self._leaf is not None:
            self._leaf.text.append(line.text)
            self._leaf.notes.extend(line.notes)
            waits_for_heading = is_issued_with(line) and self._leaf.is_untitled()
            self._leaf.is_heading_open = self._leaf.is_heading_open and waits_for_heading

    # Headings

    def _goes_on_with_heading(self, line: Line) -> bool:
        leaf = self._leaf
        if leaf is None or self._is_ended or not leaf.is_heading_open:
            return False
        if len(line.text) > _LONGEST_HEADING_LINE or len(leaf.heading) >= _MOST_HEADING_LINES:
            return False
        if is_issued_with(line) or (leaf.level in _WITHOUT_LEVELS and is_numbered(line)):
            return False
        if not line.begins:
            return self._goes_on_softly(line)
        if leaf.is_untitled() or is_kind_alone(leaf.heading):
            return not is_sentence(line.text)
        may_be_centred = leaf.level is not Level.ARTICLE
        return (may_be_centred and line.centred) or self._are_capitals(line)

    def _goes_on_softly(self, line: Line) -> bool:
        begins_sentence = line.text[:1].isupper() and is_sentence(line.text)
        return self._leaf.is_untitled() or not begins_sentence

    def _are_capitals(self, line: Line) -> bool:
        return is_capitals(line.text) and is_capitals(" ".join(self._leaf.heading))

    # Attached texts

    def _begins_attached(self, line: Line) -> bool:
        """A title such as "QUY CHẾ" begins an attached text if the body is over or a text of its
        own follows."""
        if not self._provisions and self._leaf is None:
            return False
        waits = self._leaf is not None and self._leaf.is_heading_open and self._leaf.is_untitled()
        kind = attached_kind(line, in_words=self._is_ended and line.centred)
        if not kind or (waits and not self._is_ended):
            return False
        if not self._is_ended and not self._text_begins_anew():
            return False
        self._attach(kind, line.text, line)
        return True

    def _text_begins_anew(self) -> bool:
        ahead = self._lines[self._at + 1 : self._at + 1 + _LOOKED_AHEAD]
        for line in ahead:
            sign = sign_of(line)
            if sign is not None and sign.level in _OUTER:
                return leading(sign.number) == 1 or sign.number in ("I", "thứ nhất", "THỨ NHẤT")
            if is_issued_with(line):
                return True
        return False

    def _attach(self, kind: str, heading: str, line: Line | None) -> None:
        self._finish_leaf()
        self._is_ended = False
        address = self._address(segment(Level.ATTACHED, "", kind), Level.ATTACHED, "")
        self._stack = [Open(Level.ATTACHED, "", address)]
        self._leaf = Leaf(KINDS[Level.ATTACHED], Level.ATTACHED, "", "", address)
        self._leaf.heading.append(heading)
        self._leaf.is_heading_open = True
        self._leaf.notes.extend(line.notes if line else ())
        self._has_articles = self._articles_follow(self._at)

    def _attach_untitled(self, sign: Sign) -> bool:
        """After a signature numbers begin anew without a title that is known, or simply go on.

        Returns:
            Whether the sign may begin a provision.
        """
        last = self._stack[0].last.get(Level.ARTICLE, "")
        if sign.level is Level.ARTICLE and leading(sign.number) == leading(last) + 1:
            self._is_ended = False
            return True
        if leading(sign.number) != 1 and sign.number.upper() not in ("I", "THỨ NHẤT", "A"):
            return False
        titles = [line for line in self._since_end if not is_issued_with(line)]
        kinds = [attached_kind(line, in_words=True) for line in titles]
        first = next((index for index, kind in enumerate(kinds) if kind), None)
        kind = kinds[first] if first is not None else "Kèm theo"
        heading = " ".join(line.text for line in titles[first or 0 :])
        self._attach(kind, heading, None)
        return True

    # Provisions

    def _believed(self, line: Line) -> Sign | None:
        """The sign of a line, if it may begin a provision where it stands."""
        sign = sign_of(line)
        if sign is None and not self._has_articles and line.text[:1].isupper():
            sign = self._sign_of_levels(line)
        if sign is None:
            return None
        if sign.level in (Level.ANNEX, Level.FORM):
            return sign
        if self._is_ended:
            may_begin = sign.level in _OUTER and sign.is_worded and self._attach_untitled(sign)
            return sign if may_begin else None
        if self._is_in(Level.ANNEX, Level.FORM):
            return None
        return sign if self._accepts(sign) else None

    def _sign_of_levels(self, line: Line) -> Sign | None:
        """Texts without articles have the levels A, I, 1, a; C and D are letters after B."""
        letter = letter_sign(line)
        if letter is not None and tracking.accepts_letter(self._stack, letter):
            return letter
        return roman_sign(line)

    def _accepts(self, sign: Sign) -> bool:
        needs_article = self._has_articles
        if not sign.is_worded and sign.level is Level.SECTION:
            return tracking.accepts_roman(self._stack, sign)
        rules: dict[Level, Callable[[], bool]] = {
            Level.CLAUSE: lambda: tracking.accepts_clause(
                self._stack, sign, needs_article=needs_article
            ),
            Level.POINT: lambda: tracking.accepts_point(
                self._stack, sign, needs_article=needs_article
            ),
            Level.SUBCLAUSE: lambda: tracking.accepts_decimal(self._stack, sign),
            Level.SUBSUBCLAUSE: lambda: tracking.accepts_decimal(self._stack, sign),
        }
        rule = rules.get(sign.level)
        return rule is None or rule()

    def _begin(self, sign: Sign, line: Line) -> None:
        self._finish_leaf()
        self._is_ended = False
        self._is_quote_left_open = False
        if sign.level is Level.ANNEX or (sign.level is Level.FORM and not self._is_in(Level.ANNEX)):
            self._stack = [Open(Level.ATTACHED, "", "")]
        holder = tracking.holder_of(self._stack, sign.level)
        while self._stack[-1] is not holder:
            self._stack.pop()
        self._warn_about_sequence(sign)
        base = self._stack[0].address if sign.level is Level.ARTICLE else holder.address
        wanted = ".".join(filter(None, (base, segment(sign.level, sign.number))))
        address = self._address(wanted, sign.level, sign.number)
        holder.last[sign.level] = sign.number
        self._stack[0].last[sign.level] = sign.number
        self._stack.append(Open(sign.level, sign.number, address, sign.mark))
        self._leaf = Leaf(KINDS[sign.level], sign.level, sign.number, holder.address, address)
        self._place(sign, line)

    def _warn_about_sequence(self, sign: Sign) -> None:
        if sign.level is Level.ARTICLE:
            last = self._stack[0].last.get(Level.ARTICLE)
            if last is not None:
                self._warnings.articles(last, sign.number)

    def _address(self, wanted: str, level: Level, number: str) -> str:
        address = self._addresses.take(wanted)
        if address != wanted:
            self._warnings.duplicate(KINDS[level], number, wanted, address)
        return address

    def _place(self, sign: Sign, line: Line) -> None:
        """Puts what follows the number into the heading or the text."""
        leaf = self._leaf
        leaf.notes.extend(line.notes)
        is_headed = sign.level in _HEADED
        leaf.is_heading_open = is_headed
        if not sign.rest:
            return
        is_text = (
            sign.level in (Level.ARTICLE, Level.SECTION)
            and is_sentence(sign.rest)
            and not self._stands_out(line)
        )
        if is_headed and not is_text:
            leaf.heading.append(sign.rest)
            leaf.is_heading_open = not (sign.level is Level.SECTION and not sign.is_worded)
        else:
            leaf.text.append(sign.rest)
            leaf.is_heading_open = False

    def _stands_out(self, line: Line) -> bool:
        """A short bold line above text that is not bold is a heading, even with a full stop."""
        following = self._lines[self._at + 1 : self._at + 2]
        is_above_text = bool(following) and not following[0].bold and sign_of(following[0]) is None
        ends = line.text.endswith(".") and not line.text.endswith("/.")
        return line.bold and ends and is_above_text and len(line.text) <= _LONGEST_BOLD_HEADING

    def _finish_leaf(self) -> None:
        if self._leaf is not None:
            self._provisions.append(self._leaf.provision())
            self._leaf = None


def assemble(lines: list[Line]) -> Reading:
    """Reads lines as provisions, with warnings for staff.

    Args:
        lines: of the text; the list is emptied on the way.
    """
    return Assembler(lines).assemble()
