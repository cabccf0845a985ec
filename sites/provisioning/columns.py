"""The columns of a file of portals: what people call them, and how their headings are read.

Whoever fills in a file writes headings in words of their language; commands and older files
write the codes. Both are read, with or without diacritics, whatever the case, blanks and signs.
Faults name a column as the file's own header writes it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from portal.common.tables import Fault, Row, Table, read_table
from portal.common.text import fold
from sites.profile import palettes

UNIT_CODE = "unit_code"
# What a file may hold, by code, in the order of the template.
HEADINGS = {
    UNIT_CODE: gettext_lazy("Code of the unit"),
    "unit_name": gettext_lazy("Name of the unit"),
    "host_name": gettext_lazy("Host name"),
    "palette": gettext_lazy("Palette"),
    "administrator_name": gettext_lazy("Name of the administrator"),
    "administrator_email": gettext_lazy("E-mail of the administrator"),
}
REQUIRED = (UNIT_CODE,)

_SIGNS = re.compile(r"[\W_]+")


def read_portals(source: str | Path | bytes, name: str | None = None, **limits: int) -> Table:
    """Reads a file of portals.

    Args:
        source: a path, or the bytes of an uploaded file.
        name: how messages call the file; the path's last part if left out.
        limits: ``max_bytes`` and ``max_rows`` of :func:`portal.common.tables.read_table`.

    Raises:
        OSError: the path cannot be read.
    """
    return recognised(read_table(source, name, **limits))


def recognised(table: Table) -> Table:
    """The table with the codes of its columns in place of what its header calls them.

    A column that nobody knows keeps its name and is not read. A column that stands there a
    second time by another name is a fault of the header.

    Args:
        table: as it was read.

    Returns:
        Another table. ``headings`` still says how the file itself writes each column.
    """
    codes, faults = {}, []
    for name in dict.fromkeys(table.columns):
        code = _codes_of_headings().get(_comparable(name), name)
        if code not in codes.values():
            codes[name] = code
            continue
        faults.append(_said_twice(table, code, codes, name))
        codes[name] = name
    return replace(
        table,
        columns=tuple(codes[name] for name in table.columns),
        rows=[
            Row(row.line, {codes[name]: cell for name, cell in row.cells.items()})
            for row in table.rows
        ],
        faults=[*(_as_written(table, fault) for fault in table.faults), *faults],
        headings={codes[name]: table.heading(name) for name in codes},
    )


def heading(table: Table, code: str) -> str:
    """What the file itself calls a column; the name of our template where it has none.

    Args:
        table: a table that was recognised.
        code: a key of ``HEADINGS``.
    """
    return table.headings.get(code) or str(HEADINGS.get(code, code))


def missing(table: Table) -> list[Fault]:
    """One fault for each required column that a recognised table lacks, by its name."""
    return [
        replace(fault, column=heading(table, fault.column)) for fault in table.missing(REQUIRED)
    ]


def unread(table: Table) -> list[str]:
    """The columns of a recognised table that nobody reads, as the file writes them."""
    return [heading(table, name) for name in table.columns if name and name not in HEADINGS]


def palette_key(text: str) -> str:
    """The key of a palette that is called by its key or its name; else the text as it is."""
    return _palette_keys().get(_comparable(text), text)


@cache
def _palette_keys() -> dict[str, str]:
    return _keys_by_word({key: name for key, (name, *_colours) in palettes.PALETTES.items()})


@cache
def _codes_of_headings() -> dict[str, str]:
    return _keys_by_word(HEADINGS)


def _keys_by_word(names: dict) -> dict[str, str]:
    """The key behind each way of calling it: itself, or its name in any language."""
    found: dict[str, str] = {}
    for key, name in names.items():
        for word in (key, *_in_every_language(name)):
            found.setdefault(_comparable(word), key)
    return found


def _in_every_language(name) -> Iterator[str]:
    for language, _label in settings.LANGUAGES:
        with override(language):
            yield str(name)


def _comparable(text: str) -> str:
    return _SIGNS.sub("", fold(text))


def _as_written(table: Table, fault: Fault) -> Fault:
    return replace(fault, column=table.heading(fault.column))


def _said_twice(table: Table, code: str, codes: dict[str, str], name: str) -> Fault:
    first = next(known for known, meant in codes.items() if meant == code)
    return Fault(
        table.header_line,
        table.heading(name),
        _("This column means the same as “%(other)s”; leave one of them out.")
        % {"other": table.heading(first)},
    )
