from django.core.management.base import BaseCommand

from sites.trace.services import trace_missing


class Command(BaseCommand):
    """Traces the entries of Wagtail's log of which it is not yet known where they belong."""

    help = (
        "Says of each entry of the log on which portals it belongs, where that is missing: once "
        "after an update, and after data were loaded without the program. May be run again."
    )

    def handle(self, *args, **options) -> None:
        """Runs it and says how many there were."""
        number = trace_missing()
        self.stdout.write(f"{number} entries traced.")
