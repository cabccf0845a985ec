"""Sends the daily mails about what waits for review; run once a day, in the morning."""

from django.core.management.base import BaseCommand

from editorial.workflow.tasks import send_digests


class Command(BaseCommand):
    help = "Mails everybody who wants one mail a day what waits for their review."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{send_digests()} mails queued.")
