"""Tables of comments that came by letter or were said at meetings, as officers hand them in."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from consultation.comments.admin_forms import DAY_FORMATS, ENTERED_SOURCES
from consultation.comments.entering import MOST_BYTES, Entry, places_of
from consultation.comments.models import LONGEST_COMMENT, Commenter
from consultation.comments.services import refusal_of_day
from consultation.drafts.models import DraftPage
from portal.common.tables import Fault, Row, Table, read_table
from portal.common.text import fold

MOST_ROWS = 500
# Of all texts together: they travel in the form with which the officer confirms.
MOST_CHARACTERS = 600_000
LANGUAGES = ("vi", "en")
REQUIRED = ("text", "source", "received_on")
# What a table may hold, in the order in which it is told of.
HEADINGS = {
    "text": gettext_lazy("What was said"),
    "source": gettext_lazy("Source"),
    "received_on": gettext_lazy("Received on"),
    "provision": pgettext_lazy("of law", "Provision"),
    "name": pgettext_lazy("of a person", "Name"),
    "organisation": gettext_lazy("Organisation"),
    "email": gettext_lazy("E-mail"),
    "telephone": gettext_lazy("Telephone"),
    "name_is_shown": gettext_lazy("Name may be shown"),
}
_NOTES = {
    "text": gettext_lazy("Required. At most 10,000 characters, without names and addresses."),
    "received_on": gettext_lazy("Required. A day such as 19/04/2021."),
    "provision": gettext_lazy(
        "Such as “clause 2 article 5”, or its address such as dieu-5.khoan-2; empty for the "
        "whole draft."
    ),
    "name": gettext_lazy("Of who said it; may be empty."),
    "organisation": gettext_lazy("Only if it was said for one."),
    "email": gettext_lazy("Decision and answer are mailed to this address; may be empty."),
    "telephone": gettext_lazy("May be empty."),
    "name_is_shown": gettext_lazy("“yes” if the author agrees; otherwise “no” or empty."),
}
_YES, _NO = {"co", "yes", "x", "1", "true"}, {"", "khong", "no", "0", "false"}
_NAME_COLUMNS = ("name", "organisation", "telephone")
_SIGNS = re.compile(r"[\W_]+")


@dataclass
class Preview:
    """What a table holds: the rows that can be entered, and all that is wrong."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def column_notes() -> list[tuple[str, str]]:
    """The heading of each column with what is to be written in it."""
    sources = ", ".join(f"“{label}”" for _value, label in ENTERED_SOURCES)
    notes = {**_NOTES, "source": _("Required. One of: %(known)s.") % {"known": sources}}
    return [(str(heading), str(notes[name])) for name, heading in HEADINGS.items()]


def preview_of(draft: DraftPage, data: bytes, name: str) -> Preview:
    """Reads a table and says of each row whether it can be entered.

    Args:
        draft: on which everything was said.
        data: the file's bytes, CSV or XLSX.
        name: how messages call the file.
    """
    table = read_table(
        data,
        name,
        max_bytes=MOST_BYTES,
        max_rows=MOST_ROWS,
        max_cell=LONGEST_COMMENT,
        multiline=True,
    )
    return _TableReader(draft, table).preview()


class _TableReader:
    """Reads the rows of one table for one draft."""

    def __init__(self, draft: DraftPage, table: Table) -> None:
        self.draft = draft
        self.table = table
        self.columns = {code: column for column, code in _codes(table).items()}
        self.places = _places_by_name(draft)
        self.sources = _by_word(ENTERED_SOURCES)
        self.faults: list[Fault] = list(table.faults)

    def preview(self) -> Preview:
        """All good rows, and all faults in the order of the lines."""
        missing = [
            Fault(
                self.table.header_line,
                str(HEADINGS[code]),
                _("This column is missing. Add it to the header."),
            )
            for code in REQUIRED
            if code not in self.columns
        ]
        if missing:
            known = self.faults if not self.table.columns else [*self.faults, *missing]
            return Preview(faults=known)
        broken = {fault.line for fault in self.faults}
        entries = [self._entry(row) for row in self.table.rows if row.line not in broken]
        found = [entry for entry in entries if entry]
        if sum(len(entry.text) for entry in found) > MOST_CHARACTERS:
            self.faults.append(Fault(0, "", _("The texts are too long for one file. Split it.")))
            found = []
        self.faults.sort(key=lambda fault: fault.line)
        return Preview(found, self.faults)

    def _entry(self, row: Row) -> Entry | None:
        before = len(self.faults)
        values = {
            "text": self._text(row),
            "source": self._source(row),
            "received_on": self._day(row),
            "address": self._address(row),
            "email": self._email(row),
            "name_is_shown": self._yes(row),
            **{code: self._name(row, code) for code in _NAME_COLUMNS},
        }
        return Entry(**values, line=row.line) if len(self.faults) == before else None

    def _cell(self, row: Row, code: str) -> str:
        return row[self.columns[code]] if code in self.columns else ""

    def _fault(self, row: Row, code: str, message: str) -> None:
        self.faults.append(Fault(row.line, self.table.heading(self.columns[code]), message))

    def _text(self, row: Row) -> str:
        text = self._cell(row, "text")
        if not text:
            self._fault(row, "text", _("Nothing was said. Write it here, or remove the row."))
        return text

    def _source(self, row: Row) -> str:
        source = self.sources.get(_word(self._cell(row, "source")), "")
        if not source:
            known = ", ".join(f"“{label}”" for _value, label in ENTERED_SOURCES)
            self._fault(row, "source", _("Write one of these: %(known)s.") % {"known": known})
        return source

    def _day(self, row: Row) -> date | None:
        day = _read_day(self._cell(row, "received_on"))
        if day is None:
            self._fault(row, "received_on", _("This is no day. Write it as 19/04/2021."))
            return None
        refused = refusal_of_day(self.draft, day)
        if refused:
            self._fault(row, "received_on", refused)
        return day

    def _address(self, row: Row) -> str:
        written = self._cell(row, "provision")
        if not written:
            return ""
        address = self.places.get(_word(written), "")
        if not address:
            told = _("The text that readers see has no such provision, or several of this name. "
                     "Write its address.")  # fmt: skip
            self._fault(row, "provision", told)
        return address

    def _email(self, row: Row) -> str:
        email = self._cell(row, "email")
        try:
            if email:
                validate_email(email)
        except ValidationError:
            self._fault(row, "email", _("This is no e-mail address."))
        return email

    def _yes(self, row: Row) -> bool:
        written = _word(self._cell(row, "name_is_shown"))
        if written not in _YES | _NO:
            self._fault(row, "name_is_shown", _("Write “yes” or “no”."))
        return written in _YES

    def _name(self, row: Row, code: str) -> str:
        name = " ".join(self._cell(row, code).split())
        longest = Commenter._meta.get_field(code).max_length
        if len(name) > longest:
            told = _("This is longer than %(count)d characters.") % {"count": longest}
            self._fault(row, code, told)
        return name


def _codes(table: Table) -> dict[str, str]:
    """What each column of a table is; a column that nobody knows is not read."""
    words = {}
    for language in LANGUAGES:
        with override(language):
            words |= {_word(str(heading)): code for code, heading in HEADINGS.items()}
    words |= {_word(code): code for code in HEADINGS}
    found: dict[str, str] = {}
    for column in table.columns:
        code = words.get(_word(column))
        if code and code not in found.values():
            found[column] = code
    return found


def _places_by_name(draft: DraftPage) -> dict[str, str]:
    """Addresses by what provisions are called; names of several provisions are left out."""
    names: Counter = Counter()
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            for address, name in places_of(draft):
                word = _word(name)
                if found.get(word) != address:
                    names[word] += 1
                found[word] = address
    single = {word: address for word, address in found.items() if names[word] == 1}
    return single | {_word(address): address for address in found.values()}


def _by_word(choices: list[tuple[str, str]]) -> dict[str, str]:
    found = {_word(value): value for value, _label in choices}
    for language in LANGUAGES:
        with override(language):
            found |= {_word(str(label)): value for value, label in choices}
    return found


def _word(text: str) -> str:
    return _SIGNS.sub(" ", fold(text)).strip()


def _read_day(written: str) -> date | None:
    for pattern in DAY_FORMATS:
        try:
            return datetime.strptime(written, pattern).date()
        except ValueError:
            continue
    return None
