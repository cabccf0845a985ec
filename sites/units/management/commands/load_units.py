"""Loads a table of units into the register."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sites.units.loading import Action, LoadReport
from sites.units.loading.rows import parse_day
from sites.units.services import load_units


class Command(BaseCommand):
    help = "Loads a CSV file or workbook of units; a file with faults changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="CSV file or .xlsx workbook; see docs/units.md")
        parser.add_argument(
            "--valid-from", metavar="DATE", help="the first day of rows that name none"
        )
        parser.add_argument("--dry-run", action="store_true", help="only tell what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_units(
                options["file"],
                valid_from=_day(options["valid_from"]),
                dry_run=options["dry_run"],
            )
        except OSError as problem:
            raise CommandError(
                _("The file %(file)s cannot be read: %(reason)s.")
                % {"file": options["file"], "reason": problem.strerror}
            ) from problem
        if options["verbosity"]:
            self._tell_rows(report, unchanged=options["verbosity"] > 1)
            self._tell_sum(report)
        if report.faults:
            self._refuse(report)
        if options["dry_run"]:
            self.stdout.write(_("This was a trial: nothing was changed."))

    def _tell_rows(self, report: LoadReport, *, unchanged: bool) -> None:
        for change in report.changes:
            if unchanged or change.action != Action.UNCHANGED:
                fields = f" ({', '.join(change.fields)})" if change.fields else ""
                self.stdout.write(
                    f"{change.line}: {change.action.label}: {change.code} {change.name}{fields}"
                )

    def _tell_sum(self, report: LoadReport) -> None:
        self.stdout.write(
            _("%(new)d new, %(changed)d changed, %(unchanged)d unchanged.")
            % {"new": report.new, "changed": report.changed, "unchanged": report.unchanged}
        )
        if report.linked:
            message = ngettext(
                "%(count)d earlier unit found its successors.",
                "%(count)d earlier units found their successors.",
                report.linked,
            )
            self.stdout.write(message % {"count": report.linked})
        if report.awaited:
            self.stdout.write(
                _("These successors are not in the register yet: %(codes)s.")
                % {"codes": ", ".join(report.awaited)}
            )

    def _refuse(self, report: LoadReport) -> None:
        for fault in report.faults:
            self.stderr.write(str(fault))
        raise CommandError(
            ngettext(
                "Nothing was changed: correct the fault and load the file again.",
                "Nothing was changed: correct the %(count)d faults and load the file again.",
                len(report.faults),
            )
            % {"count": len(report.faults)}
        )


def _day(text: str | None) -> date | None:
    try:
        return parse_day(text) if text else None
    except ValueError as problem:
        raise CommandError(str(problem)) from problem
