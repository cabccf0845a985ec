"""Answers to the addresses of the notices and of the service worker."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Site

from consultation.periods.models import retention_on
from portal.common import clock
from portal.hosts.addresses import home_of
from portal.notices.services import offline_page, worker_script

SCRIPT = "text/javascript; charset=utf-8"


def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the portal is, what helps with reading, and whom to tell about a barrier.

    Raises:
        Http404: the host has no portal, or none in the language of the address.
    """
    _refuse_missing_language(request)
    return render(request, "notices/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """What the portal learns about its readers, which is next to nothing.

    Raises:
        Http404: the host has no portal, or none in the language of the address.
    """
    _refuse_missing_language(request)
    return render(request, "notices/privacy.html", {"retention": retention_on(clock.today())})


def offline(request: HttpRequest) -> HttpResponse:
    """The page that the service worker shows when there is no connection.

    Raises:
        Http404: the host has no portal, or none in the language of the address.
    """
    _refuse_missing_language(request)
    return HttpResponse(offline_page(request))


def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker of this portal, for the whole host.

    Raises:
        Http404: no portal stands on this host.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return HttpResponse(
        worker_script(request, site), content_type=SCRIPT, headers={"Service-Worker-Allowed": "/"}
    )


def _refuse_missing_language(request: HttpRequest) -> None:
    site = Site.find_for_request(request)
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    if site is None or home_of(site.pk, language) is None:
        raise Http404
