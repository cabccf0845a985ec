"""The portal that somebody who works on several is working on at the moment."""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from portal.hosts.addresses import site_id_of
from portal.hosts.sides import has_officer
from sites.access.leading import led_to
from sites.access.naming import pages_named
from sites.access.standing import all_roles_of, narrow

SESSION_KEY = "current_portal"
# In links of mails and lists: on which portal the person is to be.
PARAMETER = "portal"
MOST_DIGITS = 19
# Arguments of addresses that are the number of a portal.
SITE_ARGUMENTS = ("site", "site_id")


class CurrentPortalMiddleware:
    """Lets a person with roles on several portals act on one of them with each request.

    That is the portal that its address asks for, or the one of a page, a portal or another thing
    that the address names, or the one chosen last. So a form that was opened before switching in
    another window is still taken for the portal it belongs to.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args: tuple, kwargs: dict) -> None:
        """Narrows what the person may do to the current portal."""
        if not has_officer(request) or not request.user.is_authenticated:
            return
        request.portal_roles = {}
        if request.user.is_superuser:
            return
        roles = all_roles_of(request.user)
        request.portal_roles = roles
        if not roles:
            return
        current = _current(request, roles, kwargs)
        if len(roles) > 1 and request.method == "GET" and current != chosen(request):
            request.session[SESSION_KEY] = current
        narrow(request.user, current, roles)


def chosen(request: HttpRequest) -> int | None:
    """The portal chosen last in this session."""
    return request.session.get(SESSION_KEY)


def _current(request: HttpRequest, roles: dict[int, frozenset[str]], kwargs: dict) -> int:
    if len(roles) == 1:
        return next(iter(roles))
    wanted = _wanted(request, kwargs)
    return next((site_id for site_id in wanted if site_id in roles), min(roles))


def _wanted(request: HttpRequest, kwargs: dict) -> Iterator[int | None]:
    """What may tell the portal, one after the other: later ones are asked only if need be."""
    yield from _asked_for(request)
    yield from _of_pages(request, kwargs)
    yield from (kwargs[name] for name in SITE_ARGUMENTS if name in kwargs)
    yield from led_to(request, kwargs)
    yield chosen(request)


def _asked_for(request: HttpRequest) -> Iterable[int]:
    number = request.GET.get(PARAMETER, "")
    if number.isascii() and number.isdigit() and len(number) < MOST_DIGITS:
        yield int(number)


def _of_pages(request: HttpRequest, kwargs: dict) -> Iterable[int]:
    numbers = [int(str(n)) for n in pages_named(request, kwargs)[:1] if str(n).isdigit()]
    for page in Page.objects.filter(pk__in=numbers).only("path"):
        site_id = site_id_of(page)
        if site_id:
            yield site_id
