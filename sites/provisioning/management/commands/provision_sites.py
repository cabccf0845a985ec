"""Makes the sites of a kind of unit, of a parent's units or of a file."""

import sys
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm

from portal.common import clock
from portal.common.exports import write_csv
from sites.provisioning.attempts import DatabaseFault
from sites.provisioning.batch import Plan, RowResult, carry_out, plan_table, plan_units
from sites.provisioning.columns import read_portals, unread
from sites.units.models import Kind, UnitPeriod

REPORT_COLUMNS = [
    (name, name) for name in ("line", "unit_code", "unit", "host_name", "state", "details")
]


class Command(BaseCommand):
    """``manage.py provision_sites``."""

    help = "Make the sites of a kind of unit, of the units below a parent, or of a CSV file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kind", choices=Kind.values, help="all units of this kind")
        parser.add_argument("--parent", metavar="CODE", help="units directly below this one")
        parser.add_argument("--file", type=Path, help="CSV or XLSX with a column unit_code")
        parser.add_argument("--date", type=date.fromisoformat, help="day of units and law")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")
        parser.add_argument("--synchronise", action="store_true", help="repair present sites too")
        parser.add_argument(
            "--yes", action="store_true", help="do not ask before making the good rows"
        )
        parser.add_argument("--report", type=Path, help="write what became of each row here (CSV)")

    def handle(self, *args, **options) -> None:
        day = options["date"] or clock.today()
        plan = self._plan(options, day)
        for fault in plan.faults:
            self.stderr.write(
                _("Line %(line)d, column %(column)s: %(message)s")
                % {"line": fault.line, "column": fault.column, "message": fault.message}
                if fault.line
                else fault.message
            )
        summary = _(
            "%(new)d sites to make, %(present)d there already, %(faults)d rows refused."
        ) % {
            "new": len(plan.new),
            "present": len(plan.sites) - len(plan.new),
            "faults": len(plan.faults),
        }
        self.stdout.write(summary)
        if options["dry_run"]:
            for planned in plan.new:
                self.stdout.write(f"  {planned.checked.host_name}  {planned.checked.period.name}")
            if plan.faults:
                sys.exit(1)
            return
        if plan.faults and plan.new and not options["yes"]:
            self._confirm(len(plan.new))
        results = self._carry_out(plan, options)
        if any(result.state == "refused" for result in results) or plan.faults:
            sys.exit(1)

    def _plan(self, options: dict, day: date) -> Plan:
        if options["file"]:
            if options["kind"] or options["parent"]:
                raise CommandError(_("Give either --file, or --kind and --parent."))
            if not options["file"].is_file():
                raise CommandError(_("There is no file %(path)s.") % {"path": options["file"]})
            return self._plan_file(options["file"], day)
        if not (options["kind"] or options["parent"]):
            raise CommandError(_("Say which sites: --kind, --parent or --file."))
        periods = UnitPeriod.objects.on(day).select_related("unit", "parent")
        if options["kind"]:
            periods = periods.filter(kind=options["kind"])
        if options["parent"]:
            above = UnitPeriod.objects.on(day).filter(code=options["parent"]).first()
            if above is None:
                raise CommandError(
                    _("No unit has the code “%(code)s” on this day.") % {"code": options["parent"]}
                )
            periods = periods.filter(parent=above.unit_id)
        return plan_units(periods.order_by("sort_key", "pk"), day)

    def _plan_file(self, path: Path, day: date) -> Plan:
        table = read_portals(path)
        if columns := unread(table):
            self.stderr.write(
                _(
                    "These columns are not read: %(columns)s. If one of them is meant, write it "
                    "as in the template."
                )
                % {"columns": ", ".join(columns)}
            )
        return plan_table(table, day)

    def _confirm(self, count: int) -> None:
        question = _("Make the %(count)d good ones and leave the rest? [y/N] ") % {"count": count}
        if not sys.stdin.isatty():
            raise CommandError(
                _("Nothing was made. Mend the file, or make the good rows with --yes.")
            )
        if input(question).strip().lower() not in {"y", "yes", "c", "có"}:
            raise CommandError(_("Nothing was made."))

    def _carry_out(self, plan: Plan, options: dict) -> list[RowResult]:
        """Makes the sites and tells what became of them, however the work ends."""
        bar = tqdm(
            carry_out(plan, synchronise=options["synchronise"]),
            total=len(plan.sites),
            disable=not sys.stderr.isatty(),
            unit="site",
        )
        results: list[RowResult] = []
        try:
            for result in bar:
                results.append(result)
        except DatabaseFault as fault:
            raise CommandError(
                _("The database does not answer. Run the same command again: it goes on.")
            ) from fault
        finally:
            self._tell(results, options)
        return results

    def _tell(self, results: list[RowResult], options: dict) -> None:
        # What the database broke off was done last; it is told at its place in the file.
        results.sort(key=lambda result: result.planned.line)
        rows = [_report_row(result, options["verbosity"] > 1) for result in results]
        self._say(results, rows)
        if options["report"]:
            with options["report"].open("w", encoding="utf-8", newline="") as stream:
                write_csv(rows, REPORT_COLUMNS, stream)

    def _say(self, results: list[RowResult], rows: list[dict]) -> None:
        for result, row in zip(results, rows, strict=True):
            line = "  ".join(str(cell) for cell in row.values() if cell != "")
            if result.state != "unchanged" or row["details"]:
                self.stdout.write(line)
        counts = dict.fromkeys(("made", "repaired", "unchanged", "refused"), 0)
        for result in results:
            counts[result.state] += 1
        self.stdout.write(
            _("Made %(made)d, repaired %(repaired)d, unchanged %(unchanged)d, refused %(refused)d.")
            % counts
        )


def _report_row(result: RowResult, is_verbose: bool) -> dict[str, str | int]:
    planned = result.planned
    report = result.report
    if report is None:
        details = [result.refused]
    else:
        details = report.notes if report.is_new else [*report.repairs, *report.notes]
        if is_verbose:
            details = [*details, *(_not_installed(name) for name in report.not_installed)]
    return {
        "line": planned.line or "",
        "unit_code": planned.checked.period.code,
        "unit": planned.checked.period.name,
        "host_name": planned.checked.host_name,
        "state": result.state,
        "details": "; ".join(details),
    }


def _not_installed(name: str) -> str:
    return _("section “%(name)s”: not installed yet") % {"name": name}
