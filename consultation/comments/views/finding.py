"""Looks for words in a draft and in what citizens said on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from consultation.comments.finding import (
    LONGEST_QUERY,
    LOOKED_THROUGH,
    comments_with,
    provisions_with,
    words_of,
)
from consultation.comments.views.listing import shown_comments
from consultation.drafts.models import DraftPage
from portal.hosts.addresses import language_of


def find(page: DraftPage, request: HttpRequest) -> HttpResponse:
    """The provisions and the published comments in which all the words stand."""
    typed = request.GET.get("q", "")[: LONGEST_QUERY * 4]
    words = words_of(typed)
    provisions, total = provisions_with(page, words)
    found = comments_with(page.text_page_id, words)
    context = {
        **page.context(request),
        "typed": typed,
        "longest": LONGEST_QUERY,
        "words": words,
        "provisions": provisions,
        "total": total,
        "found": found,
        "comments": shown_comments(page, found.comments),
        "looked_through": LOOKED_THROUGH,
        "english": language_of(page) == "en",
    }
    response = render(request, "comments/find.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
