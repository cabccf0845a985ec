"""Loads the least periods of consultation from the data file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from consultation.periods.loading import DATA_FILE, PeriodDataError, load_periods


class Command(BaseCommand):
    help = "Loads least periods of consultation. What is there already is left as it is."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--file", type=Path, default=DATA_FILE, help="the data file")

    def handle(self, *, file: Path, **options) -> None:
        try:
            report = load_periods(file)
        except PeriodDataError as error:
            for fault in error.faults:
                self.stderr.write(fault)
            raise CommandError("Nothing was stored. Correct the rows above.") from error
        self.stdout.write(f"{report.created} created, {report.present} were there.")
