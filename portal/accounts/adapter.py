"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from portal.accounts.fresh import is_fresh
from portal.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: accounts are made with a site or by an invitation."""

    def is_open_for_signup(self, request) -> bool:
        """Never."""
        return False

    def authentication_failed(self, request: HttpRequest, **credentials) -> None:
        """Has the worker note it: whether anybody has this address is not asked in the request."""
        from portal.accounts.tasks import note_refused_password

        if email := credentials.get("email"):
            note_refused_password.enqueue(User.objects.normalize_email(email))

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Not of whoever has signed in just now: a password just given is not asked for again."""
        return not is_fresh(context.request)

    def is_safe_url(self, url: str) -> bool:
        """Whether one may be sent to this address after sign-in: on this very host only.

        allauth's own rule lets every host of ALLOWED_HOSTS pass, which here is a whole suffix.
        """
        return url_has_allowed_host_and_scheme(
            url,
            allowed_hosts={context.request.get_host()},
            require_https=context.request.is_secure(),
        )
