"""The directory's own address, on every portal."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.hosts.addresses import home_of
from sites.directory.services import directory
from sites.profile.services import portal_of


def portals(request: HttpRequest) -> HttpResponse:
    """The portals under this one: all of them on the province's portal.

    Raises:
        Http404: the host has no portal, or none in the language of the address.
    """
    portal = portal_of(request)
    if portal is None or home_of(portal.site.pk, portal.language) is None:
        raise Http404
    listing = directory(portal, request.GET)
    return render(request, "directory/directory.html", {"listing": listing})
