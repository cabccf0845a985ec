"""Second factors of the demonstration: set up without a telephone, read without one."""

import time

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import decrypt
from django.db import transaction

from portal.accounts.models import User


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
