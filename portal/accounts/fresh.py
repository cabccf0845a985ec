"""A fresh sign-in before what must not be done from a desk that somebody has left.

Roles, exports and personal data: whoever signed in longer ago than
``settings.FRESH_SIGN_IN_SECONDS`` gives the password or the second factor again. What was being
sent meanwhile is kept in the session and sent by one more press of a button, so that it passes
every check of a request that comes from the browser.
"""

import time
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

KEPT_KEY = "kept_until_fresh_sign_in"
# What is longer, or has files, stays in the browser instead of the session.
KEPT_BYTES = 100_000
CONFLICT = 409
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def is_fresh(request: HttpRequest) -> bool:
    """Whether this person has signed in, or given a password or factor again, lately enough."""
    records = get_authentication_records(request, request.user)
    latest = max((record.get("at", 0) for record in records), default=0)
    return time.time() - latest < settings.FRESH_SIGN_IN_SECONDS


def fresh_sign_in(view):
    """Decorates a view of the admin host so that it asks for a fresh sign-in first.

    A reader is led to the confirmation and back; a form that is sent is kept meanwhile; a script
    gets 403.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        return _ask_again(request)

    return guarded


class FreshSignInMixin:
    """For class-based views of the admin host; stands before the view's own base class."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Asks for a fresh sign-in before anything of the view runs."""
        return fresh_sign_in(super().dispatch)(request, *args, **kwargs)


def take_kept(request: HttpRequest) -> dict | None:
    """What was being sent when the sign-in had grown old; it is given out once.

    Returns:
        ``path`` and ``fields`` (pairs of name and value, in order), or None.
    """
    return request.session.pop(KEPT_KEY, None)


def _ask_again(request: HttpRequest) -> HttpResponse:
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    methods = get_adapter().get_reauthentication_methods(request.user)
    if not methods:
        # Who came by the province's own sign-in has nothing here that could be given again.
        return _explain(request, reverse("account_logout"))
    address = methods[0]["url"]
    if request.method in SAFE_METHODS:
        return redirect(_with_next(address, request.get_full_path()))
    if _keep(request):
        return redirect(_with_next(address, reverse("accounts_resume")))
    return _explain(request, _with_next(address, reverse("accounts_resume")))


def _explain(request: HttpRequest, address: str) -> HttpResponse:
    context = {"address": address, "was_sent": request.method not in SAFE_METHODS}
    return render(request, "accounts/sign_in_again.html", context, status=CONFLICT)


def _with_next(address: str, target: str) -> str:
    return f"{address}?{urlencode({'next': target})}"


def _keep(request: HttpRequest) -> bool:
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    size = sum(len(name) + len(value) for name, value in fields)
    if request.FILES or size > KEPT_BYTES:
        return False
    request.session[KEPT_KEY] = {"path": request.get_full_path(), "fields": fields}
    return True
