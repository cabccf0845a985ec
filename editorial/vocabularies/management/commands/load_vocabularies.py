from django.core.management.base import BaseCommand

from editorial.vocabularies.services import load_vocabularies


class Command(BaseCommand):
    """Loads fields, genres, document types and issuing bodies from the data files."""

    help = __doc__

    def handle(self, *args, **options) -> None:
        for name, report in load_vocabularies().items():
            self.stdout.write(
                f"{name}: {report.made} made, {report.changed} changed, {report.same} unchanged"
            )
