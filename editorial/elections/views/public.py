"""What readers see of an election: calendar, constituencies, polling areas."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from editorial.campaigns.views import part_context
from editorial.elections.calendars import calendar_answer, calendar_of
from editorial.elections.models import Constituency, ElectedBody, Election
from editorial.elections.places import bodies_of, communes_of, constituencies_of, found_for

COMMUNE, BODY = "xa", "co-quan"


def election_of(page) -> Election:
    """The election of a hub.

    Raises:
        Http404: it names none yet.
    """
    if page.election is None:
        raise Http404
    return page.election


def context_of(page, request: HttpRequest, path: str, title: str) -> dict:
    """What every part of an election shows."""
    return {**part_context(page, request, path, title), "election": election_of(page)}


def timeline(page, request: HttpRequest) -> HttpResponse:
    """All steps in their order, those that are over marked."""
    election = election_of(page)
    context = context_of(page, request, "moc-thoi-gian/", pgettext("of an election", "Timeline"))
    context["steps"] = list(election.milestones.all())
    return render(request, "elections/timeline.html", context)


def timeline_calendar(page, request: HttpRequest) -> HttpResponse:
    """The steps as an iCalendar file."""
    election = election_of(page)
    address = part_context(page, request, "moc-thoi-gian/", "")["canonical"]
    return calendar_answer(calendar_of(election, address), page.slug)


def constituencies(page, request: HttpRequest) -> HttpResponse:
    """Finds by commune; lists the constituencies of one body."""
    election = election_of(page)
    bodies = bodies_of(election)
    chosen = request.GET.get(COMMUNE, "")
    found = found_for(election, chosen) if chosen else None
    body = _chosen_body(bodies, request.GET.get(BODY, ""))
    title = _("My constituency and polling place")
    context = context_of(page, request, "don-vi-bau-cu/", title) | {
        "groups": communes_of(election),
        "chosen": chosen,
        "found": found,
        "is_unknown": bool(chosen) and found is None,
        "bodies": bodies,
        "body": body,
        "constituencies": constituencies_of(body) if body else [],
    }
    return render(request, "elections/constituencies.html", context)


def _chosen_body(bodies: list[ElectedBody], key: str) -> ElectedBody | None:
    """The body that the address names, or else the first one."""
    named = next((body for body in bodies if str(body.pk) == key), None)
    return named or (bodies[0] if bodies else None)


def constituency(page, request: HttpRequest, number: int) -> HttpResponse:
    """One constituency with its candidates and its results, as far as they are published.

    Raises:
        Http404: the election has no such constituency.
    """
    from editorial.candidates.services import published_in
    from editorial.results.services import published_result

    election = election_of(page)
    rows = Constituency.objects.filter(body__election=election).select_related("body")
    row = get_object_or_404(rows, pk=number)
    named = next(one for one in constituencies_of(row.body) if one.pk == row.pk)
    title = _("Constituency %(number)d") % {"number": row.number}
    context = context_of(page, request, f"don-vi-bau-cu/{row.pk}/", title) | {
        "constituency": named,
        "body": row.body,
        "candidates": published_in(row),
        "result": published_result(row),
    }
    return render(request, "elections/constituency.html", context)
