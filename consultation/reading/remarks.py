"""What staff should look at after a reading, in their language."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from consultation.reading.tracking import leading
from consultation.reading.tree import Kind

_MOST = 100


class Warnings:
    """Sentences about one reading; beyond a hundred the rest is only counted."""

    def __init__(self) -> None:
        self._sentences: list[str] = []
        self._left_out = 0

    def sentences(self) -> list[str]:
        """All of them, in the order of the text."""
        if not self._left_out:
            return list(self._sentences)
        more = ngettext(
            "%(count)d more warning is not shown.",
            "%(count)d more warnings are not shown.",
            self._left_out,
        ) % {"count": self._left_out}
        return [*self._sentences, more]

    def _has_room(self) -> bool:
        """Counts a warning; beyond the most it is not even worded, which takes time."""
        if len(self._sentences) < _MOST:
            return True
        self._left_out += 1
        return False

    def articles(self, last: str, current: str) -> None:
        """Compares an article's number with the one before it."""
        step = leading(current) - leading(last)
        if step in (0, 1) or not self._has_room():
            return
        numbers = {"last": last, "current": current}
        if step < 0:
            sentence = _("Điều %(current)s follows Điều %(last)s: the numbers go backwards.")
        else:
            sentence = _("Điều %(current)s follows Điều %(last)s: %(missing)s is missing.")
            first, final = leading(last) + 1, leading(current) - 1
            numbers["missing"] = str(first) if first == final else f"{first}–{final}"
        self._sentences.append(sentence % numbers)

    def duplicate(self, kind: Kind, number: str, wanted: str, address: str) -> None:
        """A place is numbered as another one is already."""
        if self._has_room():
            sentence = _(
                "%(kind)s %(number)s occurs twice (%(wanted)s); the second one is %(address)s."
            )
            names = {"kind": kind_name(kind), "number": number}
            self._sentences.append(sentence % {**names, "wanted": wanted, "address": address})

    def open_quotation(self, address: str) -> None:
        """A quotation begins in a provision and is not closed."""
        if self._has_room():
            sentence = _("A quotation that begins in %(address)s is never closed.")
            self._sentences.append(sentence % {"address": address})

    def embedded(self, count: int) -> None:
        """Other documents are put into this one, and their text is not read."""
        sentence = ngettext(
            "The document contains %(count)d other document inserted as a whole, whose text was "
            "not read. Open it in Word, save it under a new name, check that the text is there, "
            "and send that file.",
            "The document contains %(count)d other documents inserted as a whole, whose text was "
            "not read. Open it in Word, save it under a new name, check that the text is there, "
            "and send that file.",
            count,
        )
        self._sentences.append(sentence % {"count": count})

    def numbered_box(self, text: str) -> None:
        """A text box holds what looks like a provision."""
        if self._has_room():
            sentence = _(
                "A text box contains “%(text)s”, which was not read as a provision. If it is "
                "one, move it out of the box in Word."
            )
            self._sentences.append(sentence % {"text": text})

    def no_provisions(self) -> None:
        """Nothing in the text is numbered as a provision is."""
        self._sentences.append(_("No chapter, article, clause or point was found in the text."))

    def converted(self, encoding: str) -> None:
        """Text of an old encoding was converted."""
        sentence = _("Text in the old encoding %(encoding)s was converted to Unicode. Check it.")
        self._sentences.append(sentence % {"encoding": encoding})


def kind_name(kind: Kind) -> str:
    """The word for a level, in the user's language."""
    names = {
        Kind.PART: pgettext("provision", "Part"),
        Kind.CHAPTER: pgettext("provision", "Chapter"),
        Kind.SECTION: pgettext("provision", "Section"),
        Kind.SUBSECTION: pgettext("provision", "Subsection"),
        Kind.ARTICLE: pgettext("provision", "Article"),
        Kind.CLAUSE: pgettext("provision", "Clause"),
        Kind.POINT: pgettext("provision", "Point"),
        Kind.ANNEX: pgettext("provision", "Annex"),
    }
    return names[kind]
