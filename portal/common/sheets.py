"""Tables whose rows a form checks: read, looked at, and taken after that.

A row is refused by the same rules as if it had been typed into a form. What is wrong is named by
line and column; the good rows are offered. Between the preview and the act the rows travel in the
person's own form, signed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.common.tables import Fault, Table, read_table
from portal.common.text import fold

LANGUAGES = ("vi", "en")
LONGEST_WAIT = 6 * 60 * 60
_SALT = "portal.common.sheets"
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class SheetRow:
    """A good row: its line in the file, its cells as written, and what the form made of them."""

    line: int
    cells: dict[str, str]
    values: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        """What the form made of a cell."""
        return self.values[name]


@dataclass
class Preview:
    """The rows that can be taken, and all that is wrong."""

    rows: list[SheetRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class Sheet:
    """A kind of table.

    Attributes:
        form_class: checks one row; the labels of its fields are the headings of the columns.
    """

    form_class: ClassVar[type[forms.Form]]
    most_rows: ClassVar[int] = 2_000
    most_bytes: ClassVar[int] = 4 * 1024 * 1024
    multiline: ClassVar[bool] = False

    def form_options(self) -> dict[str, Any]:
        """What each form is made with beside its cells."""
        return {}

    def faults_between(self, rows: Sequence[SheetRow]) -> Iterable[Fault]:
        """What is wrong with rows that are right by themselves, such as one that stands twice."""
        return ()

    def reason_to_refuse(self, table: Table) -> str:
        """Why a table is refused as a whole, whatever its rows are; empty for most."""
        return ""

    def columns(self) -> list[tuple[str, str, bool]]:
        """Heading, note and whether it is required, of each column."""
        fields = self.form_class(**self.form_options()).fields.values()
        return [(str(one.label), str(one.help_text), one.required) for one in fields]

    def read(self, data: bytes, name: str) -> Preview:
        """Reads a file.

        Args:
            data: its bytes, CSV or XLSX.
            name: how messages call it.
        """
        table = read_table(
            data,
            name,
            max_bytes=self.most_bytes,
            max_rows=self.most_rows,
            max_cell=5_000,
            multiline=self.multiline,
        )
        refused = self.reason_to_refuse(table)
        if refused:
            return Preview(faults=[Fault(table.header_line, "", refused)])
        named = self._named(table)
        faults = [*table.faults, *self._missing(table, named)]
        if not named or len(faults) > len(table.faults):
            return Preview(faults=faults)
        broken = {fault.line for fault in table.faults}
        cells = [
            (row.line, {name: row[column] for name, column in named.items()})
            for row in table.rows
            if row.line not in broken
        ]
        headings = {name: table.heading(column) for name, column in named.items()}
        return self._checked(cells, headings, faults)

    def check(self, carried: Iterable[tuple[int, Mapping[str, str]]]) -> Preview:
        """Checks rows again that were looked at before: things may have changed meanwhile."""
        labels = {name: str(one.label) for name, one in self.form_class.base_fields.items()}
        return self._checked([(line, dict(cells)) for line, cells in carried], labels, [])

    def _checked(
        self, cells: list[tuple[int, dict[str, str]]], headings: dict[str, str], faults: list[Fault]
    ) -> Preview:
        options = self.form_options()
        rows = []
        for line, row in cells:
            form = self.form_class(data=row, **options)
            if form.is_valid():
                rows.append(SheetRow(line, row, form.cleaned_data))
            else:
                faults.extend(_faults_of(form, line, headings))
        between = list(self.faults_between(rows))
        refused = {fault.line for fault in between}
        faults = sorted([*faults, *between], key=lambda fault: fault.line)
        return Preview([row for row in rows if row.line not in refused], faults)

    def _named(self, table: Table) -> dict[str, str]:
        """The column of each field; a column that nobody knows is not read."""
        words: dict[str, str] = {}
        for language in LANGUAGES:
            with override(language):
                for name, one in self.form_class.base_fields.items():
                    words[word_of(str(one.label))] = name
        words |= {word_of(name): name for name in self.form_class.base_fields}
        found: dict[str, str] = {}
        for column in table.columns:
            name = words.get(word_of(column))
            if name:
                found.setdefault(name, column)
        return found

    def _missing(self, table: Table, named: Mapping[str, str]) -> list[Fault]:
        if not table.columns:
            return []
        fields = self.form_class(**self.form_options()).fields
        message = _("This column is missing. Add it to the header.")
        return [
            Fault(table.header_line, str(one.label), message)
            for name, one in fields.items()
            if one.required and name not in named
        ]


def _faults_of(form: forms.Form, line: int, headings: Mapping[str, str]) -> list[Fault]:
    found = []
    for name, messages in form.errors.items():
        label = "" if name == NON_FIELD_ERRORS else headings.get(name, str(form.fields[name].label))
        found += [Fault(line, label, str(message)) for message in messages]
    return found


class WordChoiceField(forms.ChoiceField):
    """A choice that people write by its name, in either language, with marks or without."""

    def to_python(self, value: object) -> str:
        written = word_of(super().to_python(value))
        for language in LANGUAGES:
            with override(language):
                for key, label in self.choices:
                    if written and written in {word_of(str(key)), word_of(str(label))}:
                        return str(key)
        return str(value or "")


class YesField(forms.CharField):
    """“yes”, “x”, “có” – or nothing, “no”, “không”."""

    yes: ClassVar[frozenset[str]] = frozenset({"co", "yes", "x", "1", "true"})
    no: ClassVar[frozenset[str]] = frozenset({"", "khong", "no", "0", "false"})

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def to_python(self, value: object) -> bool:
        written = word_of(super().to_python(value))
        if written not in self.yes | self.no:
            raise forms.ValidationError(_("Write “yes” or “no”."))
        return written in self.yes

    def clean(self, value: object) -> bool:
        """True or false; empty is no."""
        return self.to_python(value)


def word_of(text: str) -> str:
    """A word as it is compared: without marks, signs and capitals."""
    return _SIGNS.sub(" ", fold(text)).strip()


def carry(about: str, user: Any, rows: Iterable[SheetRow]) -> str:
    """The rows as a person's own form carries them from the preview to the act.

    Args:
        about: what they are for; they are good for nothing else.
        user: whose form it is.
        rows: good rows.
    """
    told = {"about": about, "user": user.pk, "rows": [(row.line, row.cells) for row in rows]}
    return signing.dumps(told, salt=_SALT, compress=True)


def carried(about: str, user: Any, sent: str) -> list[tuple[int, dict[str, str]]] | None:
    """What a form carried; None if it is not this person's, for something else, or too old."""
    try:
        told = signing.loads(sent, salt=_SALT, max_age=LONGEST_WAIT)
    except signing.BadSignature:
        return None
    if (told["about"], told["user"]) != (about, user.pk):
        return None
    return [(line, cells) for line, cells in told["rows"]]
