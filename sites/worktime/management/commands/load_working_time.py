"""Loads working hours, holidays and norms from the data files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from sites.worktime.loading import DATA_FOLDER, WorkingTimeDataError, load_working_time


class Command(BaseCommand):
    help = "Loads working hours, holidays and norms. What is there already is left as it is."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--folder", type=Path, default=DATA_FOLDER, help="the data files")

    def handle(self, *, folder: Path, **options) -> None:
        try:
            report = load_working_time(folder)
        except WorkingTimeDataError as error:
            for fault in error.faults:
                self.stderr.write(fault)
            raise CommandError("Nothing was stored. Correct the rows above.") from error
        self.stdout.write(f"{report.created} created, {report.present} were there.")
