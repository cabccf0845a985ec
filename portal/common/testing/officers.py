"""Officers in tests: signed in as through the door, without walking through it each time."""

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str
from django.conf import settings
from django.test import Client

from portal.accounts.middleware import DOOR_KEY
from portal.accounts.models import User


def officer_client(user: User) -> Client:
    """A browser on the admin host in which this person is signed in."""
    client = Client(SERVER_NAME=settings.ADMIN_HOST)
    sign_in(client, user)
    return client


def sign_in(client: Client, user: User) -> None:
    """Signs a person in with what allauth leaves in a session after a password.

    ``force_login`` alone does not open the administration: it looks like a forgotten door.
    """
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
    session[DOOR_KEY] = user.pk
    session.save()
