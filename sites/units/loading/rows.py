"""Reads the cells of a row, each by its own rule."""

import re
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from portal.common.tables import Fault, Row, Table
from sites.units.models import Kind, Unit, UnitPeriod

REQUIRED = ("code", "name", "kind")
TEXTS = ("name", "name_en", "short_name", "slug", "subtype", "note")
CONTACTS = ("address", "telephone", "email", "website")
OPTIONAL = (
    "name_en",
    "slug",
    "subtype",
    "parent_code",
    "short_name",
    "valid_from",
    "valid_to",
    "successor_codes",
    *CONTACTS,
    "note",
)
# Lengths of the official codes of administrative units (Decision 124/2004/QĐ-TTg).
CODE_LENGTHS = {Kind.PROVINCE: 2, Kind.DISTRICT: 3, Kind.COMMUNE: 5}

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_/-]{0,29}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{2})/(\d{2})/(\d{4})", re.ASCII)
_YEARS = range(1900, 2200)


@dataclass(frozen=True)
class UnitRow:
    """A row whose cells are sound; an empty cell leaves what the register says."""

    line: int
    code: str
    kind: str
    valid_from: date
    valid_to: date | None
    parent_code: str
    successor_codes: tuple[str, ...]
    texts: dict[str, str]
    contacts: dict[str, str]


@dataclass
class ReadRows:
    """The rows of a table, the sound ones apart from the faults."""

    rows: list[UnitRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    faulty_codes: set[str] = field(default_factory=set)


def read_rows(table: Table, valid_from: date | None) -> ReadRows:
    """The rows of a table as units.

    Args:
        table: what was read from the file.
        valid_from: the first day of rows that name none.
    """
    result = ReadRows(faults=[*table.faults, *table.missing(REQUIRED)])
    known = {*REQUIRED, *OPTIONAL}
    for name in table.columns:
        if name and name not in known:
            message = _("No such column is known. Correct its name or remove it.")
            result.faults.append(Fault(table.header_line, name, message))
    if set(REQUIRED) <= set(table.columns):
        for row in table.rows:
            _read_row(row, valid_from, result)
    return result


def _read_row(row: Row, valid_from: date | None, result: ReadRows) -> None:
    reader = _RowReader(row, valid_from)
    unit_row = reader.read()
    result.faults += reader.faults
    if reader.faults:
        result.faulty_codes.add(row["code"])
    else:
        result.rows.append(unit_row)


class _RowReader:
    """Reads one row and gathers what is wrong with it."""

    def __init__(self, row: Row, valid_from: date | None):
        self.row = row
        self.default_start = valid_from
        self.faults: list[Fault] = []

    def fault(self, column: str, message: str) -> None:
        self.faults.append(Fault(self.row.line, column, message))

    def read(self) -> UnitRow:
        """The row; to be used only where no faults were gathered."""
        kind = self._kind()
        start = self._start()
        end = self._day("valid_to")
        if start and end and end < start:
            self.fault("valid_to", _("The end lies before the start."))
        successors = self._successors()
        if successors and not self.row["valid_to"]:
            self.fault("valid_to", _("A unit with successors needs its last day here."))
        return UnitRow(
            line=self.row.line,
            code=self._code(kind),
            kind=kind,
            valid_from=start or date.min,
            valid_to=end,
            parent_code=self._parent(),
            successor_codes=successors,
            texts=self._texts(),
            contacts=self._contacts(),
        )

    def _kind(self) -> str:
        kind = self.row["kind"]
        if kind not in Kind.values:
            self.fault(
                "kind",
                _("“%(kind)s” is no kind of unit. Use one of: %(kinds)s.")
                % {"kind": kind, "kinds": ", ".join(Kind.values)},
            )
        return kind

    def _code(self, kind: str) -> str:
        code = self.row["code"]
        length = CODE_LENGTHS.get(kind, 0)
        if not code:
            self.fault("code", _("The code is missing."))
        elif not _CODE.fullmatch(code):
            self.fault("code", _("A code has letters without accents, digits, and - _ / only."))
        elif code.isdigit() and len(code) < length:
            self.fault("code", _lost_zeros(code, code.zfill(length)))
        return code

    def _parent(self) -> str:
        code = self.row["parent_code"]
        self._check_reference("parent_code", code)
        if code and code == self.row["code"]:
            self.fault("parent_code", _("A unit cannot stand under itself."))
        return code

    def _successors(self) -> tuple[str, ...]:
        codes = [code.strip() for code in self.row["successor_codes"].split(";")]
        found = tuple(dict.fromkeys(code for code in codes if code))
        for code in found:
            self._check_reference("successor_codes", code)
        return found

    def _check_reference(self, column: str, code: str) -> None:
        lengths = set(CODE_LENGTHS.values())
        if not code:
            return
        if not _CODE.fullmatch(code):
            self.fault(column, _("“%(code)s” is no code.") % {"code": code})
        elif code.isdigit() and len(code) < max(lengths) and len(code) not in lengths:
            likely = min(length for length in lengths if length > len(code))
            self.fault(column, _lost_zeros(code, code.zfill(likely)))

    def _start(self) -> date | None:
        if not self.row["valid_from"]:
            if not self.default_start:
                self.fault(
                    "valid_from",
                    _("The first day is missing: fill it in, or give one for all rows."),
                )
            return self.default_start
        return self._day("valid_from")

    def _day(self, column: str) -> date | None:
        text = self.row[column]
        if not text:
            return None
        try:
            return parse_day(text)
        except ValueError as problem:
            self.fault(column, str(problem))
            return None

    def _texts(self) -> dict[str, str]:
        texts = {column: self.row[column] for column in TEXTS}
        if not texts["name"]:
            self.fault("name", _("The name is missing."))
        if texts["slug"] and not _SLUG.fullmatch(texts["slug"]):
            self.fault("slug", _("A slug has small letters without accents, digits and hyphens."))
        for column, text in texts.items():
            self._check_length(column, text, UnitPeriod)
        return texts

    def _contacts(self) -> dict[str, str]:
        contacts = {column: self.row[column] for column in CONTACTS}
        for column, text in contacts.items():
            self._check_length(column, text, Unit)
        for column, validate in (("email", validate_email), ("website", _validate_website)):
            try:
                if contacts[column]:
                    validate(contacts[column])
            except ValidationError as problem:
                self.fault(column, problem.messages[0])
        return contacts

    def _check_length(self, column: str, text: str, model: type[Unit | UnitPeriod]) -> None:
        most = model._meta.get_field(column).max_length
        if most and len(text) > most:
            self.fault(column, _("At most %(count)d characters fit here.") % {"count": most})


_validate_website = URLValidator(schemes=["http", "https"])


def parse_day(text: str) -> date:
    """A day written ``2021-02-03`` or ``03/02/2021`` (day, month, year).

    Raises:
        ValueError: it is written in another way, so that it could mean several days, or there is
            no such day; the message says which.
    """
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, match.groups())
    else:
        raise ValueError(
            _("“%(text)s” can be read in several ways. Write 2021-02-03 or 03/02/2021.")
            % {"text": text}
        )
    try:
        if year not in _YEARS:
            raise ValueError
        return date(year, month, day)
    except ValueError as problem:
        raise ValueError(_("There is no day %(text)s.") % {"text": text}) from problem


def _lost_zeros(code: str, likely: str) -> str:
    return _(
        "“%(code)s” is too short: a spreadsheet took its leading zeros away. Write %(likely)s, "
        "and format the column as text."
    ) % {"code": code, "likely": likely}
