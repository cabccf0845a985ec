"""Who may make and keep portals, and what those are told who may not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

FORBIDDEN = 403


def refusal(user) -> str:
    """Why a person may not look after the province's portals; empty if they may.

    Args:
        user: who is signed in.
    """
    if user.is_active and user.is_superuser:
        return ""
    return _(
        "Only administrators of the province may do this. Ask them to open, rename or close a "
        "portal."
    )


class ProvincialAdministratorMixin:
    """A view for administrators of the province; everybody else is told why not, and led home."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Asks the one rule before anything is read or written."""
        reason = refusal(request.user)
        if not reason:
            return self.detour(request) or super().dispatch(request, *args, **kwargs)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return HttpResponse(reason, status=FORBIDDEN, content_type="text/plain")
        messages.error(request, reason)
        return redirect("wagtailadmin_home")

    def detour(self, request: HttpRequest) -> HttpResponse | None:
        """Where to go instead, if this screen cannot be shown to somebody who may see it."""
        return None
