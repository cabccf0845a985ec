"""Middleware that runs on the admin host alone (and for the previews it asks for)."""

from django.contrib.auth.middleware import AuthenticationMiddleware as DjangoAuthentication
from django.contrib.messages.middleware import MessageMiddleware as DjangoMessages
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessions
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware as DjangoCsrf

from portal.hosts.middleware import ADMIN, PREVIEW


def has_officer(request: HttpRequest) -> bool:
    """Whether this request may carry a session: admin host, or a preview it asked for."""
    return getattr(request, "side", None) in {ADMIN, PREVIEW}


class OfficersOnly:
    """Steps aside on public hosts."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return super().__call__(request) if has_officer(request) else self.get_response(request)


class SessionMiddleware(OfficersOnly, DjangoSessions):
    """Sessions of officers."""


class AuthenticationMiddleware(OfficersOnly, DjangoAuthentication):
    """``request.user`` for officers; a public request has no user at all."""


class MessageMiddleware(OfficersOnly, DjangoMessages):
    """Messages to officers."""


class CsrfViewMiddleware(OfficersOnly, DjangoCsrf):
    """CSRF protection by cookie. Citizens' forms have their own, see ``portal.common.forms``."""

    def process_view(self, request, callback, callback_args, callback_kwargs):
        if not has_officer(request):
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)
