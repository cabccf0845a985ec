"""Puts the rights of supervising units right for today; run once a day, after midnight."""

from django.core.management.base import BaseCommand

from sites.access.oversight import renew_oversight


class Command(BaseCommand):
    help = "Lets the supervisors of each unit look after just the portals under it today."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{renew_oversight()} portals put right.")
