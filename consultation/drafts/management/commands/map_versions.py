"""``manage.py map_versions``: what became of each provision, for support and scripts."""

import json
import sys
from argparse import ArgumentParser
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from consultation.drafts.management.commands.read_draft import CHANGES, UNREADABLE, read_file
from consultation.reading.tree import DraftUnreadable, Kind, Provision
from consultation.versions.mapping import Mapping, Relation, as_data, map_versions


class Command(BaseCommand):
    """Prints the proposed mapping of two versions; changes nothing and needs no database."""

    help = "Proposes what became of each provision of a draft (exit status 2: unreadable)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = "a .docx or .txt file, or .json as “read_draft --json” prints it"
        parser.add_argument("old", help=f"the former version: {kinds}")
        parser.add_argument("new", help="the version that replaces it, likewise")
        parser.add_argument("--json", action="store_true", help="print JSON instead of a list")
        parser.add_argument(
            "--changes",
            choices=list(CHANGES),
            default="refuse",
            help="what becomes of tracked changes (default: the file is refused)",
        )

    def handle(self, *, old: str, new: str, changes: str, **options) -> None:
        try:
            mappings = map_versions(_read(old, changes), _read(new, changes))
        except DraftUnreadable as error:
            self._fail(str(error), as_json=options["json"])
            return
        if options["json"]:
            self.stdout.write(json.dumps(as_data(mappings), ensure_ascii=False))
        else:
            self._list(mappings)

    def _fail(self, message: str, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"error": message}, ensure_ascii=False))
        else:
            self.stderr.write(message)
        sys.exit(UNREADABLE)

    def _list(self, mappings: list[Mapping]) -> None:
        """What is not as it was, a line each, and how many there are of each relation."""
        labels = {relation: str(relation.label) for relation in Relation}
        width = max(map(len, labels.values()))
        for mapping in mappings:
            if mapping.relation != Relation.SAME or mapping.old != mapping.new:
                sides = (" + ".join(side) or "–" for side in (mapping.old, mapping.new))
                self.stdout.write(f"{labels[mapping.relation]:{width}}  {' → '.join(sides)}")
        counts = Counter(mapping.relation for mapping in mappings)
        sums = [f"{label}: {counts[each]}" for each, label in labels.items() if counts[each]]
        self.stdout.write("; ".join(sums))


def _read(file: str, changes: str) -> list[Provision]:
    """The provisions of a file; a refusal names the file, because there are two."""
    try:
        if Path(file).suffix.lower() == ".json":
            return _provisions(Path(file).read_bytes())
        return read_file(file, changes).provisions
    except DraftUnreadable as error:
        raise DraftUnreadable(error.code, f"{file}: {error}") from error
    except OSError as error:
        reason = _("The file cannot be opened: %(reason)s") % {"reason": error.strerror}
        raise DraftUnreadable("not-opened", f"{file}: {reason}") from error


def _provisions(content: bytes) -> list[Provision]:
    try:
        rows = json.loads(content)["provisions"]
        provisions = [Provision(**{**row, "kind": Kind(row["kind"])}) for row in rows]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise DraftUnreadable("not-provisions", _not_provisions()) from error
    whole = all(isinstance(value, str) for each in provisions for value in asdict(each).values())
    if not whole or len({each.address for each in provisions}) < len(provisions):
        raise DraftUnreadable("not-provisions", _not_provisions())
    return provisions


def _not_provisions() -> str:
    return _(
        "This JSON holds no provisions, each with an address of its own, as “read_draft --json” "
        "prints them. Make the file with that command."
    )
