"""What readers see of results, on every portal that shows the election."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from editorial.elections.views.public import BODY, context_of, election_of
from editorial.results.services import (
    bodies_with_results,
    published_results,
    published_turnouts,
    turnout_total,
)


def results(page, request: HttpRequest) -> HttpResponse:
    """Turnout by unit, and the results of one body.

    Raises:
        Http404: nothing is published.
    """
    election = election_of(page)
    bodies = bodies_with_results(election)
    turnouts = published_turnouts(election)
    if not bodies and not turnouts:
        raise Http404
    asked = request.GET.get(BODY, "")
    body = next((one for one in bodies if str(one.pk) == asked), bodies[0] if bodies else None)
    context = context_of(page, request, "ket-qua/", _("Results")) | {
        "bodies": bodies,
        "body": body,
        "results": published_results(body) if body else [],
        "turnouts": turnouts,
        "total": turnout_total(election) if turnouts else None,
    }
    answer = render(request, "results/results.html", context)
    answer.headers["Cache-Control"] = settings.LIVE_PAGE_CACHE_CONTROL
    return answer
