"""Publishes what is due and takes away what has expired, instead of Wagtail's command."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from editorial.schedule.publishing import publish_due

SHORTEST_PAUSE = 5


class Command(BaseCommand):
    help = "Publish what is due and take away what has expired, once or again and again."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="go on, with so long a pause between"
        )

    def handle(self, *, every: int | None, **options) -> None:
        if every is None:
            if failed := self._once():
                raise CommandError(f"{failed} items failed; the log says why.")
            return
        if every < SHORTEST_PAUSE:
            raise CommandError(f"The pause is at least {SHORTEST_PAUSE} seconds.")
        while True:
            close_old_connections()
            self._once()
            time.sleep(every)

    def _once(self) -> int:
        report = publish_due()
        if report.shown or report.hidden:
            self.stdout.write(f"{report.shown} published, {report.hidden} taken away.")
            self.stdout.flush()
        return report.failed
