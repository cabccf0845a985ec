"""What readers see of candidates: each in the same way as all others."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from editorial.candidates.figures import figures_of, published_bodies
from editorial.candidates.models import Candidate, Correction
from editorial.candidates.services import listed, published_candidates
from editorial.elections.models import ElectedBody
from editorial.elections.places import constituencies_of
from editorial.elections.views.public import BODY, context_of, election_of
from portal.common.pictures import attach_pictures

MOST_CORRECTIONS = 200


def candidates(page, request: HttpRequest) -> HttpResponse:
    """The published list of one body, by constituency, with its log of corrections.

    Raises:
        Http404: no list is published.
    """
    bodies = published_bodies(election_of(page))
    if not bodies:
        raise Http404
    body = _chosen(bodies, request.GET.get(BODY, ""))
    context = context_of(page, request, "nguoi-ung-cu/", _("Candidates")) | {
        "bodies": bodies,
        "body": body,
        "constituencies": _with_candidates(body),
        "corrections": _corrections(body),
    }
    return render(request, "candidates/list.html", context)


def _chosen(bodies: list[ElectedBody], key: str) -> ElectedBody:
    """The body that the address names, or else the first one."""
    return next((body for body in bodies if str(body.pk) == key), bodies[0])


def _with_candidates(body: ElectedBody) -> list:
    rows = list(listed(Candidate.objects.filter(constituency__body=body)))
    attach_pictures(rows)
    found = constituencies_of(body)
    for constituency in found:
        constituency.listed = [row for row in rows if row.constituency_id == constituency.pk]
    return found


def _corrections(body: ElectedBody) -> list[Correction]:
    return list(body.corrections.order_by("-made_at", "-pk")[:MOST_CORRECTIONS])


def candidate(page, request: HttpRequest, number: int) -> HttpResponse:
    """One candidate of a published list.

    Raises:
        Http404: there is none of this number, or the list is not published.
    """
    rows = published_candidates(election_of(page)).select_related("constituency__body")
    row = get_object_or_404(rows, pk=number)
    attach_pictures([row])
    context = context_of(page, request, f"nguoi-ung-cu/{row.pk}/", row.full_name) | {
        "candidate": row,
        "constituency": row.constituency,
        "corrections": list(row.corrections.all()[:MOST_CORRECTIONS]),
    }
    return render(request, "candidates/candidate.html", context)


def figures(page, request: HttpRequest) -> HttpResponse:
    """The candidates in figures, by level.

    Raises:
        Http404: no list is published.
    """
    found = figures_of(election_of(page))
    if not found:
        raise Http404
    title = _("Candidates in figures")
    context = context_of(page, request, "nguoi-ung-cu/thong-ke/", title)
    return render(request, "candidates/figures.html", {**context, "levels": found})
