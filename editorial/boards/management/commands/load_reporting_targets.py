"""Loads the days on which editorial boards are due from the data file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from editorial.boards.loading import DATA_FILE, TargetDataError, load_targets


class Command(BaseCommand):
    """``manage.py load_reporting_targets``: running it twice changes nothing."""

    help = "Adds the reporting targets of the data file that are missing."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--file", type=Path, default=DATA_FILE, help="the data file")

    def handle(self, *, file: Path, **options) -> None:
        try:
            report = load_targets(file)
        except (OSError, TargetDataError) as error:
            raise CommandError(f"{error} Nothing was stored.") from error
        self.stdout.write(f"{report.created} created, {report.present} there already.")
