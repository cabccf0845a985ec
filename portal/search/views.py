"""The search page of a portal."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Site

from portal.common.listings import PAGE_PARAMETER
from portal.hosts.addresses import home_of
from portal.search.services import find, read_page_number, read_query


def search(request: HttpRequest) -> HttpResponse:
    """Pages of this portal, in the language of the address.

    Raises:
        Http404: the host has no portal, or none in the language of the address.
    """
    site = Site.find_for_request(request)
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    if site is None or home_of(site.pk, language) is None:
        raise Http404
    query = read_query(request.GET.get("q", ""))
    number = read_page_number(request.GET.get(PAGE_PARAMETER, ""))
    findings = find(site.pk, language, query.words, number)
    context = {"search_words": query.words, "query": query, "findings": findings}
    return render(request, "search/search.html", context)
