"""The second factor as a gate: how far a session may go that has none on record."""

from enum import Enum

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from portal.accounts import requirements, second_factor

SIGNING_OUT = frozenset({"account_logout", "wagtailadmin_logout", "accounts_invitation"})
CONFIRMING = frozenset({"mfa_reauthenticate", "mfa_reauthenticate_webauthn"})
SETTING_UP = frozenset(
    {
        "accounts_second_factor_needed",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_edit_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "account_reauthenticate",
        "account_change_password",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
    }
)


class Lack(Enum):
    """What a session lacks before it may go on."""

    NOTHING = frozenset()
    SECOND_FACTOR = SIGNING_OUT | SETTING_UP
    ITS_USE = SIGNING_OUT | CONFIRMING

    def leaves_open(self, name: str | None) -> bool:
        """Whether the address of this name may be reached all the same."""
        return self is Lack.NOTHING or name in self.value


def lack_of(request: HttpRequest) -> Lack:
    """What this signed-in person's session lacks.

    Setting up a second factor ends the person's other sessions, so a session without one on
    record belongs to a person without one, or to one who must have one and is asked for it here.
    """
    if second_factor.was_used(request) or not requirements.reason(request.user):
        return Lack.NOTHING
    return Lack.ITS_USE if second_factor.has_factor(request.user) else Lack.SECOND_FACTOR


def stop(request: HttpRequest) -> HttpResponse | None:
    """The answer to a session that may not go on; None lets it pass.

    Raises:
        PermissionDenied: to a script, which could not follow to another page.
    """
    name = request.resolver_match.view_name
    if name in SIGNING_OUT:
        return None
    lack = lack_of(request)
    if lack.leaves_open(name):
        return None
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    if lack is Lack.SECOND_FACTOR:
        return redirect("accounts_second_factor_needed")
    # What was being sent cannot be kept for a person who is not known for certain.
    here = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
    return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': here})}")
