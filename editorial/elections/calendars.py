"""The steps of an election for people's own calendars (RFC 5545)."""

from datetime import datetime, timedelta

from django.http import HttpResponse
from icalendar import Calendar, Event

from editorial.elections.models import Election, Milestone
from portal.common import clock
from portal.common.text import writable

CONTENT_TYPE = "text/calendar; charset=utf-8"
HOUR = timedelta(hours=1)


def calendar_of(election: Election, address: str) -> bytes:
    """All steps as whole days, or as an hour where the step has one.

    Args:
        election: the election.
        address: of the timeline; each entry leads there.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Cong//Elections//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", writable(election.name))
    for step in election.milestones.all():
        calendar.add_component(_entry(election, step, address))
    return calendar.to_ical()


def _entry(election: Election, step: Milestone, address: str) -> Event:
    entry = Event()
    entry.add("uid", f"{step.pk}@{election.uid}")
    entry.add("dtstamp", clock.now())
    entry.add("summary", writable(step.name))
    if step.hour and not step.ends_on:
        start = datetime.combine(step.starts_on, step.hour, clock.PROVINCE_TIME)
        entry.add("dtstart", start)
        entry.add("dtend", start + HOUR)
    else:
        entry.add("dtstart", step.starts_on)
        entry.add("dtend", step.last + timedelta(days=1))
    entry.add("url", address)
    return entry


def calendar_answer(content: bytes, name: str) -> HttpResponse:
    """A calendar file to download or to subscribe to."""
    disposition = f'attachment; filename="{name}.ics"'
    return HttpResponse(
        content, content_type=CONTENT_TYPE, headers={"Content-Disposition": disposition}
    )
