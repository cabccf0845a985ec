"""Who may read the log, and of which portals."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sites.access.models import Role
from sites.access.standing import standing

FORBIDDEN = 403
READERS = (Role.ADMINISTRATOR, Role.APPROVER, Role.SECRETARY)


def readable_sites(user) -> set[int] | None:
    """The portals whose log a person may read.

    Looking after the portals of others, or having a role on them that only writes, is not enough.

    Args:
        user: who is signed in.

    Returns:
        Primary keys of sites; None for the whole province.
    """
    held = standing(user)
    return None if held.is_provincial_administrator else held.sites_with(*READERS)


def refusal(user) -> str:
    """Why a person may not read any log; empty if they may."""
    if readable_sites(user) != set():
        return ""
    return _(
        "The log of a portal is read by its administrator, its approvers and its secretary. Ask "
        "one of them what was done."
    )


class LogReaderMixin:
    """A view for those who may read a log; everybody else is told why not, and led home."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Asks the one rule before anything is read."""
        reason = refusal(request.user)
        if not reason:
            return super().dispatch(request, *args, **kwargs)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return HttpResponse(reason, status=FORBIDDEN, content_type="text/plain")
        messages.error(request, reason)
        return redirect("wagtailadmin_home")
