"""Loads the calendars of elections."""

from django.core.management.base import BaseCommand, CommandError

from editorial.elections.loading import CalendarDataError, load_calendars


class Command(BaseCommand):
    """``manage.py load_election_calendars``: what is there already stays as it is."""

    help = "Load the calendars of elections: steps by their distance from election day."

    def handle(self, *args, **options) -> None:
        try:
            report = load_calendars()
        except CalendarDataError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{report.created} new, {report.present} present")
