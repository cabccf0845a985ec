"""The search page of a portal."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Site

from portal.search.services import find, read_page_number, read_query


def search(request: HttpRequest) -> HttpResponse:
    """Pages of this portal, in the language of the address.

    Raises:
        Http404: the host has no portal.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    query = read_query(request.GET.get("q", ""))
    number = read_page_number(request.GET.get("page", ""))
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    findings = find(site.pk, language, query.words, number)
    context = {"search_words": query.words, "query": query, "findings": findings}
    return render(request, "search/search.html", context)
