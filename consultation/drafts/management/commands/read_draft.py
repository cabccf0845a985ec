"""``manage.py read_draft``: what the portal reads in a file, for support and scripts."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from consultation.reading.services import read_docx, read_text
from consultation.reading.tree import DraftUnreadable, Provision, Reading

UNREADABLE = 2
CHANGES = {"refuse": None, "accept": True, "reject": False}
_STANDARD_INPUT = "-"


class Command(BaseCommand):
    """Prints the provisions of a draft; changes nothing and needs no database."""

    help = "Reads a draft regulation and prints its provisions (exit status 2: it is unreadable)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a .docx file; a .txt file or “-” is read as pasted text")
        parser.add_argument("--json", action="store_true", help="print JSON instead of a tree")
        parser.add_argument(
            "--changes",
            choices=list(CHANGES),
            default="refuse",
            help="what becomes of tracked changes (default: the file is refused)",
        )

    def handle(self, *, file: str, changes: str, **options) -> None:
        as_json = options["json"]
        try:
            reading = read_file(file, changes)
        except DraftUnreadable as error:
            self._fail(str(error), as_json=as_json)
        except OSError as error:
            reason = _("The file cannot be opened: %(reason)s") % {"reason": error.strerror}
            self._fail(reason, as_json=as_json)
        else:
            write = write_json if as_json else write_tree
            write(reading, self.stdout)

    def _fail(self, message: str, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"error": message}, ensure_ascii=False))
        else:
            self.stderr.write(message)
        sys.exit(UNREADABLE)


def read_file(file: str, changes: str) -> Reading:
    """Reads a draft that a command was given.

    Args:
        file: path of a Word file or of a text (.txt); “-” reads the standard input as text.
        changes: a key of `CHANGES`.

    Raises:
        DraftUnreadable: it is none that can be read.
        OSError: it cannot be opened.
    """
    if file == _STANDARD_INPUT:
        return read_text(sys.stdin.read())
    path = Path(file)
    if path.suffix.lower() == ".txt":
        return read_text(path.read_text(encoding="utf-8-sig", errors="replace"))
    with path.open("rb") as stream:
        return read_docx(stream, accept_changes=CHANGES[changes])


def write_json(reading: Reading, output: TextIO) -> None:
    """Writes a reading as one JSON object, a provision per line: long texts take no more memory.

    Args:
        reading: to be written.
        output: where to.
    """
    output.write('{"provisions": [')
    for index, provision in enumerate(reading.provisions):
        text = json.dumps(asdict(provision), ensure_ascii=False)
        output.write(f"{',' if index else ''}\n{text}", ending="")
    warnings = json.dumps([str(warning) for warning in reading.warnings], ensure_ascii=False)
    output.write(f'\n], "warnings": {warnings}}}')


def write_tree(reading: Reading, output: TextIO) -> None:
    """Writes a reading for people: indented by level, the text under its number.

    Args:
        reading: to be written.
        output: where to.
    """
    depths = {"": -1}
    for provision in reading.provisions:
        depths[provision.address] = depth = depths.get(provision.parent, -1) + 1
        _write_provision(provision, "  " * depth, output)
    for warning in reading.warnings:
        output.write(_("Warning: %(warning)s") % {"warning": warning})


def _write_provision(provision: Provision, indent: str, output: TextIO) -> None:
    title = " ".join(filter(None, (provision.kind.value, provision.number)))
    heading = f": {provision.heading}" if provision.heading else ""
    output.write(f"{indent}{title}{heading}  [{provision.address}]")
    for line in filter(None, provision.text.split("\n")):
        output.write(f"{indent}    {line}")
