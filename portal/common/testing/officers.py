"""Officers in tests: signed in as through the door, without walking through it each time."""

import time
from collections.abc import Iterable

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.test import Client

from portal.accounts.middleware import DOOR_KEY
from portal.accounts.models import User
from portal.accounts.second_factor import METHOD


def officer_client(user: User, *, second_factor: bool = True) -> Client:
    """A browser on the admin host in which this person is signed in.

    Args:
        user: the account.
        second_factor: whether the session has the record of a second factor beside that of the
            password, as the sessions of most people have who may do more than write.
    """
    client = Client(SERVER_NAME=settings.ADMIN_HOST)
    sign_in(client, user, second_factor=second_factor)
    return client


def sign_in(client: Client, user: User, *, second_factor: bool = True) -> None:
    """Signs a person in with what allauth leaves in a session after its steps.

    ``force_login`` alone does not open the administration: it looks like a forgotten door.
    """
    # As it is stored: a factor that was set up meanwhile has ended earlier sessions.
    client.force_login(User.objects.get(pk=user.pk))
    session = client.session
    methods = ["password", METHOD] if second_factor else ["password"]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": method, "at": time.time()} for method in methods
    ]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
    session[DOOR_KEY] = user.pk
    session.save()


def grant(user: User, permissions: Iterable[Permission]) -> None:
    """Gives a person permissions by a group of their own; rights come by groups alone."""
    group = Group.objects.create(name=f"rights of {user.pk}")
    group.permissions.set(permissions)
    user.groups.add(group)
