"""Answers to the addresses of the notices and of the service worker."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Site

from portal.notices.services import PAGES, worker_script

SCRIPT = "text/javascript; charset=utf-8"


def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the portal is, what helps with reading, and whom to tell about a barrier."""
    return render(request, "notices/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """What the portal learns about its readers, which is next to nothing."""
    return render(request, "notices/privacy.html")


def offline(request: HttpRequest) -> HttpResponse:
    """The page that the service worker shows when there is no connection."""
    return render(request, "notices/offline.html", {"kept_pages": PAGES})


def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker of this portal, for the whole host.

    Raises:
        Http404: no portal stands on this host.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return HttpResponse(
        worker_script(site), content_type=SCRIPT, headers={"Service-Worker-Allowed": "/"}
    )
