"""What templates know of the side that they are shown on."""

from django.http import HttpRequest

from portal.hosts.sides import has_officer


def side(request: HttpRequest) -> dict:
    """Officer, permissions and messages on the admin side; nothing of the kind in public."""
    if not has_officer(request) or not hasattr(request, "user"):
        return {}
    from django.contrib.auth.context_processors import auth
    from django.contrib.messages.context_processors import messages

    return {**auth(request), **messages(request)}
