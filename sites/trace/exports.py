"""Every list that leaves the administration as a file: a fresh sign-in before, an entry after.

Lists of Wagtail's and of our own offer files in one way, by ``export`` in the address; here is the
one place that all of them pass.
"""

from email.message import Message

from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

from portal.accounts.fresh import fresh_sign_in
from portal.hosts.sides import has_officer
from sites.access.standing import CURRENT
from sites.trace.actions import EXPORTED
from sites.trace.services import note

PARAMETER = "export"
# Files that have an address of their own.
NAMED = {"portal_batches:download", "summaries:file", "wagtail_localize:download_pofile"}
# These say more, and do it themselves.
NOTED_BY_THEMSELVES = {"log_csv", "log_xlsx"}
GIVEN = 200


class ExportMiddleware:
    """Asks for a fresh sign-in before a list is taken out, and writes down that it was."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_ours = _is_asked_for_file(request) and not _notes_itself(request)
        if is_ours and (name := _name_of_file(response)):
            _note(request, name)
        return response

    def process_view(self, request: HttpRequest, view, args: tuple, kwargs: dict):
        """Leads to the confirmation where the sign-in is not fresh."""
        if _is_asked_for_file(request):
            return fresh_sign_in(_nothing)(request)
        return None


def _nothing(request: HttpRequest) -> None:
    """The view itself is called afterwards, by Django."""


def _is_asked_for_file(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None or not has_officer(request) or not request.user.is_authenticated:
        return False
    return PARAMETER in request.GET or match.view_name in NAMED


def _notes_itself(request: HttpRequest) -> bool:
    return request.resolver_match.view_name in NOTED_BY_THEMSELVES


def _name_of_file(response: HttpResponse) -> str:
    """What the file is called that an answer gives; empty for an answer that is none."""
    told = response.get("Content-Disposition", "")
    if response.status_code != GIVEN or not told.startswith("attachment"):
        return ""
    header = Message()
    header["Content-Disposition"] = told
    return header.get_filename("")


def _note(request: HttpRequest, name: str) -> None:
    portal = getattr(request.user, CURRENT, None)
    site = Site.objects.filter(pk=portal).select_related("profile").first() if portal else None
    what, _dot, ending = name.rpartition(".")
    note(EXPORTED, actor=request.user, site=site, data={"what": what, "format": ending})
