"""Loads the requirement sets and their sections from the data files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from sites.blueprint.services import DATA_FOLDER, LawDataError, load_law


class Command(BaseCommand):
    help = "Loads the required sections from the data files. Running it twice changes nothing."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--folder", type=Path, default=DATA_FOLDER, help="the data files")
        parser.add_argument("--dry-run", action="store_true", help="check and count, store nothing")

    def handle(self, *, folder: Path, dry_run: bool, **options) -> None:
        try:
            report = load_law(folder, dry_run=dry_run)
        except LawDataError as error:
            for fault in error.faults:
                self.stderr.write(str(fault))
            raise CommandError("Nothing was stored. Correct the rows above.") from error
        for sentence in report.kept:
            self.stdout.write(sentence)
        self.stdout.write(
            f"{'Would be' if dry_run else 'Now'}: {report.created} created, "
            f"{report.updated} updated, {report.removed} removed, {report.unchanged} unchanged."
        )
