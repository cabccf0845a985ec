"""Second factors: whether a person has one, has used it, may give it up or has lost it."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.accounts import requirements
from portal.accounts.models import User

METHOD = "mfa"
# Recovery codes alone are no factor: they stand in for one that was lost.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_factor(user: User) -> bool:
    """Whether this person has an authenticator app, a passkey or a security key."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def was_used(request: HttpRequest) -> bool:
    """Whether this session's person has given a second factor in this very session."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == METHOD for record in records)


class SecondFactorAdapter(DefaultMFAAdapter):
    """How allauth treats second factors here."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "This is your only second factor, and your role requires one. Set up another one first."
        ),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one of a person who must have one."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=FACTORS)
        if others.exclude(pk=authenticator.pk).exists():
            return True
        return not requirements.reason(authenticator.user)


@transaction.atomic
def set_up_totp(user: User, secret: str = "") -> str:
    """Gives a person an authenticator app with a known secret, in place of any other.

    Args:
        user: the account.
        secret: base 32; a random one if empty.

    Returns:
        The secret.
    """
    secret = secret or generate_totp_secret()
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    TOTP.activate(user, secret)
    return secret


def present_code(user: User) -> str | None:
    """The code that the person's authenticator app shows at this moment of real time.

    Returns:
        Six digits, or None for a person without such an app.
    """
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if app is None:
        return None
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    return format_hotp_value(hotp_value(decrypt(app.data["secret"]), counter))
