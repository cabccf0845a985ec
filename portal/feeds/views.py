"""Answers to the addresses that machines ask for."""

import time
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Site

from portal.common.addresses import ADDRESSES, route
from portal.feeds.site_map import entries, number_of_parts, tree
from portal.hosts.addresses import home_of
from portal.hosts.index import root_url

# RFC 9116 asks for less than a year; half of it leaves time to notice that nobody renews it.
SECURITY_TXT_DAYS = 182
XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


def _site(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def sitemap_xml(request: HttpRequest, part: int | None = None) -> HttpResponse:
    """The pages of this portal for search engines; a list of parts when there are many.

    Args:
        request: any request to a public host.
        part: number of a part; None for the address that robots.txt names.

    Raises:
        Http404: there is no such part.
    """
    site = _site(request)
    parts = number_of_parts(site.pk)
    if part is None and parts > 1:
        base = root_url(site.hostname)
        addresses = [f"{base}/sitemap-{number}.xml" for number in range(1, parts + 1)]
        return render(request, "feeds/sitemap_index.xml", {"addresses": addresses}, XML)
    if part is not None and not 1 <= part <= parts:
        raise Http404
    context = {"entries": entries(site.pk, part or 1)}
    return render(request, "feeds/sitemap.xml", context, XML)


def robots_txt(request: HttpRequest) -> HttpResponse:
    """What search engines may read of this portal: all but its own search results."""
    site = _site(request)
    prefixes = {
        code: "" if code == settings.LANGUAGE_CODE else f"{code}/" for code, _ in settings.LANGUAGES
    }
    closed = [
        f"Disallow: /{prefixes[code]}{route('search', code)}?" for code in ADDRESSES["search"]
    ]
    lines = ["User-agent: *", *closed, "", f"Sitemap: {root_url(site.hostname)}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type=TEXT)


def closed_robots_txt(request: HttpRequest) -> HttpResponse:
    """The administration: nothing for search engines."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type=TEXT)


def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116).

    The expiry is counted in real time, also where a demonstration's clock is shifted, and in
    whole days, so that the answer stays the same for a day.
    """
    today = datetime.fromtimestamp(time.time(), UTC).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    expires = today + timedelta(days=SECURITY_TXT_DAYS)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: vi, en",
        f"Canonical: {root_url(request.portal_host.name)}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=TEXT)


def site_map(request: HttpRequest) -> HttpResponse:
    """The sections of this portal as a tree, for people."""
    site = _site(request)
    home = home_of(site.pk, (get_language() or settings.LANGUAGE_CODE)[:2])
    if home is None:
        raise Http404
    return render(request, "feeds/site_map.html", {"branches": tree(home[0])})
