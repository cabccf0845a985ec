"""The second look at who comes into the administration."""

from allauth.account.authentication import get_authentication_records
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from portal.accounts import gate
from portal.accounts.models import User
from portal.hosts.middleware import ADMIN
from portal.hosts.sides import has_officer

DOOR_KEY = "came_in_by_the_door"


def remember_the_door(sender, request: HttpRequest, user: User, **kwargs) -> None:
    """Notes in the session that allauth has let this person in, after every step it asks for.

    Its record of methods is written before the second factor is asked for, so the record alone
    does not tell that the way was walked to its end.
    """
    request.session[DOOR_KEY] = user.pk


def came_in_by_the_door(request: HttpRequest) -> bool:
    """Whether this session's person signed in through allauth, to the last step."""
    is_same_person = request.session.get(DOOR_KEY) == request.user.pk
    return is_same_person and bool(get_authentication_records(request, request.user))


class SecondDoorMiddleware:
    """Signs out whoever has a session that allauth knows nothing of, and asks for second factors.

    Wagtail and Django bring login pages of their own that ask for a password alone. They are
    closed; should one be forgotten or come with an update, it leads nowhere. A session that came
    in by the door, but lacks the second factor that its person must have, reaches no more than
    the pages on which one is set up or given.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not has_officer(request) or not request.user.is_authenticated:
            return self.get_response(request)
        if came_in_by_the_door(request):
            return self.get_response(request)
        logout(request)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            raise PermissionDenied
        return redirect_to_login(request.get_full_path())

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """Holds the gate where the name of the address is known."""
        # A preview comes from within the administration, by a request that has passed here.
        if getattr(request, "side", None) != ADMIN or not request.user.is_authenticated:
            return None
        return gate.stop(request)
